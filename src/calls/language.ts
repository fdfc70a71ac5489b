import type { Transcript } from "./call.ts";

/** The language most of a call is in. */
export interface RecognisedLanguage {
  /** ISO 639-1, "und" when there is too little to tell. */
  language: string;
  /** Also true for "und": too little speech is no reason to refuse a call. */
  english: boolean;
  /** 0 to 1. */
  confidence: number;
}

/** Languages with a script (nearly) of their own, by the share of letters in it; earlier ones win. */
const SCRIPTS: [string, RegExp][] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["bn", /\p{Script=Bengali}/gu],
  ["ta", /\p{Script=Tamil}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
];

/** The commonest small words of spoken language: they make up a third of any text and say nothing else. */
const SMALL_WORDS: Record<string, string> = {
  en: "the and to of that it you is in we have for on this do so what be with are just not they was at can if but or your like would about yeah there know think don't it's i'm that's i my",
  de: "der die das und ist nicht ich wir sie es ein eine zu mit auf auch dass aber haben hat für sind wie was dann noch schon mal ja so von den dem kann oder wenn bei",
  fr: "le la les et est pas que je vous nous il elle un une des du de en pour dans avec sur ce qui mais on c'est oui plus très ça avez sont donc au j'ai",
  es: "el la los las y es que no de en un una por para con se lo como pero más su está muy tenemos yo usted nosotros sí esto eso hay del al qué bien porque",
  it: "il la lo gli e è che non di un una per con si ma come più anche sono abbiamo questo molto della del nel io noi voi cosa perché sì ho hai le ci",
  pt: "o a os as e é que não de em um uma por para com se mas como mais está muito temos eu você nós isso do da no na sim vocês também ele ela porque",
  nl: "de het een en is niet dat ik we wij je jullie van in op te met voor zijn hebben heeft maar ook wat als dan nog naar aan er kan bij om ja dit",
  sv: "och det är att i en ett som på för med av vi jag ni inte har den så kan men till om eller vad då också var man nu ska från ja mycket",
  da: "og det er at i en et som på for med af vi jeg ikke har den så kan men til om eller hvad da også var man nu skal fra ja meget",
  no: "og det er at i en et som på for med av vi jeg ikke har den så kan men til om eller hva da også var man nå skal fra ja mye dere",
  fi: "ja on ei että se me minä te hän mutta niin kun kuin olla ovat oli myös tai jos mitä tämä siitä nyt sitten joka meillä teillä hyvin",
  pl: "i w nie na to się że z do jest jak ale o my czy tak co za po dla od są być tego mamy może już tylko bardzo ja pan pani",
  cs: "a je to se na že v ne s z do jak ale my co tak pro jsou být máme už jen velmi já vy by jsem ano nebo když mít",
  ro: "și este nu în la de că o un cu pe pentru care mai din sunt avem dar ce noi eu se sau foarte da cum această",
  hu: "a az és nem hogy egy van ez is de mi én ha meg csak vagy mit már még igen nagyon ezt azt kell volt lesz nekünk",
  tr: "bir ve bu için de da ne çok var biz ben siz mi değil gibi ama daha evet olarak ile o şey yok kadar olan şu",
  id: "yang dan di itu ini dengan untuk tidak kami kita saya anda ada dari bisa juga akan ke atau sudah apa jadi ya",
  vi: "và là của có không được cho trong với một các này đó tôi chúng bạn những thì đã sẽ cũng người",
};

const SETS = Object.entries(SMALL_WORDS).map(
  ([language, words]) => [language, new Set(words.split(" "))] as const,
);
/** Words read: enough for a share with a small error, and a long call costs no more than a short one. */
const WORDS_READ = 4000;
const FEWEST_WORDS = 8;
const LETTERS_READ = 40_000;

/** Recognises the language of a call by script and small words; fewer than eight words are "und". */
export function recogniseLanguage(transcript: Pick<Transcript, "turns">): RecognisedLanguage {
  const text = sample(transcript);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const script = byScript(text, letters);
  if (script !== null) return script;
  const words =
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\p{M}']+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return { language: "und", english: true, confidence: 0 };
  return byWords(words.slice(0, WORDS_READ));
}

/** Turns from the whole call, so that a greeting in another language does not decide. */
function sample({ turns }: Pick<Transcript, "turns">): string {
  const step = Math.max(1, Math.floor(turns.length / 1000));
  const each = Math.max(40, Math.floor((LETTERS_READ * step) / Math.max(1, turns.length)));
  const parts: string[] = [];
  for (let at = 0; at < turns.length; at += step)
    parts.push((turns[at]?.text ?? "").slice(0, each));
  return parts.join("\n").slice(0, LETTERS_READ * 2);
}

function byScript(text: string, letters: number): RecognisedLanguage | null {
  if (letters < 4) return null;
  for (const [language, pattern] of SCRIPTS) {
    const share = (text.match(pattern)?.length ?? 0) / letters;
    // Japanese mixes in Han characters, so its own two scripts need less.
    if (share > (language === "ja" ? 0.15 : 0.4)) {
      return {
        language: refine(language, text),
        english: false,
        confidence: Math.min(1, share + 0.2),
      };
    }
  }
  return null;
}

/** Neighbours within a script, told apart by letters only one of them has. */
function refine(language: string, text: string): string {
  if (language === "ru" && /[іїєґ]/i.test(text) && !/[ыэъ]/i.test(text)) return "uk";
  if (language === "ar" && /[پچژگ]/.test(text)) return "fa";
  return language;
}

function byWords(words: string[]): RecognisedLanguage {
  const scores = SETS.map(([language, set]) => ({
    language,
    hits: words.filter((word) => set.has(word)).length,
  })).sort((a, b) => b.hits - a.hits);
  const [first, second] = scores;
  const share = (first?.hits ?? 0) / words.length;
  const lead = ((first?.hits ?? 0) - (second?.hits ?? 0)) / Math.max(1, first?.hits ?? 0);
  // A list of names or figures has no small words: that is too little, not another language.
  if (first === undefined || share < 0.12 || first.hits < 3 || lead === 0) {
    return { language: "und", english: true, confidence: 0 };
  }
  const enough = Math.min(1, words.length / 40);
  const confidence = Math.min(1, share * 2 + lead * 0.5) * enough;
  return { language: first.language, english: first.language === "en", confidence };
}
