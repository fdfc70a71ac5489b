import { freeQuestion, nothingToShow } from "../agents/free-question.ts";
import { aboutCalls, type Evidence, MOST_READ, within } from "../agents/questions/evidence.ts";
import { wordsOf } from "../agents/questions/names.ts";
import { readPeriod } from "../agents/questions/period.ts";
import type { Asked, Directory } from "../agents/questions/question.ts";
import { readQuestion } from "../agents/questions/read-question.ts";
import { runAgent } from "../agents/run.ts";
import { unwatched, type Watched } from "../agents/watched.ts";
import { CoachError } from "../errors.ts";
import { type Answer, answerMessage } from "../messages/answer.ts";
import type { Message } from "../messages/message.ts";
import {
  type CallSummary,
  callsInFull,
  listContacts,
  type Viewer,
  visibleCalls,
  withheldCalls,
} from "../store/call-search.ts";
import type { Transaction } from "../store/database.ts";
import { listAccounts, listPeople, ownWorkspace, type PersonRow } from "../store/people.ts";
import type { Effects } from "./effects.ts";
import { lookupsFor, notesOn } from "./lookups.ts";

const DAY_MS = 24 * 3600 * 1000;
/** How far before a question's own time calls are listed: for comparison, and to say which was the last. */
const LOOK_BACK_MS = 180 * DAY_MS;

/** Who watches the answer being made, and the call whose thread it was asked in. */
interface Asking {
  watched?: Watched;
  about?: string | null;
}

/** What a person is answered, as data and as the message they read. */
export interface Answered {
  answer: Answer;
  mind: string;
  message: Message;
}

/** Answers a person's question from the calls they may see, and from nothing else. */
export async function answerQuestion(
  effects: Pick<Effects, "database" | "memory" | "model" | "now" | "publicUrl">,
  workspaceId: string,
  person: PersonRow,
  text: string,
  { watched = unwatched, about = null }: Asking = {},
): Promise<Answered> {
  watched.status("Looking for the calls you mean");
  const gathered = await effects.database.inWorkspace(workspaceId, (tx) =>
    gather(tx, person, text, { now: effects.now(), about }),
  );
  const evidence: Evidence = {
    ...gathered,
    remembered: await remembered(effects, workspaceId, gathered),
    lookups: lookupsFor(effects, workspaceId, person.id),
  };
  watched.status(readingLine(evidence));
  const model = effects.model.for?.(workspaceId) ?? effects.model;
  const { output, mind, note } = await runAgent(freeQuestion, evidence, model, watched).catch(
    // Asked again it would fail again: somebody waits, and an honest nothing is an answer.
    (error: unknown) => {
      if (!(error instanceof CoachError) || error.code !== "unavailable") throw error;
      return { output: nothingToShow(evidence), mind: "local", note: null };
    },
  );
  const message = answerMessage(output, {
    linkTo: ({ callId, turn }) => `${effects.publicUrl}/calls/${callId}#turn-${turn}`,
    note,
  });
  return { answer: output, mind, message };
}

/** Only what was asked about something is looked for in memory: nobody's calls are summed up from notes. */
async function remembered(
  effects: Pick<Effects, "memory" | "now">,
  workspaceId: string,
  { asked, asker }: Evidence,
): Promise<NonNullable<Evidence["remembered"]>> {
  if (asked.topic !== "said" || asked.strangers.length > 0) return [];
  return await notesOn(effects, workspaceId, asker.id, asked.text, asked.subject);
}

/** Asked in a call's thread without naming a customer, a person or a time, it is about that call. */
function namesNothing({ accounts, buyers, reps, period, topic }: Asked): boolean {
  const wide = topic === "overall" || topic === "work-on" || topic === "went-well";
  return accounts.length + buyers.length + reps.length === 0 && !period.named && !wide;
}

function readingLine({ inFull, asked }: Evidence): string {
  const [only] = inFull;
  if (!only) return "Looking what there is";
  const calls = inFull.length === 1 ? "one call" : `${inFull.length} calls`;
  const [account] = asked.accounts;
  return account ? `Reading ${calls} with ${account.name}` : `Reading ${calls}`;
}

/** Reads the question, then only what it needs and the person may see. */
async function gather(
  tx: Transaction,
  person: PersonRow,
  text: string,
  { now, about }: { now: Date; about: string | null },
): Promise<Evidence> {
  const { settings, timeZone } = await ownWorkspace(tx);
  const viewer: Viewer = { id: person.id, role: person.role, now, withSampleHistory: true };
  const zone = person.timeZone ?? timeZone;
  const people = await listPeople(tx);
  const until = new Date(now.getTime() + DAY_MS);
  // The time is read first: whom a question may name depends on the calls there are.
  const { since } = readPeriod(text, now, zone);
  const listed = await visibleCalls(tx, viewer, {
    since: new Date(since.getTime() - LOOK_BACK_MS),
    until,
  });
  const directory: Directory = {
    asker: { id: person.id, name: person.name },
    colleagues: people.map(({ id, name, managerId }) => ({
      id,
      name,
      reports: person.role === "manager" && managerId === person.id,
    })),
    accounts: await listAccounts(tx),
    buyers: [...(await contactsOf(tx, listed)), ...othersOn(listed, person)],
    competitors: settings.competitors ?? [],
  };
  const asked = readQuestion(text, directory, now, zone);
  const asker = { id: person.id, name: person.name, manages: person.role === "manager" };
  const fitting = aboutCalls(listed, asked, asker);
  const { period } = asked;
  const inPeriod = within(fitting, period);
  const under = about && namesNothing(asked) ? inPeriod.filter(({ id }) => id === about) : [];
  const calls = under.length > 0 ? under : inPeriod;
  const before = {
    ...period,
    since: new Date(period.since.getTime() - LOOK_BACK_MS),
    until: period.since,
  };
  return {
    asked,
    asker,
    zone,
    now,
    calls,
    inFull: await callsInFull(
      tx,
      viewer,
      calls.slice(0, MOST_READ).map(({ id }) => id),
    ),
    earlier: period.named ? within(fitting, before) : [],
    latestOutside: calls.length === 0 ? (fitting[0] ?? null) : null,
    withheld: await withheldCalls(tx, viewer),
    unnamed: unnamedFor(directory, listed),
  };
}

/** Known people of the accounts this person has calls with; others are strangers to the answer. */
async function contactsOf(tx: Transaction, calls: readonly CallSummary[]) {
  const met = new Set(calls.map(({ accountId }) => accountId));
  const contacts = await listContacts(tx);
  return contacts.filter(({ accountId }) => accountId !== null && met.has(accountId));
}

/** Whoever else spoke on calls the person may see, a colleague who joined one included. */
function othersOn(calls: readonly CallSummary[], person: PersonRow): Directory["buyers"] {
  const seen = new Map<string, { name: string; accountId: string | null }>();
  for (const { participants, accountId, rep } of calls) {
    for (const { name } of participants)
      if (name !== person.name && name !== rep) seen.set(name.toLowerCase(), { name, accountId });
  }
  return [...seen.values()];
}

/** First and full names of colleagues that this person's calls do not hold themselves. */
function unnamedFor(directory: Directory, calls: readonly CallSummary[]): string[] {
  const heard = new Set(
    calls.flatMap(({ participants, account }) =>
      [...participants.map(({ name }) => name), account ?? ""].flatMap((name) =>
        wordsOf(name).map(({ word }) => word),
      ),
    ),
  );
  return directory.colleagues
    .filter(({ id, reports }) => !reports && id !== directory.asker.id)
    .map(({ name }) => wordsOf(name)[0]?.word ?? "")
    .filter((first) => first !== "" && !heard.has(first));
}
