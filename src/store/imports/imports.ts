import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { FileKind } from "../../deals/import/kinds.ts";
import type { Database, Transaction } from "../database.ts";
import { dealImport, dealImportFile } from "../schema.ts";

export type ImportRow = typeof dealImport.$inferSelect;

export async function addImport(
  tx: Transaction,
  row: Pick<ImportRow, "id" | "state" | "by" | "files" | "corrections">,
): Promise<void> {
  await tx.insert(dealImport).values(row);
}

export async function findImport(tx: Transaction, id: string): Promise<ImportRow | null> {
  const [row] = await tx.select().from(dealImport).where(eq(dealImport.id, id));
  return row ?? null;
}

export async function lockImport(tx: Transaction, id: string): Promise<ImportRow | null> {
  const [row] = await tx.select().from(dealImport).where(eq(dealImport.id, id)).for("update");
  return row ?? null;
}

export async function changeImport(
  tx: Transaction,
  id: string,
  change: Partial<Omit<ImportRow, "id" | "workspaceId">>,
): Promise<void> {
  await tx.update(dealImport).set(change).where(eq(dealImport.id, id));
}

/** Whether this transaction is the one to check or write an import: nobody else is at it, or has been. */
export async function claimImport(
  tx: Transaction,
  { id, state, turn }: Pick<ImportRow, "id" | "state" | "turn">,
): Promise<boolean> {
  // Not a row lock: its progress is written from beside while the rows come in. By turn: a check that was
  // overtaken by a correction must not keep the next one out.
  const { rows } = await tx.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`deal-import ${id} ${turn}`}, 0)) as free`,
  );
  if (rows[0]?.free !== true) return false;
  const row = await findImport(tx, id);
  return row?.state === state && row.turn === turn;
}

/** Marks an import as written, at this transaction's own time. */
export async function markWritten(
  tx: Transaction,
  id: string,
  done: Pick<ImportRow, "report" | "at">,
): Promise<void> {
  await tx
    .update(dealImport)
    .set({ ...done, state: "done", problem: null, writtenAt: sql`now()` })
    .where(eq(dealImport.id, id));
}

/** The last imports that wrote something, newest first. */
export async function lastImports(tx: Transaction, count: number): Promise<ImportRow[]> {
  return await tx
    .select()
    .from(dealImport)
    .where(inArray(dealImport.state, ["done", "undone", "importing", "failed"]))
    .orderBy(desc(dealImport.createdAt))
    .limit(count);
}

/** Imports a worker should be at; a nudge too many finds somebody at it and goes. */
export async function importsUnderWay(
  tx: Transaction,
  before: Date,
): Promise<Pick<ImportRow, "id" | "turn">[]> {
  return await tx
    .select({ id: dealImport.id, turn: dealImport.turn })
    .from(dealImport)
    .where(
      and(inArray(dealImport.state, ["checking", "importing"]), lt(dealImport.createdAt, before)),
    );
}

/** Uploads nobody went on with; their bytes go with them. */
export async function dropAbandoned(tx: Transaction, before: Date): Promise<void> {
  await tx
    .delete(dealImport)
    .where(
      and(inArray(dealImport.state, ["checking", "checked"]), lt(dealImport.createdAt, before)),
    );
}

/** A file of an import, without its bytes. */
export interface ImportFile {
  position: number;
  name: string;
  kind: FileKind;
}

export async function filesOf(tx: Transaction, importId: string): Promise<ImportFile[]> {
  return await tx
    .select({
      position: dealImportFile.position,
      name: dealImportFile.name,
      kind: dealImportFile.kind,
    })
    .from(dealImportFile)
    .where(and(eq(dealImportFile.importId, importId), eq(dealImportFile.part, 0)))
    .orderBy(asc(dealImportFile.position));
}

/** Says what a file holds, where its header was misread. */
export async function changeKind(
  tx: Transaction,
  importId: string,
  position: number,
  kind: FileKind,
): Promise<void> {
  await tx
    .update(dealImportFile)
    .set({ kind })
    .where(and(eq(dealImportFile.importId, importId), eq(dealImportFile.position, position)));
}

export async function dropFiles(tx: Transaction, importId: string): Promise<void> {
  await tx.delete(dealImportFile).where(eq(dealImportFile.importId, importId));
}

const PART_BYTES = 1024 * 1024;

/** Keeps a file in parts as it comes, so that no process ever holds it whole. */
export async function keepFile(
  tx: Transaction,
  importId: string,
  file: ImportFile,
  bytes: AsyncIterable<Buffer>,
): Promise<number> {
  let [part, size] = [0, 0];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    if (waitingBytes === 0 && part > 0) return;
    await tx
      .insert(dealImportFile)
      .values({ importId, ...file, part, bytes: Buffer.concat(waiting) });
    [part, waiting, waitingBytes] = [part + 1, [], 0];
  };
  for await (const chunk of bytes) {
    waiting.push(chunk);
    waitingBytes += chunk.byteLength;
    size += chunk.byteLength;
    if (waitingBytes >= PART_BYTES) await flush();
  }
  await flush();
  return size;
}

/** The bytes of a file, part by part, each read in a transaction of its own. */
export async function* readFile(
  database: Database,
  workspaceId: string,
  importId: string,
  position: number,
): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const [row] = await database.inWorkspace(workspaceId, (tx) =>
      tx
        .select({ bytes: dealImportFile.bytes })
        .from(dealImportFile)
        .where(
          and(
            eq(dealImportFile.importId, importId),
            eq(dealImportFile.position, position),
            eq(dealImportFile.part, part),
          ),
        ),
    );
    if (!row) return;
    yield row.bytes;
  }
}
