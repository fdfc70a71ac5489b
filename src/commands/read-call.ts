import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { Call } from "../calls/call.ts";
import { recogniseLanguage } from "../calls/language.ts";
import { resolveSides } from "../calls/sides.ts";
import { type Parsed, parseTranscript } from "../calls/transcript/index.ts";
import { Rejected } from "../errors.ts";

/** Whom and what the reader may know: from `--rep`, or a workspace's roster and lists. */
export interface Known {
  rep?: string | undefined;
  roster?: { name: string; email?: string }[];
  ourDomains?: string[];
}

export interface ReadCall {
  call: Call;
  language: string;
  notes: string[];
}

/** Larger than this is no transcript; it is refused before it is read. */
const LARGEST_BYTES = 50 * 1024 * 1024;

/** Reads and parses one file. `bad-input` with the file's name and what to do when it cannot be had. */
export async function readTranscript(path: string): Promise<Parsed> {
  const bytes = await readBytes(path);
  return parseTranscript(bytes, { fileName: basename(path) });
}

async function readBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Rejected(
      error.code === "ENOENT"
        ? `${path}: there is no such file.`
        : `${path}: cannot be opened (${error.code}).`,
    );
  });
  try {
    const { size } = await file.stat();
    if (size > LARGEST_BYTES) {
      throw new Rejected(
        `${path}: larger than 50 MB. Export the transcript as text, without the recording.`,
      );
    }
    return await file.readFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EISDIR")
      throw new Rejected(`${path}: is a folder. Name the files in it.`);
    throw error;
  } finally {
    await file.close();
  }
}

/** Reads one call with its sides. Another language than English is said, not half understood. */
export async function readCall(path: string, known: Known): Promise<ReadCall> {
  const { transcript, warnings } = await readTranscript(path);
  const language = recogniseLanguage(transcript);
  if (!language.english) {
    throw new Rejected(
      `${path}: this call seems to be in another language (${language.language}). English is understood for now.`,
    );
  }
  const sides = resolveSides(transcript, {
    roster: known.roster ?? [],
    ourDomains: known.ourDomains ?? [],
    ...(known.rep ? { repName: known.rep } : {}),
  });
  return {
    call: { ...transcript, participants: sides.participants, type: null },
    language: language.language,
    notes: [...warnings, ...sides.notes],
  };
}
