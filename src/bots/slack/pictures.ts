import { setTimeout as sleep } from "node:timers/promises";
import { webApi } from "@slack/bolt";
import type { Effects } from "../../jobs/effects.ts";
import type { Message } from "../../messages/message.ts";
import { findPicture } from "../../store/pictures.ts";
import type { SlackBlock, SlackMessage } from "./block-kit.ts";
import type { SlackTeam } from "./installations.ts";
import type { SlackClient } from "./web-api.ts";

/** The files that stand for a message's pictures, by the pictures' addresses. */
export type Files = ReadonlyMap<string, string>;

/** Brings our pictures to Slack. */
export interface Pictures {
  /** The files of a message's pictures; what Slack does not take is left out, and told another way. */
  filesOf(message: Message, team: SlackTeam, client: SlackClient): Promise<Files>;
  /** Brings them anew the next time: a file may have been deleted in Slack. */
  forget(files: Files): void;
}

/** A picture of ours, wherever this server was reached when it was drawn. */
const OURS = /\/pictures\/([0-9a-f-]{36})\.png$/;
const UPLOAD_MS = 20_000;
/** Slack looks at a file before it can be shown: so often it is asked whether it has, so far apart. */
const LOOKS = 8;
const LOOK_MS = 250;
const MOST = 1_000;
const LONGEST_ALT = 1_000;

/**
 * A picture goes to Slack as a file of the app's, and is seen by whoever sees the message: Slack need not
 * reach this server for it, which may stand behind a firewall or have no address at all.
 */
export function openPictures(
  { database }: Pick<Effects, "database">,
  warn: (text: string) => void,
): Pictures {
  const known = new Map<string, string>();
  return {
    filesOf: async (message, { workspaceId, connectionId }, client) => {
      const files = new Map<string, string>();
      for (const block of message.blocks) {
        const id = block.type === "image" ? OURS.exec(block.url)?.[1] : undefined;
        if (block.type !== "image" || !id) continue;
        const key = `${connectionId}/${id}`;
        const bytes = known.has(key)
          ? null
          : await database.inWorkspace(workspaceId, (tx) => findPicture(tx, id));
        const file =
          known.get(key) ?? (bytes && (await upload(client, { bytes, alt: block.alt }, warn)));
        if (!file) continue;
        if (known.size > MOST) known.clear();
        known.set(key, file);
        files.set(block.url, file);
      }
      return files;
    },
    forget: (files) => {
      const gone = new Set(files.values());
      for (const [key, file] of known) if (gone.has(file)) known.delete(key);
    },
  };
}

/** @returns the file's id; `null` when Slack does not take it, which must not keep the message back */
async function upload(
  client: SlackClient,
  { bytes, alt }: { bytes: Buffer; alt: string },
  warn: (text: string) => void,
): Promise<string | null> {
  try {
    const { upload_url = "", file_id = "" } = await client.files.getUploadURLExternal({
      ...{ filename: "picture.png", length: bytes.length, alt_text: alt.slice(0, LONGEST_ALT) },
    });
    const sent = await fetch(upload_url, {
      ...{ method: "POST", body: new Uint8Array(bytes), signal: AbortSignal.timeout(UPLOAD_MS) },
    });
    if (!sent.ok) throw new Error(`the upload was answered with ${sent.status}`);
    await client.files.completeUploadExternal({ files: [{ id: file_id, title: "Picture" }] });
    for (let look = 0; look < LOOKS; look += 1) {
      const { file } = await client.files.info({ file: file_id });
      if (file?.mimetype?.startsWith("image/")) return file_id;
      await sleep(LOOK_MS);
    }
    throw new Error("Slack has not looked at it yet");
  } catch (error) {
    // How long to wait is Slack's word, and the whole message's.
    if (error instanceof webApi.WebAPIRateLimitedError) throw error;
    warn(`Slack did not take a picture: ${String(error)}`);
    return null;
  }
}

const NEARBY = /^https?:\/\/(?:localhost|127\.|\[::1\])/i;

/**
 * Slack refuses a message whose picture it cannot fetch: without a file for it, one that stands on this
 * machine is told in words.
 */
export function withinReach(
  message: Message,
  files: Files,
  pictures: "shown" | "in words",
): Message {
  return {
    ...message,
    blocks: message.blocks.map((block) =>
      block.type === "image" &&
      !files.has(block.url) &&
      (pictures === "in words" || NEARBY.test(block.url))
        ? { type: "note", text: [block.alt] }
        : block,
    ),
  };
}

/** The blocks with each picture that has a file shown from it. */
export function withFiles(blocks: SlackMessage["blocks"], files: Files): SlackBlock[] {
  return blocks.map((block) => {
    const id = block.type === "image" && block.image_url ? files.get(block.image_url) : undefined;
    if (block.type !== "image" || !id) return block;
    const { image_url: _, ...rest } = block;
    return { ...rest, slack_file: { id } };
  });
}
