import { CoachError } from "../../errors.ts";
import type { FetchedFile } from "../../jobs/effects.ts";
import { LARGEST_FILE_BYTES } from "../../jobs/limits.ts";
import type { DroppedFile } from "../../store/schema.ts";
import type { TeamsActivity } from "./activity.ts";

/** What Teams hands to a bot for a file somebody dropped in a 1:1 chat. */
const DOWNLOAD = "application/vnd.microsoft.teams.file.download.info";
/** Where Microsoft keeps the files of a tenant; nothing else is fetched because somebody said so. */
const HOSTS = /(?:^|\.)(?:sharepoint\.(?:com|us|de)|sharepoint-mil\.us|svc\.ms|1drv\.com)$/i;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;
const FETCH_MS = 30_000;

/** The files that came with an activity, not fetched yet. */
export function droppedIn({ attachments }: TeamsActivity): DroppedFile[] {
  return (attachments ?? []).flatMap(({ contentType, content, name }) => {
    if (contentType !== DOWNLOAD || typeof content !== "object" || content === null) return [];
    const url = "downloadUrl" in content ? content.downloadUrl : null;
    return typeof url === "string" ? [{ ref: url, name: name ?? "the file" }] : [];
  });
}

/**
 * Fetches a dropped file: its address opens it for a few minutes without a token of ours.
 * @throws CoachError with a sentence for whoever dropped it
 */
export async function fetchDropped(
  file: DroppedFile,
  { registered }: { registered: boolean },
): Promise<FetchedFile> {
  if (!trusted(file.ref, registered)) {
    throw new CoachError("forbidden", "I only open files that are kept in your own SharePoint.");
  }
  const response = await fetch(file.ref, {
    signal: AbortSignal.timeout(FETCH_MS),
    redirect: "error",
  }).catch((cause: unknown) => {
    throw new CoachError("unavailable", "The file could not be fetched from Teams.", { cause });
  });
  if (response.status >= 500 || response.status === 429) {
    throw new CoachError("unavailable", "The file could not be fetched from Teams.");
  }
  if (!response.ok) {
    throw new CoachError(
      "not-found",
      "Teams no longer hands out this file. Drop it here again and I will read it.",
    );
  }
  const mediaType = response.headers.get("content-type");
  return { name: file.name, mediaType, bytes: await limited(response) };
}

function trusted(address: string, registered: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:" && HOSTS.test(hostname)) return true;
  return !registered && LOOPBACK.test(hostname);
}

/** Stops reading where no transcript goes on: a recording of hours must not fill the memory. */
async function limited(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > LARGEST_FILE_BYTES) {
      throw new CoachError(
        "bad-input",
        "That is larger than 50 MB. Export the transcript as text, without the recording.",
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
