import type { Words } from "../moment-words.ts";
import type { Variant } from "../pick.ts";

/** Everything that is said about one kind of missed moment. */
export interface MissedWording {
  /** One question about it. Never why-didn't-you: what did you see, weigh, know. */
  questions: Variant<Words>[];
  /** What can be seen in the transcript, without the quotes the question already gave. */
  whatHappened: Variant<Words>[];
  /** Words to say aloud next time; each stays under fifteen words. */
  tryInstead: Variant<Words>[];
  /** Why it matters for this deal, not for selling in general. */
  whyItMatters: Variant<Words>[];
}
