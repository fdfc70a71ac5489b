import type { Criterion } from "../../deals/commitment.ts";
import { ASKED_FOR } from "../../deals/criterion-words.ts";
import type { Fact } from "../../deals/evidence.ts";
import type { Inspection } from "../../deals/inspection.ts";
import { spokenMajor, spokenMoney } from "../../deals/money.ts";
import { counted, spokenDay, spokenList } from "../../deals/spoken.ts";

/** Words a rep can say to find out, each under fifteen. */
export const WAYS_TO_ASK: Record<Criterion, string> = {
  "identified-pain": "What made you look into this now?",
  metrics: "Which number would tell you this had worked?",
  champion: "Who else would be glad if this went through?",
  "decision-criteria": "What will you compare us on?",
  "economic-buyer": "Who else needs to be comfortable before this gets signed?",
  "decision-process": "What happens on your side after you say yes?",
  "paper-process": "Who looks at the contract, and how long do they usually take?",
  "two-people": "Who else would feel this change, and could we meet them?",
  "buyer-act": "What could you find out for us before we speak again?",
  "next-step": "Which day shall we hold for the next step?",
  "date-held": "What has to happen on your side for that date to hold?",
};

/** Whom we talk to there, by first name; else the company. */
function contactOf({ involved, deal }: Inspection): string {
  const name = involved.onCalls[0] ?? involved.inCrm[0];
  return name?.split(" ")[0] ?? deal.account ?? "the buyer";
}

const placeOf = (deal: Inspection["deal"]) => deal.account ?? deal.name;

const said = (fact: Fact) =>
  `${fact.who?.split(" ")[0] ?? "The buyer"} said “${short(fact.text)}”${fact.on ? ` on ${spokenDay(fact.on)}` : ""}${fact.place ? `, at ${fact.place}` : ""}`;

function short(text: string): string {
  const words = text.trim().replace(/[“”"]/g, "").split(/\s+/);
  return words.length <= 18
    ? words.join(" ").replace(/[.,;:]$/, "")
    : `${words.slice(0, 18).join(" ")}…`;
}

/** A question a deal could be asked, and what it is after. */
interface Candidate {
  kind: string;
  question: string;
  about: Criterion | null;
}

/**
 * The one question about a deal: the gravest thing about it that only its people can answer. What was
 * asked of another deal in the same review comes last.
 */
export function questionFor(inspection: Inspection, used: Set<string>): Candidate {
  const found = candidatesFor(inspection);
  const chosen = found.find(({ kind }) => !used.has(kind)) ?? (found[0] as Candidate);
  used.add(chosen.kind);
  return chosen;
}

function candidatesFor(inspection: Inspection): Candidate[] {
  const { deal, commitment, risks, closeDates } = inspection;
  const who = contactOf(inspection);
  const place = placeOf(deal);
  const committed = commitment.category === "commit";
  const missing = new Set(commitment.missing);
  const risk = (kind: Inspection["risks"][number]["kind"]) =>
    risks.find((one) => one.kind === kind);
  const worth = deal.amountMinor === null ? "this" : spokenMoney(deal.amountMinor, deal.currency);
  const by = deal.closeOn ? spokenDay(deal.closeOn) : "the end of the quarter";
  const found: Candidate[] = [];
  const add = (when: unknown, kind: string, about: Criterion | null, question: string) => {
    if (when) found.push({ kind, question, about });
  };

  const warm = inspection.happyEars;
  add(warm, "warm", "buyer-act", warm ? `${said(warm)}. What has ${place} undertaken since?` : "");
  add(
    risk("overdue"),
    "overdue",
    "date-held",
    `It was to close on ${by}. What did ${place} tell you about a new day?`,
  );
  const days = closeDates.map(spokenDay);
  add(
    risk("date-keeps-moving") && committed,
    "moved",
    missing.has("economic-buyer") ? "economic-buyer" : "date-held",
    `It was to close on ${days.slice(0, -1).join(", then ")}, now on ${days.at(-1)}. What is different at ${place} this time?`,
  );
  add(
    committed && missing.has("economic-buyer"),
    "signs",
    "economic-buyer",
    `Whose signature at ${place} stands between you and ${worth}, and how do you know?`,
  );
  add(
    committed && missing.has("decision-process"),
    "process",
    "decision-process",
    `What happens inside ${place} between ${who}'s yes and a signature by ${by}?`,
  );
  add(
    committed && missing.has("buyer-act"),
    "act",
    "buyer-act",
    `What has ${who} done for this, unasked, in the last two weeks?`,
  );
  add(
    !committed && commitment.carries === "commit",
    "ready",
    null,
    `What commit asks for is there. What keeps you from calling ${place} for ${by}?`,
  );
  const cut = inspection.changed.filter(({ field }) => field === "amountMinor").at(-1);
  add(
    cut?.before && cut.after && Number(cut.after) < Number(cut.before),
    "smaller",
    "metrics",
    cut?.before && cut.after
      ? `It went from ${spokenMajor(cut.before, deal.currency)} to ${spokenMajor(cut.after, deal.currency)} on ${spokenDay(cut.on)}. What does ${place} no longer expect from it?`
      : "",
  );
  const quiet = risk("gone-quiet");
  add(
    quiet?.on,
    "quiet",
    "next-step",
    `The last I have from ${place} is of ${quiet?.on ? spokenDay(quiet.on) : ""}. What would you need to hear to keep it in?`,
  );
  add(
    risk("one-person"),
    "one-person",
    "two-people",
    `If ${who} were away for a month, who at ${place} would carry this?`,
  );
  add(
    risk("nothing-dated"),
    "next",
    "next-step",
    `What happens next at ${place}, on which day, and who moves first?`,
  );
  const described = inspection.qualification["decision-process"];
  add(
    described,
    "described",
    "decision-process",
    described ? `${said(described)}. Where has ${place} decided differently before?` : "",
  );
  add(
    inspection.businessCase.length === 0,
    "without-you",
    "identified-pain",
    `What would ${place} do about this if you never called again?`,
  );
  add(true, "stop", null, `What could still stop ${place} before ${by}?`);
  return found;
}

/** What its category asks for and nobody can show yet, with where was looked. */
export function missingFor({ commitment, seen, happyEars }: Inspection): string {
  const looked = lookedAt(seen);
  const name = commitment.category;
  if (name !== "commit" && name !== "upside") {
    return commitment.stageMissing.length === 0
      ? `It is not forecast yet; I looked at ${looked}.`
      : `Not forecast yet. Still open for its stage: ${spokenList(commitment.stageMissing.map((one) => ASKED_FOR[one]))} (looked at ${looked}).`;
  }
  const open = commitment.missing;
  const met = commitment.conditions.length - open.length;
  if (open.length === 0)
    return `${met === 2 ? "Both" : `All ${met}`} things ${name} asks for show on ${looked}.`;
  const warm = happyEars ? " The last call was warm; nothing was undertaken on it." : "";
  return `${capital(name)} needs ${counted(commitment.conditions.length, "thing")}; I found ${met === 0 ? "none of them" : met}. Open: ${openList(open)}. I looked at ${looked}.${warm}`;
}

/** What is read in a few seconds: three, and how many more. */
function openList(open: readonly Criterion[]): string {
  const shown = open.slice(0, 3).map((one) => ASKED_FOR[one]);
  const rest = open.length - shown.length;
  return spokenList(rest > 0 ? [...shown, `${rest} more`] : shown);
}

/** "2 calls and 1 logged activity", or that there was nothing to look at. */
function lookedAt({ calls, activities }: { calls: number; activities: number }): string {
  if (calls === 0 && activities === 0) return "the CRM alone: no call or activity is here";
  return spokenList([
    ...(calls > 0 ? [counted(calls, "call")] : ["no call"]),
    ...(activities > 0 ? [counted(activities, "logged activity", "logged activities")] : []),
  ]);
}

/** How long it has stood where it stands, and what moved. */
export function factsFor({ deal, stageDays, usualDays, risks }: Inspection): string {
  const parts: string[] = [];
  if (stageDays !== null) {
    const usual =
      usualDays === null ? "no team median yet" : `the team's median is ${Math.round(usualDays)}`;
    parts.push(`${counted(stageDays, "day")} in ${deal.stage} (${usual})`);
  } else parts.push(`in ${deal.stage}`);
  const moved = risks.find(({ kind }) => kind === "date-keeps-moving");
  if (moved) parts.push(`close date moved ${moved.detail}`);
  return parts.join(" · ");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
