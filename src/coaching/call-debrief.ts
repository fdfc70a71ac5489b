import { z } from "zod";

const debriefMoment = z.object({
  turn: z.number().int().nonnegative(),
  atMs: z.number().nullable(),
  quote: z.string().min(1),
  /** The speaker's name, as people know it. */
  speaker: z.string().min(1),
  side: z.enum(["rep", "buyer"]).nullable(),
});

/** A moment as a debrief cites it. */
export type DebriefMoment = z.infer<typeof debriefMoment>;

export const callDebriefSchema = z.object({
  question: z.object({ text: z.string(), moment: debriefMoment, credited: z.boolean() }),
  wentWell: z.array(z.object({ moment: debriefMoment, why: z.string() })).max(2),
  /** `null` when nothing missed was above the bar: a credited moment alone is a debrief too. */
  opportunity: z
    .object({
      moment: debriefMoment,
      response: debriefMoment.nullable(),
      whatHappened: z.string(),
      tryInstead: z.string(),
      whyItMatters: z.string(),
    })
    .nullable(),
  skill: z.string(),
  /** The behaviour's stable id: what the next call is checked for. */
  behaviour: z.string(),
  practice: z.string(),
  followUp: z.object({ on: z.iso.date(), what: z.string() }),
  /**
   * The rep's own words of an earlier day, to begin with: for their eyes alone, wherever the rest is
   * shown. Absent in most.
   */
  remembered: z
    .object({ memory: z.string(), callId: z.string().nullable(), line: z.string().min(1) })
    .nullish(),
  /** What they had set out to do, and whether this call shows it; older debriefs lack it. */
  followedUp: z
    .object({
      /** What it was set out in: it is followed up once. */
      key: z.string(),
      behaviour: z.string(),
      met: z.boolean(),
      /** Said before the question, which is about the same moment; otherwise after the answer. */
      opens: z.boolean(),
      line: z.string(),
      moment: debriefMoment.nullable(),
    })
    .nullish(),
  /**
   * What somebody is told by how long they have done this: the skill by its name when new, the count
   * over their own calls when experienced. Older debriefs lack it.
   */
  byTenure: z.string().min(1).nullish(),
  /** Ids of the wordings used, so that they are not repeated next week. */
  wordings: z.array(z.string()),
});

/** The review of one call; what a rep is asked, and what they are told after they answered. */
export type CallDebrief = z.infer<typeof callDebriefSchema>;
