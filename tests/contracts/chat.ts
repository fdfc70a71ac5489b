import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliverMessage } from "../../src/jobs/deliver-message.ts";
import type { Effects } from "../../src/jobs/effects.ts";
import type { Message } from "../../src/messages/message.ts";
import type { Transaction } from "../../src/store/database.ts";
import { findDelivery, type Outgoing, post } from "../../src/store/deliveries.ts";
import { call, said as saidTable } from "../../src/store/schema.ts";
import { SAMPLES } from "../bots/sample-messages.ts";
import { invoiceCall } from "../e2e/transcripts.ts";

/** One message as a person sees it on the platform. */
export interface Seen {
  /** Every word that is shown, in any order of blocks. */
  text: string;
  /** Labels of the buttons that can be pressed. */
  buttons: string[];
}

/**
 * A platform with the whole way to it and back: what is sent goes through its adapter to the platform
 * (or its local twin), and what people do comes in by the platform's own door.
 */
export interface ChatStand {
  effects: Effects;
  /** Runs all jobs that wait, and what they bring, until nothing is left. */
  work(): Promise<void>;
  workspaceId: string;
  /** A rep and their manager; both have been heard on the platform before. */
  rep: string;
  manager: string;
  /** The recipient of the team's channel: `channel:…`. */
  channel: string;
  seen(person: string, place: "dm" | "channel"): Promise<Seen[]>;
  /** Writes as a person would; with `twice` the platform tells it a second time. */
  say(
    person: string,
    place: "dm" | "channel",
    text: string,
    options?: { inThreadOf?: string; twice?: boolean },
  ): Promise<void>;
  press(
    person: string,
    deliveryId: string,
    actionId: string,
    options?: { fields?: Record<string, string>; twice?: boolean },
  ): Promise<void>;
  drop(person: string, file: { name: string; bytes: Buffer }): Promise<void>;
  close(): Promise<void>;
}

/** What a platform may leave out, each with its reason in docs/platforms.md. */
export interface ChatAbilities {
  /** A message in a channel for one person's eyes. */
  whispers: boolean;
  /** A message that stands is changed in its place. */
  redraws: boolean;
}

const QUESTION: Message = {
  summary: "What were you weighing?",
  blocks: [
    { type: "text", text: ["At 14:22 she named the rework. What were you weighing?"] },
    {
      type: "actions",
      actions: [
        { id: "just-tell-me", label: "Just tell me" },
        { id: "not-fair", label: "Not a fair reading" },
        {
          id: "they-did",
          label: "They did …",
          form: {
            title: "What the buyer did",
            submit: "Keep it",
            fields: [
              { id: "what", label: "What they did", type: "text", lines: "many" },
              { id: "on", label: "When", type: "date", optional: true },
            ],
          },
        },
      ],
    },
  ],
};

/** The suite every chat platform passes. */
export function chatContract(
  name: string,
  open: () => Promise<ChatStand>,
  abilities: ChatAbilities,
): void {
  describe(`the chat platform ${name}`, () => {
    let stand: ChatStand;
    beforeAll(async () => {
      stand = await open();
    });
    afterAll(() => stand?.close());

    const within = <T>(run: (tx: Transaction) => Promise<T>) =>
      stand.effects.database.inWorkspace(stand.workspaceId, run);
    const row = (id: string) => within((tx) => findDelivery(tx, id));
    const saidRows = () => within((tx) => tx.select().from(saidTable));
    /** Puts a message into the outbox and waits until it has gone. */
    const send = async (outgoing: Partial<Outgoing> & { message: Message }): Promise<string> => {
      const id = await within((tx) =>
        post(tx, {
          kind: "contract",
          subjectId: v7(),
          recipient: `dm:${stand.rep}`,
          personId: stand.rep,
          asked: true,
          ...outgoing,
        }),
      );
      if (!id) throw new Error("That message was in the outbox already.");
      await stand.effects.enqueue(deliverMessage, {
        workspaceId: stand.workspaceId,
        deliveryId: id,
      });
      await stand.work();
      return id;
    };
    const withText = (seen: Seen[], words: string) =>
      seen.filter(({ text }) => text.includes(words));

    it("shows a message once, with its words and its buttons, to whom it was written", async () => {
      const id = await send({ message: QUESTION });
      const shown = withText(await stand.seen(stand.rep, "dm"), "She named the rework".slice(4));
      expect(shown).toHaveLength(1);
      expect(shown[0]?.buttons).toEqual(["Just tell me", "Not a fair reading", "They did …"]);
      expect(withText(await stand.seen(stand.manager, "dm"), "named the rework")).toEqual([]);
      expect(await row(id)).toMatchObject({ status: "sent", claimedUntil: null });
    });

    it("hears an answer in the thread of what it answers, once, however often it is told", async () => {
      const id = await send({ message: QUESTION });
      const before = (await saidRows()).length;
      await stand.say(stand.rep, "dm", "I was in a hurry.", { inThreadOf: id, twice: true });
      const rows = (await saidRows()).slice(before);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        text: "I was in a hurry.",
        threadId: id,
        personId: stand.rep,
      });
    });

    it("takes a button once, and answers under the message it stands on", async () => {
      const id = await send({ message: QUESTION });
      const before = (await saidRows()).length;
      await stand.press(stand.rep, id, "just-tell-me", { twice: true });
      const rows = (await saidRows()).slice(before);
      expect(rows.map(({ actionId, threadId }) => [actionId, threadId])).toEqual([
        ["just-tell-me", id],
      ]);
      await stand.work();
      expect((await row(id))?.answered).toBe("just-tell-me");
    });

    it.runIf(abilities.redraws)("marks the button that was pressed where it stands", async () => {
      const id = await send({ message: { ...QUESTION, summary: "Marked" } });
      const count = (await stand.seen(stand.rep, "dm")).length;
      await stand.press(stand.rep, id, "not-fair");
      await stand.work();
      const shown = await stand.seen(stand.rep, "dm");
      expect(shown.filter(({ buttons }) => buttons.includes("✓ Not a fair reading"))).toHaveLength(
        1,
      );
      // An answer may have come; the message itself is not there twice.
      expect(withText(shown, "named the rework").length).toBeLessThanOrEqual(count);
    });

    it("asks for what a button's form asks, and keeps what was filled in", async () => {
      const id = await send({ message: QUESTION });
      const before = (await saidRows()).length;
      await stand.press(stand.rep, id, "they-did", {
        fields: { what: "Booked legal for the 12th", on: "2026-12-12" },
      });
      expect((await saidRows()).slice(before)).toMatchObject([
        { actionId: "they-did", fields: { what: "Booked legal for the 12th", on: "2026-12-12" } },
      ]);
    });

    it("takes no button of somebody else's message", async () => {
      const id = await send({ message: QUESTION });
      const before = (await saidRows()).length;
      await stand.press(stand.manager, id, "just-tell-me").catch(() => undefined);
      expect(await saidRows()).toHaveLength(before);
    });

    it("shows a message to the channel to all in it", async () => {
      const message: Message = {
        summary: "Heard this week",
        blocks: [{ type: "text", text: ["Price was questioned on nine calls."] }],
      };
      await send({ message, recipient: stand.channel, personId: null });
      for (const person of [stand.rep, stand.manager])
        expect(withText(await stand.seen(person, "channel"), "nine calls")).toHaveLength(1);
    });

    it.runIf(abilities.whispers)("shows a private word in the channel to nobody else", async () => {
      const message: Message = {
        summary: "For you",
        blocks: [{ type: "text", text: ["That one I answered in our own conversation."] }],
      };
      await send({ message, recipient: stand.channel, personId: stand.rep });
      expect(withText(await stand.seen(stand.rep, "channel"), "our own conversation")).toHaveLength(
        1,
      );
      expect(withText(await stand.seen(stand.manager, "channel"), "our own conversation")).toEqual(
        [],
      );
    });

    it.runIf(abilities.redraws)(
      "changes a message in its place for a newer reading of it",
      async () => {
        const subjectId = v7();
        const older = await send({ message: reading("The first reading."), subjectId });
        const newer = await send({
          message: reading("The second reading."),
          subjectId,
          revision: 2,
        });
        const shown = await stand.seen(stand.rep, "dm");
        expect(withText(shown, "The first reading.")).toEqual([]);
        expect(withText(shown, "The second reading.")).toHaveLength(1);
        expect((await row(older))?.status).toBe("superseded");
        expect((await row(newer))?.externalRef).toBe((await row(older))?.externalRef);
      },
    );

    it("takes a transcript that is dropped as a call", async () => {
      const bytes = Buffer.from(
        invoiceCall({ rep: "Ines Falk", buyer: "Hollis Grant", mark: `dropped-${name}` }),
      );
      const before = (await stand.seen(stand.rep, "dm")).length;
      await stand.drop(stand.rep, { name: "hollis.vtt", bytes });
      await stand.work();
      const calls = await within((tx) => tx.select().from(call));
      expect(calls).toMatchObject([{ requestedBy: stand.rep, status: "debriefed" }]);
      expect((await stand.seen(stand.rep, "dm")).length).toBeGreaterThan(before);
    });

    it("sends every sample message, the largest too", async () => {
      for (const message of Object.values(SAMPLES)) {
        const id = await send({ message });
        expect(await row(id)).toMatchObject({ status: "sent" });
      }
    });
  });
}

const reading = (text: string): Message => ({
  summary: text,
  blocks: [{ type: "text", text: [text] }],
});
