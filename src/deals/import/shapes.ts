import { ACTIVITY_COLUMNS } from "./activity-row.ts";
import { DEAL_COLUMNS, findColumns } from "./columns.ts";
import { CONTACT_COLUMNS } from "./contact-row.ts";
import type { FileKind } from "./kinds.ts";
import { PERSON_COLUMNS } from "./person-row.ts";
import { QUOTA_COLUMNS } from "./quota-row.ts";

/** How a kind of file is recognised and what it cannot do without. */
interface Shape {
  columns: Readonly<Record<string, readonly string[]>>;
  /** One of each is needed; the words name it to a person. */
  needs: readonly { oneOf: readonly string[]; words: string }[];
  amounts: readonly string[];
  days: readonly string[];
}

const DEAL_REFERENCE = {
  oneOf: ["dealId", "dealName", "account"],
  words: "the deal it belongs to (its id or name, or the account)",
};

export const SHAPES: Readonly<Record<FileKind, Shape>> = {
  people: {
    columns: PERSON_COLUMNS,
    needs: [{ oneOf: ["name"], words: "the person's name" }],
    amounts: [],
    days: ["startedOn", "leftOn"],
  },
  deals: {
    columns: DEAL_COLUMNS,
    needs: [
      { oneOf: ["id", "name"], words: "the deal's id or name" },
      { oneOf: ["stage", "status"], words: "its stage or status" },
    ],
    amounts: ["amount"],
    days: ["openedOn", "closeOn", "closedOn"],
  },
  contacts: {
    columns: CONTACT_COLUMNS,
    needs: [
      { oneOf: ["name", "firstName", "lastName", "email"], words: "the contact's name or e-mail" },
      DEAL_REFERENCE,
    ],
    amounts: [],
    days: [],
  },
  activities: {
    columns: ACTIVITY_COLUMNS,
    needs: [DEAL_REFERENCE, { oneOf: ["at"], words: "its date" }],
    amounts: [],
    days: ["at"],
  },
  quotas: {
    columns: QUOTA_COLUMNS,
    needs: [
      { oneOf: ["person", "email"], words: "whose quota it is" },
      { oneOf: ["period"], words: "the quarter" },
      { oneOf: ["amount"], words: "the amount" },
    ],
    amounts: ["amount"],
    days: [],
  },
};

/** What a file is, by its header: the kind that has all it needs and knows the most columns; else deals. */
export function kindOf(headers: readonly string[]): FileKind {
  let best: { kind: FileKind; known: number } | null = null;
  // Deals last among equals: a list of activities also has an id, an owner and a status.
  for (const kind of ["quotas", "activities", "contacts", "people", "deals"] as const) {
    const { columns, needs } = SHAPES[kind];
    const found = findColumns(headers, columns);
    if (!needs.every(({ oneOf }) => oneOf.some((field) => found.has(field)))) continue;
    if (!best || found.size >= best.known) best = { kind, known: found.size };
  }
  return best?.kind ?? "deals";
}

/** Every name a column may have in any kind of file: to tell the delimiter before the kind is known. */
export const ANY_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (Object.entries(SHAPES) as [FileKind, Shape][]).flatMap(([kind, { columns }]) =>
    Object.entries(columns).map(([field, names]) => [`${kind}.${field}`, names]),
  ),
);
