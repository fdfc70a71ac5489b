import { setTimeout as sleep } from "node:timers/promises";
import type { types } from "@slack/bolt";
import { CoachError } from "../../errors.ts";
import type { Effects } from "../../jobs/effects.ts";
import { NotNow, type Sending, Unreachable } from "../../jobs/sending.ts";
import type { Sent } from "../../jobs/writing.ts";
import { withAnswer } from "../../messages/answered.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { takeTurn } from "../../store/places.ts";
import type { Chat } from "../chat.ts";
import { inWords, type Rendered, type RenderProblem, renderForAll } from "../rendered.ts";
import { addressOf, messageRef, readMessageRef, type SlackAddress } from "./address.ts";
import { fetchSlackFile } from "./files.ts";
import { SLACK, type SlackTeam, teamOf } from "./installations.ts";
import { findSent } from "./look-up.ts";
import { peopleIn } from "./people.ts";
import { type Files, type Pictures, withFiles, withinReach } from "./pictures.ts";
import { openStream } from "./stream.ts";
import { isRefused, type SlackClient, slackError, translated } from "./web-api.ts";

/** About a message a second and channel, as Slack asks; a little more, since clocks differ. */
const GAP_MS = 1_050;
/** A turn that is nearer than this is waited for; a later one is the queue's to wait for. */
const SHORT_WAIT_MS = 3_000;

/** What the Slack adapter needs of the world. */
export interface SlackWorld extends Pick<Effects, "database" | "sealing" | "now"> {
  client(token: string): SlackClient;
  /** Where files are: Slack's own address or the twin's. */
  apiUrl: string | null;
  /** Between two messages to one place, in milliseconds; Slack's own pace unless told. */
  gapMs?: number | undefined;
  pictures: Pictures;
  onProblem(deliveryId: string, problems: RenderProblem[]): void;
}

/** A delivery on its way: whose it is, where it goes, what it looks like. */
interface Way {
  team: SlackTeam;
  client: SlackClient;
  address: SlackAddress;
}

/** Slack as a chat platform. */
export function slackChat(world: SlackWorld): Chat {
  return {
    platform: SLACK,
    send: (delivery, sending) => inOurWords(world, () => send(world, delivery, sending)),
    redraw: (delivery) => inOurWords(world, () => redraw(world, delivery)),
    fetchFile: async (workspaceId, file) => {
      const team = await connected(world, workspaceId);
      return await fetchSlackFile(world.client(team.botToken), team.botToken, world.apiUrl, file);
    },
    people: async (workspaceId) => {
      const team = await connected(world, workspaceId);
      return await inOurWords(world, () => peopleIn(world.client(team.botToken), team));
    },
    stream: (delivery) =>
      openStream(delivery, {
        way: () => wayOf(world, delivery),
        database: world.database,
        now: world.now,
        send: (finished) =>
          inOurWords(world, () => send(world, finished, { perhapsSent: true, instead: null })),
        replace: (finished, ts) => inOurWords(world, () => replace(world, finished, ts)),
      }),
  };
}

async function send(
  world: SlackWorld,
  delivery: DeliveryRow,
  { perhapsSent, instead }: Sending = { perhapsSent: false, instead: null },
): Promise<Sent> {
  const way = await wayOf(world, delivery);
  if (way.address.onlyFor) return await whisper(world, delivery, way);
  const stands = await standing(way, delivery, perhapsSent);
  if (stands && !stands.draft) {
    const rendered = draw(world, delivery);
    return { rendered, externalRef: messageRef(way.address.channel, stands.ts) };
  }
  if (stands) await endStream(way, stands.ts);
  const older = stands?.ts ?? tsIn(way, instead?.externalRef ?? null);
  const changed = older ? await change(world, delivery, way, older) : null;
  if (changed) return changed;
  const { channel, threadTs } = way.address;
  const { rendered, taken: posted } = await shown(world, delivery, way, (body) =>
    way.client.chat.postMessage({
      channel,
      ...(threadTs && { thread_ts: threadTs }),
      ...body,
      // A preview of a private page would show to whoever sees the link.
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  const ts = posted.ts;
  if (!ts) throw new Error("Slack took a message and did not say which it is.");
  return { rendered, externalRef: messageRef(posted.channel ?? channel, ts) };
}

/** What stands of it already: recorded as begun, or found after a try whose end is not known. */
async function standing(
  { client, address, team }: Way,
  delivery: DeliveryRow,
  perhapsSent: boolean,
): Promise<{ ts: string; draft: boolean } | null> {
  const begun = readMessageRef(delivery.externalRef);
  if (begun?.channel === address.channel) return { ts: begun.ts, draft: true };
  return perhapsSent ? await findSent(client, address, delivery, team.botUserId) : null;
}

/** A draft whose writer was cut off may be streaming still: Slack changes it only after that. */
async function endStream({ client, address }: Way, ts: string): Promise<void> {
  await client.chat.stopStream({ channel: address.channel, ts }).catch(() => undefined);
}

/** For one person's eyes in a channel. Slack keeps no such message: it cannot be looked up or changed. */
async function whisper(world: SlackWorld, delivery: DeliveryRow, way: Way): Promise<Sent> {
  const { channel, threadTs, onlyFor } = way.address;
  const { rendered } = await shown(world, delivery, way, ({ metadata: _, ...body }) =>
    way.client.chat.postEphemeral({
      channel,
      user: onlyFor ?? "",
      ...(threadTs && { thread_ts: threadTs }),
      ...body,
    }),
  );
  return { rendered, externalRef: null };
}

/** A message that was sent, as its row is now. */
async function redraw(world: SlackWorld, delivery: DeliveryRow): Promise<unknown> {
  const at = readMessageRef(delivery.externalRef);
  if (!at) return null;
  return (await replace(world, delivery, at.ts)).rendered;
}

async function replace(world: SlackWorld, delivery: DeliveryRow, ts: string): Promise<Sent> {
  const way = await wayOf(world, delivery);
  const changed = await change(world, delivery, way, ts);
  if (!changed) throw new Unreachable("The message was deleted in Slack.");
  return changed;
}

const STANDS_NO_MORE = new Set(["message_not_found", "cant_update_message", "edit_window_closed"]);

/** Changes a message where it stands; `null` when it does not stand there any more. */
async function change(
  world: SlackWorld,
  delivery: DeliveryRow,
  way: Way,
  ts: string,
): Promise<Sent | null> {
  const { channel } = way.address;
  try {
    const { rendered } = await shown(world, delivery, way, (body) =>
      way.client.chat.update({ channel, ts, ...body }),
    );
    return { rendered, externalRef: messageRef(channel, ts) };
  } catch (error) {
    if (STANDS_NO_MORE.has(slackError(error) ?? "")) return null;
    throw error;
  }
}

/** What Slack is given of a message, besides where it goes. */
interface Body {
  text: string;
  blocks: types.KnownBlock[];
  metadata?: NonNullable<Rendered["slack"]["metadata"]>;
}

/**
 * Draws a message and hands it to Slack in its place's turn, its pictures as files. Where Slack finds
 * fault with that, the pictures are told in words, and at last all of it is: a message is worth more than
 * its look.
 */
async function shown<T>(
  world: SlackWorld,
  delivery: DeliveryRow,
  { client, team }: Way,
  hand: (body: Body) => Promise<T>,
): Promise<{ rendered: Rendered; taken: T }> {
  const files = await world.pictures.filesOf(delivery.message, team, client);
  await turn(world, delivery);
  const pictured = delivery.message.blocks.some(({ type }) => type === "image");
  const looks: Look[] = [
    { files },
    ...(pictured ? [{ pictures: "in words" } as const] : []),
    { bare: true },
  ];
  let refusal: unknown;
  for (const look of looks) {
    const rendered = draw(world, delivery, look);
    try {
      return { rendered, taken: await hand(bodyOf(rendered, files)) };
    } catch (error) {
      if (!isRefused(error)) throw error;
      refusal = error;
      world.pictures.forget(files);
      world.onProblem(delivery.id, [{ platform: SLACK, problem: String(slackError(error)) }]);
    }
  }
  throw refusal;
}

async function wayOf(world: SlackWorld, delivery: DeliveryRow): Promise<Way> {
  const team = await connected(world, delivery.workspaceId);
  const client = world.client(team.botToken);
  const address = await addressOf(world.database, client, delivery, world.now());
  return { team, client, address };
}

async function connected(world: SlackWorld, workspaceId: string): Promise<SlackTeam> {
  const team = await teamOf(world, workspaceId);
  if (!team) throw new Unreachable("Slack is not connected any more.");
  return team;
}

/** Waits for the place's turn, or leaves the waiting to the queue. */
async function turn(world: SlackWorld, { workspaceId, recipient }: DeliveryRow): Promise<void> {
  const now = world.now();
  const at = await world.database.inWorkspace(workspaceId, (tx) =>
    takeTurn(tx, SLACK, recipient, { now, gapMs: world.gapMs ?? GAP_MS, mostMs: SHORT_WAIT_MS }),
  );
  if (!at) return;
  const wait = at.getTime() - now.getTime();
  if (wait > SHORT_WAIT_MS) throw new NotNow(at, "Other messages go there first.");
  if (wait > 0) await sleep(wait);
}

/** How a message is drawn; left empty, as well as can be. */
interface Look {
  files?: Files;
  pictures?: "shown" | "in words";
  /** Its words alone. */
  bare?: boolean;
}

function draw(world: SlackWorld, delivery: DeliveryRow, look: Look = {}): Rendered {
  const message = withAnswer(delivery.message, delivery.answered);
  const within = withinReach(message, look.files ?? new Map(), look.pictures ?? "shown");
  return renderForAll(look.bare ? inWords(within) : within, {
    deliveryId: delivery.id,
    onProblem: (problems) => world.onProblem(delivery.id, problems),
  });
}

function bodyOf({ slack }: Rendered, files: Files): Body {
  const { text, blocks, metadata } = slack;
  // Checked by our own schema; Slack's types do not take what may be undefined for what may be left out.
  const shown = withFiles(blocks, files) as types.KnownBlock[];
  return { text, blocks: shown, ...(metadata && { metadata }) };
}

function tsIn({ address }: Way, ref: string | null): string | null {
  const at = readMessageRef(ref);
  return at?.channel === address.channel ? at.ts : null;
}

async function inOurWords<T>(world: SlackWorld, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof CoachError ? error : translated(error, world.now());
  }
}
