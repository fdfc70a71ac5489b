import { CoachError } from "../../errors.ts";
import type { FetchedFile } from "../../jobs/effects.ts";
import { LARGEST_FILE_BYTES } from "../../jobs/limits.ts";
import type { DroppedFile } from "../../store/schema.ts";
import { type SlackClient, slackError } from "./web-api.ts";

/** Patience with a download, in milliseconds. */
const DOWNLOAD_MS = 60_000;

/**
 * Fetches a file somebody dropped, with the bot's token. The address is asked for again: what an event
 * says may be old, and is never trusted with a token.
 * @throws CoachError `not-found`, `bad-input`: a sentence for whoever dropped it; `unavailable`: try again
 */
export async function fetchSlackFile(
  client: SlackClient,
  token: string,
  apiUrl: string | null,
  dropped: DroppedFile,
): Promise<FetchedFile> {
  const { file } = await client.files.info({ file: dropped.ref }).catch((error: unknown) => {
    if (slackError(error) === null) throw error;
    throw new CoachError(
      "not-found",
      "I cannot open that file. Was it deleted? Drop it here again.",
      { cause: error },
    );
  });
  const name = file?.name ?? dropped.name;
  const address = file?.url_private_download ?? file?.url_private;
  if (!address || file?.mode === "tombstone") {
    throw new CoachError("not-found", "That file is not in Slack any more. Drop it here again.");
  }
  if (file?.is_external || !isSlacks(address, apiUrl)) {
    throw new CoachError(
      "bad-input",
      "That file is kept elsewhere and only linked in Slack. Download it and drop the file itself.",
    );
  }
  if ((file?.size ?? 0) > LARGEST_FILE_BYTES) {
    throw new CoachError(
      "bad-input",
      "It is larger than 50 MB. Export the transcript as text, without the recording.",
    );
  }
  return { name, mediaType: file?.mimetype ?? null, bytes: await download(address, token) };
}

async function download(address: string, token: string): Promise<Buffer> {
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(DOWNLOAD_MS),
    // Slack answers a token without the right to read files with its sign-in page.
    redirect: "manual",
  });
  if (response.status >= 500 || response.status === 429) {
    throw new CoachError("unavailable", "Slack does not hand out the file right now.");
  }
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok) {
    throw new CoachError(
      "not-found",
      "Slack does not let me read that file. Ask an admin whether the app may read files (files:read).",
    );
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  if (type.startsWith("text/html") && /^\s*<!doctype html/i.test(bytes.toString("utf8", 0, 200))) {
    throw new CoachError("not-found", "Slack does not let me read that file.");
  }
  return bytes;
}

/** The token goes to Slack's own addresses, or to the twin's, and nowhere else. */
function isSlacks(address: string, apiUrl: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (apiUrl) return origin === new URL(apiUrl).origin;
  return protocol === "https:" && (hostname === "slack.com" || hostname.endsWith(".slack.com"));
}
