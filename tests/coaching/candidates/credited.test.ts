import { describe, expect, it } from "vitest";
import { choiceOf, kindsOf } from "../spoken-call.ts";

describe("what a rep did that is worth naming", () => {
  it("credits a question about what was just disclosed, and quotes that question", () => {
    const { wentWell, opportunity } = choiceOf(`
      R: And what happens when a batch is wrong?
      B: It gets stopped, mostly. In February we had a recall and it cost us the contract with the airport.
      R: What did the airport say when you told them?
      B: They were polite. They said two recalls is one too many, and the week after there was another bakery in there. My director had to drive out and collect the stands himself, and he has not forgotten it.
      R: And who would have to be sure that it can't happen again?
      B: Him, really.`);
    expect(wentWell[0]?.kind).toBe("stayed-with-disclosure");
    expect(wentWell[0]?.spot.quote).toBe("What did the airport say when you told them?");
    expect(wentWell[0]?.response?.quote).toBeTruthy();
    expect(opportunity).toBeNull();
  });

  it("takes the shortest follow-up for staying", () => {
    for (const followUp of ["How do you mean?", "And then?", "Why's that?", "What did you do?"]) {
      const kinds = kindsOf(`
        R: So that's the overview.
        B: Our managing director doesn't trust these projects any more, the last one was a disaster and two people lost their jobs.
        R: ${followUp}
        B: He paid for a year of it and we never went live, and he had to stand up in front of the owners and explain where the money had gone.`);
      expect(kinds).not.toContain("disclosure-left-alone");
    }
  });

  it("takes their own words handed back for staying", () => {
    const kinds = kindsOf(`
      R: And how does that show up?
      B: Last year we wrote off two hundred thousand because nobody knew what was in the cold store.
      R: Two hundred thousand. In the cold store.
      B: Yes. I had to explain it to the bank, and it isn't a conversation I want to have a second time.`);
    expect(kinds).not.toContain("disclosure-left-alone");
  });

  it("does not praise the opening question as one about impact", () => {
    const kinds = kindsOf(`
      R: So what made you get in touch with us?
      B: We had an inspection in spring that went badly. Two of the three sites failed, it cost us thirty thousand to put right, and my director said he never wants to read a letter like that again, so here I am.
      R: I see. And the two sites?`);
    expect(kinds).not.toContain("asked-impact-and-waited");
  });

  it("credits a question about who decides and how", () => {
    const { wentWell } = choiceOf(`
      R: If you like what you see, how does something like this get decided, and who could stop it?
      B: It would go to our works council first, and then the finance director has to sign it. She meets the council once a month, so it is usually six weeks.`);
    expect(wentWell.map((credited) => credited.kind)).toContain("asked-for-process");
  });

  it("credits a trade", () => {
    const { wentWell, ranked } = choiceOf(`
      R: It comes to twenty-two thousand a year.
      B: We'd need something off that to get it through.
      R: If you can commit to two years and sign before the end of March, I could take eight percent off.
      B: Two years might be possible. I would have to ask.`);
    expect(wentWell[0]?.kind).toBe("traded-concession");
    expect(ranked.map((candidate) => candidate.kind)).not.toContain("concession-for-nothing");
  });

  it("credits asking for the comparison before answering on price", () => {
    const { wentWell } = choiceOf(`
      R: So that's nine hundred a month.
      B: That's a lot more expensive than I expected.
      R: What are you comparing it with?
      B: Well, there is a quote here from another vendor for six hundred, but that one is without the app, and they want the setup paid up front.`);
    expect(wentWell[0]?.kind).toBe("clarified-objection");
    expect(wentWell[0]?.spot.quote).toBe("What are you comparing it with?");
  });

  it("credits the brave question", () => {
    const { opening } = choiceOf(`
      R: Before I write anything down, what would make you say no to this?
      B: (5s) If my dispatchers don't like it by the second week, I would stop it. I've seen that before, and I am not going to fight with them over a screen.`);
    expect(opening?.kind).toBe("asked-brave-question");
  });

  it("credits saying that it is not the right thing for them", () => {
    const { opening } = choiceOf(`
      R: Can I be straight with you? I don't think you should buy this from us, not at your size.
      B: Oh. Okay, that's refreshing. So what would you do instead?
      R: I would fix the form first, it costs nothing, and then look again in a year.`);
    expect(opening?.kind).toBe("qualified-out");
  });

  it("credits a summary that the buyer agrees with", () => {
    const { wentWell } = choiceOf(`
      R: How does the week begin?
      B: On Monday the kitchens ring their orders in, and on Tuesday half of them ring again, because the drivers have left with the old list.
      R: So the orders change after the drivers have gone, and nobody in the van knows it.
      B: Exactly. Nobody in the van knows it, and the kitchen blames us.`);
    expect(wentWell.map((credited) => credited.kind)).toContain("handed-words-back");
  });

  it("credits a next step with a day that both said", () => {
    const { wentWell } = choiceOf(`
      R: I'll have the sample data loaded by then. Could we say next Tuesday at ten?
      B: Tuesday at ten works for me.
      R: Good. I'll send the invitation today.
      B: Thanks. Bye.`);
    expect(wentWell.map((credited) => credited.kind)).toContain("dated-next-step");
  });
});
