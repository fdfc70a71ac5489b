import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { pressed } from "../../../src/bots/conversation.ts";
import type { HookAnswer } from "../../../src/jobs/recording/receive-webhook.ts";
import { receiveWebhook } from "../../../src/jobs/recording/receive-webhook.ts";
import { takeInbound } from "../../../src/jobs/recording/take-inbound.ts";
import { sweepRows } from "../../../src/jobs/sweep.ts";
import { plainText } from "../../../src/messages/plain-text.ts";
import type { Transcriber } from "../../../src/sources/transcribers/transcriber.ts";
import { conversationOf } from "../../../src/store/deliveries.ts";
import type { WorkspaceSettings } from "../../../src/store/people.ts";
import { addPerson } from "../../../src/store/people.ts";
import { call, DEFAULT_WORKSPACE, inbound, workspace } from "../../../src/store/schema.ts";
import type { TestDatabase } from "../../database.ts";
import { ADDRESS, type Sent, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Bench, openBench } from "../effects.ts";

/** The default workspace with a rep and her manager, and recorders that call it. */
export interface Floor extends Bench {
  ines: string;
  dora: string;
  log: string[];
  /** What a vendor sends now, signed as it signs. */
  tell(vendor: Vendor, payload?: string): Promise<HookAnswer>;
  send(source: string, sent: Sent, query?: Record<string, string>): Promise<HookAnswer>;
  /** Does all that is due; the clock goes on by so much before. */
  later(ms: number): Promise<void>;
  calls(): Promise<(typeof call.$inferSelect)[]>;
  parked(): Promise<(typeof inbound.$inferSelect)[]>;
  press(person: string, deliveryId: string, actionId: string, value?: string): Promise<void>;
  inbox(person: string): Promise<Letter[]>;
}

/** A message as its reader has it. */
export interface Letter {
  id: string;
  kind: string;
  text: string;
  threadId: string | null;
  /** Where its words and quotes lead. */
  links: string[];
  buttons: string[];
}

/** The conversation of every fixture was held at two; this is an hour later. */
const AFTER = new Date("2026-11-19T15:00:00Z");

export async function openFloor(
  store: TestDatabase,
  vendors: readonly Vendor[],
  options: { settings?: WorkspaceSettings; transcriber?: Transcriber } = {},
): Promise<Floor> {
  const bench = openBench(store, {
    environment: Object.fromEntries(vendors.map((one) => [one.source, one.fields])),
    ...(options.transcriber ? { transcriber: options.transcriber } : {}),
  });
  const { effects, clock } = bench;
  // In production a nudge waits for its neighbours; here whatever is parked is taken at once.
  const work = async () => {
    const occurrence = `work-${Math.random()}`;
    await effects.enqueue(takeInbound, { workspaceId: DEFAULT_WORKSPACE, occurrence });
    await bench.work();
  };
  clock.now = new Date(AFTER);
  effects.publicUrl = ADDRESS.replace("/webhooks", "");
  const [ines, dora] = [v7(), v7()];
  const within = <T>(run: Parameters<typeof store.database.inWorkspace<T>>[1]) =>
    store.database.inWorkspace(DEFAULT_WORKSPACE, run);
  await within(async (tx) => {
    await addPerson(tx, {
      id: dora,
      name: "Dora Quist",
      email: "dora@fern.example",
      role: "manager",
    });
    await addPerson(tx, {
      id: ines,
      name: "Ines Falk",
      email: "ines.falk@fern.example",
      role: "rep",
      managerId: dora,
    });
    const settings = { shadowDebriefs: 0, ...options.settings };
    await tx.update(workspace).set({ settings }).where(eq(workspace.id, DEFAULT_WORKSPACE));
  });
  await effects.intake.adopt();
  const log: string[] = [];
  const logger = {
    info: () => undefined,
    warn: (fields: object, text: string) => void log.push(`${text}: ${JSON.stringify(fields)}`),
    error: (fields: object, text: string) => void log.push(`${text}: ${JSON.stringify(fields)}`),
  };
  const send: Floor["send"] = (source, { headers, body }, query = {}) =>
    receiveWebhook(
      effects,
      logger,
      { source, connectionId: null },
      {
        headers,
        body,
        query,
        url: `${ADDRESS}/${source}`,
      },
    );
  let round = 0;
  return {
    ...bench,
    work,
    ines,
    dora,
    log,
    send,
    tell: async (vendor, payload = vendor.payload) =>
      await send(
        vendor.source,
        await vendor.sign(payload, clock.now, `${ADDRESS}/${vendor.source}`),
      ),
    later: async (ms) => {
      clock.now = new Date(clock.now.getTime() + ms);
      round += 1;
      await sweepRows(effects, new Date(0), `round-${round}`);
      await work();
    },
    calls: () => within((tx) => tx.select().from(call).orderBy(call.id)),
    parked: () => within((tx) => tx.select().from(inbound)),
    press: async (person, deliveryId, actionId, value = "") => {
      const press = { personId: person, deliveryId, actionId, value };
      await pressed(effects, DEFAULT_WORKSPACE, press);
      await work();
    },
    inbox: async (person) => {
      const rows = await within((tx) => conversationOf(tx, `dm:${person}`));
      return rows.map(({ id, kind, message, threadId }) => ({
        id,
        kind,
        text: plainText(message),
        threadId,
        links: [...JSON.stringify(message).matchAll(/"link":"([^"]+)"/g)].map(
          ([, link = ""]) => link,
        ),
        buttons: message.blocks.flatMap((block) =>
          block.type === "actions" ? block.actions.map((action) => action.id) : [],
        ),
      }));
    },
  };
}
