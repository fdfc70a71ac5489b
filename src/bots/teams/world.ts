import type { Effects } from "../../jobs/effects.ts";
import type { Connector } from "./connector.ts";

/** The name of this platform in rows. */
export const TEAMS = "teams";

/** What everything here works with. */
export interface TeamsWorld extends Pick<Effects, "database" | "enqueue" | "now" | "changed"> {
  connector: Connector;
  /** With a registration only what Microsoft names is fetched; without one, files of this machine too. */
  registered: boolean;
  /** Between two messages to one conversation, in milliseconds. */
  gapMs: number;
  log: { error(fields: object, text: string): void; warn(fields: object, text: string): void };
}
