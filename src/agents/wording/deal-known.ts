import type { QualificationSlot } from "../../calls/moment.ts";
import type { Fact } from "../../deals/evidence.ts";
import type { Inspection, Move } from "../../deals/inspection.ts";
import { spokenMajor } from "../../deals/money.ts";
import { spokenDay, spokenList } from "../../deals/spoken.ts";

/** What is said where no evidence is: never a guess. */
const NOT_SEEN = "not on the calls or activity I've seen";

/** The six questions of a deal inspection with their answers, and MEDDPICC's gaps as questions. */
export function knownAbout(inspection: Inspection): { label: string; value: string }[] {
  const { deal, changed, involved, businessCase, decisionProcess, risks, nextStep, gaps } =
    inspection;
  const facts = (all: readonly Fact[]) => (all.length === 0 ? NOT_SEEN : all.map(cited).join("; "));
  const [gravest] = risks;
  return [
    {
      label: "Changed since last time:",
      value:
        changed.length === 0
          ? "nothing in the CRM"
          : changed.map((move) => moved(move, deal.currency)).join("; "),
    },
    { label: "Who we talk to:", value: peopleWords(involved) },
    { label: "Why they would spend it:", value: facts(businessCase) },
    { label: "How they decide:", value: facts(decisionProcess) },
    {
      label: "Biggest risk:",
      value: gravest
        ? `${RISKS[gravest.kind]}${gravest.detail ? ` (${gravest.detail})` : ""}${gravest.fact ? `: ${cited(gravest.fact)}` : ""}`
        : "none that shows",
    },
    {
      label: "Next step:",
      value: nextStep
        ? `${spokenDay(nextStep.due)}${nextStep.owner ? `, ${nextStep.owner}` : ""}: ${cited(nextStep)}`
        : NOT_SEEN,
    },
    ...(gaps.length === 0
      ? []
      : [
          {
            label: "Still to ask:",
            value: gaps
              .slice(0, GAPS_SHOWN)
              .map((slot) => `“${GAP_QUESTIONS[slot]}”`)
              .join(" "),
          },
        ]),
  ];
}

/** So many gaps are asked at a time; a list of eight is a form. */
const GAPS_SHOWN = 3;

const GAP_QUESTIONS: Record<QualificationSlot, string> = {
  metrics: "Which number would have to move for this to be worth it?",
  "economic-buyer": "Who else needs to be comfortable before this gets signed?",
  "decision-criteria": "What will you compare us on?",
  "decision-process": "What happens on your side after you say yes?",
  "paper-process": "Who looks at the contract, and how long do they usually take?",
  "identified-pain": "What happens if this stays as it is for another year?",
  champion: "Who inside would be sorry if this fell through?",
  competition: "What else could you do instead, including nothing?",
};

const RISKS: Record<Inspection["risks"][number]["kind"], string> = {
  overdue: "the close date has passed",
  "date-keeps-moving": "the close date keeps moving",
  "warm-words-only": "warm words without a commitment",
  "nobody-to-sign": "nobody has been named who signs",
  "one-person": "it hangs on one person",
  "nothing-dated": "nothing ahead has a date",
  "gone-quiet": "it has gone quiet",
  "slow-stage": "it stands longer than others did",
};

/** "Carla Mendes, 20 Oct, 14:22: “…”" */
function cited(fact: Fact): string {
  if (fact.source === "crm") return `${fact.text} (in the CRM)`;
  const where = [fact.who, fact.on ? spokenDay(fact.on) : null, fact.place]
    .filter(Boolean)
    .join(", ");
  const words = fact.text.length > 160 ? `${fact.text.slice(0, 159).trimEnd()}…` : fact.text;
  return fact.source === "call" ? `${where}: “${words}”` : `${where}: ${words} (logged)`;
}

function peopleWords({ onCalls, inCrm }: Inspection["involved"]): string {
  if (onCalls.length + inCrm.length === 0) return NOT_SEEN;
  const parts = [
    ...(onCalls.length > 0 ? [`${spokenList(onCalls)} on calls`] : ["nobody on a call"]),
    ...(inCrm.length > 0 ? [`${spokenList(inCrm)} only in the CRM`] : []),
  ];
  return `${parts.join("; ")}${onCalls.length === 1 ? ". One thread so far" : ""}`;
}

const FIELDS: Record<Move["field"], string> = {
  stage: "stage",
  amountMinor: "amount",
  closeOn: "close date",
  category: "category",
};

function moved({ field, before, after, on }: Move, currency: string): string {
  const shown = (value: string | null) => {
    if (value === null) return "nothing";
    if (field === "closeOn") return spokenDay(value);
    return field === "amountMinor" ? spokenMajor(value, currency) : value;
  };
  return `${FIELDS[field]} ${shown(before)} → ${shown(after)} (${spokenDay(on)})`;
}
