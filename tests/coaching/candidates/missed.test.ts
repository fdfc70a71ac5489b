import { describe, expect, it } from "vitest";
import { choiceOf, kindsOf } from "../spoken-call.ts";

describe("what a rep left on the table", () => {
  it("finds a lost customer that was volunteered and passed over", () => {
    const { opportunity } = choiceOf(`
      R: And on the calendar side, that is all drag and drop.
      B: It would help, yes. In May we lost the Whitcombe practice because two crowns went to the wrong dentist. That was sixty thousand a year.
      R: Oh no. Yeah, that happens. So this is the weekly view, and the nice thing is you can colour it by technician, and each technician gets the list on the phone in the morning, with the photos and the shade, and you can filter it by customer, by material, by due date, whatever you like really.
      B: Okay.`);
    expect(opportunity?.kind).toBe("disclosure-left-alone");
    expect(opportunity?.spot.quote).toContain("Whitcombe");
    expect(opportunity?.response?.side).toBe("rep");
  });

  it("finds it in a transcript without marks", () => {
    const { opportunity } = choiceOf(
      `
      R: and the rota is built for you every night
      B: right honestly the inspector comes in october and if we can't show the rest hours they ground two of the boats and i'm the one who signs the log
      R: okay great so let me pull up the rota screen for you so here on the left you have every vessel and on the right every crew member and you can just drag them across and it will warn you when somebody has not got the certificate
      B: yeah i see`,
      { bare: true },
    );
    expect(opportunity?.kind).toBe("disclosure-left-alone");
  });

  it("finds it when the recorder cut the telling into cues", () => {
    const { opportunity } = choiceOf(
      `
      R: So that is the intake form.
      B: Okay. The last time they changed our system I was the one who got blamed for it. Three nurses left that spring. I'd be a bit afraid it goes the same way again.
      R: Sure, no, totally. It's very intuitive, so people generally pick it up in a day. There is an academy with short videos. And then the reports, so this is the reports page, and you can send any of these out every Monday by mail.
      B: Right.`,
      { cued: true },
    );
    expect(opportunity?.kind).toBe("disclosure-left-alone");
    expect(opportunity?.flavour).toBe("fear");
    expect(opportunity?.spot.quote).toMatch(/blamed|afraid/);
  });

  it("finds money that waits for a signature", () => {
    const kinds = kindsOf(`
      R: For your size it would be somewhere near thirty a year.
      B: That's about right. There's fifty thousand put by for it in this year's plan, but our chairman hasn't released it yet.
      R: Ha, well, good to know we'd fit. So what would help next, shall I set up a trial account?
      B: Yes, a trial account would be good.`);
    expect(["disclosure-left-alone", "process-left-unasked"]).toContain(kinds[0]);
  });

  it("finds a board that has to say yes and was waved through", () => {
    const { opportunity } = choiceOf(`
      R: So that's the booking engine.
      B: I like it. I should say, it isn't only me. Anything above twenty thousand has to go to the owners' committee in Lisbon.
      R: Sure, of course, no problem. So on the rooms, what most hotels do is start with the spa and the restaurant, because that is where the phone calls are, and then we add the rooms after about a month.
      B: Okay, sounds sensible.`);
    expect(opportunity?.kind).toBe("process-left-unasked");
    expect(opportunity?.spot.quote).toContain("Lisbon");
  });

  it("finds a final say that nobody asked about", () => {
    const kinds = kindsOf(`
      R: It's live in about a term.
      B: I'm happy with it. Our bursar has the final say on anything like this though.
      R: Perfect. I'll send you the brochure for the parents and the one for the office, and the recording of today as well.
      B: Thank you.`);
    expect(kinds[0]).toBe("process-left-unasked");
  });

  it("finds interest that was answered and talked over", () => {
    const { opportunity } = choiceOf(`
      R: And members just tap their card at the door.
      B: Huh. That's neat. Could we use it for the swim school as well? Because that's the other place where we-
      R: Yeah, it can do anything with a booking. So what I wanted to show you next is the finance export, because that's where people save the most time. You press here, and it writes the file, and the accountant gets a link, and then at the end of the month it is all reconciled for you.
      B: Okay.`);
    expect(opportunity?.kind).toBe("signal-talked-over");
    expect(opportunity?.spot.quote).toContain("swim school");
  });

  it("finds a discount given for nothing", () => {
    const { opportunity } = choiceOf(`
      R: So the platform comes to eighteen thousand a year.
      B: It's a bit steep, to be honest.
      R: Okay, look, I could do fifteen percent off that. That would bring it to fifteen three.
      B: Fifteen percent. Okay, that's a start.
      R: Great. So then the contract, I can send it over this afternoon.`);
    expect(opportunity?.kind).toBe("concession-for-nothing");
    expect(opportunity?.spot.side).toBe("rep");
  });

  it("finds a price defended before anyone knew what it was held against", () => {
    const { opportunity } = choiceOf(`
      R: So that's nine hundred a month.
      B: That's a lot more than what we pay today.
      R: Sure, and the thing I'd say is you have to look at it against what you get back. Our typical customer sees payback in half a year. If you take the hours you save on the phone and multiply it by what an hour costs you, the return is really very quick.
      B: Mm. Okay.`);
    expect(opportunity?.kind).toBe("price-defended");
  });

  it("finds a bad time argued away", () => {
    const { opportunity } = choiceOf(`
      R: So we could begin in April.
      B: I don't think this is the right time for us, we're in the middle of moving the warehouse.
      R: I hear that a lot, but the implementation is only two weeks and our team does nearly all of it. You would only need somebody for an hour a day, and the earlier you begin the earlier it pays off for you.
      B: Maybe.`);
    expect(opportunity?.kind).toBe("objection-answered-early");
    expect(opportunity?.flavour).toBe("timing");
  });

  it("finds an end without a day", () => {
    const { opportunity } = choiceOf(`
      R: So that's everything I wanted to show you about the software.
      B: It was interesting. Let's talk again after the summer, when it's quieter.
      R: Sounds great. I'll send you the slides in the meantime.
      B: Lovely. Bye.
      R: Bye.`);
    expect(opportunity?.kind).toBe("next-step-open");
  });

  it("counts it as stronger when the buyer comes back to it unasked", () => {
    const told = `
      R: And that is the stock view.
      B: In spring we had a recall on the oat bars and it cost us the airport contract.
      R: Yeah. So this is the stock view by batch, and you can sort by date, by site, by supplier, and it refreshes every night so the numbers are always right when you come in.
      B: Okay.
      R: And the users page is here, you can add as many as you like.`;
    const once = choiceOf(`${told}\n B: Good, thanks for showing me that.`).opportunity;
    const again = choiceOf(
      `${told}\n B: I keep thinking about the recall. With the airport contract gone we can't have another one.`,
    ).opportunity;
    expect(again?.returned).not.toBeNull();
    expect(once?.returned).toBeNull();
  });
});
