import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { LARGEST_FILE_BYTES } from "../jobs/limits.ts";
import { receiveFile } from "../jobs/receive-file.ts";
import { openParts, type Parts } from "../parts.ts";
import { loadSampleFloor } from "../sample-floor.ts";
import { findCall } from "../store/calls.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listDeals } from "../store/deals.ts";
import { listPeople } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { forEachFile, print, printJson } from "./output.ts";

/** Opens the store for one command and closes it whatever happens. */
async function withParts<T>(
  opening: Promise<Parts>,
  run: (parts: Parts) => Promise<T>,
): Promise<T> {
  const parts = await opening;
  try {
    return await run(parts);
  } finally {
    await parts.close();
  }
}

/** `people`: who works here. */
export async function peopleCommand(config: Config, options: { json?: boolean }): Promise<number> {
  await withParts(openFloor(config), async ({ database }) => {
    const workspaceId = await currentWorkspace(database);
    for (const person of await database.inWorkspace(workspaceId, listPeople)) {
      if (options.json)
        printJson({
          id: person.id,
          name: person.name,
          email: person.email,
          role: person.role,
          startedOn: person.startedOn,
        });
      else
        print(`${person.role.padEnd(8)} ${person.name}${person.email ? ` <${person.email}>` : ""}`);
    }
  });
  return 0;
}

/** `deals`: what is in the pipeline. */
export async function dealsCommand(config: Config, options: { json?: boolean }): Promise<number> {
  await withParts(openFloor(config), async ({ database }) => {
    const workspaceId = await currentWorkspace(database);
    for (const deal of await database.inWorkspace(workspaceId, listDeals)) {
      if (options.json) printJson(deal);
      else
        print(
          `${deal.status.padEnd(5)} ${deal.stage.padEnd(14)} ${deal.name}${deal.owner ? `, ${deal.owner}` : ""}`,
        );
    }
  });
  return 0;
}

/** `import PATH…`: into the running server's store, else into the store itself, and waits for the end. */
export async function importCommand(
  config: Config,
  paths: string[],
  options: { json?: boolean; rep?: string; history?: boolean },
): Promise<number> {
  return await withParts(openParts(config, { workers: true }), async (parts) => {
    await parts.queue.start();
    // As the server would do at its first start: what comes in belongs beside the people of a floor.
    if (!config.databaseUrl) await loadSampleFloor(parts.effects);
    const workspaceId = await currentWorkspace(parts.database);
    const files = (await Promise.all(paths.map(filesIn))).flat();
    const ids: { file: string; callId: string }[] = [];
    const exit = await forEachFile(files, async (file) => {
      const { callId } = await receiveFile(parts.effects, workspaceId, {
        source: "import",
        fileName: basename(file),
        mediaType: null,
        bytes: await bytesOf(file),
        requestedBy: null,
        repName: options.rep ?? null,
        // History builds baselines; nobody is written to about it.
        announce: !options.history,
      });
      ids.push({ file, callId });
    });
    await parts.queue.idle();
    let failed = 0;
    for (const { file, callId } of ids) {
      const row = await parts.database.inWorkspace(workspaceId, (tx) => findCall(tx, callId));
      if (row?.status === "failed") failed += 1;
      if (options.json)
        printJson({
          file,
          callId,
          status: row?.status,
          ...(row?.failure ? { failure: row.failure } : {}),
        });
      else print(`${row?.status?.padEnd(10)} ${file}${row?.failure ? `: ${row.failure}` : ""}`);
    }
    return exit === 0 && failed > 0 ? 2 : exit;
  });
}

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => {
    throw new CoachError("bad-input", `${path}: there is no such file or folder.`);
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function bytesOf(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > LARGEST_FILE_BYTES) {
    throw new CoachError(
      "bad-input",
      `${file}: larger than 50 MB. Export the transcript as text, without the recording.`,
    );
  }
  return await readFile(file);
}
