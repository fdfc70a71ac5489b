import type { Sent, Writing } from "../../jobs/writing.ts";
import type { Database } from "../../store/database.ts";
import { beginAt, type DeliveryRow } from "../../store/deliveries.ts";
import { messageRef, readMessageRef, type SlackAddress } from "./address.ts";
import { escapeMarkdown } from "./markdown.ts";
import type { SlackClient } from "./web-api.ts";

/** Slack ends a stream after about five minutes; before that ours goes on as a message that is updated. */
const ROTATE_MS = 4 * 60_000;
/** Steps are shown at most this often. */
const STEP_MS = 1_000;
/** A message may be changed some fifty times a minute, by everybody in the team together. */
const UPDATE_MS = 3_000;
/** Characters Slack takes in one stream. */
const LONGEST = 11_000;

interface Tools {
  way(): Promise<{ client: SlackClient; address: SlackAddress; team: { externalId: string } }>;
  database: Database;
  now(): Date;
  /** The finished message, sent as any other. */
  send(finished: DeliveryRow): Promise<Sent>;
  /** The finished message in the place of the draft. */
  replace(finished: DeliveryRow, ts: string): Promise<Sent>;
}

/** Where the draft is, and how it grows: as a stream, or by updates once a stream is no more. */
interface Draft {
  ts: string;
  mode: "stream" | "update";
  since: number;
}

/**
 * A message that is seen being written: the status line, then a streamed draft in the thread, then the
 * finished message in the draft's place. Steps that come faster than Slack likes are gathered, and a
 * step that fails is left out: the finished message holds all of it.
 */
export function openStream(row: DeliveryRow, tools: Tools): Writing {
  let draft: Draft | null = null;
  let shown = "";
  let text = "";
  let status = "";
  let told = "";
  let over = false;
  let at = 0;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  const begun = readMessageRef(row.externalRef);
  // Begun before a crash: what stands is taken up again, as a message.
  if (begun) draft = { ts: begun.ts, mode: "update", since: 0 };

  const step = async () => {
    const { client, address, team } = await tools.way();
    // Slack streams into threads alone; elsewhere the message simply arrives.
    if (!address.threadTs || over) return;
    if (text.length > shown.length && text.length < LONGEST) {
      const grown = text;
      draft = await grow(draft, grown, shown, { client, address, team }, row, tools);
      shown = grown;
    } else if (status !== told && !draft) {
      told = status;
      const { channel, threadTs } = address;
      await client.assistant.threads.setStatus({
        channel_id: channel,
        thread_ts: threadTs,
        status: told,
      });
    }
  };
  const soon = () => {
    if (timer || over) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        at = Date.now();
        working = working.then(step).catch(() => undefined);
      },
      Math.max(0, at + (draft?.mode === "update" ? UPDATE_MS : STEP_MS) - Date.now()),
    );
    timer.unref();
  };
  const end = async () => {
    clearTimeout(timer);
    over = true;
    await working;
    if (draft?.mode !== "stream") return;
    const { client, address } = await tools.way();
    await client.chat.stopStream({ channel: address.channel, ts: draft.ts }).catch(() => undefined);
  };

  return {
    status: (line) => {
      status = line;
      soon();
    },
    append: (more) => {
      text = text ? `${text}\n\n${more}` : more;
      soon();
    },
    finish: async (finished) => {
      await end().catch(() => undefined);
      if (!draft) return await tools.send(finished);
      return await tools.replace(finished, draft.ts);
    },
    abandon: async () => {
      await end().catch(() => undefined);
      if (!draft) return;
      const { ts } = draft;
      await tools
        .way()
        .then(({ client, address }) => client.chat.delete({ channel: address.channel, ts }))
        .then(() => beginAt(tools.database, row, null))
        .catch(() => undefined);
    },
  };
}

async function grow(
  draft: Draft | null,
  text: string,
  shown: string,
  { client, address, team }: Awaited<ReturnType<Tools["way"]>>,
  row: DeliveryRow,
  { database, now }: Tools,
): Promise<Draft> {
  const { channel, threadTs, user } = address;
  const at = now().getTime();
  if (!draft) {
    const started = await client.chat.startStream({
      channel,
      thread_ts: threadTs ?? "",
      markdown_text: escapeMarkdown(text),
      recipient_team_id: team.externalId,
      ...(user && { recipient_user_id: user }),
    });
    const ts = started.ts ?? "";
    // Kept at once: after a crash it is this message that is gone on with.
    await beginAt(database, row, messageRef(channel, ts));
    return { ts, mode: "stream", since: at };
  }
  if (draft.mode === "stream" && at - draft.since < ROTATE_MS) {
    const more = escapeMarkdown(text.slice(shown.length));
    const appended = await client.chat
      .appendStream({ channel, ts: draft.ts, markdown_text: more })
      .catch(() => null);
    if (appended) return draft;
  }
  if (draft.mode === "stream") {
    await client.chat.stopStream({ channel, ts: draft.ts }).catch(() => undefined);
  }
  await client.chat.update({ channel, ts: draft.ts, text: escapeMarkdown(text) });
  return { ...draft, mode: "update" };
}
