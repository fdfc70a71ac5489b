import { describe, expect, it } from "vitest";
import { choiceOf, kindsOf } from "../spoken-call.ts";

const PITCH =
  "Okay, great. So in ours you can set that up by site, it's all on one page, and you'd get a summary by email with the open items in it.";

describe("what all the words of a stretch tell together", () => {
  it("hears a disclosure that names no loss and no fear", () => {
    const { opportunity } = choiceOf(`
      R: And the rota, who looks after that?
      B: Gwen did until the spring. I've been doing it myself since, from the kitchen table, and I told my board in June it was only for a month.
      R: ${PITCH}
      B: I see.`);
    expect(opportunity?.kind).toBe("disclosure-left-alone");
  });

  it("keeps quiet about a funny story that costs nobody anything", () => {
    const { opportunity } = choiceOf(`
      R: And is the yard easy to find?
      B: It is if you ignore the sign. The goat ate half of the sign, it's a lovely goat.
      R: Ha. I'll tell them to look for the goat. They'd come on the flatbed, it's about nine metres.
      B: Nine is fine.`);
    expect(opportunity).toBeNull();
  });

  it("hears that somebody else has to say yes", () => {
    const { opportunity } = choiceOf(`
      R: So the larger set, then?
      B: The larger set, for my part. It's the partners who'd have to agree, they go through anything over twenty thousand.
      R: Lovely. And for the colour there's the grey or the blue, and the blue's in stock, so that'd be with you within the week.
      B: Blue, then.`);
    expect(opportunity?.kind).toBe("process-left-unasked");
  });

  it("hears a doubt by how it is argued with", () => {
    const { opportunity } = choiceOf(`
      R: What do you make of it?
      B: It's a lot of clicking for our lot, they're used to the wall chart.
      R: No, but it's really simple. There's a guided tour, our customers all love it, the support's excellent and we've got two hundred videos, and everybody who's trained on it is quick within a day.
      B: Right.`);
    expect(opportunity?.kind).toBe("objection-answered-early");
  });

  it("hears a wish that was talked past", () => {
    const { opportunity } = choiceOf(`
      R: That's the tablet view.
      B: I can see where I'd use that. If we took one for our Bristol shop, could you have it in before Easter?
      R: It runs on anything, really. And then the next bit is the reports, so here are the charts by day and by week, and you can export them, and there's a version for print as well.
      B: Nice charts.`);
    expect(opportunity?.kind).toBe("signal-talked-over");
  });

  it("takes a refusal for no gift, whatever sum stands in it", () => {
    const { opportunity } = choiceOf(`
      R: It's four thousand a year for the benches.
      B: That's more than we have in the budget, could you do any discount on the price?
      R: I can't drop the price by half and I won't take the fee off, I'm sorry.
      B: Oh, okay, thank you.`);
    expect(opportunity?.kind).not.toBe("concession-for-nothing");
  });

  it("tells a gift from a trade", () => {
    const asked = "R: It's four thousand a year.\nB: Hm. That's more than I'd hoped, to be honest.";
    const gift = choiceOf(`${asked}
      R: Okay, I'll take five hundred off, and I'll leave the set-up fee out.
      B: Oh, lovely, thank you.`);
    expect(gift.opportunity?.kind).toBe("concession-for-nothing");
    const trade = kindsOf(`${asked}
      R: I could do three and a half thousand if you can sign for two years.
      B: Two years. Yes, I could do two years, I'd have to write it up.`);
    expect(trade).toContain("traded-concession");
    expect(trade).not.toContain("concession-for-nothing");
  });

  it("takes the same words for one moment", () => {
    const { ranked } = choiceOf(`
      R: And budget?
      B: I lost my budget in March, so it would have to go to the board, and they turned two of mine down last year.
      R: ${PITCH}
      B: Fine.`);
    const missed = ranked.filter(({ credited }) => !credited).map(({ spot }) => spot.turn);
    expect(new Set(missed).size).toBe(missed.length);
  });

  it("quotes a clause of talk without marks, not the whole minute", () => {
    const { opportunity } = choiceOf(
      `
      R: And how are the returns handled at the moment?
      B: they come back to the dock and then somebody scans them and we lost our biggest customer over it in april because nobody had scanned theirs for three weeks and i had to tell the owners
      R: ${PITCH}
      B: okay`,
      { bare: true },
    );
    expect(opportunity?.kind).toBe("disclosure-left-alone");
    expect(opportunity?.spot.quote.split(" ").length).toBeLessThan(20);
  });

  it("does not praise a day named for a delivery", () => {
    const kinds = kindsOf(
      `
      R: I only wanted to say that the boxes come on Thursday.
      B: Thursday's good, somebody's in from eight.
      R: Lovely. There are six of them, and the small one has the screws in.
      B: Small one, screws. I'll put it on the bench.
      R: See you on Thursday then.
      B: See you on Thursday.`,
      { cold: true },
    );
    expect(kinds).toEqual([]);
  });
});
