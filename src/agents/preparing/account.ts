import type { Deal } from "../../deals/deal.ts";
import type { DealPerson } from "../../deals/evidence.ts";
import { type StageKey, stageOf } from "../../deals/stages.ts";
import type { CallInFull } from "../../store/call-search.ts";
import type { When } from "../several-calls.ts";

/** Everything a prep may be made of: only what its reader may see. */
export interface PrepInput extends When {
  account: string;
  /** ISO date of now. */
  today: string;
  /** The deal the next call is about; `null` when there is none. */
  deal: Deal | null;
  /** The buyer's people as the CRM has them. */
  people: readonly DealPerson[];
  /** Calls with this account, newest first. */
  calls: readonly CallInFull[];
  /** The next meeting: ISO date, or date and time where an hour was said. */
  meeting: { on: string; about: string | null } | null;
  /** What the reader is working on; `null` where it is not the reader's own account. */
  focus: { behaviour: string; practice: string } | null;
  competitors: readonly string[];
}

/** Stages at which a next call can be prepared. */
export type OpenStage = Exclude<StageKey, "won" | "lost">;

/** The deal's stage where its name says one, else what the last call was. */
export function stageFor({ deal, calls }: PrepInput): OpenStage {
  const key = deal ? stageOf(deal.stage)?.key : undefined;
  if (key && key !== "won" && key !== "lost") return key;
  const type = calls[0]?.type;
  if (type === "negotiation" || type === "demo") return type;
  return type === "executive" ? "evaluation" : "discovery";
}

/** Names of the buyer's people who were heard, as the transcripts have them. */
export function heardOn(calls: readonly CallInFull[]): string[] {
  const names = calls.flatMap(({ participants, rep }) =>
    participants
      .filter(({ side, name }) => side === "buyer" && name !== rep)
      .map(({ name }) => name),
  );
  return [...new Set(names)];
}

/** Whether somebody of that name, whole or first, is among the given ones. */
export function isAmong(name: string, names: readonly string[]): boolean {
  const wanted = name.toLowerCase();
  return names.some((one) => {
    const known = one.toLowerCase();
    return known === wanted || known.split(" ")[0] === wanted || wanted.split(" ")[0] === known;
  });
}

export const firstName = (name: string) => name.split(" ")[0] || name;

export const lowerFirst = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
