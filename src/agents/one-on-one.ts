import { type OneOnOne, oneOnOneSchema } from "../coaching/one-on-one.ts";
import type { OpenPromise } from "../coaching/prep.ts";
import { tenureOf } from "../coaching/tenure.ts";
import { addDays, type Deal, type DealChange } from "../deals/deal.ts";
import { counted, spokenDay } from "../deals/spoken.ts";
import { stageRank } from "../deals/stages.ts";
import type { CallInFull } from "../store/call-search.ts";
import type { Agent } from "./agent.ts";
import { checkAsks, checkLength } from "./guards.ts";
import { firstName } from "./preparing/account.ts";
import { movedIn, questionFor, seenLine, stuckIn, talliesOf } from "./preparing/movement.ts";
import { promisesOn } from "./preparing/promises.ts";
import { dayOf } from "./questions/evidence.ts";
import { checkCitations, checkSentences, type When, withoutNames } from "./several-calls.ts";

/** Everything a brief may be made of: what the manager may see, and nothing a rep said to the coach. */
export interface OneOnOneInput extends When {
  rep: { name: string; startedOn: string | null };
  /** The manager's name; `null` where there is none. */
  manager: string | null;
  /** The rep reads their own page. */
  forRep: boolean;
  /** ISO date of now. */
  today: string;
  /** The rep's last calls, newest first. */
  calls: readonly CallInFull[];
  /** Calls that are still the rep's alone. */
  withheld: number;
  /** Open deals of the rep, and all changes to them. */
  deals: readonly Deal[];
  changes: readonly DealChange[];
  /** What the last pipeline review kept for this talk. */
  pipeline?: OneOnOne["pipeline"];
}

const QUESTION_WORDS = 30;
const MOST_PROMISES = 3;
const MOST_DEALS = 2;
const LATELY_DAYS = 14;

function compose(input: OneOnOneInput): OneOnOne {
  const { calls, rep, today } = input;
  const tallies = talliesOf(calls);
  const found = movedIn(tallies);
  const stuck = stuckIn(tallies.filter(({ told }) => told.id !== found?.tally.told.id));
  const moved = found ? { ...seenLine(found.tally, true, input), change: found.change } : null;
  const experienced = tenureOf(rep.startedOn, today).kind === "experienced";
  return {
    ...decidedByCode(input),
    moved,
    stuck: stuck ? seenLine(stuck, false, input) : null,
    question: questionFor(stuck, moved, calls, experienced),
  };
}

function decidedByCode(
  input: OneOnOneInput,
): Pick<OneOnOne, "rep" | "tenure" | "promises" | "deals" | "pipeline" | "room" | "basis"> {
  const { rep, today } = input;
  const { days, words } = tenureOf(rep.startedOn, today);
  return {
    rep: rep.name,
    tenure: days === null ? null : words,
    promises: promisesOf(input),
    deals: dealLines(input),
    pipeline: input.pipeline ?? null,
    room: `Keep ten minutes for ${input.forRep ? "your" : `${firstName(rep.name)}'s`} own topics.`,
    basis: basisOf(input),
  };
}

/** Undertaken on the newest call with each account, lately: what involves the manager first, then by day. */
function promisesOf(input: OneOnOneInput): OpenPromise[] {
  const { calls, manager, today } = input;
  const newest = calls.filter(
    (call, at) => calls.findIndex(({ accountId }) => accountId === call.accountId) === at,
  );
  const since = addDays(today, -LATELY_DAYS);
  const toManager = ({ quote }: OpenPromise) =>
    manager !== null && quote.quote.includes(firstName(manager));
  return promisesOn(newest, "rep", input)
    .filter((one) => toManager(one) || (one.due !== null && one.due >= since))
    .toSorted(
      (a, b) =>
        Number(toManager(b)) - Number(toManager(a)) || (a.due ?? "").localeCompare(b.due ?? ""),
    )
    .slice(0, MOST_PROMISES);
}

/** Deals that went on a stage, and close dates that moved out, in the last two weeks. */
function dealLines({ deals, changes, today }: OneOnOneInput): string[] {
  const since = addDays(today, -LATELY_DAYS);
  const told = new Set<string>();
  return changes
    .filter(
      ({ at, before, after }) => at.slice(0, 10) >= since && before !== null && after !== null,
    )
    .toReversed()
    .flatMap(({ dealId, field, before, after, at }) => {
      const deal = deals.find(({ id, status }) => id === dealId && status === "open");
      if (!deal || before === null || after === null || told.has(dealId)) return [];
      const name = deal.account ?? deal.name;
      const on = spokenDay(at);
      // The newest change of a deal says where it is.
      const once = (line: string) => {
        told.add(dealId);
        return [line];
      };
      if (field === "stage" && (stageRank(after) ?? 0) > (stageRank(before) ?? 0))
        return once(`${name} went from ${before} to ${after} on ${on}.`);
      if (field === "closeOn" && after > before)
        return once(
          `${name}: the close date went from ${spokenDay(before)} to ${spokenDay(after)} on ${on}.`,
        );
      return [];
    })
    .slice(0, MOST_DEALS);
}

function basisOf(input: OneOnOneInput): string[] {
  const { calls, withheld, rep, forRep, manager } = input;
  const whose = firstName(rep.name);
  const oldest = calls.at(-1);
  const lines = [
    calls.length === 1
      ? `One call so far, ${oldest ? dayOf(oldest.heldAt, input) : ""}: nothing can have moved or got stuck yet.`
      : `From ${counted(calls.length, "call")} since ${oldest ? dayOf(oldest.heldAt, input) : ""}.`,
  ];
  if (withheld > 0 && !forRep)
    lines.push(
      `${counted(withheld, "newer call")} ${withheld === 1 ? "is" : "are"} ${whose}'s alone for the first day.`,
    );
  lines.push(
    forRep
      ? `This is the page ${manager ?? "your manager"} gets. What you answered or practised is not in it.`
      : `What ${whose} answered or practised is not in here. ${whose} can ask me for this same page.`,
  );
  return lines;
}

/** What others are called: people, accounts, deals, the stages of their CRM. */
function namesIn({ rep, manager, calls, deals, changes }: OneOnOneInput): (string | null)[] {
  return [
    ...[rep.name, firstName(rep.name), manager],
    ...calls.flatMap(({ account, title }) => [account, title]),
    ...deals.flatMap(({ account, name }) => [account, name]),
    ...changes.flatMap(({ field, before, after }) => (field === "stage" ? [before, after] : [])),
  ];
}

function guard(input: OneOnOneInput, output: OneOnOne): string[] {
  const local = compose(input);
  const own = [
    ...(output.moved ? [output.moved.line] : []),
    ...(output.stuck ? [output.stuck.line] : []),
    ...[output.question, output.room, ...output.deals, ...output.basis],
  ].map((text) => withoutNames(text, namesIn(input)));
  const cited = [
    output.moved?.quote ?? null,
    output.stuck?.quote ?? null,
    ...output.promises.map(({ quote }) => quote),
  ];
  const counts = (name: "moved" | "stuck") => {
    const one = output[name];
    const tally = talliesOf(input.calls).find(({ told }) => told.id === one?.behaviour);
    return !one || (tally && tally.met === one.met && tally.seen.length === one.of)
      ? []
      : [`what is ${name} was not counted so`];
  };
  return [
    ...checkCitations(input.calls, cited, input),
    ...checkSentences(input.calls, own, [JSON.stringify(local)]),
    ...checkAsks(output.question),
    ...checkLength(output.question, QUESTION_WORDS, "the question"),
    ...counts("moved"),
    ...counts("stuck"),
  ];
}

/** What a manager takes into a one-on-one: what moved, what is stuck, one question, promises, room. */
export const oneOnOneAgent: Agent<OneOnOneInput, OneOnOne> = {
  name: "one-on-one",
  schema: oneOnOneSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Prepare a manager's one-on-one with one rep. Say what moved and what is stuck, each one behaviour with its " +
      "base as counted in the draft, and ask one question about a call that was held. Behaviour, never character; " +
      "no other rep; nothing about what the rep told the coach. Copy everything else from the draft.",
    facts: JSON.stringify({
      draft: compose(input),
      counted: talliesOf(input.calls).map(({ told, met, seen }) => ({
        behaviour: told.id,
        did: told.did,
        met,
        of: seen.length,
      })),
    }),
  }),
  compose,
  settle: (input, output) => ({ ...output, ...decidedByCode(input) }),
  guard,
};
