const REP = [
  "How does an order get from the shop floor into the ledger at the moment?",
  "What happens in the weeks when two of them are away at once?",
  "Let me show you how that looks on our side, because it is easier to see than to describe.",
  "We help companies of your size to do that without the second round of checking.",
  "Who else would have to be comfortable with this before it could go ahead?",
  "So the first screen gathers everything that came in overnight, and the second one says what does not fit.",
  "That makes sense, and I can see why you would want to look at it twice.",
  "Most of our customers start with one site and add the others after a quarter.",
  "Would it help if I sent you the summary on Thursday and we talked it through next week?",
];
const BUYER = [
  "We have done it by hand since the move, and honestly nobody has had the time to question it.",
  "Last spring we lost a whole week to it, and that cost us about thirty thousand in late fees.",
  "My director asks me about it every month, and every month I have the same answer for her.",
  "I am not sure we have the budget for that this year, to be fair.",
  "Anything above ten thousand goes to the purchasing board, and they meet on the first Tuesday.",
  "We looked at another product in the summer and it did not get past the security people.",
  "It is mostly the returns, those come back on paper and somebody has to type them in again.",
  "Right, and does that work when the line to the warehouse is down?",
  "I would need to see that with our own numbers before I could say anything sensible.",
];

const clock = (seconds: number) =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");

/** A generated call of an hour and about 9,000 words as WebVTT; another number is another call. */
export function longCall(number: number, rep: string): string {
  const cues = ["WEBVTT"];
  // A small generator of its own: the same number is the same call on every machine.
  let state = number * 2_654_435_761 + 12_345;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  for (let index = 0; index < 270; index += 1) {
    const own = index % 2 === 0 ? REP : BUYER;
    const from = Math.round((index * 3600) / 270);
    const said = Array.from({ length: 2 }, () => own[next(own.length)]).join(" ");
    const name = index % 2 === 0 ? rep : `Hollis Grant ${number}`;
    cues.push(`${clock(from)}.000 --> ${clock(from + 12)}.000\n${name}: ${said}`);
  }
  return cues.join("\n\n");
}
