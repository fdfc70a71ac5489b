import { v7, validate } from "uuid";
import { correctionsFrom } from "../../deals/import/corrections.ts";
import { FILE_KINDS, type FileKind } from "../../deals/import/kinds.ts";
import { lacking } from "../../deals/import/report.ts";
import { ANY_COLUMNS, kindOf } from "../../deals/import/shapes.ts";
import { CoachError, Rejected } from "../../errors.ts";
import { type CsvSource, openCsvFrom } from "../../sources/crms/csv.ts";
import type { Transaction } from "../../store/database.ts";
import {
  addImport,
  changeImport,
  changeKind,
  dropAbandoned,
  filesOf,
  findImport,
  type ImportFile,
  type ImportRow,
  keepFile,
  lockImport,
} from "../../store/imports/imports.ts";
import { type Undone, undoImport } from "../../store/imports/undo.ts";
import { keptCorrections } from "../../store/pipeline-settings.ts";
import type { Effects } from "../effects.ts";
import { importDealsJob } from "./import-deals.ts";

type Desk = Pick<Effects, "database" | "enqueue" | "now">;

/** An import as a page shows it. */
export interface ShownImport extends ImportRow {
  parts: ImportFile[];
}

const ABANDONED_MS = 24 * 3600 * 1000;

/**
 * Keeps uploaded files, recognises each by its header and has them checked; nothing of them is in the
 * pipeline yet.
 * @throws Rejected when a file is no list
 */
export async function receiveImport(
  desk: Desk,
  workspaceId: string,
  by: string,
  files: readonly CsvSource[],
): Promise<string> {
  if (files.length === 0) throw new Rejected("There is no file in this upload.");
  const kinds: FileKind[] = [];
  for (const file of files) kinds.push(kindOf((await openCsvFrom(file, ANY_COLUMNS)).headers));
  const id = v7();
  await desk.database.inWorkspace(workspaceId, async (tx) => {
    await dropAbandoned(tx, new Date(desk.now().getTime() - ABANDONED_MS));
    const corrections = await keptCorrections(tx);
    const names = files.map(({ name }) => name);
    await addImport(tx, { ...{ id, state: "checking", by, corrections }, files: names });
    for (const [position, file] of files.entries())
      await keepFile(
        tx,
        id,
        { position, name: file.name, kind: kinds[position] ?? "deals" },
        file.read(),
      );
  });
  await desk.enqueue(importDealsJob, { workspaceId, importId: id, turn: 0 });
  return id;
}

/** What somebody says about an import before it is checked anew. */
export interface ImportChange {
  corrections: unknown;
  /** By the file's position, where its header was misread. */
  kinds: Readonly<Record<number, string>>;
  addOwners: boolean;
}

/** Takes corrections and has the files read again with them. */
export async function correctImport(
  desk: Desk,
  workspaceId: string,
  id: string,
  change: ImportChange,
): Promise<void> {
  await move(desk, workspaceId, id, async (tx, row) => {
    if (row.state !== "checked" && row.state !== "checking" && row.state !== "failed")
      throw new CoachError("conflict", "That import is under way or done already.");
    for (const [position, kind] of Object.entries(change.kinds)) {
      const known = FILE_KINDS.find((one) => one === kind);
      if (known) await changeKind(tx, id, Number(position), known);
    }
    const corrections = correctionsFrom(change.corrections);
    await changeImport(tx, id, { corrections, addOwners: change.addOwners, state: "checking" });
  });
}

/** Writes what was checked; anything missing stops it here. */
export async function confirmImport(desk: Desk, workspaceId: string, id: string): Promise<void> {
  await move(desk, workspaceId, id, async (tx, row) => {
    if (row.state !== "checked" || !row.report)
      throw new CoachError("conflict", "That import is not checked, or done already.");
    const [lack] = lacking(row.report);
    if (lack)
      throw new Rejected(
        `The ${lack.kind} still have no column for ${lack.missing.join(" and ")}.`,
      );
    await changeImport(tx, id, { state: "importing", rowsRead: 0 });
  });
}

/** Takes a finished import back. */
export async function takeBack(desk: Desk, workspaceId: string, id: string): Promise<Undone> {
  return await desk.database.inWorkspace(workspaceId, (tx) => undoImport(tx, known(id)));
}

export async function importAt(
  desk: Pick<Desk, "database">,
  workspaceId: string,
  id: string,
): Promise<ShownImport> {
  return await desk.database.inWorkspace(workspaceId, async (tx) => {
    const row = await findImport(tx, known(id));
    if (!row) throw new CoachError("not-found", "That import is no longer here.");
    return { ...row, parts: await filesOf(tx, id) };
  });
}

async function move(
  desk: Desk,
  workspaceId: string,
  id: string,
  change: (tx: Transaction, row: ImportRow) => Promise<void>,
): Promise<void> {
  const turn = await desk.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockImport(tx, known(id));
    if (!row) throw new CoachError("not-found", "That import is no longer here.");
    await change(tx, row);
    await changeImport(tx, id, { turn: row.turn + 1, problem: null });
    return row.turn + 1;
  });
  await desk.enqueue(importDealsJob, { workspaceId, importId: id, turn });
}

function known(id: string): string {
  if (!validate(id)) throw new CoachError("not-found", "That import is no longer here.");
  return id;
}
