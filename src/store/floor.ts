import { v7 } from "uuid";
import type { ContactRole } from "../deals/contact-roles.ts";
import { addDays } from "../deals/deal.ts";
import { quarterBounds, quarterOf } from "../deals/quarters.ts";
import type { Transaction } from "./database.ts";
import {
  account,
  activity,
  contact,
  deal,
  dealChange,
  dealContact,
  person,
  quota,
  workspace,
} from "./schema.ts";

/** A whole sales floor in plain data; people, accounts and deals point at each other by key. */
export interface FloorData {
  company: {
    name: string;
    domain: string;
    products: string[];
    competitors: string[];
    timeZone: string;
  };
  people: {
    key: string;
    name: string;
    email: string;
    role: "rep" | "manager" | "admin";
    manager?: string | null | undefined;
    startedOn?: string | null | undefined;
  }[];
  accounts: {
    key: string;
    name: string;
    domain?: string | null | undefined;
    contacts: {
      name: string;
      email?: string | null | undefined;
      title?: string | null | undefined;
      role?: ContactRole | null | undefined;
    }[];
  }[];
  deals: {
    key: string;
    account: string;
    owner: string;
    name: string;
    stage: string;
    category?: string | null | undefined;
    amountMinor?: number | null | undefined;
    currency: string;
    openedOn?: string | null | undefined;
    closeOn?: string | null | undefined;
    closedOn?: string | null | undefined;
    status: "open" | "won" | "lost";
    lossReason?: string | null | undefined;
    history: { at: string; field: string; before: unknown; after: unknown }[];
  }[];
  quotas: { person: string; quarter: string; amountMinor: number; currency: string }[];
  activities: {
    deal: string;
    kind: "email" | "meeting" | "task" | "call" | "note";
    side?: "rep" | "buyer" | null | undefined;
    who?: string | null | undefined;
    at: string;
    text: string;
  }[];
}

type Keys = Map<string, string>;

const word = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** The ids of a floor that was written before, by key. */
export async function findFloor(
  tx: Transaction,
  floor: FloorData,
): Promise<{ people: Keys; accounts: Keys; deals: Keys }> {
  const people = new Map((await tx.select().from(person)).map((row) => [row.email, row.id]));
  const accounts = new Map((await tx.select().from(account)).map((row) => [row.name, row.id]));
  const deals = new Map((await tx.select().from(deal)).map((row) => [row.externalId, row.id]));
  const known = <One extends { key: string }>(
    all: One[],
    idOf: (one: One) => string | undefined,
  ): Keys =>
    new Map(
      all.flatMap((one) => {
        const id = idOf(one);
        return id ? [[one.key, id] as const] : [];
      }),
    );
  return {
    people: known(floor.people, (one) => people.get(one.email)),
    accounts: known(floor.accounts, (one) => accounts.get(one.name)),
    deals: known(floor.deals, (one) => deals.get(`sample-${one.key}`)),
  };
}

/** Writes a floor into its workspace in one transaction; returns the ids by key. */
export async function writeFloor(
  tx: Transaction,
  workspaceId: string,
  floor: FloorData,
  shift: (instant: string) => Date,
): Promise<{ people: Keys; accounts: Keys; deals: Keys }> {
  const day = (value: string | null | undefined) =>
    value ? shift(`${value}T12:00:00Z`).toISOString().slice(0, 10) : null;
  const { company } = floor;
  await tx.insert(workspace).values({
    id: workspaceId,
    slug: "sample",
    name: company.name,
    timeZone: company.timeZone,
    sample: true,
    settings: {
      domains: [company.domain],
      products: company.products,
      competitors: company.competitors,
    },
  });
  const people: Keys = new Map(floor.people.map((one) => [one.key, v7()]));
  // Managers first: a person points at theirs.
  for (const one of [...floor.people].sort(
    (a, b) => Number(a.role === "rep") - Number(b.role === "rep"),
  )) {
    await tx.insert(person).values({
      id: people.get(one.key),
      name: one.name,
      email: one.email,
      role: one.role,
      managerId: one.manager ? (people.get(one.manager) ?? null) : null,
      startedOn: day(one.startedOn),
    });
  }
  const accounts: Keys = new Map(floor.accounts.map((one) => [one.key, v7()]));
  const contacts: { account: string; id: string; role: ContactRole | null }[] = [];
  for (const one of floor.accounts) {
    const accountId = accounts.get(one.key);
    await tx.insert(account).values({ id: accountId, name: one.name, domain: one.domain ?? null });
    for (const { name, email, title, role } of one.contacts) {
      const id = v7();
      contacts.push({ account: one.key, id, role: role ?? null });
      await tx.insert(contact).values({
        id,
        accountId: accountId ?? null,
        name,
        email: email ?? null,
        title: title ?? null,
      });
    }
  }
  const deals: Keys = new Map(floor.deals.map((one) => [one.key, v7()]));
  for (const one of floor.deals) {
    const id = deals.get(one.key) as string;
    await tx.insert(deal).values({
      id,
      externalId: `sample-${one.key}`,
      accountId: accounts.get(one.account) ?? null,
      ownerId: people.get(one.owner) ?? null,
      name: one.name,
      stage: one.stage,
      category: one.category ?? null,
      status: one.status,
      amountMinor: one.amountMinor ?? null,
      currency: one.currency,
      openedOn: day(one.openedOn),
      closeOn: day(one.closeOn),
      closedOn: day(one.closedOn),
      lossReason: one.lossReason ?? null,
    });
    for (const part of contacts.filter(({ account: theirs }) => theirs === one.account)) {
      await tx.insert(dealContact).values({ dealId: id, contactId: part.id, role: part.role });
    }
    for (const change of one.history) {
      const dated = change.field.endsWith("On");
      await tx.insert(dealChange).values({
        dealId: id,
        at: shift(change.at),
        field: change.field,
        before: dated ? day(word(change.before)) : word(change.before),
        after: dated ? day(word(change.after)) : word(change.after),
      });
    }
  }
  await writeQuotasAndActivities(tx, floor, people, deals, shift);
  return { people, accounts, deals };
}

async function writeQuotasAndActivities(
  tx: Transaction,
  floor: FloorData,
  people: Keys,
  deals: Keys,
  shift: (instant: string) => Date,
): Promise<void> {
  for (const one of floor.quotas) {
    const personId = people.get(one.person);
    // By its middle: a shift by weeks moves a quarter's edge, seldom its middle, out of the quarter.
    const middle = addDays(quarterBounds(one.quarter).from, 45);
    const quarter = quarterOf(shift(`${middle}T12:00:00Z`).toISOString());
    if (personId)
      await tx
        .insert(quota)
        .values({ personId, quarter, amountMinor: one.amountMinor, currency: one.currency })
        .onConflictDoNothing();
  }
  for (const one of floor.activities) {
    const dealId = deals.get(one.deal);
    if (!dealId) continue;
    const { kind, text } = one;
    const [side, who] = [one.side ?? null, one.who ?? null];
    await tx.insert(activity).values({ dealId, kind, side, who, text, at: shift(one.at) });
  }
}
