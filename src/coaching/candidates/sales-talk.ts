import type { Talk } from "../../calls/talk.ts";

/** Words of buying and selling; a talk among friends or with a counsellor has few of them, and few kinds. */
const TRADE = new Set(
  (
    "price prices pricing priced cost costs budget quote quotes quoted contract contracts licence license " +
    "discount discounts invoice invoices supplier suppliers vendor vendors customer customers client clients " +
    "product products software platform system systems demo demonstration trial pilot rollout implementation " +
    "integration procurement purchasing purchase users user seats subscription renewal proposal offer deal " +
    "sales team teams finance director manager company business quarter revenue margin orders order stock " +
    "warehouse warehouses sites spreadsheet workflow report reports reporting data dashboard export upload " +
    "onboarding training support setup api roadmap website competitor competitors market approval approvals " +
    "service services buy bought sell selling package warranty installation delivery estimate payment payments " +
    "fee fees agreement premium investment account accounts branch branches store stores shop factory plant office " +
    "staff employees operations production maintenance logistics accounting compliance audit"
  ).split(" "),
);

/** Kinds of trade words, and their share of all words, that make a talk one about buying something. */
const KINDS = 7;
const SHARE = 0.006;

/** Enough when somebody told us who sells and who buys: a short haggle has few words of any kind. */
const KINDS_WHEN_TOLD = 2;

/** Whether the talk is about buying and selling at all: with anything else the coach keeps quiet. */
export function isSalesTalk(talk: Talk): boolean {
  const kinds = new Set<string>();
  let count = 0;
  let words = 0;
  for (const turn of talk.turns) {
    for (const sentence of turn.sentences) {
      words += sentence.words.length;
      for (const word of sentence.words) {
        if (!TRADE.has(word)) continue;
        kinds.add(word.replace(/s$/, ""));
        count += 1;
      }
    }
  }
  const told = talk.call.participants.some(
    ({ side, sideFrom }) => side === "rep" && (sideFrom === "given" || sideFrom === "roster"),
  );
  return kinds.size >= (told ? KINDS_WHEN_TOLD : KINDS) && count >= words * SHARE;
}
