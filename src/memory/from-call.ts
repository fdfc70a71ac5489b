import type { Call } from "../calls/call.ts";
import type { Moment, MomentBase, QuestionMoment } from "../calls/moment.ts";
import type { ObservedBehaviour } from "../coaching/behaviours.ts";
import type { Telling } from "./memory.ts";
import { subjectName } from "./statements.ts";

/** A reviewed call, as far as memory keeps of it. */
export interface CallToKeep {
  callId: string;
  call: Pick<Call, "title" | "turns" | "participants">;
  at: Date;
  /** The rep it is about; without one nothing about a person is kept. */
  repId: string | null;
  dealId?: string | null;
  accountId?: string | null;
  /** Its rep has the first day with a review to themselves: until it is over, all of it is theirs alone. */
  firstDay?: boolean;
  /** The turn of a moment that its rep called an unfair reading: nothing speaks of it. */
  setAside?: number | null;
  moments: readonly Moment[];
  behaviours: readonly ObservedBehaviour[];
}

/** How sure a check must be before it is remembered of somebody. */
const LEAST_CONFIDENCE = 0.5;
/** "How do you mean?" teaches nobody anything. */
const LEAST_QUESTION_WORDS = 5;
/** Turns within which an answer still belongs to its question. */
const ANSWERED_WITHIN = 3;

/**
 * What a call leaves behind, each under an id of its own so that a second look replaces the first:
 * behaviours, objections and promises for the rep and their manager; questions that drew out pain or
 * money for everybody, without the name of who asked. Pure.
 */
export function tellingsOfCall(kept: CallToKeep): Telling[] {
  const { callId, repId } = kept;
  const about = (moment: Pick<MomentBase, "turn" | "quote">) => ({
    callId,
    ...{ turn: moment.turn, quote: moment.quote },
    ...(kept.call.title ? { title: kept.call.title } : {}),
  });
  const base = {
    ...{ at: kept.at, callId, dealId: kept.dealId ?? null },
    ...(kept.accountId ? { tags: [`account:${kept.accountId}`] } : {}),
  };
  const own = { audience: kept.firstDay ? ("private" as const) : ("team" as const) };
  const team = { ...base, ...own, personId: repId };
  if (kept.firstDay && repId === null) return [];
  const questions = openingQuestions(kept.moments).map(
    ({ question, opened }): Telling => ({
      ...(kept.firstDay ? team : base),
      documentId: `call/${callId}/question/${question.turn}`,
      kind: "question",
      text: `A question that was answered with ${opened}: ${question.quote}`,
      fact: { kind: "question", subject: question.technique ?? "open", stance: "for" },
      source: about(question),
    }),
  );
  return repId === null ? questions : [...questions, ...aboutRep(kept, team, about)];
}

function aboutRep(
  kept: CallToKeep,
  team: Omit<Telling, "documentId" | "text">,
  about: (moment: Pick<MomentBase, "turn" | "quote">) => Telling["source"] & object,
): Telling[] {
  const id = (kind: string, name: string | number) => `call/${kept.callId}/${kind}/${name}`;
  const title = kept.call.title ? ` in "${kept.call.title}"` : "";
  const behaviours = kept.behaviours
    .filter(({ met, confidence }) => met !== null && confidence >= LEAST_CONFIDENCE)
    .filter(({ met, evidence }) => met || !evidence.some(({ turn }) => turn === kept.setAside))
    .map(({ id: behaviour, met, evidence }): Telling => {
      const seen = evidence[0];
      const name = subjectName(behaviour);
      return {
        ...team,
        documentId: id("behaviour", behaviour),
        kind: "behaviour",
        text: `${name}: ${met ? "done" : "not done"}${title}.${seen ? ` "${seen.quote}"` : ""}`,
        fact: { kind: "behaviour", subject: behaviour, stance: met ? "for" : "against" },
        source: seen ? about(seen) : { callId: kept.callId, ...titleOf(kept) },
      };
    });
  const rest = kept.moments.flatMap((moment): Telling[] => {
    if (moment.turn === kept.setAside) return [];
    if (moment.kind === "objection") {
      const stance = moment.handling === "handled" ? "for" : "against";
      return [
        {
          ...team,
          documentId: id("objection", moment.turn),
          kind: "objection",
          text: `An objection${moment.category === "other" ? "" : ` about ${moment.category}`}, ${moment.handling}${title}: "${moment.quote}"`,
          fact: { kind: "objection", subject: moment.category, stance },
          source: about(moment),
        },
      ];
    }
    if (moment.kind !== "commitment" || !moment.firm || moment.side !== "rep") return [];
    return [
      {
        ...team,
        documentId: id("commitment", moment.turn),
        kind: "commitment",
        text: `${moment.who} said${title}: "${moment.quote}"${moment.due ? ` Due ${moment.due}.` : ""}`,
        source: about(moment),
      },
    ];
  });
  return [...behaviours, ...rest];
}

const titleOf = ({ call }: CallToKeep) => (call.title ? { title: call.title } : {});

/** The rep's questions after which the buyer spoke of a problem, what it costs, or money. */
function openingQuestions(
  moments: readonly Moment[],
): { question: QuestionMoment; opened: "pain" | "money" }[] {
  const answers = moments.flatMap(({ kind, side, turn, ...moment }) => {
    if (side !== "buyer") return [];
    const isMoney = kind === "mention" && "subject" in moment && moment.subject === "money";
    const isPain =
      kind === "gap" &&
      "slot" in moment &&
      ["problem", "impact", "root-cause"].includes(moment.slot);
    return isMoney || isPain
      ? [{ turn, opened: isMoney ? ("money" as const) : ("pain" as const) }]
      : [];
  });
  return (
    moments
      .filter(
        (moment): moment is QuestionMoment => moment.kind === "question" && moment.side === "rep",
      )
      // Asked by somebody else on another call it must still be a question.
      .filter(
        ({ quote }) =>
          quote.endsWith("?") &&
          quote.split(/\s+/).length >= LEAST_QUESTION_WORDS &&
          !/^(?:and|but|so|sorry|right|okay|yeah)\b/i.test(quote),
      )
      .flatMap((question) => {
        const { turn } = question;
        const near = answers.filter((one) => one.turn > turn && one.turn <= turn + ANSWERED_WITHIN);
        // Money is the rarer answer, and says more.
        const best = near.find(({ opened }) => opened === "money") ?? near[0];
        return best ? [{ question, opened: best.opened }] : [];
      })
  );
}
