import type { StageKey } from "../stages.ts";
import type { FileKind } from "./kinds.ts";

/** What a kind of file is called on a page. */
export const KIND_LABELS: Readonly<Record<FileKind, string>> = {
  deals: "Deals",
  people: "Our people",
  contacts: "Contacts and their roles",
  activities: "Activities",
  quotas: "Quotas",
};

const LABELS: Readonly<Record<string, string>> = {
  id: "Its id",
  name: "Name",
  account: "Company",
  owner: "Owner",
  ownerEmail: "Owner's e-mail",
  stage: "Stage",
  status: "Open, won or lost",
  isWon: "Whether it was won",
  isClosed: "Whether it is closed",
  category: "Forecast category",
  amount: "Amount",
  currency: "Currency",
  openedOn: "Opened on",
  closeOn: "Expected to close on",
  closedOn: "Closed on",
  segment: "Segment",
  type: "Deal type",
  product: "Product",
  nextStep: "Next step",
  nextStepOn: "Day of the next step",
  lossReason: "Why it was lost",
  dealId: "The deal's id",
  dealName: "The deal's name",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail",
  title: "Job title",
  role: "Role",
  manager: "Manager",
  startedOn: "First day",
  leftOn: "Last day",
  kind: "Kind of activity",
  at: "Date and time",
  side: "In or out",
  who: "Who",
  subject: "Subject",
  text: "Text",
  person: "Person",
  period: "Quarter",
};

/** What a field is called on a page. */
export const fieldLabel = (field: string): string => LABELS[field] ?? field;

/** What a stage is called where a person chooses what a word means. */
export const STAGE_LABELS: Readonly<Record<StageKey, string>> = {
  prospecting: "Prospecting: nobody has spoken yet",
  discovery: "Discovery: finding out",
  demo: "Demo: showing it",
  evaluation: "Evaluation: they try or compare",
  proposal: "Proposal: an offer is there",
  negotiation: "Negotiation: terms and papers",
  won: "Won",
  lost: "Lost",
};
