import { Rejected } from "../../errors.ts";
import { Later } from "../later.ts";
import { type Fields, fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import { type Bayeux, type BayeuxAnswer, openBayeux } from "./bayeux.ts";
import type { CrmAccess, CrmLine, CrmTold } from "./crm.ts";
import { readChanges, WATCHED } from "./salesforce-changes.ts";
import { reachOf, renewToken, VERSION } from "./salesforce-client.ts";

/** From the next event on. Asking for all that are kept (-2) would use up the day's allowance of events. */
const FROM_NOW = "-1";
const MINUTE_MS = 60_000;

/**
 * Change Data Capture over the Streaming API (CometD), which needs nothing but HTTP. Salesforce keeps events
 * for 72 hours; a position it no longer has is told as a gap.
 */
export async function listen(
  access: CrmAccess,
  kept: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<CrmLine> {
  const positions = { ...kept };
  const reach = reachOf(access.keys);
  const bayeux = openBayeux({
    reach,
    address: `${reach.base}/cometd/${VERSION.slice(1)}`,
    token: () => access.keys.accessToken ?? "",
    signal,
  });
  let opened = await open(bayeux, access, positions);
  /** Handshakes since the last word: a server that only ever wants another one is left alone for a while. */
  let handshakes = 1;

  async function next(): Promise<CrmTold> {
    if (opened.waiting) {
      const { waiting } = opened;
      opened = { ...opened, waiting: null };
      return waiting;
    }
    const answer = await bayeux.connect();
    const trouble = troubleIn(answer);
    if (!trouble) {
      handshakes = 0;
      const told = readChanges(answer.told);
      Object.assign(positions, told.positions);
      return told;
    }
    if (trouble.kind === "key") await renewToken(access);
    else if (trouble.kind !== "handshake") throw laterOf(trouble);
    handshakes += 1;
    if (handshakes > 2)
      throw new Later("busy", `Salesforce keeps closing the line: ${trouble.said}.`);
    const heard = opened.hears.length;
    opened = await open(bayeux, access, positions);
    if (opened.hears.length !== heard) {
      throw new Later("busy", "Salesforce tells of other objects than before.");
    }
    return { events: [], positions: {}, gap: false };
  }

  return {
    hears: opened.hears,
    refused: opened.refused,
    next,
    close: () => bayeux.disconnect(),
  };
}

interface Opened {
  hears: string[];
  refused: string[];
  /** What is known before the first word: events that came with an answer, a position that is gone. */
  waiting: CrmTold | null;
}

/** A handshake, with a new token where the old one has ended, and one subscription an object. */
async function open(
  bayeux: Bayeux,
  access: CrmAccess,
  positions: Record<string, string>,
): Promise<Opened> {
  if (!access.keys.accessToken) await renewToken(access);
  let trouble = troubleIn(await bayeux.handshake());
  // Twice: the first new one may be another process's, and over by now too.
  for (let renewals = 0; renewals < 2 && trouble?.kind === "key"; renewals += 1) {
    await renewToken(access);
    trouble = troubleIn(await bayeux.handshake());
  }
  if (trouble?.kind === "key") {
    throw new Rejected("Salesforce no longer accepts the key. Connect it again.", {
      code: "forbidden",
    });
  }
  if (trouble) throw laterOf(trouble);
  const opened: Opened = { hears: [], refused: [], waiting: null };
  const came: Fields[] = [];
  let gap = false;
  for (const { object, channel, permission } of WATCHED) {
    let answer = await bayeux.subscribe(channel, positions[channel] ?? FROM_NOW);
    came.push(...answer.told);
    let fromNow = positions[channel] === undefined;
    let refusal = troubleIn(answer);
    if (refusal?.kind === "position") {
      delete positions[channel];
      fromNow = true;
      answer = await bayeux.subscribe(channel, FROM_NOW);
      came.push(...answer.told);
      refusal = troubleIn(answer);
    }
    if (!refusal) {
      opened.hears.push(object);
      gap ||= fromNow;
    } else if (refusal.kind === "refused") {
      opened.refused.push(
        `${object} is not told: select it under Setup → Change Data Capture, and give the connected user “${permission}” (Salesforce says: ${refusal.said}).`,
      );
    } else throw laterOf(refusal);
  }
  if (came.length > 0 || gap) {
    const told = readChanges(came);
    opened.waiting = { ...told, gap: gap || told.gap };
  }
  return opened;
}

interface Trouble {
  kind: "key" | "handshake" | "position" | "refused" | "limit" | "busy";
  said: string;
}

/** What is wrong, by the codes of Salesforce's Streaming API; `null` when nothing is. */
function troubleIn({ status, reply }: BayeuxAnswer): Trouble | null {
  if (reply.successful === true) return null;
  // The cause stands deeper than what failed for it: a server too busy answers that the key is invalid.
  const said =
    textOf(fields(fields(reply.ext).sfdc).failureReason) ??
    textOf(reply.error) ??
    `status ${status}`;
  const kind = (): Trouble["kind"] => {
    if (/^503|too busy|simultaneous connections/i.test(said)) return "busy";
    if (/daily limit exceeded|concurrent user limit/i.test(said)) return "limit";
    if (/replayId .*invalid/i.test(said)) return "position";
    if (/unknown client|not completed handshake/i.test(said)) return "handshake";
    if (/^401/.test(said) || status === 401) return "key";
    if (reply.channel === "/meta/subscribe" && /^40[03]/.test(said)) return "refused";
    return fields(reply.advice).reconnect === "handshake" ? "handshake" : "busy";
  };
  return {
    kind: kind(),
    said: said
      .replace(/\s+/g, " ")
      .slice(0, 200)
      .replace(/[.\s]+$/, ""),
  };
}

function laterOf({ kind, said }: Trouble): Later {
  return kind === "limit"
    ? new Later("busy", `Salesforce has used up an allowance of its own: ${said}.`, 60 * MINUTE_MS)
    : new Later("busy", `Salesforce does not hold the line: ${said}.`, 3 * MINUTE_MS);
}
