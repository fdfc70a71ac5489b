import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { Rejected } from "../../errors.ts";
import { moment, text } from "../payload.ts";
import { isMedia } from "../transcribers/media.ts";
import {
  type Access,
  type Fetched,
  type Item,
  needed,
  type Page,
  type Recorder,
} from "./recorder.ts";

/** A file that was written to a moment ago may still be on its way. */
const SETTLED_MS = 10_000;
const LARGEST_BYTES = 50 * 1024 * 1024;

/** A watched folder, for recorders that can only save files: what appears in it is read once. */
export const folder: Recorder = {
  source: "folder",
  name: "Watched folder",
  base: "https://folder.invalid",
  hosts: [],
  paceMs: 0,
  fields: [
    {
      key: "path",
      label: "folder",
      help: "a folder on the server, as the server sees it",
      secret: false,
      needed: "fetch",
    },
  ],
  fetch: fetchFile,
  list: listFiles,
  check: async (access) => {
    const files = await filesIn(await root(access));
    return files.length === 0
      ? "The folder is there, and empty."
      : `The folder is there, with ${files.length} ${files.length === 1 ? "file" : "files"} in it.`;
  },
};

/** Only whoever runs the server may name a path on it. */
async function root(access: Access): Promise<string> {
  const path = needed(folder, access, "path");
  if (!access.trusted)
    throw new Rejected("A folder can only be set by WATCH_FOLDER on the server.");
  try {
    const found = await realpath(path);
    if ((await stat(found)).isDirectory()) return found;
  } catch {
    // Said below, whatever was wrong with it.
  }
  throw new Rejected(`${path} is no folder that the server can read.`);
}

async function listFiles(
  access: Access,
  { from }: { from: Date },
  _: string | null,
): Promise<Page> {
  const base = await root(access);
  const items: Item[] = [];
  for (const path of await filesIn(base)) {
    const { size, mtime } = await stat(path);
    const age = access.now().getTime() - mtime.getTime();
    if (size === 0 || age < SETTLED_MS || mtime < from) continue;
    const name = relative(base, path);
    const key = `${name}:${size}:${mtime.getTime()}`;
    items.push({
      key,
      callKey: key,
      reference: { name, modifiedAt: mtime.toISOString() },
      title: name,
    });
  }
  return { items, cursor: null };
}

/** Files that people see: nothing hidden, no half-finished downloads. */
async function filesIn(base: string): Promise<string[]> {
  const entries = await readdir(base, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(base, path)
          .split(sep)
          .some((part) => part.startsWith(".")),
    )
    .filter((path) => !/\.(?:part|crdownload|tmp|partial)$/i.test(path))
    .sort();
}

async function fetchFile({ reference }: Pick<Item, "reference">, access: Access): Promise<Fetched> {
  const base = await root(access);
  const name = text(reference.name) ?? "";
  const path = await realpath(join(base, name)).catch(() => null);
  if (path === null) return { kind: "nothing", reason: `${name} is no longer in the folder.` };
  // A link inside the folder must not open what lies outside of it.
  if (!path.startsWith(base + sep)) throw new Rejected(`${name} leads out of the folder.`);
  const about = {
    title: null,
    startedAt: moment(reference.modifiedAt),
    recordingUrl: null,
    hostEmail: null,
    people: [],
    fileName: name.split(sep).at(-1) ?? name,
  };
  if (isMedia(name)) {
    return { kind: "recording", url: pathToFileURL(path).href, headers: {}, ...about };
  }
  const { size } = await stat(path);
  if (size > LARGEST_BYTES)
    throw new Rejected(`${name} is larger than 50 MB; save the text alone.`);
  return {
    kind: "transcript",
    bytes: await readFile(path),
    mediaType: extname(name) === ".json" ? "application/json" : "application/octet-stream",
    ...about,
    // When it was saved is not when the call began.
    startedAt: null,
  };
}
