import { describe, expect, it } from "vitest";
import { recogniseLanguage } from "../../src/calls/language.ts";

const spoken = (...texts: string[]) => ({
  turns: texts.map((text) => ({ speaker: "a", startMs: null, endMs: null, text })),
});

describe("the language of a call", () => {
  it.each([
    [
      "en",
      "So what I wanted to do today is walk through the numbers and see if it makes sense for you.",
    ],
    [
      "en",
      "yeah um i mean it's not that we don't like it you know it's just that there was no time",
    ],
    ["de", "Also wir haben uns das angesehen und ich denke, dass es für uns nicht so einfach ist."],
    [
      "fr",
      "Nous avons regardé la proposition et je pense que c'est une bonne idée pour les équipes.",
    ],
    ["es", "Hemos visto la propuesta y creo que es una buena idea para el equipo, pero no ahora."],
    [
      "it",
      "Abbiamo visto la proposta e penso che sia una buona idea per il gruppo, ma non adesso.",
    ],
    ["pt", "Nós vimos a proposta e eu acho que é uma boa ideia para a equipe, mas não agora."],
    ["nl", "We hebben het voorstel bekeken en ik denk dat het een goed idee is voor het team."],
    ["sv", "Vi har tittat på förslaget och jag tror att det är en bra idé för oss, men inte nu."],
    [
      "da",
      "Vi har set på forslaget, og jeg tror at det er en god idé for os, men ikke nu, hvad siger I.",
    ],
    [
      "no",
      "Vi har sett på forslaget, og jeg tror at det er en god idé for oss, men ikke nå, hva sier dere.",
    ],
    ["fi", "Me katsoimme ehdotusta ja minä luulen että se on hyvä idea meillä, mutta ei nyt."],
    ["pl", "Obejrzeliśmy tę propozycję i myślę, że to jest dobry pomysł, ale nie teraz dla nas."],
    ["cs", "Podívali jsme se na ten návrh a já myslím, že je to dobrý nápad, ale ne teď pro nás."],
    [
      "tr",
      "Biz bu teklife baktık ve çok iyi bir fikir ama şu an bizim için değil, daha sonra evet.",
    ],
    ["ru", "Мы посмотрели предложение, и я думаю, что это хорошая идея."],
    ["uk", "Ми переглянули пропозицію, і я думаю, що це гарна ідея для їхньої команди."],
    ["zh", "我们看了这个方案，我觉得很好。"],
    ["ja", "提案を見ましたが、とても良いと思います。"],
    ["ko", "제안서를 봤는데 아주 좋은 생각인 것 같아요."],
    ["ar", "لقد رأينا العرض وأعتقد أنها فكرة جيدة."],
    ["he", "ראינו את ההצעה ואני חושב שזה רעיון טוב."],
    ["hi", "हमने प्रस्ताव देखा और मुझे लगता है कि यह अच्छा है।"],
  ])("is recognised: %s", (language, text) => {
    const found = recogniseLanguage(spoken(text));
    expect(found.language).toBe(language);
    expect(found.english).toBe(language === "en");
    expect(found.confidence).toBeGreaterThan(0);
    expect(found.confidence).toBeLessThanOrEqual(1);
  });

  it.each([
    ["Okay."],
    [""],
    ["Mm-hm, right, sure."],
    ["Okafor Reyes Lindt Tallyhouse Northbeam 4 5 6 Q3 Q4 SOC"],
  ])("is open, and no reason to refuse, when there is too little to tell: %j", (text) => {
    expect(recogniseLanguage(spoken(text))).toEqual({
      language: "und",
      english: true,
      confidence: 0,
    });
  });

  it("is that of most of the call, not of its greeting", () => {
    const rest = Array.from(
      { length: 50 },
      () => "I think that we have to look at it with the team.",
    );
    expect(
      recogniseLanguage(spoken("Guten Tag, wie geht es Ihnen und der Familie?", ...rest)).language,
    ).toBe("en");
  });

  it("grows surer with more speech", () => {
    const line = "I think that we have to look at it.";
    const sure = (times: number) =>
      recogniseLanguage(spoken(...Array.from({ length: times }, () => line))).confidence;
    expect(sure(20)).toBeGreaterThan(sure(1));
  });
});
