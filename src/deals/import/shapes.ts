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

/**
 * What a file is, by its header: the kind that knows the most of its columns, and of those that know as
 * many the one that has all it needs. A header nobody knows is taken for deals.
 */
export function kindOf(headers: readonly string[]): FileKind {
  let best: { kind: FileKind; known: number; whole: boolean } = {
    ...{ kind: "deals", known: 0, whole: false },
  };
  for (const kind of ["deals", "people", "contacts", "activities", "quotas"] as const) {
    const { columns, needs } = SHAPES[kind];
    const found = findColumns(headers, columns);
    const whole = needs.every(({ oneOf }) => oneOf.some((field) => found.has(field)));
    if (found.size > best.known || (found.size === best.known && whole && !best.whole))
      best = { kind, known: found.size, whole };
  }
  return best.kind;
}

/** Every name a column may have in any kind of file: to tell the delimiter before the kind is known. */
export const ANY_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (Object.entries(SHAPES) as [FileKind, Shape][]).flatMap(([kind, { columns }]) =>
    Object.entries(columns).map(([field, names]) => [`${kind}.${field}`, names]),
  ),
);
