import { describe, expect, it } from "vitest";
import { choiceOf, kindsOf } from "../spoken-call.ts";

describe("when the coach has nothing to ask", () => {
  it("leaves small talk at the start alone", () => {
    const kinds = kindsOf(
      `
      R: Morning, how was the weekend?
      B: Terrible, my boss lost his keys and we had to cancel the boat trip, it cost us two hundred pounds.
      R: Oh no. Well, let me tell you about the software. We sell planning software for workshops.
      B: Go ahead.`,
      { cold: true },
    );
    expect(kinds).toEqual([]);
  });

  it("leaves trouble with the meeting itself alone", () => {
    const { opportunity } = choiceOf(`
      R: Shall I share the screen?
      B: Sorry, I lost you there, my headset crashed twice this morning and I'm worried you can't hear me.
      R: No problem, I can hear you fine. So this is the product, and on the left you have the menu with all the modules you would use.
      B: Okay, I see it.`);
    expect(opportunity).toBeNull();
  });

  it("takes a passing preference for what it is", () => {
    const { opportunity } = choiceOf(`
      R: Nobody likes purchase orders.
      B: I quite like a purchase order.
      R: Ha, apart from you. And what system is all that on at the moment?
      B: It's on the old one, in the cellar.`);
    expect(opportunity).toBeNull();
  });

  it("does not call it left alone when the rep comes back to it within two minutes", () => {
    const kinds = kindsOf(`
      R: And that's the export.
      B: Last spring the auditors found eleven payments without an order, and our chief accountant left over it.
      R: Let me just close this window so that you see the right thing. So. You said the auditors found eleven payments. What did they want to see after that?
      B: A list, every month, signed.`);
    expect(kinds).not.toContain("disclosure-left-alone");
  });

  it("does not call it left alone when the rep comes back to it much later", () => {
    const kinds = kindsOf(`
      R: And that's the export.
      B: Last spring the auditors found eleven payments without an order, and our chief accountant left over it.
      R: Okay. So here is the export, and you can choose the columns, and the format, and where it goes, and it remembers what you chose the last time.
      B: Fine.
      R: And this is the help page, there is a chat with real people behind it, from seven to seven.
      B: Good.
      R: I'd like to go back to the chief accountant. What would the auditors want to find next spring?
      B: Nothing, ideally.`);
    expect(kinds).not.toContain("disclosure-left-alone");
  });

  it("does not call the direct answer to a question volunteered", () => {
    const kinds = kindsOf(`
      R: Who signs something like this at yours?
      B: Our finance director signs it.
      R: Thank you. And how many users would need a login on the first day?
      B: About twenty.`);
    expect(kinds).not.toContain("process-left-unasked");
    expect(kinds).not.toContain("disclosure-left-alone");
  });

  it("lets a rep listen: a nod is not moving on", () => {
    const kinds = kindsOf(`
      R: And that's the export.
      B: In March we were fined by the port, nine thousand, because one form was late.
      R: Right.
      B: And it wasn't even our form.
      R: Whose form was it?
      B: The agent's. He has a cupboard full of them.`);
    expect(kinds).not.toContain("disclosure-left-alone");
  });

  it("says nothing about a talk that sells nothing", () => {
    const kinds = kindsOf(
      `
      R: How have you been since we spoke last week?
      B: Not so good. I lost my brother in the spring and I am afraid that I will start to drink again, I can't sleep.
      R: That sounds very heavy. You have been carrying that for a while, and you came here today even so.
      B: Yes. My wife is worried, she told me she would leave if it goes on like this.
      R: She matters a great deal to you. You told me last time that the evenings are the hardest part of the day.
      B: The evenings, yes. I sit there and I don't know what to do with my hands.
      R: It can help to have somewhere to go at that hour. Some people walk, some ring a friend.
      B: I used to walk with my brother.`,
      { cold: true },
    );
    expect(kinds).toEqual([]);
  });

  it("says nothing when it does not know who sells", () => {
    const { ranked } = choiceOf(`B: We lost a customer.\nB2: We did, and it hurt.`, { cold: true });
    expect(ranked).toEqual([]);
  });

  it("does not take a promise to refuse for a gift", () => {
    const kinds = kindsOf(`
      R: It comes to twelve thousand.
      B: Give me the first half year for free and I sign today.
      R: I'm going to say no to free, and I'll tell you why. If it costs nothing nobody uses it. What is it about the half year?
      B: There is no line for it in the budget until July.`);
    expect(kinds).not.toContain("concession-for-nothing");
  });
});
