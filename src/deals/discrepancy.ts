import type { Fact } from "./evidence.ts";

/** A field of a deal that a call may know better than the CRM. */
export type ClaimedField = "amount" | "closeOn" | "nextStep" | "contact" | "competitor" | "stage";

/** What a call says of a field, beside what the CRM says; for a person to decide. */
export interface Discrepancy {
  field: ClaimedField;
  /** What stands in the CRM, as a person reads it; `null` when it is empty. */
  inCrm: string | null;
  /** What would be written: minor units with their currency, an ISO day, a name, or words. */
  value: string;
  /** The same as a person reads it. */
  said: string;
  evidence: Fact;
  /** `empty`: the CRM has nothing. `differs`: it has something else. */
  kind: "empty" | "differs";
}
