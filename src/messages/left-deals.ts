import type { Deal } from "../deals/deal.ts";
import { spokenMoney, spokenTotals, totalsOf } from "../deals/money.ts";
import { counted, spokenDay, spokenList } from "../deals/spoken.ts";
import type { Action, Block, Message } from "./message.ts";

export const HAND_OVER = "hand-over";
export const HAND_OVER_UNDO = "hand-over-undo";

/** All of somebody's deals at once, in the form's choice. */
export const ALL_OF_THEM = "all";

/** Open deals in the name of somebody who has left, or of nobody here. */
export interface LeftDeals {
  /** The person's id, or the name a source gives. */
  key: string;
  name: string;
  /** Their last day; `null` where the name was never one of ours. */
  leftOn: string | null;
  deals: readonly Deal[];
}

const NAMED = 6;

/** To the manager: these deals have nobody. Who takes them is a form away. */
export function leftDealsMessage(
  left: LeftDeals,
  heirs: readonly { id: string; name: string }[],
): Message {
  const { name, leftOn, deals } = left;
  const worth = spokenTotals(totalsOf(deals));
  const first = leftOn
    ? `${name}'s last day was ${spokenDay(leftOn)}.`
    : `Nobody here is called ${name}.`;
  const carry = `${counted(deals.length, "open deal")}, ${worth}, ${deals.length === 1 ? "is" : "are"} still in that name.`;
  const sorted = [...deals].sort((a, b) => (b.amountMinor ?? -1) - (a.amountMinor ?? -1));
  const rest = sorted.length - NAMED;
  return {
    summary: `${first} ${carry}`,
    blocks: [
      { type: "text", text: [{ text: first, bold: true }, ` ${carry}`] },
      {
        type: "list",
        items: [
          ...sorted.slice(0, NAMED).map((deal) => [dealWords(deal)]),
          ...(rest > 0 ? [[`and ${rest} more`]] : []),
        ],
      },
      ...(heirs.length > 0
        ? [
            { type: "text", text: ["Who takes them over?"] } as Block,
            { type: "actions", actions: [handOver(left, sorted, heirs)] } as Block,
          ]
        : []),
    ],
  };
}

const dealWords = (deal: Deal) =>
  [
    deal.account ?? deal.name,
    deal.amountMinor === null ? "no amount" : spokenMoney(deal.amountMinor, deal.currency),
    deal.category ?? deal.stage,
    deal.closeOn ? `closes ${spokenDay(deal.closeOn)}` : "no close date",
  ].join(", ");

/** Slack takes a hundred options in one choice. */
const MOST_OPTIONS = 90;

function handOver(
  left: LeftDeals,
  deals: readonly Deal[],
  heirs: readonly { id: string; name: string }[],
): Action {
  return {
    ...{ id: HAND_OVER, label: "Hand over", value: left.key, style: "primary" },
    form: {
      title: "Hand over",
      submit: "Hand over",
      fields: [
        {
          ...{ id: "which", type: "choice", label: "Which deals", value: ALL_OF_THEM },
          options: [
            { value: ALL_OF_THEM, label: `All ${deals.length}` },
            ...deals.slice(0, MOST_OPTIONS).map((deal) => ({
              value: deal.id,
              label: dealWords(deal).slice(0, 75),
            })),
          ],
        },
        {
          ...{ id: "to", type: "choice", label: "To whom" },
          options: heirs.slice(0, MOST_OPTIONS).map(({ id, name }) => ({ value: id, label: name })),
        },
      ],
    },
  };
}

/** What was handed over, with the way back. */
export function handedOverMessage(
  titles: readonly string[],
  to: string,
  undo: string,
  still: number,
): Message {
  const named = titles.slice(0, NAMED);
  const rest = titles.length - named.length;
  const words = `${spokenList(rest > 0 ? [...named, `${rest} more`] : named)} ${titles.length === 1 ? "is" : "are"} ${to}'s now.${still > 0 ? ` ${counted(still, "deal")} still to hand over.` : ""}`;
  return {
    summary: words,
    blocks: [
      { type: "text", text: [words] },
      { type: "actions", actions: [{ id: HAND_OVER_UNDO, label: "Undo", value: undo }] },
    ],
  };
}

const line = (words: string): Message => ({
  summary: words,
  blocks: [{ type: "text", text: [words] }],
});

export const nobodyLeftMessage = () =>
  line("No open deal is in the name of somebody who has left, or of nobody.");
export const handedBackMessage = (count: number) =>
  line(
    count === 0
      ? "Those deals were given to somebody else since; I left them."
      : `Taken back: ${counted(count, "deal")} as before.`,
  );
export const nothingToHandOverMessage = () => line("Those deals have somebody already.");
export const handOverNotYoursMessage = () => line("A manager hands deals over.");
