import type { Deal } from "../../deals/deal.ts";
import { CoachError } from "../../errors.ts";
import { listContacts } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { listAccounts, type PersonRow } from "../../store/people.ts";
import { dealsOf } from "../../store/pipeline.ts";
import type { About } from "./commands.ts";
import type { Deliverable, Subjects } from "./deliverable.ts";

/** The names that are listed when none was meant, at most. */
const LISTED = 12;

/** Finds what was meant, or says in one line who or what there is. */
export async function findSubject(
  tx: Transaction,
  deliverable: Deliverable,
  about: string,
  asker: PersonRow | null,
  people: readonly PersonRow[],
): Promise<Subjects[About]> {
  switch (deliverable.command.about) {
    case "account":
      return await findAccount(tx, about);
    case "rep":
      return findRep(people, about, asker);
    case "deal":
      return await findDeal(tx, about, deliverable);
    case "team":
      return teamOf(people, asker);
  }
}

/** An account by its name, or by that of one of its people; `bad-input` with those there are. */
export async function findAccount(tx: Transaction, about: string): Promise<Subjects["account"]> {
  const accounts = await listAccounts(tx);
  const found = called(accounts, about);
  if (found) return { id: found.id, name: found.name };
  const contacts =
    about === "" ? [] : (await listContacts(tx)).filter(({ name }) => is(name, about));
  const known = accounts.filter(({ id }) => contacts.some(({ accountId }) => accountId === id));
  const [only] = known;
  if (only && known.length === 1) return { id: only.id, name: only.name };
  throw unknown(
    "account",
    about,
    accounts.map(({ name }) => name),
  );
}

function findRep(
  people: readonly PersonRow[],
  about: string,
  asker: PersonRow | null,
): Subjects["rep"] {
  if ((about === "" || /^(?:me|myself|mine)$/i.test(about)) && asker?.role === "rep") return asker;
  const found = called(people, about);
  if (found) return found;
  const theirs = people.filter(({ managerId }) => asker !== null && managerId === asker.id);
  throw unknown(
    "person",
    about,
    (theirs.length > 0 ? theirs : people).map(({ name }) => name),
  );
}

async function findDeal(
  tx: Transaction,
  about: string,
  deliverable: Deliverable,
): Promise<Subjects["deal"]> {
  const all = await dealsOf(tx, {});
  const byId = all.find(({ id }) => id === about);
  const byName = byId ?? called(all, about);
  if (byName) return byName;
  const account = called(
    [...new Set(all.flatMap((deal) => deal.account ?? []))].map((name) => ({ name })),
    about,
  );
  const of = all.filter((deal) => account && deal.account === account.name);
  const preferred = of.filter((deal) => deliverable.prefers?.(deal) ?? true);
  const newest = (preferred.length > 0 ? preferred : of).toSorted((a, b) =>
    dayOf(b).localeCompare(dayOf(a)),
  )[0];
  if (newest) return newest;
  const listed = all.filter((deal) => deliverable.prefers?.(deal) ?? true);
  throw unknown(
    "deal",
    about,
    (listed.length > 0 ? listed : all).map((deal) => deal.account ?? deal.name),
  );
}

const dayOf = (deal: Deal) => deal.closedOn ?? deal.closeOn ?? deal.openedOn ?? "";

/** The asker's own team; on the command line, where nobody asks, the first manager's. */
function teamOf(people: readonly PersonRow[], asker: PersonRow | null): Subjects["team"] {
  const managerId = asker?.role === "rep" ? asker.managerId : asker?.id;
  const manager =
    people.find(({ id }) => id === managerId) ??
    people.find(({ id }) => people.some((one) => one.managerId === id)) ??
    null;
  const reps = people.filter((one) => manager && one.managerId === manager.id && !one.leftOn);
  return { manager, reps };
}

/** By the whole name, else by its beginning where only one begins so. */
function called<One extends { name: string }>(all: readonly One[], about: string): One | null {
  const wanted = about.toLowerCase();
  if (wanted === "") return null;
  const whole = all.filter(({ name }) => name.toLowerCase() === wanted);
  const begun = all.filter(({ name }) => is(name, about));
  const [only, ...others] = whole.length > 0 ? whole : begun;
  return only && others.length === 0 ? only : null;
}

const is = (name: string, about: string) =>
  name.toLowerCase() === about.toLowerCase() ||
  name.toLowerCase().startsWith(`${about.toLowerCase()} `);

function unknown(what: string, about: string, names: readonly string[]): CoachError {
  const listed = [...new Set(names)].sort().slice(0, LISTED);
  const known =
    listed.length === 0 ? `There is no ${what} here yet.` : `I know: ${listed.join(", ")}.`;
  return new CoachError(
    "bad-input",
    about === ""
      ? `Which ${what}? ${known}`
      : `I know no ${what}, or more than one, called “${about}”. ${known}`,
  );
}
