import { z } from "zod";
import type { ImportReport } from "../../deals/import/report.ts";
import { CoachError, Rejected } from "../../errors.ts";
import type { Transaction } from "../../store/database.ts";
import {
  changeImport,
  claimImport,
  dropFiles,
  filesOf,
  findImport,
  type ImportRow,
  markWritten,
  readFile,
} from "../../store/imports/imports.ts";
import { forgetOldImports } from "../../store/imports/undo.ts";
import { setPipeline } from "../../store/pipeline-settings.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { again, nudge } from "../nudge.ts";
import { type ImportSource, shortened } from "./files.ts";
import { runImport } from "./run.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  importId: z.uuid(),
  turn: z.number().int(),
  ...again,
});
type Data = z.infer<typeof schema>;

/** Another process writes this import, or has. */
class NotOurs extends Error {}

/** How often progress is written, at most. */
const TELL_EVERY_MS = 500;

/** Checks or writes what was uploaded, as its row says; written once, however often it runs. */
export const importDealsJob = defineJob({
  name: "import-deals",
  queue: "bulk",
  schema,
  id: (data: Data) => nudge(`${data.importId}-${data.turn}`, data),
  run: async ({ workspaceId, importId, turn }: Data, effects: Effects) => {
    const inside = <T>(work: (tx: Transaction) => Promise<T>) =>
      effects.database.inWorkspace(workspaceId, work);
    const row = await inside((tx) => findImport(tx, importId));
    if (!row || row.turn !== turn) return;
    if (row.state !== "checking" && row.state !== "importing") return;
    try {
      await bringIn(effects, workspaceId, row);
    } catch (error) {
      if (error instanceof NotOurs) return;
      if (!(error instanceof Rejected)) throw error;
      await inside((tx) => changeImport(tx, importId, failed(error.message)));
    }
    await effects.changed(workspaceId);
  },
  gaveUp: async ({ workspaceId, importId, turn }: Data, effects: Effects, error: unknown) => {
    await effects.database.inWorkspace(workspaceId, async (tx) => {
      const row = await findImport(tx, importId);
      if (row?.turn !== turn || (row.state !== "checking" && row.state !== "importing")) return;
      const why = error instanceof CoachError ? ` (${error.message})` : "";
      await changeImport(
        tx,
        importId,
        failed(`Something broke on the way${why}. Nothing was written; try again.`),
      );
    });
  },
});

const failed = (problem: string) => ({ state: "failed" as const, problem });

async function bringIn(effects: Effects, workspaceId: string, row: ImportRow): Promise<void> {
  const { database } = effects;
  const inside = <T>(work: (tx: Transaction) => Promise<T>) =>
    database.inWorkspace(workspaceId, work);
  const files = (await inside((tx) => filesOf(tx, row.id))).map(
    ({ position, name, kind }): ImportSource => ({
      source: { name, read: () => readFile(database, workspaceId, row.id, position) },
      kind,
    }),
  );
  const now = effects.now();
  let told = 0;
  const report = await runImport(database, workspaceId, {
    ...{ files, corrections: row.corrections, addOwners: row.addOwners, now, importId: row.id },
    dryRun: row.state === "checking",
    onRows: async (rows) => {
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      await inside((tx) => changeImport(tx, row.id, { rowsRead: rows }));
    },
    before: async (tx) => {
      if (!(await claimImport(tx, row))) throw new NotOurs();
    },
    after: async (tx, done) => {
      await markWritten(tx, row.id, { report: kept(done), at: now });
      await dropFiles(tx, row.id);
      await setPipeline(tx, "import", row.corrections);
      await forgetOldImports(tx);
    },
  });
  if (!report.dryRun) return;
  await inside(async (tx) => {
    const current = await findImport(tx, row.id);
    // Corrected meanwhile: the newer check will say what holds.
    if (current?.turn !== row.turn) return;
    await changeImport(tx, row.id, { state: "checked", report: kept(report), problem: null });
  });
}

const kept = (report: ImportReport): ImportReport => ({
  ...report,
  files: report.files.map(shortened),
});
