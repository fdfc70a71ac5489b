import { DateTime } from "luxon";
import type { Answer } from "../../messages/answer.ts";
import { checkLength, checkMoment, checkNumbers, checkQuotes, checkVoice } from "../guards.ts";
import { composeAnswer } from "./compose.ts";
import { callName, dayOf, type Evidence } from "./evidence.ts";
import { figuresOf, publishedTalkShare } from "./figures.ts";
import { wordsOf } from "./names.ts";
import { notedLine } from "./tell-nothing.ts";

const MOST_WORDS = 140;
const FIRST_LINE_WORDS = 45;
const NUMBER = /\d+(?:[.,:]\d+)*/g;
const QUOTED = /[“"][^“”"]*[”"]/g;

/** Everything that keeps an answer from its reader, each as a reason to mend it. */
export function checkAnswer(evidence: Evidence, answer: Answer): string[] {
  const own = [...answer.lines, ...(answer.note ? [answer.note] : [])];
  return [
    ...checkCited(evidence, answer),
    ...own.flatMap((line) => [
      ...checkQuoted(evidence, line),
      ...checkNumbers(percents(evidence), line),
      ...checkVoice(line),
    ]),
    ...checkCounts(evidence, answer),
    ...checkNames(evidence, own.join(" ")),
    ...checkLength(answer.lines[0] ?? "", FIRST_LINE_WORDS, "the first line"),
    ...checkLength(own.join(" "), MOST_WORDS, "the answer"),
    ...(answer.found && answer.quotes.length === 0 && evidence.inFull.length === 0
      ? ["claims to have found something, and no call was read"]
      : []),
  ];
}

/** Every quote stands on a call this person may see: at that turn, by that speaker, word for word. */
function checkCited({ inFull, zone, now }: Evidence, answer: Answer): string[] {
  return answer.quotes.flatMap((quote) => {
    const seen = inFull.find(({ id }) => id === quote.callId);
    if (!seen) return [`“${quote.quote}” is from a call that was not looked at`];
    const name = callName(seen, { zone, now });
    return [
      ...checkMoment(seen.call, quote),
      ...(quote.call === name ? [] : [`that call is called “${name}”`]),
    ];
  });
}

/** Words in quotation marks must have been said on one of the calls looked at. */
function checkQuoted({ inFull, remembered = [] }: Evidence, line: string): string[] {
  if (line.search(QUOTED) < 0) return [];
  // A note is quoted as a note: word for word, and only what this person may recall.
  if (remembered.some((noted) => notedLine(noted) === line)) return [];
  const everything = inFull.flatMap(({ call }) => call.turns);
  const [first] = inFull;
  return first
    ? checkQuotes({ ...first.call, turns: everything }, line)
    : [`quotes what nobody said: ${line}`];
}

function percents({ calls, earlier }: Evidence): number[] {
  const published = publishedTalkShare();
  return [calls, earlier].flatMap((some) => {
    const { talkShare, openShare } = figuresOf(some);
    return [
      ...(talkShare ? [talkShare.value, talkShare.lowest.value, talkShare.highest.value] : []),
      ...(openShare ? [openShare.value] : []),
      ...some.flatMap(({ measures: { talkRatio } }) =>
        talkRatio.rep === null ? [] : [Math.round(talkRatio.rep * 100)],
      ),
      ...(published ? [published.percent] : []),
    ];
  });
}

/**
 * Any other number must be one that code has worked out: counts, lengths and days of these calls, or
 * one the local answer to the same question uses.
 */
function checkCounts(evidence: Evidence, answer: Answer): string[] {
  const local = composeAnswer(evidence);
  const known = new Set(
    [
      ...local.lines,
      local.note ?? "",
      ...local.quotes.map(({ detail }) => detail ?? ""),
      evidence.asked.period.words,
      String(evidence.calls.length),
      String(evidence.inFull.length),
      String(answer.quotes.length),
      ...evidence.calls.flatMap((call) => [callName(call, evidence), call.deal ?? ""]),
      ...evidence.inFull.flatMap(({ moments }) =>
        moments.flatMap((moment) => {
          const iso =
            moment.kind === "commitment"
              ? moment.due
              : moment.kind === "next-meeting"
                ? moment.when
                : null;
          const day = iso ? DateTime.fromISO(iso, { zone: evidence.zone }) : null;
          return day?.isValid
            ? [`${dayOf(day.toJSDate(), evidence)} ${day.toFormat("HH:mm")}`]
            : [];
        }),
      ),
    ].flatMap((text) => text.match(NUMBER) ?? []),
  );
  const said = [
    ...answer.lines,
    answer.note ?? "",
    ...answer.quotes.map(({ detail }) => detail ?? ""),
  ];
  return said
    .map((text) => text.replace(QUOTED, " ").replace(/\d+(?:\.\d+)?\s?(?:%|per ?cent)/g, " "))
    .flatMap((text) => text.match(NUMBER) ?? [])
    .filter((number) => !known.has(number))
    .map((number) => `${number} was not counted or measured on these calls`);
}

/** A colleague whose calls this person may not see is not spoken of. */
function checkNames({ unnamed }: Evidence, text: string): string[] {
  const words = new Set(wordsOf(text).map(({ word }) => word));
  return unnamed
    .filter((name) => words.has(name))
    .map((name) => `“${name}” is a colleague and must not be named here`);
}
