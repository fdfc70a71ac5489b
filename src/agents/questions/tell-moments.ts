import { DateTime } from "luxon";
import { sentencesOf } from "../../calls/talk.ts";
import type { Answer } from "../../messages/answer.ts";
import type { CallInFull, CallSummary } from "../../store/call-search.ts";
import {
  callName,
  callsLooked,
  capital,
  dayOf,
  type Evidence,
  listOf,
  many,
  placeLooked,
  subjectOf,
} from "./evidence.ts";
import {
  CATEGORY_WORDS,
  citeAt,
  citeMoment,
  momentsOf,
  nextMeetingsOf,
  objectionsOf,
  patternsOf,
  promisesOf,
} from "./findings.ts";
import { quoteAround } from "./passages.ts";
import { cited, fewness, lowerFirst } from "./tell-numbers.ts";

type Part = Pick<Answer, "lines" | "quotes" | "note">;

const MOST_QUOTES = 3;

/** "What objections came up last week?" */
export function tellObjections(evidence: Evidence): Part | null {
  const found = objectionsOf(
    evidence.inFull,
    evidence.asked.competitors,
    new Set(evidence.asked.buyers.map((name) => name.toLowerCase())),
  );
  if (found.length === 0) return null;
  const shown = found.slice(0, MOST_QUOTES);
  const counts = new Map<string, number>();
  for (const { moment } of shown) {
    const name = CATEGORY_WORDS[moment.category];
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const about =
    named === shown.length ? [...counts].map(([name, count]) => `${count} about ${name}`) : [];
  const [only] = counts.keys();
  const first =
    shown.length === 1
      ? `One objection stands out in ${placeLooked(evidence)}${only ? `, about ${only}` : ""}:`
      : `The ${shown.length} clearest objections in ${placeLooked(evidence)}${about.length > 0 ? `, ${listOf(about)}` : ""}:`;
  return {
    lines: [first],
    quotes: shown.map((one) => citeMoment(one, evidence)),
    note:
      found.length > shown.length
        ? "There may be more: I show the ones I am surest of. The others are on the calls' pages."
        : null,
  };
}

const DAYS =
  /\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this|next|end of) (?:the )?(?:week|month)|week|fortnight|the \d{1,2}(?:st|nd|rd|th))\b/gi;

/** "What did I promise Helen?", "what does Petr owe me?" */
export function tellPromises(evidence: Evidence): Part | null {
  const { asked } = evidence;
  const speakers = new Set(
    asked.promisesOf === "buyer" ? asked.buyers.map((name) => name.toLowerCase()) : [],
  );
  const found = promisesOf(evidence.inFull, asked.promisesOf, speakers);
  if (found.length === 0) return null;
  const shown = found.slice(0, MOST_QUOTES);
  const who =
    asked.promisesOf === "buyer"
      ? asked.buyers.length > 0
        ? listOf(asked.buyers)
        : "the buyers"
      : subjectOf(evidence).who;
  const dated = shown.filter(({ moment }) => moment.due !== null).length;
  const number = found.length === 1 ? "one promise" : `${found.length} promises`;
  const clearest = found.length > shown.length ? `; these ${shown.length} are the clearest` : "";
  return {
    lines: [
      `${capital(who)} made ${number} I can point at in ${callsLooked(evidence, evidence.calls.length)}${clearest}.`,
      ...(dated === 0 ? [`No day was said for ${shown.length === 1 ? "it" : "them"}.`] : []),
    ],
    quotes: shown.map((one) => {
      const due = one.moment.due ? DateTime.fromISO(one.moment.due, { zone: evidence.zone }) : null;
      // A sentence with several days in it is a list: the day we have is its first.
      const days = one.moment.quote.match(DAYS)?.length ?? 0;
      const detail = due?.isValid
        ? `${days > 1 ? "first " : ""}due ${dayOf(due.toJSDate(), evidence)}`
        : null;
      return citeMoment(one, evidence, detail);
    }),
    note: null,
  };
}

/** "When is the next meeting with Wexley?": the newest that was agreed, and whether it is still to come. */
export function tellNextMeeting(evidence: Evidence): Part | null {
  const named = nextMeetingsOf(evidence.inFull);
  if (named.length === 0) return null;
  const today = DateTime.fromJSDate(evidence.now, { zone: evidence.zone }).startOf("day");
  const whenOf = (iso: string) => DateTime.fromISO(iso, { zone: evidence.zone });
  const shown = named
    .filter(({ moment }) => moment.when !== null && whenOf(moment.when) >= today)
    .sort((a, b) => (a.moment.when ?? "").localeCompare(b.moment.when ?? ""))
    .slice(0, MOST_QUOTES);
  if (shown.length > 0) {
    const lines = shown.map(({ call, moment }) => {
      const when = whenOf(moment.when ?? "");
      const hour = moment.when?.includes("T") ? ` at ${when.toFormat("HH:mm")}` : "";
      return `${when.toFormat("cccc")} ${dayOf(when.toJSDate(), evidence)}${hour}, agreed on the call with ${whoseCall(call, evidence)}.`;
    });
    return {
      lines,
      quotes: shown.map((one) => citeMoment(one, evidence)),
      note: "From the calls alone: I do not see calendars here.",
    };
  }
  const [newest] = named;
  if (!newest) return null;
  const { moment, call } = newest;
  const when = moment.when ? whenOf(moment.when) : null;
  const line = when
    ? `Nothing still to come. The last day named was ${when.toFormat("cccc")} ${dayOf(when.toJSDate(), evidence)}, on the call with ${whoseCall(call, evidence)}:`
    : `No day was agreed. The nearest to it, on the call with ${whoseCall(call, evidence)}:`;
  return {
    lines: [line],
    quotes: [citeMoment(newest, evidence)],
    note: "From the calls alone: I do not see calendars here.",
  };
}

/** "Wexley Clinics on 18 November". */
function whoseCall(call: CallSummary, evidence: Evidence): string {
  const name = callName(call, evidence);
  const day = dayOf(call.heldAt, evidence);
  return `${name.slice(0, -`, ${day}`.length)} on ${day}`;
}

/** "Which deals mention Payvolt?": how many calls, which deals, and the words of each. */
export function tellCompetitor(evidence: Evidence): Part | null {
  const { asked } = evidence;
  const wanted = new Set(asked.competitors);
  const mentions = momentsOf(evidence.inFull, "mention", 0.5).filter(
    ({ moment }) =>
      moment.subject === "competitor" && (wanted.size === 0 || wanted.has(moment.entity)),
  );
  if (mentions.length === 0) return null;
  const byCall = new Map<string, (typeof mentions)[number][]>();
  for (const mention of mentions)
    byCall.set(mention.call.id, [...(byCall.get(mention.call.id) ?? []), mention]);
  // A buyer's own words say more than a question of ours; the longest of them says most.
  const best = [...byCall.values()].flatMap((own) => {
    const shown = own.map(({ call, moment }) => ({
      call,
      moment: { ...moment, quote: withWhatFollows(call, moment) },
    }));
    const value = ({ moment }: (typeof shown)[number]) =>
      (moment.side === "buyer" ? 1000 : 0) + moment.quote.length;
    const [first] = shown.sort((a, b) => value(b) - value(a));
    return first ? [first] : [];
  });
  const names =
    wanted.size > 0
      ? asked.competitors
      : [...new Set(mentions.map(({ moment }) => moment.entity))].sort();
  const deals = [
    ...new Set(
      best.map(({ call }) =>
        call.deal && call.account ? `${call.account} (${call.deal})` : callName(call, evidence),
      ),
    ),
  ];
  return {
    lines: [
      `${listOf(names)} came up on ${byCall.size} of ${placeLooked(evidence)}.`,
      `${deals.length === 1 ? "The deal" : "The deals"}: ${deals.slice(0, 6).join("; ")}.`,
    ],
    quotes: best.slice(0, MOST_QUOTES).map((one) => citeMoment(one, evidence)),
    note: null,
  };
}

/** "Payvolt, is it?" says little without the sentence after it. */
function withWhatFollows(
  call: CallInFull,
  { turn, quote }: { turn: number; quote: string },
): string {
  const text = call.call.turns[turn]?.text ?? quote;
  const at = sentencesOf(text).findIndex((sentence) => sentence.text.includes(quote));
  return at < 0 ? quote : quoteAround(text, at);
}

/** "What went well this month?": behaviours, each with the words that show it. */
export function tellWentWell(evidence: Evidence): Part | null {
  const patterns = patternsOf(evidence.inFull, true).slice(0, 2);
  if (patterns.length === 0) return null;
  const { who } = subjectOf(evidence);
  const read = evidence.inFull.length;
  return {
    lines: [
      `What ${who} did in ${placeLooked(evidence)} that is worth keeping:`,
      ...patterns.map(
        ({ skill, calls }) => `${skill.behaviour}: on ${calls} of ${many(read, "call")}.`,
      ),
    ],
    quotes: patterns.map(({ call, candidate }) =>
      citeAt(call, candidate.spot.turn, cited(candidate.spot.quote), evidence),
    ),
    note: fewness(read),
  };
}

/** "What should I work on?": the one behaviour that recurs, its newest place, one practice. */
export function tellWorkOn(evidence: Evidence): Part | null {
  const [pattern] = patternsOf(evidence.inFull, false);
  if (!pattern) return null;
  const { skill, call, candidate, calls } = pattern;
  const place = placeLooked(evidence, evidence.inFull.length);
  const quotes = [citeAt(call, candidate.spot.turn, cited(candidate.spot.quote), evidence)];
  if (candidate.response && candidate.response.turn !== candidate.spot.turn)
    quotes.push(
      citeAt(
        call,
        candidate.response.turn,
        cited(candidate.response.quote),
        evidence,
        "what came next",
      ),
    );
  return {
    lines: [
      `One thing: ${lowerFirst(skill.behaviour)}. There was room for it on ${calls} of ${place}.`,
      skill.practice,
      "Where it last showed:",
    ],
    quotes,
    note: fewness(evidence.inFull.length),
  };
}
