import type { StandIn } from "../stand-in.ts";
import type { WithAccount } from "./account-stand-ins.ts";

/** A record as the vendor writes it. */
export type Row = Record<string, unknown>;
export type Asked = StandIn["asked"][number];

/** What every stand-in can be told to do. */
interface Mood {
  /** Answers 429 to the next so many questions. */
  slowDown(times: number): void;
  /** The key no longer works. */
  revoke(): void;
  /** It works again, as a new one would. */
  restore(): void;
}

/** A CRM of one test: its deals by id, as the vendor writes them. */
export interface CrmStandIn extends StandIn, Mood, WithAccount {
  deals: Map<string, Row>;
}

/** Each stand-in has its own: whether it is busy or was revoked, and what tells it to be. */
export function moods() {
  let busy = 0;
  let revoked = false;
  return {
    isBusy: () => busy-- > 0,
    isRevoked: () => revoked,
    mood: {
      account: { answer: null } as WithAccount["account"],
      slowDown: (times: number) => {
        busy = times;
      },
      revoke: () => {
        revoked = true;
      },
      restore: () => {
        revoked = false;
      },
    },
  };
}

export const json = (body: string): Row => (body ? (JSON.parse(body) as Row) : {});
