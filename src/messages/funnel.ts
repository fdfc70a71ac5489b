import { type Cut, FEWEST_DEALS, type FunnelLine } from "../deals/funnel.ts";
import type { Indicator, IndicatorReading } from "../deals/indicators.ts";
import { counted } from "../deals/spoken.ts";
import type { Block, Message, Rich } from "./message.ts";

const CUTS: Record<Exclude<Cut, "all">, { column: string; title: string; none: string }> = {
  rep: { column: "Rep", title: "By rep", none: "no owner" },
  segment: { column: "Segment", title: "By segment", none: "no segment" },
  type: { column: "Deal type", title: "By deal type", none: "no type" },
};

const INDICATORS: Record<Indicator, string> = {
  coverage: "Open pipeline against quota on the quarter's first day",
  created: "Pipeline opened in the 90 days before the quarter",
  "moved-on": "Share of those new deals that had gone on a stage",
};

/** What the funnel message is made of. */
export interface FunnelFigures {
  whose: string;
  oneRep: boolean;
  funnel: { all: FunnelLine | null } & Record<Exclude<Cut, "all">, FunnelLine[]>;
  indicators: readonly IndicatorReading[];
}

/** Conversion by rep, segment and deal type, and what has told a quarter's end 90 days before it. */
export function funnelMessage(figures: FunnelFigures, cut: Exclude<Cut, "all"> | null): Message {
  const { whose, funnel, indicators, oneRep } = figures;
  const { all } = funnel;
  const title: Rich = [{ text: "Funnel", bold: true }, ` · ${whose}`];
  if (!all)
    return {
      summary: `No deal of ${whose} is decided yet.`,
      blocks: [
        { type: "text", text: title },
        {
          type: "text",
          text: ["No deal is decided yet, so nothing can be said about conversion."],
        },
      ],
    };
  const cuts = (cut ? [cut] : (["rep", "segment", "type"] as const)).filter(
    (one) => one !== "rep" || !oneRep,
  );
  return {
    summary: `Funnel of ${whose}: ${all.won} of ${counted(all.decided, "decided deal")} won.`,
    blocks: [
      { type: "text", text: title },
      {
        type: "text",
        text: [`${counted(all.decided, "deal")} decided, ${all.won} won${rateWords(all)}.`],
      },
      ...stepsBlocks(all),
      ...cuts.flatMap((one) => cutBlocks(one, funnel[one])),
      ...(cut ? [] : indicatorBlocks(indicators)),
      {
        type: "note",
        text: [
          `A rate needs ${FEWEST_DEALS} decided deals and is shown with the range it likely lies in (95 %). People stand by name: small numbers rank nobody.`,
        ],
      },
    ],
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function rateWords({ winRate, decided }: FunnelLine): string {
  return winRate
    ? `: ${percent(winRate.share)}, likely between ${percent(winRate.low)} and ${percent(winRate.high)}`
    : `; too few for a rate (${decided} of ${FEWEST_DEALS})`;
}

function stepsBlocks({ steps }: FunnelLine): Block[] {
  if (steps.length === 0)
    return [
      {
        type: "text",
        text: ["No history of stages yet, so I can't say where deals go on or stop."],
      },
    ];
  return [
    {
      type: "table",
      columns: ["Stage", "Reached", "Went further"],
      rows: steps.map(({ stage, reached, wentOn }) => [
        capital(stage),
        String(reached),
        reached < FEWEST_DEALS
          ? `${wentOn} (too few for a share)`
          : `${wentOn} (${percent(wentOn / reached)})`,
      ]),
    },
  ];
}

const SHOWN = 30;

function cutBlocks(cut: Exclude<Cut, "all">, lines: readonly FunnelLine[]): Block[] {
  const { column, title, none } = CUTS[cut];
  const heading: Block = { type: "text", text: [{ text: title, bold: true }] };
  if (lines.every(({ group }) => group === null))
    return [heading, { type: "text", text: [`No decided deal has a ${column.toLowerCase()}.`] }];
  const rest = lines.length - SHOWN;
  return [
    heading,
    {
      type: "table",
      columns: [column, "Decided", "Won", "Win rate", "Likely between"],
      rows: lines
        .slice(0, SHOWN)
        .map(({ group, decided, won, winRate }) => [
          group ?? none,
          String(decided),
          String(won),
          winRate ? percent(winRate.share) : "too few",
          winRate
            ? `${percent(winRate.low)} and ${percent(winRate.high)}`
            : `${decided} of ${FEWEST_DEALS}`,
        ]),
    },
    ...(rest > 0 ? [{ type: "note", text: [`And ${rest} more.`] } as Block] : []),
  ];
}

function indicatorBlocks(indicators: readonly IndicatorReading[]): Block[] {
  const line = ({ indicator, cases, correlation, tells, note }: IndicatorReading): string => {
    const name = INDICATORS[indicator];
    if (!correlation) return `${name}: ${note ?? "not enough history"}.`;
    const strength = `rank correlation ${two(correlation.rho)}, likely between ${two(correlation.low)} and ${two(correlation.high)}, over ${counted(cases, "quarter")}`;
    return tells
      ? `${name}: has gone along with what was sold (${strength}).`
      : `${name}: has told nothing reliable so far (${strength}).`;
  };
  return [
    {
      type: "text",
      text: [{ text: "What has told a quarter's end 90 days before it", bold: true }],
    },
    { type: "list", items: indicators.map((one) => [line(one)]) },
  ];
}

const two = (value: number) => value.toFixed(2);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
