import type { MentionMoment, MentionSubject } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { datesIn } from "./mentions/date.ts";
import { type ListedName, listedNameReader } from "./mentions/listed-names.ts";
import { moneyIn } from "./mentions/money.ts";
import { isCased, properNamesOf } from "./mentions/proper-names.ts";
import { momentAt, quoteAround } from "./moment-at.ts";

/** The names a team wants to hear about, as they write them. */
export interface MentionLists {
  competitors?: readonly string[];
  products?: readonly string[];
}

/**
 * Finds what a call names: competitors and products from the lists (also misheard, split or joined),
 * sums, dates, companies and people. Once per turn and entity; `entity` is the list's spelling or the
 * canonical value. It does not depend on the sides.
 */
export function detectMentions(talk: Talk, lists: MentionLists = {}): MentionMoment[] {
  const listed: ListedName<MentionSubject>[] = [
    ...(lists.competitors ?? []).map((name) => ({ subject: "competitor" as const, name })),
    ...(lists.products ?? []).map((name) => ({ subject: "product" as const, name })),
  ];
  const readListed = listedNameReader(listed);
  const cased = isCased(talk);
  const properNames = properNamesOf(talk);
  const moments: MentionMoment[] = [];
  /** What was named in the turn at hand. */
  const seen = new Set<string>();
  const push = (
    turn: SpokenTurn,
    sentence: Sentence,
    subject: MentionSubject,
    found: { entity: string; at: number; confidence: number },
  ) => {
    const key = `${subject} ${found.entity.toLowerCase()}`;
    if (seen.has(key)) return;
    seen.add(key);
    const base = momentAt(turn, quoteAround(sentence, found.at), found.confidence);
    moments.push({ ...base, kind: "mention", subject, entity: found.entity });
  };
  for (const turn of talk.turns) {
    seen.clear();
    const taken: { sentence: Sentence; from: number; to: number }[] = [];
    for (const sentence of turn.sentences) {
      for (const name of readListed(sentence, cased)) {
        taken.push({ sentence, from: name.at, to: name.at + name.entity.length + 2 });
        push(turn, sentence, name.subject, name);
      }
      for (const sum of moneyIn(sentence)) push(turn, sentence, "money", sum);
      for (const date of datesIn(sentence)) push(turn, sentence, "date", date);
    }
    for (const name of properNames.get(turn.index) ?? []) {
      // A listed name is that name, not also a company that sounds like it.
      const listedHere = taken.some(
        ({ sentence, from, to }) =>
          sentence === name.sentence && name.at >= from - 1 && name.at < to,
      );
      if (!listedHere) push(turn, name.sentence, name.subject, name);
    }
  }
  return moments;
}
