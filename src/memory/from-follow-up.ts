import type { Memory, Telling } from "./memory.ts";
import { subjectName } from "./statements.ts";

/** Coaching that a person has heard. */
export interface Coached {
  debriefId: string;
  callId: string;
  behaviour: string;
  /** When the call it was about was held. */
  at: Date;
  way: CoachingWay | null;
}

/** How a person took a debrief, the most active first. */
export const COACHING_WAYS = ["practice", "agreement", "answer", "told"] as const;
export type CoachingWay = (typeof COACHING_WAYS)[number];

/** What a later call shows of a behaviour, as it is remembered. */
type Look = Pick<Memory, "callId" | "at" | "fact" | "source" | "audience">;

/** Calls after the coaching that are looked at; later ones are another story. */
const LOOKED_AT = 3;

/**
 * What coaching did, from what the calls after it showed: whether the next one did it, by which way of
 * coaching, and whether it was still there after that or was heard and forgotten. Each line is as private
 * as what it rests on. Pure.
 */
export function tellingsOfFollowUps(
  personId: string,
  coached: readonly Coached[],
  looks: readonly Look[],
): Telling[] {
  return coached.flatMap((one, at) => {
    const again = coached.slice(at + 1).find((later) => later.behaviour === one.behaviour);
    const since = looks
      .filter(({ fact }) => fact?.subject === one.behaviour)
      .filter((look) => look.callId !== one.callId && look.at !== null && look.at > one.at)
      // Coached on it again, what comes after belongs to the later time.
      .filter((look) => !again || (look.at as Date) <= again.at)
      .sort((a, b) => (a.at as Date).getTime() - (b.at as Date).getTime())
      .slice(0, LOOKED_AT);
    const [next] = since;
    return next ? followUps(personId, one, next, since) : [];
  });
}

function followUps(personId: string, one: Coached, next: Look, since: Look[]): Telling[] {
  const { debriefId, behaviour, way } = one;
  const shown = next.fact?.stance === "for";
  const name = subjectName(behaviour);
  const base = (look: Look) => ({
    ...{ personId, at: look.at, callId: look.callId },
    tags: [`behaviour:${behaviour}`],
    audience: look.audience === "private" ? ("private" as const) : ("team" as const),
    source: {
      debriefId,
      ...(look.callId ? { callId: look.callId } : {}),
      ...(look.source.quote ? { quote: look.source.quote } : {}),
      ...(look.source.turn === undefined ? {} : { turn: look.source.turn }),
      ...(look.source.title ? { title: look.source.title } : {}),
    },
  });
  const said = next.source.quote ? ` "${next.source.quote}"` : "";
  const tellings: Telling[] = [
    {
      ...base(next),
      documentId: `follow-up/${debriefId}/next`,
      kind: "coaching",
      text: `After coaching on ${name}, the next call ${shown ? "showed it" : "did not show it"}.${said}`,
      fact: { kind: "coaching", subject: behaviour, stance: shown ? "for" : "against" },
    },
  ];
  if (way) {
    tellings.push({
      ...base(next),
      documentId: `follow-up/${debriefId}/way`,
      kind: "way",
      // What was answered and practised stays with the person; so does that it was.
      audience: "private",
      text: `${name}: ${WAY_WORDS[way]}, and the next call ${shown ? "showed it" : "did not show it"}.`,
      fact: { kind: "way", subject: way, stance: shown ? "for" : "against" },
    });
  }
  const last = since.at(-1);
  if (since.length < 2 || !last) return tellings;
  const still = last.fact?.stance === "for";
  const hidden = since.find(({ audience }) => audience === "private");
  return [
    ...tellings,
    {
      ...base(last),
      ...(hidden ? { audience: "private" as const } : {}),
      documentId: `follow-up/${debriefId}/since`,
      kind: "advice",
      text: still
        ? `${name}: seen on the latest of ${since.length} calls after the coaching.`
        : `${name}: heard and forgotten, not on the latest of ${since.length} calls after the coaching.`,
      fact: { kind: "advice", subject: behaviour, stance: still ? "for" : "against" },
    },
  ];
}

const WAY_WORDS: Record<CoachingWay, string> = {
  practice: "practised in the chat",
  agreement: "agreed to try it",
  answer: "answered the question",
  told: "read what the coach saw",
};
