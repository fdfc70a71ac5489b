import { clean, type DealReference, dealReference, readerOf, type Table } from "./table.ts";
import { readDay } from "./values.ts";

export const ACTIVITY_COLUMNS = {
  id: ["activityid", "engagementid", "taskid", "eventid", "recordid", "id"],
  dealId: ["dealid", "opportunityid", "associateddealids", "relatedtoid", "whatid"],
  dealName: ["dealname", "opportunityname", "deal", "opportunity", "relatedto", "associateddeal"],
  account: ["account", "accountname", "company", "companyname", "associatedcompany", "customer"],
  kind: ["activitytype", "type", "kind", "activity", "engagementtype", "tasksubtype"],
  at: [
    ...["activitydate", "date", "timestamp", "at", "when", "datetime", "startdate", "starttime"],
    ...["duedate", "completedon", "senton", "createdate", "createddate"],
  ],
  side: ["direction", "emaildirection", "side", "fromside"],
  who: ["who", "from", "by", "sender", "organizer", "assignedto", "activityassignedto", "owner"],
  subject: ["subject", "title", "activityname"],
  text: ["text", "body", "notes", "note", "description", "comments", "details", "summary"],
} as const;
type ActivityField = keyof typeof ACTIVITY_COLUMNS;

type Kind = "email" | "meeting" | "task" | "call" | "note";

/** Something logged on a deal, on its way in. */
export interface ImportedActivity extends DealReference {
  externalId: string | null;
  kind: Kind;
  /** "2026-11-06T09:05:00", or with an offset behind it; without one it is the workspace's own time. */
  at: string;
  side: "rep" | "buyer" | null;
  who: string | null;
  text: string;
}

const KINDS: readonly [RegExp, Kind][] = [
  [/e-?mail|message/i, "email"],
  [/meeting|event|appointment|visit|demo/i, "meeting"],
  [/call|phone/i, "call"],
  [/task|to-?\s?do|reminder|deadline/i, "task"],
  [/note|comment/i, "note"],
];
const BUYER = /\b(?:in|incoming|inbound|received|buyer|customer|from (?:the )?customer)\b/i;
const REP = /\b(?:out|outgoing|outbound|sent|rep|us)\b/i;
const TIME =
  /[T ,](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/;
const LONGEST_ACTIVITY = 2000;

/** Reads one row of activities. */
export function readActivity(
  record: readonly string[],
  table: Table,
): { activity: ImportedActivity } | { refused: string } {
  const text = readerOf<ActivityField>(record, table);
  if ("refused" in text) return text;
  const reference = dealReference(text.of);
  if ("refused" in reference) return reference;
  const kindWord = text.of("kind");
  const kind = kindWord === "" ? "note" : KINDS.find(([pattern]) => pattern.test(kindWord))?.[1];
  if (!kind)
    return {
      refused: `"${kindWord.slice(0, 40)}" is no kind of activity I know: e-mail, meeting, call, task or note`,
    };
  const at = instantOf(text.of("at"), table);
  if ("refused" in at) return at;
  const [subject, body] = [text.of("subject"), text.of("text", LONGEST_ACTIVITY)];
  const said = `${text.of("side")} ${kindWord}`;
  return {
    activity: {
      ...reference,
      externalId: text.of("id") || null,
      kind,
      at: at.at,
      side: BUYER.test(said) ? "buyer" : REP.test(said) ? "rep" : null,
      who: text.of("who") || null,
      text:
        clean([subject, body].filter(Boolean).join(": "), LONGEST_ACTIVITY) ||
        `${kindWord || "Note"}, without words`,
    },
  };
}

function instantOf(written: string, table: Table): { at: string } | { refused: string } {
  if (written === "") return { refused: "has no date" };
  const day = readDay(written, table.writing);
  if ("refused" in day) return day;
  if (day.value.day === null)
    return { refused: `the date "${written.slice(0, 40)}" is that of a clock that was never set` };
  const found = TIME.exec(written);
  if (!found) return { at: `${day.value.day}T12:00:00` };
  const [, hour = "0", minute = "0", second = "0", half, offset = ""] = found;
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59)
    return { refused: `the date "${written.slice(0, 40)}" cannot be read` };
  const two = (value: string | number) => String(value).padStart(2, "0");
  return { at: `${day.value.day}T${two(hours)}:${minute}:${two(second)}${offset}` };
}
