import type { CallType } from "../../calls/call.ts";
import type { AnswerTopic } from "../../messages/answer.ts";

/** A stretch of time a question is about. */
export interface Period {
  since: Date;
  until: Date;
  /** As it goes after "your 4 calls": "since 1 November", "from 9 to 15 November". */
  words: string;
  /** False when the question named no time and the usual ninety days are looked at. */
  named: boolean;
}

/** Whom and what a question may name, for one person who asks. */
export interface Directory {
  asker: { id: string; name: string };
  /** Everybody of ours; `reports` are people whose calls the asker may see. */
  colleagues: { id: string; name: string; reports: boolean }[];
  accounts: { id: string; name: string }[];
  /** People of theirs: known contacts, and whoever spoke on a call the asker may see. */
  buyers: { name: string; accountId: string | null }[];
  competitors: string[];
}

/** A question as it was understood. */
export interface Asked {
  text: string;
  topic: AnswerTopic;
  period: Period;
  /** "I", "my", "me": about the asker, not the team. */
  aboutSelf: boolean;
  /** People of ours whose calls the asker may see. */
  reps: { id: string; name: string }[];
  /** True when it names a colleague whose calls the asker may not see. */
  namesOthers: boolean;
  accounts: { id: string; name: string }[];
  buyers: string[];
  competitors: string[];
  callType: CallType | null;
  /** Whose promises: the rep's, or the buyer's. */
  promisesOf: "rep" | "buyer";
  /** What it asks about in its own words as they were written, names and furniture taken out. */
  subject: string[];
  /** Words that look like a name nobody knows: the answer must be about them or be none. */
  strangers: string[];
}
