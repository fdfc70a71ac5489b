import { v7 } from "uuid";
import type { Config } from "../config.ts";
import { corrected, NO_CORRECTIONS } from "../deals/import/corrections.ts";
import type { FileKind } from "../deals/import/kinds.ts";
import type { FileReport, ImportReport } from "../deals/import/report.ts";
import { lacking } from "../deals/import/report.ts";
import { Rejected } from "../errors.ts";
import { runImport } from "../jobs/deal-import/run.ts";
import { openParts } from "../parts.ts";
import { fileSource } from "../sources/crms/csv.ts";
import { addImport, lastImports, markWritten } from "../store/imports/imports.ts";
import { forgetOldImports, undoImport } from "../store/imports/undo.ts";
import { listPeople } from "../store/people.ts";
import { keptCorrections, setPipeline } from "../store/pipeline-settings.ts";
import { DEFAULT_WORKSPACE } from "../store/schema.ts";
import { type SaidOnCommandLine, saidCorrections } from "./deal-corrections.ts";
import { tellUnderstood } from "./deal-understood.ts";
import { print, printJson } from "./output.ts";

export interface DealsImportOptions extends SaidOnCommandLine {
  json?: boolean;
  people?: string;
  contacts?: string;
  activities?: string;
  quotas?: string;
  dryRun?: boolean;
  addOwners?: boolean;
  /** False with `--no-kept`: what was said before about files does not hold. */
  kept?: boolean;
}

/** `deals import FILE.csv`: shows what it understood, then brings everything in, all or none. */
export async function dealsImportCommand(
  config: Config,
  path: string | undefined,
  options: DealsImportOptions,
): Promise<number> {
  const files = filesOf(path, options);
  if (files.length === 0)
    throw new Rejected(
      "Name a file: deals import DEALS.csv, or --people, --contacts, --activities or --quotas with one.",
    );
  const parts = await openParts(config, { workers: false });
  const importId = v7();
  try {
    const now = parts.effects.now();
    const corrections = await parts.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
      const kept = options.kept === false ? NO_CORRECTIONS : await keptCorrections(tx);
      return corrected(kept, saidCorrections(options, await listPeople(tx)));
    });
    const report = await runImport(parts.database, DEFAULT_WORKSPACE, {
      ...{ files, corrections, now, importId, addOwners: options.addOwners ?? false },
      dryRun: options.dryRun ?? false,
      before: (tx) =>
        addImport(tx, {
          ...{ id: importId, state: "importing", by: "the command line", corrections },
          files: files.map(({ source }) => source.name),
        }),
      after: async (tx, done) => {
        await markWritten(tx, importId, { report: withoutRows(done), at: now });
        await setPipeline(tx, "import", corrections);
        await forgetOldImports(tx);
      },
    });
    const [lack] = lacking(report);
    if (lack && !options.dryRun) throw new Rejected(lackWords(report, lack.kind));
    if (options.json) printJson(asJson(report, importId));
    else tell(report, importId);
    return 0;
  } finally {
    await parts.close();
  }
}

/** `deals imports`: what was brought in, newest first. */
export async function dealsImportsCommand(
  config: Config,
  options: { json?: boolean },
): Promise<number> {
  const parts = await openParts(config, { workers: false });
  try {
    const rows = await parts.database.inWorkspace(DEFAULT_WORKSPACE, (tx) => lastImports(tx, 20));
    if (rows.length === 0 && !options.json) print("Nothing was imported yet.");
    for (const row of rows) {
      const written = row.report?.files.reduce((sum, one) => sum + one.added + one.changed, 0) ?? 0;
      if (options.json)
        printJson({
          id: row.id,
          at: row.createdAt,
          by: row.by,
          files: row.files,
          state: row.state,
          written,
        });
      else
        print(
          `${row.id}  ${row.createdAt.toISOString().slice(0, 16)}  ${row.state}  ${written} written  ${row.files.join(", ")}`,
        );
    }
    return 0;
  } finally {
    await parts.close();
  }
}

/** `deals undo [ID]`: takes an import back, the newest when none is named. */
export async function dealsUndoCommand(
  config: Config,
  id: string | undefined,
  options: { json?: boolean },
): Promise<number> {
  const parts = await openParts(config, { workers: false });
  try {
    const undone = await parts.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
      const newest = (await lastImports(tx, 20)).find(({ state }) => state === "done");
      const wanted = id ?? newest?.id;
      if (!wanted) throw new Rejected("There is no import to take back.");
      return await undoImport(tx, wanted);
    });
    if (options.json) printJson(undone);
    else
      print(
        [
          `Taken back: ${undone.dealsRemoved} deals removed, ${undone.dealsRestored} as they were before, ${undone.activitiesRemoved} activities and ${undone.contactsRemoved} contacts removed.`,
          ...(undone.kept.length > 0
            ? [`Left as they are, since somebody has worked with them: ${undone.kept.join(", ")}.`]
            : []),
        ].join("\n"),
      );
    return 0;
  } finally {
    await parts.close();
  }
}

function filesOf(path: string | undefined, options: DealsImportOptions) {
  const named: [FileKind, string | undefined][] = [
    ["people", options.people],
    ["deals", path],
    ["contacts", options.contacts],
    ["activities", options.activities],
    ["quotas", options.quotas],
  ];
  return named.flatMap(([kind, file]) => (file ? [{ source: fileSource(file), kind }] : []));
}

const withoutRows = (report: ImportReport): ImportReport => ({
  ...report,
  files: report.files.map((file) => ({ ...file, refused: file.refused.slice(0, 500) })),
});

function lackWords(report: ImportReport, kind: FileKind): string {
  const file = report.files.find(({ understood }) => understood.kind === kind);
  if (!file) return "";
  const { columns, ignored, missing } = file.understood;
  const has = [...columns.map(({ column }) => column), ...ignored].join(", ").slice(0, 300);
  return `${file.name}: no column for ${missing.join(" and ")}. It has: ${has}. Say which one it is with --map, as --map "${kind === "deals" ? "" : `${kind}.`}stage=Deal Phase". Nothing was imported.`;
}

/** Deals' own figures at the top, as ever; what came with them beside. */
function asJson(report: ImportReport, importId: string) {
  const of = (kind: FileKind) => report.files.filter(({ understood }) => understood.kind === kind);
  const deals = of("deals");
  const sum = (files: FileReport[], name: "imported" | "added" | "changed") =>
    files.reduce((total, file) => total + file[name], 0);
  const beside = (["people", "contacts", "activities", "quotas"] as const).flatMap((kind) => {
    const files = of(kind);
    return files.length === 0
      ? []
      : [
          [
            kind,
            {
              imported: sum(files, "imported"),
              added: sum(files, "added"),
              changed: sum(files, "changed"),
              refused: files.flatMap(({ refused }) => refused),
              understood: files[0]?.understood,
            },
          ] as const,
        ];
  });
  return {
    imported: sum(deals, "imported"),
    refused: deals.flatMap(({ refused }) => refused),
    added: sum(deals, "added"),
    changed: sum(deals, "changed"),
    dryRun: report.dryRun,
    importId: report.dryRun ? null : importId,
    understood: deals[0]?.understood ?? null,
    owners: report.owners,
    ...Object.fromEntries(beside),
    notes: report.notes,
  };
}

function tell(report: ImportReport, importId: string): void {
  for (const file of report.files) {
    tellUnderstood(file);
    print(
      `${report.dryRun ? "Would import" : "Imported"} ${file.imported} ${file.understood.kind}: ${file.added} new, ${file.changed} changed. Refused ${file.refusedCount}.`,
    );
    for (const { row, reason } of file.refused) print(`row ${row}: ${reason}`);
  }
  for (const note of report.notes) print(`note: ${note}`);
  if (!report.dryRun) print(`To take it back: coach deals undo ${importId}`);
}
