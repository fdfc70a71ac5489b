import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdaptiveCard } from "../../../src/bots/teams/adaptive-card.ts";
import { REFRESH } from "../../../src/bots/teams/adaptive-card.ts";
import { deliverMessage } from "../../../src/jobs/deliver-message.ts";
import type { Message } from "../../../src/messages/message.ts";
import { plainText } from "../../../src/messages/plain-text.ts";
import type { Transaction } from "../../../src/store/database.ts";
import { conversationOf, post } from "../../../src/store/deliveries.ts";
import { DEFAULT_WORKSPACE, delivery, said, workspace } from "../../../src/store/schema.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { DORA, dropped, INES, openTeamsStand, SALES, type TeamsStand } from "./stand.ts";

let stand: TeamsStand;
beforeAll(async () => {
  stand = await openTeamsStand({ registered: false });
  // Her manager is past looking at the first debriefs.
  await within((tx) => tx.update(workspace).set({ settings: { shadowDebriefs: 0 } }));
});
afterAll(() => stand?.close());

const within = <T>(run: (tx: Transaction) => Promise<T>) =>
  stand.store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const say = async (activity: Record<string, unknown>) => {
  const answer = await stand.post(activity);
  await stand.bench.work();
  return answer;
};
const inbox = async (person: string) =>
  (await within((tx) => conversationOf(tx, `dm:${person}`))).map((row) => ({
    ...{ id: row.id, kind: row.kind, threadId: row.threadId, platform: row.platform },
    text: plainText(row.message),
  }));
const saidRows = () => within((tx) => tx.select().from(said).orderBy(said.at));
const titles = (card: unknown) =>
  (card as AdaptiveCard).body.flatMap((element) =>
    element.type === "ActionSet" ? element.actions.map(({ title }) => title) : [],
  );
const cardAction = (verb: string, deliveryId: string) => ({
  type: "invoke",
  name: "adaptiveCard/action",
  value: { action: { type: "Action.Execute", verb, data: { deliveryId, value: "" } } },
});

describe("a rep in Teams", () => {
  it("is welcomed once when the app is installed, and known by their e-mail", async () => {
    await say(stand.activity(INES, { type: "installationUpdate", action: "add" }));
    await say(stand.activity(INES, { text: "hub" }));
    const letters = await inbox(stand.ines);
    expect(letters.filter(({ kind }) => kind === "welcome")).toHaveLength(1);
    expect(letters.map(({ platform }) => platform)).toEqual(letters.map(() => "teams"));
    expect(letters.at(-1)?.kind).toBe("hub");
  });

  it("drops a transcript, is asked about it, answers in plain words and is told why", async () => {
    const file = invoiceCall({ rep: INES.name, buyer: "Hollis Grant", mark: "teams" });
    const attachments = [dropped("hollis.vtt", stand.host(Buffer.from(file)))];
    await say(stand.activity(INES, { attachments }));
    const debrief = (await inbox(stand.ines)).find(({ kind }) => kind === "debrief");
    expect(debrief?.text).toContain("Hollis");

    await say(stand.activity(INES, { text: "I wanted to get to the demo." }));
    const answers = (await inbox(stand.ines)).filter(({ threadId }) => threadId === debrief?.id);
    expect(answers).toHaveLength(1);
    expect((await saidRows()).at(-1)).toMatchObject({ threadId: debrief?.id, platform: "teams" });
  });

  it("asks for something by name in between, and the coach's question stays open", async () => {
    await say(stand.activity(INES, { text: "plan" }));
    expect((await saidRows()).at(-1)).toMatchObject({ text: "/plan", threadId: null });
    expect((await inbox(stand.ines)).at(-1)?.kind).toBe("plan");
    for (const text of ["coach setup", "What do you remember about me?", "my calendar"]) {
      await say(stand.activity(INES, { text }));
      expect((await saidRows()).at(-1)).toMatchObject({ text, threadId: null });
    }
  });

  it("presses a button and sees it marked at once, in the answer to the press", async () => {
    const debrief = (await inbox(stand.ines)).find(({ kind }) => kind === "debrief");
    const { body } = await say(stand.activity(INES, cardAction("show-moment", debrief?.id ?? "")));
    expect(body).toMatchObject({ statusCode: 200 });
    expect(titles(body.value)[0]).toMatch(/^✓ /);
  });

  it("asks the coach about somebody's message, and is answered in their own chat alone", async () => {
    const messagePayload = {
      id: "m1",
      from: { user: { displayName: "Hollis Grant" } },
      body: { contentType: "html", content: "<p>We have <b>learned to live</b> with it.</p>" },
    };
    const before = stand.standing(SALES).length;
    const { body } = await say(
      stand.inChannel(INES, {
        ...{ type: "invoke", name: "composeExtension/fetchTask" },
        value: { commandId: "coach-me-on-this", messagePayload },
      }),
    );
    expect(JSON.stringify(body)).toContain("Nobody else sees it");
    expect((await inbox(stand.ines)).at(-1)?.kind).toBe("coach-on");
    expect((await saidRows()).at(-1)).toMatchObject({ place: `dm:${stand.ines}` });
    expect((await saidRows()).at(-1)?.text).toContain("learned to live");
    expect(stand.standing(SALES)).toHaveLength(before);
  });

  it("is not written to any more after taking the app away, and again after its return", async () => {
    await say(stand.activity(INES, { type: "installationUpdate", action: "remove" }));
    const note: Message = { summary: "Hello", blocks: [{ type: "text", text: ["Hello"] }] };
    const recipient = `dm:${stand.ines}`;
    const platformOf = async (revision: number) => {
      const id = await within((tx) =>
        post(tx, {
          ...{ kind: "test", subjectId: stand.dora, recipient, personId: stand.ines },
          ...{ revision, message: note, asked: true },
        }),
      );
      const rows = await within((tx) => tx.select().from(delivery));
      return rows.find((row) => row.id === id)?.platform;
    };
    expect(await platformOf(1)).toBe("playground");
    await say(stand.activity(INES, { type: "installationUpdate", action: "add" }));
    expect(await platformOf(2)).toBe("teams");
  });
});

describe("a channel in Teams", () => {
  it("hears the coach only privately about a person, and publicly about nobody", async () => {
    await say(stand.inChannel(DORA, { type: "installationUpdate", action: "add" }));
    const thread = `${SALES};messageid=1700000000777`;
    const conversation = { id: thread, conversationType: "channel" };
    await say(
      stand.inChannel(DORA, { conversation, text: "<at>Coach</at> coaching plan @Ines Falk" }),
    );
    const [told] = stand.standing(SALES).slice(-1);
    expect(told?.thread).toBe("1700000000777");
    expect(JSON.stringify(told?.card)).not.toContain("Ines");
    expect((await inbox(stand.dora)).at(-1)?.text).toContain("Ines");
  });

  it("reviews a pipeline when it is asked to, as on every platform", async () => {
    await say(stand.inChannel(DORA, { text: "<at>Coach</at> pipeline review @Ines Falk" }));
    expect((await saidRows()).at(-1)).toMatchObject({
      place: "channel:team",
      text: "pipeline review @Ines Falk",
    });
    expect(JSON.stringify(stand.standing(SALES).at(-1)?.card)).toMatch(/Ines/);
  });

  it("shows each person their own answer on a card all can press", async () => {
    const message: Message = {
      summary: "Which one?",
      blocks: [
        { type: "text", text: ["Which one?"] },
        {
          type: "actions",
          actions: [
            { id: "one", label: "One" },
            { id: "two", label: "Two" },
          ],
        },
      ],
    };
    const id = await within((tx) =>
      post(tx, {
        ...{ kind: "poll", subjectId: stand.dora, recipient: "channel:team", personId: null },
        message,
      }),
    );
    const deliveryId = id ?? "";
    const ids = { workspaceId: DEFAULT_WORKSPACE, deliveryId };
    await stand.bench.effects.enqueue(deliverMessage, ids);
    await stand.bench.work();
    const look = async (who: typeof INES, verb: string) =>
      titles((await say(stand.inChannel(who, cardAction(verb, deliveryId)))).body.value);
    expect(await look(INES, "one")).toEqual(["✓ One", "Two"]);
    expect(await look(DORA, "two")).toEqual(["One", "✓ Two"]);
    expect(await look(INES, REFRESH)).toEqual(["✓ One", "Two"]);
    const card = stand.standing(SALES).find(({ text, card }) => !text && titles(card).length === 2);
    expect(titles(card?.card)).toEqual(["One", "Two"]);
  });

  it("is left alone once it is deleted", async () => {
    const channelData = { eventType: "channelDeleted", channel: { id: SALES } };
    await say(stand.inChannel(DORA, { type: "conversationUpdate", channelData }));
    const message: Message = { summary: "x", blocks: [{ type: "text", text: ["x"] }] };
    const id = await within((tx) =>
      post(tx, {
        ...{ kind: "late", subjectId: stand.dora, recipient: "channel:team", personId: null },
        message,
      }),
    );
    const rows = await within((tx) => tx.select().from(delivery));
    expect(rows.find((row) => row.id === id)?.platform).toBe("playground");
  });
});

describe("strangers", () => {
  const gus = { ...INES, id: "29:gus", aadObjectId: "aad-gus", chat: "a:gus" };

  it("are told whom to ask, and nothing else", async () => {
    stand.connector.know("a:gus", [{ ...gus, email: "gus@fern.example", name: "Gus" }]);
    const before = (await saidRows()).length;
    await say(stand.activity(gus, { text: "How did Ines do?" }));
    expect(stand.standing("a:gus").map(({ text }) => text)).toEqual([
      "I don't know you here yet. Ask Dora Quist to add gus@fern.example to the people I coach; then write to me again.",
    ]);
    expect(await saidRows()).toHaveLength(before);
  });

  it("from another company are not taken for one of ours, whatever their address says", async () => {
    const guest = { ...INES, userRole: "guest", chat: "a:guest", id: "29:g", aadObjectId: "aad-g" };
    stand.connector.know("a:guest", [guest]);
    await say(stand.activity(guest, { text: "plan" }));
    expect(stand.standing("a:guest")[0]?.text).toContain("guests");
  });
});
