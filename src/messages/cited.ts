import { placeOf } from "../calls/clock-time.ts";
import type { Cited } from "../coaching/cited.ts";
import type { OpenPromise } from "../coaching/prep.ts";
import { spokenDay } from "../deals/spoken.ts";
import type { Block, Rich, Span } from "./message.ts";

/** What messages with words from several calls need to know besides those words. */
export interface QuoteScene {
  /** The transcript page at a turn. */
  linkTo(spot: { callId: string; turn: number }): string;
  /** One quiet line about how this was written, when there is something to say. */
  note: string | null;
}

/** The same where there may be no words to show. */
export function citedBlocks(quote: Cited | null, scene: Pick<QuoteScene, "linkTo">): Block[] {
  return quote ? [citedBlock(quote, scene)] : [];
}

/** Words from a call, with the call's name; `day` where the account is said elsewhere. */
export function citedBlock(quote: Cited, scene: Pick<QuoteScene, "linkTo">, only?: "day"): Block {
  return {
    type: "quote",
    text: asSentence(quote.quote),
    speaker: quote.speaker,
    at: `${only === "day" ? dayIn(quote) : quote.call}, ${placeOf(quote)}`,
    link: scene.linkTo(quote),
  };
}

/** Written as a sentence: it may begin after an "um", and one that was cut says so. */
export function asSentence(words: string): string {
  const whole = /[.?!…]["'”’)]*$/.test(words);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${whole ? "" : "…"}`;
}

/** "Priya, 17 November, 22:37", linked. */
export function citedPlace(quote: Cited, scene: QuoteScene, only?: "day"): Span {
  const first = quote.speaker.split(" ")[0] ?? quote.speaker;
  const where = only === "day" ? dayIn(quote) : quote.call;
  return { text: `${first}, ${where}, ${placeOf(quote)}`, link: scene.linkTo(quote) };
}

/** An undertaking with its day and its words. */
export function promiseLine(
  { by, who, due, past, quote }: OpenPromise,
  scene: QuoteScene,
  only?: "day",
): Rich {
  const day = due ? `${past ? "was due" : "due"} ${spokenDay(due)}` : "no day said";
  const whose = only === "day" ? ` (${by === "us" ? "ours" : "theirs"})` : "";
  return [
    `${who.split(" ")[0] ?? who}${whose}, ${day}: “${unquoted(quote.quote)}” (`,
    citedPlace(quote, scene, only),
    ")",
  ];
}

/** Inside quotation marks a quote's own are written as single ones. */
export const unquoted = (words: string) => words.replace(/[“”"]/g, "'");

const dayIn = ({ call }: Cited) => call.slice(call.lastIndexOf(", ") + 2);
