import type { Answer } from "../../messages/answer.ts";
import { callName, type Evidence, placeLooked } from "./evidence.ts";
import { citeMoment, promisesOf } from "./findings.ts";
import { tellNextMeeting } from "./tell-moments.ts";

type Part = Pick<Answer, "lines" | "quotes" | "note">;

/** "What's happening with Fernhill?": the last call, what comes next, what is owed on each side. */
export function tellAccount(evidence: Evidence): Part | null {
  const [newest] = evidence.inFull;
  if (!newest) return null;
  const next = tellNextMeeting(evidence);
  const ours = promisesOf([newest], "rep", new Set())[0];
  const theirs = promisesOf([newest], "buyer", new Set())[0];
  const kind = newest.type ? ` (${newest.type})` : "";
  return {
    lines: [
      `The last call is ${callName(newest, evidence)}${kind}. I looked at ${placeLooked(evidence)}.`,
      next ? `Next: ${lowerUnlessDay(next.lines[0] ?? "")}` : "No next meeting was named.",
    ],
    quotes: [
      ...(next?.quotes.slice(0, 1) ?? []),
      ...(ours ? [citeMoment(ours, evidence, "promised by us")] : []),
      ...(theirs ? [citeMoment(theirs, evidence, "promised by them")] : []),
    ],
    note: next ? next.note : null,
  };
}

/** "Nothing still to come" goes on in lower case after a colon, a weekday does not. */
const lowerUnlessDay = (line: string) =>
  line.startsWith("No") ? `${line.charAt(0).toLowerCase()}${line.slice(1)}` : line;
