import type { Answer, AnswerTopic } from "../../messages/answer.ts";
import type { Evidence } from "./evidence.ts";
import {
  tellCompetitor,
  tellNextMeeting,
  tellObjections,
  tellPromises,
  tellWentWell,
  tellWorkOn,
} from "./tell-moments.ts";
import { limits, offers, tellNothing, tellWithoutCalls } from "./tell-nothing.ts";
import { tellMonologue, tellOverall, tellQuestions, tellTalkShare } from "./tell-numbers.ts";
import { tellDecision, tellSaid } from "./tell-said.ts";

type Tell = (evidence: Evidence) => Pick<Answer, "lines" | "quotes" | "note"> | null;

const TELL: Partial<Record<AnswerTopic, Tell>> = {
  overall: tellOverall,
  "talk-share": tellTalkShare,
  questions: tellQuestions,
  monologue: tellMonologue,
  objections: tellObjections,
  promises: tellPromises,
  "next-step": tellNextMeeting,
  decision: tellDecision,
  budget: tellSaid,
  competitor: tellCompetitor,
  "went-well": tellWentWell,
  "work-on": tellWorkOn,
  said: tellSaid,
};

/** The local coach's answer: what the evidence shows, or where it looked and found nothing. */
export function composeAnswer(evidence: Evidence): Answer {
  const { topic } = evidence.asked;
  const spoken = tellWithoutCalls(evidence);
  if (spoken) {
    const instead = topic === "thanks" ? [] : offers(evidence, topic);
    return { topic, found: false, quotes: [], instead, ...spoken };
  }
  const narrowed = withStrangers(evidence);
  const told = narrowed.calls.length > 0 ? (TELL[topic]?.(narrowed) ?? null) : null;
  if (!told) return { topic, found: false, quotes: [], ...tellNothing(evidence) };
  const notes = [told.note, limits(evidence)].filter((one) => one !== null);
  return { topic, found: true, ...told, note: notes.join(" ") || null, instead: [] };
}

/** A name nobody knows may still have been said: then the calls it was said on are meant, else none. */
function withStrangers(evidence: Evidence): Evidence {
  const { strangers } = evidence.asked;
  if (strangers.length === 0) return evidence;
  const inFull = evidence.inFull.filter(({ call, title }) => {
    const names = call.participants.map(({ name }) => name);
    const spoken = new Set(
      wordsIn([title ?? "", ...names, ...call.turns.map(({ text }) => text)].join(" ")),
    );
    return strangers.every((word) => spoken.has(word));
  });
  const kept = new Set(inFull.map(({ id }) => id));
  return { ...evidence, inFull, calls: evidence.calls.filter(({ id }) => kept.has(id)) };
}

const wordsIn = (text: string) =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
