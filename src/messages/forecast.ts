import type { Bias, RollUp } from "../deals/forecast.ts";
import { spokenMoney } from "../deals/money.ts";
import { counted, spokenList } from "../deals/spoken.ts";
import type { Block, Message, Rich } from "./message.ts";

/** What the forecast message is made of. */
export interface ForecastFigures {
  whose: string;
  oneRep: boolean;
  forecast: readonly { rep: string; bias: Bias }[];
  rollUps: readonly (RollUp & { currency: string })[];
}

/** What open deals may bring, and how forecasts have leaned, with how sure that is. */
export function forecastMessage({ whose, oneRep, forecast, rollUps }: ForecastFigures): Message {
  const told = forecast.filter(({ bias }) => oneRep || bias.error || bias.kept);
  const silent = forecast.filter((one) => !told.includes(one)).map(({ rep }) => rep);
  const lines = told.map(
    ({ rep, bias }): Rich => [
      ...(oneRep ? [] : [{ text: `${rep}: `, bold: true }]),
      biasWords(bias),
    ],
  );
  return {
    summary: `Forecast of ${whose}: what is open, and how it has held so far.`,
    blocks: [
      { type: "text", text: [{ text: "Forecast", bold: true }, ` · ${whose}`] },
      ...rollUpBlocks(rollUps),
      {
        type: "text",
        text: [{ text: "What was called a month before the end, against what closed", bold: true }],
      },
      ...(lines.length > 0 ? [{ type: "list", items: lines } as Block] : []),
      ...(silent.length > 0
        ? [
            {
              type: "text",
              text: [
                `No quarter with a forecast to hold against its end yet: ${spokenList(silent)}.`,
              ],
            } as Block,
          ]
        : []),
      ...(forecast.length === 0
        ? [
            {
              type: "text",
              text: ["No deal has an owner yet, so nobody has called anything."],
            } as Block,
          ]
        : []),
      {
        type: "note",
        text: [
          "A lean is named only when its whole range (95 %) lies on one side, over three quarters or more.",
        ],
      },
    ],
  };
}

function rollUpBlocks(rollUps: ForecastFigures["rollUps"]): Block[] {
  if (rollUps.every(({ deals }) => deals === 0))
    return [{ type: "text", text: ["Nothing with an amount is open."] }];
  return rollUps
    .filter(({ deals }) => deals > 0)
    .map(({ currency, deals, expectedMinor, lowMinor, highMinor, assumed }) => ({
      type: "text",
      text: [
        `${counted(deals, "open deal")}, ${spokenMoney(expectedMinor, currency)} by the chance of their stages; four times in five between ${spokenMoney(lowMinor, currency)} and ${spokenMoney(highMinor, currency)}.${assumed ? " The chances are assumed until twenty decided deals have passed each stage." : ""}`,
      ],
    }));
}

const percent = (share: number) => `${Math.round(Math.abs(share) * 100)} %`;

function biasWords({ error, quarters, kept, lean, note }: Bias): string {
  const commits = kept
    ? ` ${kept.hits} of ${counted(kept.of, "commit")} closed in their quarter.`
    : "";
  if (!error) return `${note ?? "not enough history"}.${commits}`;
  const over = `over ${counted(quarters, "quarter")}`;
  const range = (low: number, high: number) =>
    low < 0 && high > 0
      ? `likely between ${percent(low)} more and ${percent(high)} less than called`
      : `likely between ${percent(Math.min(Math.abs(low), Math.abs(high)))} and ${percent(Math.max(Math.abs(low), Math.abs(high)))}`;
  switch (lean) {
    case "over":
      return `${percent(error.mean)} of what was called did not close (${range(error.low, error.high)}, ${over}).${commits} To coach: qualification. “Which evidence would have told you earlier?”`;
    case "under":
      return `${percent(error.mean)} more closed than was called (${range(error.low, error.high)}, ${over}).${commits} To coach: deal control. “What did you already know that you did not put into the call?”`;
    case "fair":
      return `within ${percent(error.mean)} of what closed (${range(error.low, error.high)}, ${over}).${commits}`;
    case "unclear":
      return `no clear lean: ${percent(error.mean)} ${error.mean >= 0 ? "less" : "more"} closed than called on average (${range(error.low, error.high)}, ${over}).${commits}`;
  }
}
