import { resolveDate } from "../calls/dates.ts";
import type { Moment } from "../calls/moment.ts";
import { competitorClaim } from "./competitor-claim.ts";
import type { Deal } from "./deal.ts";
import type { Discrepancy } from "./discrepancy.ts";
import { type DealCall, type DealFile, factOf, momentsOf } from "./evidence.ts";
import { minorDigits } from "./money.ts";
import { type StageScene, stageClaim } from "./stage-claim.ts";

/** What the CRM was asked for, where it can be: without it these two fields are left alone. */
export interface Standing {
  /** What stands in the CRM's field for the competitor; absent where none is mapped. */
  competitor?: string | null;
  stage: StageScene;
}

/** A day apart is a way of speaking; a week is another forecast. */
const DAYS_APART = 7;
/** Amounts as people say them are rounded. */
const SHARE_APART = 0.1;
const DAY_MS = 24 * 3600 * 1000;

/** The day on which it is decided or signed, not any day that is named. */
const DECIDING =
  /\b(?:sign(?:ed|ing|s)?|decid(?:e|es|ed|ing)|decision|approv(?:e|es|ed|al)|board|purchase order|contract|go ahead|close (?:this|it)|committee)\b/i;
/** Somebody else's wish, perhaps another vendor's: "he'd like me to sign before Friday". */
const WISHED =
  /\b(?:he|she|they|someone|somebody)(?:'d| would| will| really| all)* (?:likes?|love|wants?|prefers?|hopes?|asks?|needs?)\b/i;
/** An amount for the whole, not for a seat or a month of it. */
const WHOLE =
  /\b(?:a year|per year|per annum|annual(?:ly)?|yearly|in total|total|all in|altogether|for the lot|the whole)\b/i;
const PART =
  /\b(?:a month|per month|monthly|each|per (?:seat|user|head|person|licen[cs]e)|a (?:seat|user|head))\b/i;

/** Where calls and CRM disagree about an open deal, or the CRM is empty; one a field, the newest words first. */
export function discrepanciesOf(
  file: DealFile,
  today: string,
  standing: Standing | null = null,
): Discrepancy[] {
  if (file.deal.status !== "open") return [];
  return [
    standing && stageClaim(file, today, standing.stage),
    ...[amount(file), closeDay(file, today), nextStep(file, today)],
    standing && competitorClaim(file, standing.competitor),
    ...contacts(file),
  ].filter((one) => one !== null);
}

function amount(file: DealFile): Discrepancy | null {
  const { deal } = file;
  for (const { call, moment } of momentsOf(file, "mention")) {
    if (moment.subject !== "money" || !isPrice(moment, call)) continue;
    if (!WHOLE.test(moment.quote) || PART.test(moment.quote)) continue;
    const said = moneyOf(moment.entity, deal.currency);
    if (!said || (said.currency !== null && said.currency !== deal.currency)) continue;
    const known = deal.amountMinor;
    // The newest whole price counts; that it agrees is an answer too.
    if (known !== null && Math.abs(known - said.minor) <= SHARE_APART * known) return null;
    return {
      field: "amount",
      inCrm: known === null ? null : moneyWords(known, deal.currency),
      value: `${said.minor} ${deal.currency}`,
      said: moneyWords(said.minor, deal.currency),
      evidence: factOf(call, moment),
      kind: known === null ? "empty" : "differs",
    };
  }
  return null;
}

/** Said where the price is talked about: what a failure cost the buyer is no price. */
function isPrice(moment: Moment, call: DealCall): boolean {
  return call.moments.some(
    (one) => one.kind === "pricing" && Math.abs(one.turn - moment.turn) <= 1,
  );
}

function closeDay({ deal, ...rest }: DealFile, today: string): Discrepancy | null {
  for (const { call, moment } of momentsOf({ deal, ...rest }, "mention")) {
    if (moment.subject !== "date" || moment.side !== "buyer") continue;
    if (!DECIDING.test(moment.quote) || WISHED.test(moment.quote)) continue;
    const day = resolveDate(moment.entity, call.on)?.iso.slice(0, 10);
    if (!day || day < today) continue;
    const apart = deal.closeOn
      ? Math.abs(Date.parse(day) - Date.parse(deal.closeOn)) / DAY_MS
      : null;
    if (apart !== null && apart < DAYS_APART) return null;
    return {
      ...{ field: "closeOn", inCrm: deal.closeOn, value: day, said: day },
      evidence: factOf(call, moment),
      kind: deal.closeOn === null ? "empty" : "differs",
    };
  }
  return null;
}

/** The nearest step that somebody undertook on a call, where the CRM has none that is still to come. */
function nextStep(file: DealFile, today: string): Discrepancy | null {
  const { nextStep: words, nextStepOn } = file.deal;
  if (words && nextStepOn && nextStepOn >= today) return null;
  const ahead = momentsOf(file, "commitment")
    .filter(({ moment }) => moment.firm && moment.due !== null && moment.due >= today)
    .toSorted((a, b) => (a.moment.due ?? "").localeCompare(b.moment.due ?? ""))[0];
  if (!ahead) return null;
  const { call, moment } = ahead;
  const step = `${moment.who}: ${moment.what}, by ${moment.due}`;
  return {
    field: "nextStep",
    inCrm: words ? `${words}${nextStepOn ? `, ${nextStepOn}` : ""}` : null,
    ...{ value: step, said: step },
    evidence: factOf(call, moment),
    kind: words ? "differs" : "empty",
  };
}

/** People of the buyer's who spoke on a call and are not in the CRM. */
function contacts(file: DealFile): Discrepancy[] {
  const known = new Set(file.people.map(({ name }) => name.toLowerCase()));
  const found: Discrepancy[] = [];
  for (const call of file.calls) {
    for (const name of call.buyers) {
      // A first name alone may be somebody who is there in full.
      const whole = name.trim().includes(" ");
      if (!whole || known.has(name.toLowerCase())) continue;
      known.add(name.toLowerCase());
      const first = call.moments.find((moment) => call.names[moment.speaker] === name);
      if (!first) continue;
      found.push({
        ...{ field: "contact" as const, inCrm: null, value: name, said: name },
        evidence: factOf(call, first),
        kind: "empty",
      });
    }
  }
  return found;
}

/** "38000 GBP", "£38,000" or "38000" as the mention detector writes it. */
function moneyOf(
  entity: string,
  currency: string,
): { minor: number; currency: string | null } | null {
  const amount = Number(/\d[\d,]*(?:\.\d+)?/.exec(entity)?.[0]?.replaceAll(",", ""));
  if (!Number.isFinite(amount) || amount <= 0) return null;
  const code = /\b[A-Z]{3}\b/.exec(entity)?.[0] ?? null;
  return { minor: Math.round(amount * 10 ** minorDigits(currency)), currency: code };
}

function moneyWords(minor: number, currency: Deal["currency"]): string {
  return new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    maximumFractionDigits: 0,
  }).format(minor / 10 ** minorDigits(currency));
}
