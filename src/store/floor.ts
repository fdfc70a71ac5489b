import { v7 } from "uuid";
import type { Transaction } from "./database.ts";
import { account, contact, deal, dealChange, person, workspace } from "./schema.ts";

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
}

type Keys = Map<string, string>;

const word = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

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
  for (const one of floor.accounts) {
    const accountId = accounts.get(one.key);
    await tx.insert(account).values({ id: accountId, name: one.name, domain: one.domain ?? null });
    for (const { name, email, title } of one.contacts) {
      await tx
        .insert(contact)
        .values({ accountId: accountId ?? null, name, email: email ?? null, title: title ?? null });
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
  return { people, accounts, deals };
}
