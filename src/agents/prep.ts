import { DateTime } from "luxon";
import { type Prep, prepSchema } from "../coaching/prep.ts";
import { spokenMoney } from "../deals/money.ts";
import { counted, spokenDay } from "../deals/spoken.ts";
import type { Agent } from "./agent.ts";
import { checkLength } from "./guards.ts";
import { firstName, heardOn, lowerFirst, type PrepInput } from "./preparing/account.ts";
import { aimOf } from "./preparing/aim.ts";
import { whatTheyTold } from "./preparing/hear.ts";
import { expectedObjections } from "./preparing/objections.ts";
import { whoIsMissing } from "./preparing/people.ts";
import { lastPromises } from "./preparing/promises.ts";
import { questionsToAsk } from "./preparing/questions.ts";
import { shownCalls } from "./preparing/shown.ts";
import { dayOf, listOf } from "./questions/evidence.ts";
import { checkCitations, checkSentences, withoutNames } from "./several-calls.ts";
import type { Wordings } from "./wording/pick.ts";
import { pick } from "./wording/pick.ts";
import { aimWords, NEED_TO_HEAR } from "./wording/prep-aims.ts";

/** Words to say aloud stay under fifteen. */
const SAID_WORDS = 14;
const LINE_WORDS = 30;

function compose(input: PrepInput): Prep {
  const wordings: Wordings = {
    seed: `${input.account}/${input.calls.length}`,
    recent: [],
    used: [],
  };
  const told = whatTheyTold(input);
  const whom = whomOf(input);
  const { objective, ask } = aimWords(aimOf(input), { account: input.account, whom }, wordings);
  return {
    ...decidedByCode(input),
    objective,
    needToHear: told
      ? {
          line: pick(wordings, NEED_TO_HEAR[told.kind], { name: firstName(told.quote.speaker) }),
          quote: told.quote,
        }
      : { line: "nothing from you yet: their words first.", quote: null },
    ourAsk: ask,
    objections: expectedObjections(input, wordings),
    questions: questionsToAsk(input, wordings),
  };
}

/** Whom the next call is with, by first name; the account where the transcript numbers its speakers. */
function whomOf({ calls, people, account }: PrepInput): string {
  const name = heardOn(calls).find((one) => !/^(?:speaker|guest|unknown|participant)\b/i.test(one));
  const known = name ?? people[0]?.name;
  return known ? firstName(known) : account;
}

/** What is known rather than worded, whoever writes the rest. */
function decidedByCode(
  input: PrepInput,
): Pick<Prep, "account" | "deal" | "meeting" | "missing" | "promised" | "focus" | "basis"> {
  const { focus } = input;
  return {
    account: input.account,
    deal: dealLine(input),
    meeting: meetingLine(input),
    missing: whoIsMissing(input),
    promised: lastPromises(input.calls, input),
    focus: focus ? focus.practice : null,
    basis: basisOf(input),
  };
}

function dealLine({ deal }: PrepInput): string | null {
  if (!deal) return null;
  const amount = deal.amountMinor === null ? null : spokenMoney(deal.amountMinor, deal.currency);
  const end =
    deal.status !== "open"
      ? `${deal.status}${deal.closedOn ? ` on ${spokenDay(deal.closedOn)}` : ""}`
      : deal.closeOn
        ? `closes ${spokenDay(deal.closeOn)}`
        : null;
  return [deal.status === "open" ? deal.stage : null, amount, end].filter(Boolean).join(", ");
}

function meetingLine({ meeting, zone }: PrepInput): string | null {
  if (!meeting) return null;
  const at = DateTime.fromISO(meeting.on, { zone });
  return at.toFormat(meeting.on.length > 10 ? "cccc d LLLL, HH:mm" : "cccc d LLLL");
}

function basisOf(input: PrepInput): string {
  const { calls } = input;
  const newest = calls[0];
  if (!newest)
    return `I have heard no call with ${input.account} yet: this is from the CRM and the stage alone.`;
  const days = calls.map(({ heldAt }) => dayOf(heldAt, input));
  const from = days.length <= 3 ? listOf(days) : `the last on ${days[0]}`;
  return calls.length === 1
    ? `From one call, ${from}: little to go by.`
    : `From ${counted(calls.length, "call")}: ${from}.`;
}

/** Takes out what others are called: accounts, people, their titles, the deal's stage. */
function nameless(input: PrepInput): (text: string) => string {
  const { account, people, calls, deal } = input;
  const names = [
    ...[account, deal?.stage ?? null],
    ...people.flatMap(({ name, title }) => [name, title, title && lowerFirst(title)]),
    ...heardOn(calls),
  ];
  return (text) => withoutNames(text, names);
}

function guard(input: PrepInput, output: Prep): string[] {
  const named = nameless(input);
  const own = [
    output.objective,
    output.needToHear.line,
    output.ourAsk,
    ...output.objections.flatMap(({ expect, meet, note }) => [expect, meet, note]),
    ...output.questions,
    ...output.missing,
    ...(output.focus ? [output.focus] : []),
    output.basis,
  ].map(named);
  const cited = [
    output.needToHear.quote,
    ...output.objections.map(({ quote }) => quote),
    ...output.promised.map(({ quote }) => quote),
  ];
  const known = [JSON.stringify(compose(input)), input.account, input.deal?.name ?? ""];
  return [
    ...checkCitations(input.calls, cited, input),
    ...checkSentences(input.calls, own, known),
    ...output.objections.flatMap(({ meet }) =>
      checkLength(meet, SAID_WORDS, "the words to meet it"),
    ),
    ...output.questions.flatMap((text) => checkLength(text, SAID_WORDS, "a question")),
    ...[output.objective, output.needToHear.line, output.ourAsk].flatMap((text) =>
      checkLength(named(text), LINE_WORDS, "a line"),
    ),
    ...output.questions.filter((text) => !text.endsWith("?")).map((text) => `no question: ${text}`),
    ...output.objections
      .filter(({ quote, note }) => !quote && !/stage/.test(note))
      .map(({ expect }) => `“${expect}” was not heard, and does not say so`),
  ];
}

/** What to know and to ask before the next call with an account. */
export const prepAgent: Agent<PrepInput, Prep> = {
  name: "prep",
  schema: prepSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Prepare the next call with one account. One objective, what they need to hear with the words of theirs it " +
      "comes from, one ask of ours, up to three likely objections each met with one question under fifteen words, " +
      "and up to three questions to ask. Leave a line out rather than write one that would fit any account. Keep an objection's quote, or say in its note that it is only usual at this stage. " +
      "Copy account, deal, meeting, missing, promised, focus and basis from the draft.",
    facts: JSON.stringify({
      draft: compose(input),
      deal: input.deal,
      people: input.people,
      calls: shownCalls(input.calls),
    }),
  }),
  compose,
  settle: (input, output) => ({ ...output, ...decidedByCode(input) }),
  guard,
};
