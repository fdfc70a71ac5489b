import { userToken } from "./emulated-team.ts";
import type { SlackStand } from "./stand.ts";

/** Puts a file into somebody's conversation with the coach, as their Slack does; what the event says of it. */
export async function upload(
  stand: SlackStand,
  user: string,
  { name, bytes, mimetype }: { name: string; bytes: Buffer; mimetype: string },
): Promise<{ id: string; name: string; mimetype: string; size: number }> {
  const token = userToken(stand.team.id, user);
  const { upload_url, file_id } = (await stand.team.ask(
    "files.getUploadURLExternal",
    { filename: name, length: bytes.length },
    token,
  )) as unknown as { upload_url: string; file_id: string };
  const path = new URL(upload_url).pathname;
  await fetch(`${stand.team.url}${path}`, { method: "POST", body: new Uint8Array(bytes) });
  await stand.team.ask(
    "files.completeUploadExternal",
    { files: [{ id: file_id, title: name }], channel_id: await stand.direct(user) },
    token,
  );
  return { id: file_id, name, mimetype, size: bytes.length };
}
