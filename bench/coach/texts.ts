import type { Call } from "../../src/calls/call.ts";
import type { CallDebrief } from "../../src/coaching/call-debrief.ts";

const QUOTED = /[“"]([^“”"]*)[”"]/g;

/** What varies in a debrief; a focus's practice and follow-up keep their words on purpose. */
function textsOf({ question, wentWell, opportunity }: CallDebrief): string[] {
  return [
    question.text,
    ...wentWell.map(({ why }) => why),
    ...(opportunity
      ? [opportunity.whatHappened, opportunity.tryInstead, opportunity.whyItMatters]
      : []),
  ];
}

/** Quotes and cited moments that the call does not hold; written apart from the guards on purpose. */
export function inventedIn(call: Call, debrief: CallDebrief): string[] {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  const said = ` ${plain(call.turns.map((turn) => turn.text).join(" "))} `;
  const { question, wentWell, opportunity } = debrief;
  const cited = [question, ...wentWell, ...(opportunity ? [opportunity] : [])];
  return [
    ...textsOf(debrief).flatMap((text) =>
      [...text.matchAll(QUOTED)].flatMap(([, quote = ""]) =>
        said.includes(plain(quote)) ? [] : [quote],
      ),
    ),
    ...cited.flatMap(({ moment }) => {
      const turn = call.turns[moment.turn];
      const holds = turn?.text.includes(moment.quote) && turn.startMs === moment.atMs;
      return holds ? [] : [moment.quote];
    }),
  ];
}

/** The sentences of a debrief without what belongs to the call: quotes, times, numbers, names. */
export function sentencesOf(debrief: CallDebrief): string[] {
  return textsOf(debrief).flatMap((text) =>
    text
      .replace(QUOTED, "…")
      .replace(/\d[\d:.,]*/g, "#")
      // Names, which would make the same sentence look new.
      .replace(/(?<=[a-z,;…] )\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)*/gu, "@")
      .split(/(?<=[.?…])\s+/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence.split(/\s+/).length >= 3),
  );
}

/** Share of sentences that an earlier debrief already had, as text. */
export function repeatedShare(
  debriefs: readonly { rep: string; said: readonly string[] }[],
  { sameRep, lookBack }: { sameRep: boolean; lookBack: number },
): string {
  let all = 0;
  let repeated = 0;
  debriefs.forEach(({ rep, said }, place) => {
    const before = debriefs.slice(0, place).filter((one) => !sameRep || one.rep === rep);
    const heard = new Set(
      before.slice(-Math.min(lookBack, before.length || 1)).flatMap((one) => one.said),
    );
    all += said.length;
    repeated += said.filter((sentence) => heard.has(sentence)).length;
  });
  return all === 0 ? "–" : `${((repeated / all) * 100).toFixed(1)} %`;
}
