import type { Words } from "./moment-words.ts";
import type { Variant } from "./pick.ts";

/** A quote that a sentence of ours goes on after. */
const bare = (quote: string) => quote.replace(/[.…]+$/, "");

/** How the two lines of a moment are told before the question: what they said, what the rep said next. */
export const TELLINGS: Variant<Words>[] = [
  {
    id: "tell-said",
    say: (w) =>
      w.response &&
      `At ${w.at} ${w.speaker} said: ${w.quoted} Your next words, at ${w.response.at}: ${w.response.quoted}`,
  },
  {
    id: "tell-script",
    say: (w) =>
      w.response &&
      `${w.speaker}, ${w.at}: ${w.quoted} You, ${w.response.at}: ${w.response.quoted}`,
  },
  {
    id: "tell-told",
    say: (w) =>
      w.response &&
      `${w.speaker} told you at ${w.at}: ${w.quoted} At ${w.response.at} you went on with: ${w.response.quoted}`,
  },
  {
    id: "tell-moment",
    say: (w) =>
      w.response &&
      `The moment I mean is at ${w.at}, ${w.speaker}: ${w.quoted} You took it from there with: ${w.response.quoted}`,
  },
  {
    id: "tell-then",
    say: (w) =>
      w.response &&
      `“${bare(w.quote)}”, ${w.speaker} said at ${w.at}. Then you: ${w.response.quoted}`,
  },
  { id: "tell-back", say: (w) => !w.response && `Back at ${w.at}, ${w.speaker}: ${w.quoted}` },
  { id: "tell-plain", say: (w) => !w.response && `At ${w.at} ${w.speaker} said: ${w.quoted}` },
];

/** How a moment of the rep's own is told when what it left open is the point. */
export const OWN_TELLINGS: Variant<Words>[] = [
  {
    id: "own-asked",
    say: (w) =>
      w.response &&
      w.response.speaker !== w.speaker &&
      `${w.response.speaker} at ${w.response.at}: ${w.response.quoted} You at ${w.at}: ${w.quoted}`,
  },
  { id: "own-plain", say: (w) => `At ${w.at} you said: ${w.quoted}` },
];

/** How a moment worth crediting is told: the rep's words, then what the buyer did with them. */
export const CREDITED_TELLINGS: Variant<Words>[] = [
  {
    id: "credit-lead-then",
    sharp: true,
    say: (w) =>
      w.lead &&
      w.response &&
      `${w.lead.speaker} had just said: ${w.lead.quoted} At ${w.at} you asked: ${w.quoted} What came was: ${w.response.quoted}`,
  },
  {
    id: "credit-lead",
    sharp: true,
    say: (w) =>
      w.lead &&
      w.response &&
      `${w.lead.speaker}, ${w.lead.at}: ${w.lead.quoted} You: ${w.quoted} ${w.response.speaker}: ${w.response.quoted}`,
  },
  {
    id: "credit-asked",
    say: (w) =>
      w.response &&
      w.quote.endsWith("?") &&
      `At ${w.at} you asked: ${w.quoted} ${w.response.speaker} answered: ${w.response.quoted}`,
  },
  {
    id: "credit-said",
    say: (w) =>
      w.response &&
      !w.quote.endsWith("?") &&
      `At ${w.at} you said: ${w.quoted} ${w.response.speaker}: ${w.response.quoted}`,
  },
  {
    id: "credit-script",
    say: (w) =>
      w.response &&
      `You, ${w.at}: ${w.quoted} ${w.response.speaker}, right after: ${w.response.quoted}`,
  },
  {
    id: "credit-lead-answer",
    sharp: true,
    say: (w) =>
      w.lead &&
      w.response &&
      `After ${w.lead.speaker}'s ${w.lead.quoted} you came in at ${w.at} with: ${w.quoted} The answer: ${w.response.quoted}`,
  },
  {
    id: "credit-moment",
    say: (w) =>
      w.response &&
      `The moment I'd keep is at ${w.at}. You: ${w.quoted} ${w.response.speaker}: ${w.response.quoted}`,
  },
  { id: "credit-plain", say: (w) => !w.response && `At ${w.at} you said: ${w.quoted}` },
];
