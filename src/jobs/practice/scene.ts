import { objectionsOf } from "../../agents/questions/findings.ts";
import { BEHAVIOUR_BY_ID } from "../../coaching/behaviours.ts";
import type { Cited } from "../../coaching/cited.ts";
import { cite } from "../../coaching/cited.ts";
import type { Spot } from "../../coaching/opportunity.ts";
import { isPractised, type PractisedId } from "../../coaching/practice.ts";
import { skillOf } from "../../coaching/skill.ts";
import { spokenDay } from "../../deals/spoken.ts";
import { type CallInFull, callsInFull, visibleCalls } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { openFocus } from "../../store/open-focus.ts";
import { ownWorkspace, type PersonRow } from "../../store/people.ts";
import { planOf } from "../../store/plans.ts";
import type { PracticeScene } from "../../store/schema.ts";
import type { Nothing } from "../deliverables/deliverable.ts";
import { findAccount } from "../deliverables/subject.ts";

const DAY_MS = 24 * 3600 * 1000;
const YEAR_MS = 365 * DAY_MS;
const MOST_READ = 8;
const MOST_CUES = 5;
const MOST_FACTS = 24;
/** Fewer words are no line to answer. */
const LEAST_WORDS = 5;
const LONGEST_LINE = 260;

/** A line of a buyer's that asks for a behaviour. */
interface Cue {
  behaviour: PractisedId;
  cited: Cited;
}

/**
 * What a role play with somebody of theirs can be about, from the person's own calls alone.
 * @param about an account, or one of its people; empty for the newest call that gives something
 * @throws CoachError `bad-input` when nothing is called so
 */
export async function practiceScene(
  tx: Transaction,
  person: PersonRow,
  about: string,
  now: Date,
): Promise<PracticeScene | Nothing> {
  const account = about === "" ? null : await findAccount(tx, about);
  const viewer = { id: person.id, role: person.role, now, withSampleHistory: true };
  const period = {
    since: new Date(now.getTime() - YEAR_MS),
    until: new Date(now.getTime() + DAY_MS),
  };
  const listed = (await visibleCalls(tx, viewer, period)).filter(
    ({ repId, accountId }) => repId === person.id && (!account || accountId === account.id),
  );
  const calls = await callsInFull(
    tx,
    viewer,
    listed.slice(0, MOST_READ).map(({ id }) => id),
  );
  const { settings } = await ownWorkspace(tx);
  const cues = cuesIn(calls, settings.competitors ?? []);
  const wanted = [
    (await openFocus(tx, person.id))?.behaviour,
    ...((await planOf(tx, person.id))?.focuses ?? []).map(({ behaviour }) => behaviour),
  ];
  const named = cues.filter(({ cited }) => about !== "" && startsWith(cited.speaker, about));
  const among = named.length > 0 ? named : cues;
  const [first] = wanted.flatMap((id) => among.filter(({ behaviour }) => behaviour === id));
  const chosen = first ?? among[0];
  if (!chosen) return { nothing: nothingFor(account?.name ?? null, calls.length) };
  const own = among.filter(
    ({ behaviour, cited }) =>
      behaviour === chosen.behaviour && cited.speaker === chosen.cited.speaker,
  );
  const call = calls.find(({ id }) => id === chosen.cited.callId);
  return {
    account: call?.account ?? chosen.cited.call,
    buyer: chosen.cited.speaker,
    behaviour: chosen.behaviour,
    cues: own.slice(0, MOST_CUES).map(({ cited }) => cited),
    facts: factsOf(
      calls.filter(({ accountId }) => accountId === (call?.accountId ?? null)),
      chosen.cited.speaker,
    ),
  };
}

/** The one thing that is looked at, in constant words. */
export function practisedWords({ behaviour }: PracticeScene): string {
  return isPractised(behaviour) ? BEHAVIOUR_BY_ID[behaviour].name : behaviour;
}

function nothingFor(account: string | null, calls: number): string {
  if (calls === 0)
    return account
      ? `I know no call of yours with ${account}, so there is no line of theirs to practise with.`
      : "I know no call of yours yet, so there is no line of a buyer's to practise with.";
  return account
    ? `Nothing ${account} said on the calls I know asks for an answer worth practising.`
    : "Nothing a buyer said on your calls asks for an answer worth practising.";
}

/** What was missed comes before what went well, and the newest call before the others. */
function cuesIn(calls: readonly CallInFull[], competitors: readonly string[]): Cue[] {
  const found = calls.flatMap((call) => [...rankedCues(call), ...objectionCues(call, competitors)]);
  const seen = new Set<string>();
  return found.filter(({ cited }) => {
    const place = `${cited.callId}/${cited.turn}`;
    const fresh = !seen.has(place);
    seen.add(place);
    return (
      fresh && cited.quote.split(/\s+/).length >= LEAST_WORDS && cited.quote.length <= LONGEST_LINE
    );
  });
}

function rankedCues(call: CallInFull): Cue[] {
  return call.ranked
    .toSorted((a, b) => Number(a.credited) - Number(b.credited))
    .flatMap((candidate) => {
      const behaviour = skillOf(candidate).id;
      const { spot } = candidate;
      if (spot.side !== "buyer" || spot.turn === call.setAside || !isPractised(behaviour))
        return [];
      return [{ behaviour, cited: inFull(call, spot) }];
    });
}

function objectionCues(call: CallInFull, competitors: readonly string[]): Cue[] {
  return objectionsOf([call], competitors, new Set())
    .filter(({ moment }) => moment.turn !== call.setAside)
    .map(({ moment }) => ({
      behaviour: moment.category === "budget" ? "compare-before-price" : "ask-before-answering",
      cited: inFull(call, moment),
    }));
}

/** The whole of what they said there, where that is short enough to be heard as one line. */
function inFull(call: CallInFull, spot: Spot): Cited {
  const whole = call.call.turns[spot.turn]?.text ?? spot.quote;
  return cite(cited(call), whole.length <= LONGEST_LINE ? { ...spot, quote: whole } : spot);
}

function factsOf(calls: readonly CallInFull[], buyer: string): string[] {
  const quotes = calls.flatMap((call) =>
    call.moments
      .filter(({ speaker }) => nameOf(call, speaker) === buyer)
      .filter(({ kind }) => kind !== "question" && kind !== "agenda")
      .map(({ quote }) => quote)
      .filter((quote) => quote.split(/\s+/).length >= LEAST_WORDS && quote.length <= LONGEST_LINE),
  );
  return [...new Set(quotes)].slice(0, MOST_FACTS);
}

const cited = (call: CallInFull) => ({
  id: call.id,
  name: `${call.account ?? call.title ?? "A call"}, ${spokenDay(call.heldAt.toISOString())}`,
  speakers: Object.fromEntries(call.call.participants.map(({ id, name }) => [id, name])),
});
const nameOf = ({ call }: CallInFull, speaker: string) =>
  call.participants.find(({ id }) => id === speaker)?.name ?? speaker;
const startsWith = (name: string, about: string) =>
  name.toLowerCase().startsWith(about.toLowerCase());
