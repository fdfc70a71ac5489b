import { expect, it } from "vitest";
import { choiceOf } from "../spoken-call.ts";

/** Other trades, other ways of saying it: the kind that leads, and whether it was missed or done. */
const TOLD: { about: string; leads: string; bare?: boolean; lines: string }[] = [
  {
    about: "an accident on the car park",
    leads: "disclosure-left-alone",
    lines: `
      R: So the portal shows every delivery.
      B: Funny you say that. Two winters ago the gritting lorries never came and somebody ended up in hospital on our car park. We are still with the insurers about it.
      R: Yeah, no, that's what it's for. So if I click on the map here, you can see each depot, and the colours tell you the status, and there's a filter for the region at the top right.
      B: Right, okay.`,
  },
  {
    about: "a school that may close",
    leads: "disclosure-left-alone",
    lines: `
      R: And every tutor has their own timetable.
      B: I'll be honest with you, if enrolment drops under four hundred in September the trust closes our sixth form, and that's my job and nine others.
      R: Wow. Okay, well, let me show you how the timetable publishes, because it is honestly the best part. You tick these boxes and then it goes out to the parents' phones and they can accept or swap.
      B: Nice.`,
  },
  {
    about: "a lane that was pulled, without marks",
    leads: "disclosure-left-alone",
    bare: true,
    lines: `
      R: so that is the dispatch board
      B: yeah last year our biggest shipper pulled the lane because we had three late trucks in a week that was a third of the branch
      R: right right and so on the dispatch board you can also see the hours of service and the fuel level and it talks to the telematics so you never need to phone the driver
      B: cool`,
  },
  {
    about: "an owner who was burned before",
    leads: "disclosure-left-alone",
    lines: `
      R: I can put the proposal together by then.
      B: I should warn you, our practice owner was burned by a vendor in 2019 and she thinks all software people are liars.
      R: Ha, we hear that. So for the proposal I'd include the three modules and the onboarding, and I would price it per chair.
      B: Per chair is fine.`,
  },
  {
    about: "a parish council",
    leads: "process-left-unasked",
    lines: `
      R: That would be the annual plan.
      B: Fine. It'll need to get past the parish council though, they meet every other month.
      R: Got it. And what I'd suggest is that we start with the hall bookings because they are the simplest to move over.
      B: Okay.`,
  },
  {
    about: "a finance chief who looks at everything",
    leads: "process-left-unasked",
    lines: `
      R: So I'll prepare the paperwork.
      B: Our legal folks take forever by the way, and the CFO looks at everything above ten thousand personally.
      R: No worries at all, our contract is really standard. I'll send the link this afternoon and you can just click through it.
      B: Sure.`,
  },
  {
    about: "stores that asked for it",
    leads: "signal-talked-over",
    lines: `
      R: That's the feedback form.
      B: Oh nice. Would that work for our franchise stores too? They've been asking for-
      R: Yes, it works anywhere. The other thing I wanted to mention is the reporting pack, which goes out each Friday with the scores by region, and you can choose who gets it and in what format, which people love.
      B: Okay.`,
  },
  {
    about: "a number let go",
    leads: "concession-for-nothing",
    lines: `
      R: It is two hundred and forty per van per year.
      B: Hmm. The other lot are at one ninety.
      R: Right. I mean, I could probably get you to two ten. Let me go and ask, but two ten should be fine.
      B: Okay, two ten.`,
  },
  {
    about: "a price above the plan",
    leads: "price-defended",
    lines: `
      R: It is two hundred and forty per van per year.
      B: Honestly that's way above what we had budgeted.
      R: Yeah, I hear you, but when you think about what one accident costs you, it pays for itself in a couple of months. Most fleets your size save around a fifth on fuel alone, so the value is really there, and it only goes up over time.
      B: Mm.`,
  },
  {
    about: "a promise to come back",
    leads: "next-step-open",
    lines: `
      R: So any other questions on the software?
      B: No, leave it with me. I'll speak to the others and come back to you.
      R: Brilliant, thanks so much for your time today.
      B: Bye.`,
  },
  {
    about: "a certificate nearly lost",
    leads: "stayed-with-disclosure",
    lines: `
      R: And how did the last audit go?
      B: It was rough. We nearly lost our organic certificate over a batch of seed.
      R: Nearly lost it? What would that have meant for you?
      B: We'd have been out of both supermarkets by Easter. I had the letter half written to my growers.`,
  },
  {
    about: "the way to a signature",
    leads: "asked-for-process",
    lines: `
      R: If Thursday goes well, walk me through what has to happen on your side before there is a signature.
      B: I'd write two pages for the board, they'd want to see a reference from another port, and then legal has it for about three weeks.`,
  },
  {
    about: "the polite silence",
    leads: "asked-brave-question",
    lines: `
      R: What are you not telling me because you're being polite?
      B: (4s) Ha. That we think you're too small, to be honest. If your developer leaves, who fixes it?`,
  },
  {
    about: "a company too small for it",
    leads: "qualified-out",
    lines: `
      R: Look, for eleven people I'd honestly tell you not to buy this. A shared calendar will do.
      B: That's not what I expected to hear.
      R: Come back when you open the second branch.`,
  },
  {
    about: "what steep means",
    leads: "clarified-objection",
    lines: `
      R: It's forty a seat.
      B: That's steep.
      R: Steep next to what?
      B: Next to the free one that half the team already uses, which is fine until somebody leaves and takes the passwords.`,
  },
];

it.each(TOLD)("hears $about", ({ leads, lines, bare }) => {
  const { opportunity, opening } = choiceOf(lines, { bare: bare ?? false });
  expect([opportunity?.kind, opening?.kind]).toContain(leads);
});

it.each([
  `
      R: And that's the API page.
      B: We lost power for a bit on Tuesday so I was late for everything.
      R: Oh dear. So the API page lets your developers read all the bookings, and write them too, and there is a sandbox for tests.
      B: Good.`,
  `
      R: So those are the three packages.
      B: Okay. My colleague Anna will be happy about the second one, she asked for that.
      R: Great. And the third one has everything in it, plus a person on our side who looks after you, and a review each quarter.
      B: Good.`,
])("asks nothing about a late morning or a pleased colleague", (lines) => {
  expect(choiceOf(lines).opening).toBeNull();
});
