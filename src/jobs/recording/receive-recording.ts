import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { Rejected } from "../../errors.ts";
import { NO_TRANSCRIBER } from "../../sources/transcribers/index.ts";
import { openUnheard } from "../../store/calls.ts";
import { isOpen, park } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";
import { nudgeInbound } from "./take-inbound.ts";

type World = Pick<Effects, "database" | "enqueue" | "intake" | "now" | "progress">;

/** A recording somebody brought, as a file that is ours to move. */
export interface BroughtRecording {
  path: string;
  size: number;
  fileName: string | null;
  source: "upload" | "api" | "import";
  requestedBy: string | null;
  repName: string | null;
  announce?: boolean;
}

/**
 * Opens a call whose words are still to be made, and has them made; answers at once. The same recording
 * is one call. `bad-input` where nobody can listen to it.
 */
export async function receiveRecording(
  world: World,
  workspaceId: string,
  brought: BroughtRecording,
): Promise<{ callId: string }> {
  const { transcriber, spool } = world.intake;
  if (!transcriber) throw new Rejected(NO_TRANSCRIBER);
  if (brought.size > transcriber.largest) {
    throw new Rejected("The recording is larger than 2 GB. Save its sound alone.");
  }
  const sha256 = await fingerprint(brought.path);
  const spooled = `${workspaceId}-${sha256}`;
  await mkdir(spool, { recursive: true });
  // Moved before the row is there: a row without its file would be a promise nobody can keep.
  await rename(brought.path, join(spool, spooled));
  const title = brought.fileName ?? "Recording";
  const { callId, fresh, isNeeded } = await world.database.inWorkspace(workspaceId, async (tx) => {
    const opened = await openUnheard(tx, {
      callId: v7(),
      source: brought.source,
      externalId: sha256,
      title,
      requestedBy: brought.requestedBy,
      repName: brought.repName,
      announce: brought.announce ?? true,
    });
    const again = await park(tx, [
      {
        connectionId: null,
        source: "media",
        way: "upload",
        key: sha256,
        callKey: sha256,
        title,
        reference: { spooled },
        body: null,
        announce: brought.announce ?? true,
        receivedAt: world.now(),
        nextAt: world.now(),
        callId: opened.callId,
      },
    ]);
    const isNeeded = await isOpen(tx, "media", sha256);
    return { ...opened, fresh: opened.fresh || again > 0, isNeeded };
  });
  if (fresh) nudgeInbound(world, workspaceId);
  // While its words are being made this is the file they are made of, whoever brought it first.
  else if (!isNeeded) await rm(join(spool, spooled), { force: true });
  const about = { workspaceId, callId, personId: brought.requestedBy, title };
  await world.progress({
    ...about,
    stage: "received",
    detail: fresh ? "Listening to the recording" : "I have this recording already",
  });
  return { callId };
}

/** The same for bytes that are in memory already, as chats hand them over. */
export async function receiveRecordedBytes(
  world: World,
  workspaceId: string,
  brought: Omit<BroughtRecording, "path" | "size"> & { bytes: Buffer },
): Promise<{ callId: string }> {
  const { bytes, ...rest } = brought;
  await mkdir(world.intake.spool, { recursive: true });
  const path = join(world.intake.spool, `${v7()}.part`);
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    return await receiveRecording(world, workspaceId, { ...rest, path, size: bytes.length });
  } finally {
    await rm(path, { force: true });
  }
}

async function fingerprint(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}
