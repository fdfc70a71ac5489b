import type { CrmQuotas, CrmShape } from "../../deals/crm/shape.ts";
import type { DealField } from "../../deals/import/columns.ts";
import type { OptionalField } from "../../deals/import/row.ts";

/** A deal in the CRM's own words, by what each word means; `readRow` understands it as it does a file's row. */
export type CrmDeal = Partial<Record<DealField, string>> & { id: string };

/** One of the buyer's people on a deal. */
export interface CrmContact {
  /** Their own id in the CRM. */
  id: string;
  dealId: string;
  name: string;
  email: string | null;
  title: string | null;
  /** The CRM's own word for their part. */
  role: string | null;
}

/** Something logged on a deal. */
export interface CrmActivity {
  dealId: string;
  externalId: string;
  kind: "email" | "meeting" | "task" | "call" | "note";
  /** ISO 8601 with its offset. */
  at: string;
  /** `null` where the CRM does not say who wrote. */
  side: "rep" | "buyer" | null;
  who: string | null;
  text: string;
  /** Of a meeting at an hour; a whole day's has none. */
  meeting?: CrmAppointment;
}

/** What the CRM tells of a meeting beside what it is called. */
export interface CrmAppointment {
  /** ISO 8601; `null` where the CRM does not say. */
  endsAt: string | null;
  cancelled: boolean;
  /** The buyer's people it is with; `null` where the CRM does not say: then the deal's are meant. */
  with: { name: string; email: string | null }[] | null;
}

/** Deals as they are now, with what hangs on them. */
export interface CrmState {
  deals: CrmDeal[];
  contacts: CrmContact[];
  /** These are all there are on the deals: whoever is not among them has gone, or was merged into another. */
  allContacts: boolean;
  activities: CrmActivity[];
  /** Which of a deal's fields this CRM tells: one that is not among them stays as it was. */
  knows: readonly OptionalField[];
  /** Asked for and no longer there: deleted, or merged into another. */
  gone: string[];
  /** Of those, which was merged into which: what hung on the one hangs on the other. */
  merged?: { from: string; into: string }[];
  /** What could not be read, a sentence each: a field nobody may see. The rest counts. */
  problems: string[];
}

/** One word of the CRM that something changed. What it is now is asked for; the word itself proves nothing. */
export interface CrmEvent {
  /** The same however often it is told. */
  key: string;
  object: "deal" | "contact" | "activity" | "other";
  /** The object's id. */
  id: string;
}

/** A request of a CRM, exactly as it came. */
export interface CrmHook {
  method: string;
  /** The whole address as the CRM called it. */
  url: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

export type CrmVerdict =
  | { kind: "refused"; status: 400 | 401 | 413; reason: string }
  | { kind: "taken"; events: CrmEvent[]; answer?: { mediaType: string; text: string } };

/** Settings and secrets of a connection by name. */
export type CrmKeys = Readonly<Record<string, string | undefined>>;

/** What it takes to ask a CRM. */
export interface CrmAccess {
  keys: CrmKeys;
  now(): Date;
  /**
   * Asks for new keys with those that are kept, one process at a time, and keeps what comes back. Whoever
   * comes second gets what the first was given: a CRM may take an old refresh token only once.
   */
  renew(ask: (keys: CrmKeys) => Promise<Record<string, string>>): Promise<void>;
}

/** Fields that may be written back after a person pressed the button. */
export const WRITABLE = [
  ...(["amount", "closeOn", "nextStep", "contact", "competitor", "stage"] as const),
] as const;
export type WritableField = (typeof WRITABLE)[number];

/** A correction on its way into the CRM: an amount in major units, an ISO day, a name, a stage's name, or words. */
export interface Correction {
  dealId: string;
  field: WritableField;
  value: string | null;
}

/** What is asked for when a deal's stage and competitor are held against its calls; nothing of it is kept. */
export interface CrmStanding {
  /** The words in the account's field for the competitor; absent where none is mapped or may be read. */
  competitor?: string | null;
  /** Names of the stages this deal can stand in, in order. */
  stages: string[];
}

/** What stood there before, and what it takes to take it back. */
export interface Written {
  before: string | null;
  /** Of something that was made: its id. */
  made: string | null;
}

export interface ChangedPage {
  ids: string[];
  gone: string[];
  /** `null` at the end. */
  cursor: string | null;
}

/** What a line told in one breath. */
export interface CrmTold {
  events: CrmEvent[];
  /** How far each channel is now, to be kept once the events are. */
  positions: Record<string, string>;
  /** Something changed of which it cannot be told what: everything since the last look is looked at. */
  gap: boolean;
}

/** A line on which a CRM tells what changed while it is held open. */
export interface CrmLine {
  /** Which changes come by it; none when the CRM refused them all. */
  hears: readonly string[];
  /** What does not come by it and why, a sentence each. */
  refused: readonly string[];
  /** Waits, about two minutes at most, for the next word. Asking again says that the last one was kept. */
  next(): Promise<CrmTold>;
  close(): Promise<void>;
}

/** Where a CRM is to call, and by what it is known there. */
export interface CrmSubscription {
  address: string;
  user: string;
  password: string;
}

/** One thing an admin enters to connect a CRM. */
export interface CrmField {
  key: string;
  label: string;
  help: string;
  secret: boolean;
  optional?: boolean;
  /** It is an address, and only these domains and what is below them are the vendor's. */
  hosts?: readonly string[];
}

/** A vendor of CRMs. One file each; throws `Later` when the vendor is busy, `Rejected` when asking again is of no use. */
export interface Crm {
  provider: "hubspot" | "salesforce" | "pipedrive";
  name: string;
  fields: readonly CrmField[];
  /** Whether a request is genuine and what it says changed; fetches nothing. */
  read(hook: CrmHook, keys: CrmKeys, now: Date): CrmVerdict;
  /** Has the CRM call an address, under a user name and a password; where it lets itself be told so. */
  subscribe?(access: CrmAccess, hook: CrmSubscription): Promise<void>;
  /** Opens a line after the kept positions; for CRMs that have one. */
  listen?(
    access: CrmAccess,
    positions: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<CrmLine>;
  /** The deals an event is about; none where it concerns no deal. */
  dealsOf(access: CrmAccess, event: Pick<CrmEvent, "object" | "id">): Promise<string[]>;
  /** At most a hundred deals as they are now. */
  state(access: CrmAccess, ids: readonly string[]): Promise<CrmState>;
  /** Deals changed or deleted since an instant, page by page; `null` for all there are. */
  changedSince(access: CrmAccess, since: Date | null, cursor: string | null): Promise<ChangedPage>;
  /** What stands beside a deal's own fields. @throws Rejected when the deal is gone */
  standing(access: CrmAccess, dealId: string): Promise<CrmStanding>;
  /** What stands in a field now, of a contact their id where they are on the deal; asked before it is written, so that it can be put back. */
  before(access: CrmAccess, correction: Correction): Promise<string | null>;
  /** Writes one field; returns the id of what stands there for it, where something is made. Twice does it once. */
  write(access: CrmAccess, correction: Correction): Promise<string | null>;
  /** Takes a written field back to what stood there before. */
  takeBack(access: CrmAccess, correction: Correction, written: Written): Promise<void>;
  /** How this account is made: its stages, owners, fields and kinds of targets. */
  shape(access: CrmAccess): Promise<CrmShape>;
  /** What its people are to sell; a permission that is missing is named among the problems. */
  quotas(access: CrmAccess): Promise<CrmQuotas>;
  /** Tries the keys; one sentence about what answered. */
  check(access: CrmAccess): Promise<string>;
}
