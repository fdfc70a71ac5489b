/** The sentences of a win/loss debrief: what is shown, with its base; nobody is blamed. */
import type { QualificationSlot } from "../../calls/moment.ts";
import type { Cited } from "../../coaching/cited.ts";
import type { Candidate } from "../../coaching/opportunity.ts";
import { skillOf } from "../../coaching/skill.ts";
import {
  coreMissing,
  objectionsBehind,
  type Verdict,
  type WinLossReading,
} from "../../coaching/win-loss.ts";
import type { Deal } from "../../deals/deal.ts";
import type { Fact } from "../../deals/evidence.ts";
import { spokenMoney } from "../../deals/money.ts";
import { counted, spokenDay, spokenList } from "../../deals/spoken.ts";

/** A decided deal with what was read of it. */
export interface DecidedDeal {
  deal: Deal;
  lossReason: string | null;
  calls: number;
  reading: WinLossReading;
}

const SLOT_WORDS: Record<QualificationSlot, string> = {
  metrics: "what it is worth to them",
  "economic-buyer": "who signs",
  "decision-criteria": "what they compare by",
  "decision-process": "how they decide",
  "paper-process": "the way to a signature",
  "identified-pain": "what hurts",
  champion: "who sells it inside",
  competition: "who else is looked at",
};
const slotsIn = (slots: readonly QualificationSlot[]) =>
  spokenList(slots.map((slot) => SLOT_WORDS[slot]));
const skillLine = (kind: string) =>
  skillOf({ kind: kind as Candidate["kind"], flavour: null }).behaviour;
const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** The first thing that is said: one question that could only be about this deal. */
export function questionFor({ deal, lossReason, reading }: DecidedDeal): string {
  const account = deal.account ?? deal.name;
  const { course, reason, rivals, missed } = reading;
  const money = (minor: number) => spokenMoney(minor, deal.currency);
  if (deal.status === "won") {
    if (course.discount)
      return `The price came down from ${money(course.discount.before)} to ${money(course.discount.after)} on ${spokenDay(course.discount.on)}. What came back for it?`;
    return `What had ${account} done, not said, when you first knew it would come?`;
  }
  if (reason === "qualified-out") return `What told you first that it was not for ${account}?`;
  if (reason === "competition") {
    const rival = rivals[0]?.name ?? lossReason?.split(/[:,]/)[1]?.trim();
    return rival
      ? `Before ${rival} was chosen, what did ${account} ask us for that we could not answer?`
      : `When did ${account} first compare us with somebody else, and who told you?`;
  }
  if (missed[0])
    return `When did you first think ${account} was gone: before “${brief(missed[0].cited)}”, or after?`;
  if (reason === "price" && course.discount)
    return `The price came down from ${money(course.discount.before)} to ${money(course.discount.after)} on ${spokenDay(course.discount.on)}, and it was lost all the same. What else was it about?`;
  if (reason === "no-decision")
    return `What would have had to happen at ${account} for anybody to decide?`;
  if (reason === "timing") return `What did ${account} put before it, and since when did we know?`;
  return `When did you first think ${account} was gone?`;
}

function brief({ quote }: Cited): string {
  const words = quote.split(" ");
  return words.length <= 12 ? quote.replace(/[.,;]$/, "") : `${words.slice(0, 12).join(" ")}…`;
}

/** "Lost: Thornbury Castings, £54k, 30 Oct" */
export function headFor({ deal }: DecidedDeal): string {
  const worth =
    deal.amountMinor === null ? "no amount" : spokenMoney(deal.amountMinor, deal.currency);
  const day = deal.closedOn ? `, ${spokenDay(deal.closedOn)}` : "";
  return `${deal.status === "won" ? "Won" : "Lost"}: ${deal.account ?? deal.name}, ${worth}${day}`;
}

/** The CRM's reason held against what the buyer said. */
export function reasonLine({ deal, lossReason, calls, reading }: DecidedDeal): string {
  if (deal.status === "won") return "The CRM keeps no reason for a win.";
  const says = lossReason ? `The CRM says “${lossReason}”.` : "The CRM gives no reason.";
  if (calls === 0) return says;
  const { reason, rivals, credited } = reading;
  const on = calls === 1 ? "the one call I have read" : `the ${calls} calls I have read`;
  if (reason === "qualified-out") {
    const said = credited.find(({ kind }) => kind === "qualified-out");
    return said
      ? `${says} The call shows it: it was said aloud, on ${said.cited.call}.`
      : `${says} On ${on} I can't find where it was said to the buyer.`;
  }
  if (reason === "competition" && rivals[0])
    return `${says} The buyer named ${rivals[0].name} on ${rivals[0].cited.call}.`;
  const own = objectionsBehind(reading);
  if (own.length === 0)
    return ["price", "timing", "competition"].includes(reason)
      ? `${says} It did not come up as an objection on ${on}: it may be the polite reason.`
      : `${says} Nothing on ${on} speaks for or against it.`;
  const met = own.filter(({ handling }) => handling === "handled").length;
  return `${says} It came up ${times(own.length)} on ${on}, and was ${met === 0 ? "not worked through" : `worked through ${met === own.length ? "each time" : times(met)}`}.`;
}

const VERDICT_WORDS: Record<Verdict, string> = {
  qualification: "Where it was lost: qualification.",
  execution: "Where it was lost: execution.",
  competition: "Where it was lost: to somebody else's offer.",
  "clean-loss": "A clean loss.",
  "earned-win": "An earned win.",
  "lucky-win": "A lucky win.",
  unknown: "Where it was decided, I can't tell.",
};

/** What it comes down to, and whether anybody of ours could have changed it. */
export function verdictLine(decided: DecidedDeal): string {
  const { deal, calls, reading } = decided;
  const { verdict, controllable, missing, missed, credited } = reading;
  const head = VERDICT_WORDS[verdict];
  const core = coreMissing(reading);
  const behind = objectionsBehind(reading);
  const why: Record<Verdict, string> = {
    qualification: `Nothing shows ${slotsIn(core.length > 0 ? core : missing.slice(0, 2))}.`,
    execution:
      behind.length > 0
        ? `What it is said to have been lost on came up ${times(behind.length)}, and was not worked through before the talk moved on.`
        : `${counted(missed.length, "moment")} went by that can be pointed at.`,
    competition: "What was done holds up; another offer was closer.",
    "clean-loss":
      reading.reason === "qualified-out" || credited.some(({ kind }) => kind === "qualified-out")
        ? `It was let go on purpose${credited.some(({ kind }) => kind === "qualified-out") ? " and said so" : ""}, which gave the time to deals that can happen.`
        : "Who signs, how they decide and what hurts were known, and the moments that count were taken. One to lose again.",
    "earned-win": `Shown by its calls: ${slotsIn(shownIn(reading.slots).slice(0, 3))}.`,
    "lucky-win": `It is signed, and nothing shows ${slotsIn(core)}. The next one like it may not come by itself.`,
    unknown:
      calls === 0
        ? `None of its calls is with me${deal.status === "won" ? ", so I can't say whether it was earned or lucky" : ""}.`
        : calls === 1 && reading.course.days !== null
          ? `One call of a deal of ${reading.course.days} days is too little${deal.status === "won" ? " to call it earned or lucky" : ""}${core.length > 0 ? `; on it, nothing shows ${slotsIn(core)}` : ""}.`
          : "The calls show neither a gap nor anything else that would explain it.",
  };
  return `${head} ${why[verdict]} ${controlWords(controllable, deal.status)}`.trim();
}

function controlWords(
  controllable: WinLossReading["controllable"],
  status: Deal["status"],
): string {
  if (status === "won" || controllable === "unknown") return "";
  return {
    yes: "In our hands: yes.",
    partly: "In our hands: in part.",
    no: "In our hands: no.",
  }[controllable];
}

const shownIn = (slots: Record<QualificationSlot, Fact | null>) =>
  (Object.keys(slots) as QualificationSlot[]).filter((slot) => slots[slot] !== null);

/** Who and what was known. */
export function qualificationLines({ calls, reading }: DecidedDeal): string[] {
  const shown = shownIn(reading.slots);
  const where = calls === 0 ? "in the CRM" : "on the calls or in the CRM";
  // Without a call and without an entry there is nothing to hold against anybody.
  if (shown.length === 0)
    return calls === 0 ? [] : [`Nothing ${where} shows any of the eight things to know.`];
  return [
    `Shown ${where}, ${shown.length} of 8: ${slotsIn(shown)}.`,
    ...(reading.missing.length > 0 ? [`Not shown: ${slotsIn(reading.missing)}.`] : []),
  ];
}

/** How it went: what the calls show, and what the fields' history shows. */
export function executionLines({ deal, calls, reading }: DecidedDeal): string[] {
  const { course, missed, credited, verdict } = reading;
  const money = (minor: number) => spokenMoney(minor, deal.currency);
  const done = credited[0];
  const left =
    verdict === "clean-loss"
      ? undefined
      : missed.find(({ kind }) => !done || skillLine(kind) !== skillLine(done.kind));
  const lines = [
    course.discount &&
      `The amount went from ${money(course.discount.before)} to ${money(course.discount.after)} on ${spokenDay(course.discount.on)}.`,
    course.pushes.count > 0 &&
      `The close date moved back ${times(course.pushes.count)}, ${counted(course.pushes.days, "day")} in all.`,
    course.pulled &&
      `It was taken from ${course.pulled.from} to ${course.pulled.to} on ${spokenDay(course.pulled.on)}, ${counted(course.pulled.daysBefore, "day")} before the end: the forecast was kept honest.`,
    done && `Done: ${lower(skillLine(done.kind))} (${done.cited.call}).`,
    left && `Left: ${lower(skillLine(left.kind))} (${left.cited.call}).`,
    calls > 0 &&
      (course.quietDays ?? 0) > 21 &&
      `Nothing was heard or logged in the last ${course.quietDays} days.`,
    course.days !== null && `From opened to decided: ${counted(course.days, "day")}.`,
  ].filter((line): line is string => Boolean(line));
  return (lines.length > 0 ? lines : ["The CRM holds no history of it."]).slice(0, 4);
}

/** Who else was there. */
export function competitionLines({ lossReason, calls, reading }: DecidedDeal): string[] {
  const names = [...new Set(reading.rivals.map(({ name }) => name))];
  if (names.length > 0) return [`Named by the buyer: ${spokenList(names)}.`];
  const named = lossReason?.split(/[:,]/)[1]?.trim() || lossReason;
  const crm = reading.reason === "competition" && named ? `The CRM names ${named}.` : null;
  if (calls === 0) return crm ? [crm] : [];
  return [
    `${crm ? `${crm} ` : ""}No other vendor was named on the ${calls === 1 ? "one call" : `${calls} calls`} I have read.`,
  ];
}

/** One thing for the next deal: a behaviour, never a judgement. */
export function takeawayFor({ deal, calls, reading }: DecidedDeal): string | null {
  const { verdict, missed, missing, reason } = reading;
  if (verdict === "clean-loss" || verdict === "earned-win") {
    const kept = reading.credited[0];
    return kept
      ? `Keep doing this: ${lower(skillLine(kept.kind))}.`
      : "Keep the way it was worked.";
  }
  if (verdict === "execution" && missed[0])
    return `Into the next one: ${lower(skillLine(missed[0].kind))}.`;
  const core = missing.find((slot) => slot === "economic-buyer" || slot === "decision-process");
  if (calls > 0 && core)
    return `Into the next one: know ${SLOT_WORDS[core]} before the proposal goes out.`;
  if (deal.status === "lost" && reason === "no-decision")
    return "Into the next one: ask early what happens if nothing changes.";
  if (calls === 0) return null;
  return "Into the next one: ask the buyer for one thing to do before each meeting.";
}
