import { describe, expect, it } from "vitest";
import { prepare } from "../../../src/calls/talk.ts";
import { notSales } from "../../../src/coaching/candidates/not-sales.ts";
import { isHaggle } from "../../../src/coaching/haggle.ts";
import { callOf, choiceOf, kindsOf } from "../spoken-call.ts";

const SPEECH =
  "Our revenue in the quarter grew by eight percent, and the margin on software and services improved again, with new customers in each of the regions. ".repeat(
    14,
  );

describe("talks that are no conversation with a buyer", () => {
  it("are left alone when one speaks to an audience, whatever is sold in them", () => {
    const call = callOf(
      `
      R: Good morning everyone, and welcome to our results call. After the presentation we take your questions.
      R: ${SPEECH}
      R: ${SPEECH}
      R: ${SPEECH}
      B: Thank you. My question is about pricing, I'm worried that it went down in the spring.
      R: ${SPEECH}
      R: We will show you a clear plan some time next year. Thank you all for joining.`,
      { cold: true },
    );
    expect(notSales(prepare(call))).toBe("audience");
  });

  it("are left alone when nothing is sold in them", () => {
    const call = callOf(
      `
      R: How was the week with the drinking?
      B: I lost my temper at my wife on Sunday, and I drank, and my son saw it.
      R: Okay. So for next week we make a plan for the weekend, what you do when a friend rings and so on.
      B: Fine.`,
      { cold: true },
    );
    expect(notSales(prepare(call))).toBe("nothing-sold");
  });

  it("do not include a demonstration that runs long", () => {
    const call = callOf(
      `
      R: So this is the product. ${SPEECH.slice(0, 2000)}
      B: And what does the licence cost for forty users?
      R: It's thirty a month for each user on the platform.
      B: My finance director turned down the last two vendors.`,
    );
    expect(notSales(prepare(call))).toBeNull();
  });
});

describe("two people over a thing", () => {
  const BED = `
    R: I have the bed at 250, it's two years old.
    B: That's too much for a used bed. Could you do 150?
    R: That's too low, sorry. The lowest I can go is 210.
    B: Okay, 210 is fine.`;

  it("are told from people who buy for a firm", () => {
    expect(isHaggle(callOf(BED, { cold: true }))).toBe(true);
    expect(
      isHaggle(
        callOf("R: It's 30 a seat and 400 for set-up.\nB: The board would want three vendors.", {
          cold: true,
        }),
      ),
    ).toBe(false);
  });

  it("answer a bid with a bid, which gives nothing away", () => {
    expect(kindsOf(BED)).not.toContain("concession-for-nothing");
  });

  it("are not asked about a price that nobody had asked to be lowered", () => {
    const { opportunity } = choiceOf(`
      R: What would you like to know?
      B: What do you want for it?
      R: It's 2,950 for the unit, and that's with the garage.
      B: And it's free from June?`);
    expect(opportunity?.kind).not.toBe("concession-for-nothing");
  });

  it("are heard when what is given is tied to something in the same breath", () => {
    const kinds = kindsOf(`
      R: It's 120 for the two of them.
      B: It's a bit over my budget, could you do anything on the price?
      R: I can come down to 85, but you have to pick them up.
      B: Fine, I can do that.`);
    expect(kinds).not.toContain("concession-for-nothing");
  });
});
