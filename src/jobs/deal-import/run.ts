import { readActivity } from "../../deals/import/activity-row.ts";
import type { DealField } from "../../deals/import/columns.ts";
import { readContact } from "../../deals/import/contact-row.ts";
import type { Corrections } from "../../deals/import/corrections.ts";
import { FILE_KINDS } from "../../deals/import/kinds.ts";
import { countWord } from "../../deals/import/mapping.ts";
import { readPerson } from "../../deals/import/person-row.ts";
import { readQuota } from "../../deals/import/quota-row.ts";
import { type ImportReport, lacking } from "../../deals/import/report.ts";
import { type Doubt, type OptionalField, readRow } from "../../deals/import/row.ts";
import type { Table } from "../../deals/import/table.ts";
import type { Database, Transaction } from "../../store/database.ts";
import { allOrNone, mergeDeals } from "../../store/deal-import.ts";
import { mergeActivities } from "../../store/imports/activities.ts";
import { mergeContacts } from "../../store/imports/contacts.ts";
import type { Merged, Merging } from "../../store/imports/merging.ts";
import { mergeQuotas } from "../../store/imports/quotas.ts";
import { recordPeople } from "../../store/imports/record-people.ts";
import { rewordStages } from "../../store/imports/stage-words.ts";
import { ownWorkspace } from "../../store/people.ts";
import { addRoster } from "../../store/roster.ts";
import { type ImportSource, type OpenFile, openFile, readRows, reportOf } from "./files.ts";
import { notesOn } from "./notes.ts";

export interface ImportRun {
  files: readonly ImportSource[];
  corrections: Corrections;
  now: Date;
  dryRun: boolean;
  /** Makes reps of owners nobody here is called like. */
  addOwners: boolean;
  /** Told now and then how many rows of all files were read. */
  onRows?: (rows: number) => Promise<void>;
  /** In the same transaction, before anything is written; a dry run takes it back with all else. */
  before?: (tx: Transaction) => Promise<void>;
  /** In the same transaction, after all of it; not in a dry run. */
  after?: (tx: Transaction, report: ImportReport) => Promise<void>;
  /** What is written is kept under this id, to be undone; the row must be there. */
  importId: string | null;
}

/**
 * Brings files in together, all or none: one transaction, so that a file that breaks, a process that is
 * killed or a column that is missing leaves nothing behind.
 * @throws Rejected when a file cannot be read
 */
export async function runImport(
  database: Database,
  workspaceId: string,
  run: ImportRun,
): Promise<ImportReport> {
  const open: OpenFile[] = [];
  for (const one of run.files) open.push(await openFile(one, run.corrections));
  open.sort((a, b) => FILE_KINDS.indexOf(a.kind) - FILE_KINDS.indexOf(b.kind));
  // Where something is missing nothing is written; what was understood is still worth showing.
  const dryRun = run.dryRun || open.some(({ missing }) => missing.length > 0);
  return await allOrNone(database, workspaceId, dryRun, async (tx) => {
    const importId = dryRun ? null : run.importId;
    await run.before?.(tx);
    const report = await write(tx, open, { ...run, dryRun, importId });
    if (!dryRun) await run.after?.(tx, report);
    return report;
  });
}

async function write(
  tx: Transaction,
  files: readonly OpenFile[],
  run: ImportRun,
): Promise<ImportReport> {
  const { corrections, importId } = run;
  const { timeZone } = await ownWorkspace(tx);
  await rewordStages(tx, corrections.stages);
  const report: ImportReport = {
    ...{ dryRun: run.dryRun, files: [], reopened: 0, owners: [], ownersAdded: 0, notes: [] },
  };
  const doubts = new Map<Doubt, number>();
  let before = 0;
  for (const file of files) {
    const merging: Merging = {
      importId,
      onRows: async (rows) => await run.onRows?.(before + rows),
    };
    const merged = file.missing.length > 0 ? await onlyCount(file) : await bringIn(file, merging);
    before += file.rows;
    report.files.push(reportOf(file, merged, corrections));
  }
  report.notes = [...lackingNotes(report), ...notesOn(report, doubts)];
  return report;

  async function bringIn(file: OpenFile, merging: Merging): Promise<Merged> {
    switch (file.kind) {
      case "people":
        return await bringPeople(tx, file, importId);
      case "deals":
        return await bringDeals(file, merging);
      case "contacts":
        return await mergeContacts(
          tx,
          readRows(
            file,
            (record) => readContact(record, file.table, corrections),
            ({ contact, roleWord }, row) => {
              countWord(file.words.roles, roleWord);
              return { ...contact, row };
            },
          ),
          merging,
        );
      case "activities":
        return await mergeActivities(
          tx,
          readRows(
            file,
            (record) => readActivity(record, file.table),
            ({ activity }, row) => ({ ...activity, row }),
          ),
          { ...merging, zone: timeZone },
        );
      case "quotas":
        return await mergeQuotas(
          tx,
          readRows(
            file,
            (record) => readQuota(record, file.table),
            ({ quota }, row) => ({ ...quota, row }),
          ),
          merging,
        );
    }
  }

  async function bringDeals(file: OpenFile, merging: Merging): Promise<Merged> {
    const { table } = file;
    const rows = readRows(
      file,
      (record) => readRow(record, table, corrections),
      ({ deal, doubts: found, words }, row) => {
        for (const doubt of found) doubts.set(doubt, (doubts.get(doubt) ?? 0) + 1);
        countWord(file.words.stages, words.stage);
        countWord(file.words.categories, words.category);
        return { ...deal, row };
      },
    );
    const merged = await mergeDeals(tx, rows, {
      ...merging,
      has: optionalFields(table),
      now: run.now,
      owners: corrections.owners,
      addOwners: run.addOwners,
    });
    report.reopened += merged.reopened;
    report.ownersAdded += merged.ownersAdded;
    report.owners.push(...merged.owners);
    return merged;
  }
}

/** A file that lacks a column: its rows are counted, so that a page can say how many wait. */
async function onlyCount(file: OpenFile): Promise<Merged> {
  for await (const _ of file.records()) file.rows += 1;
  return { imported: 0, added: 0, changed: 0, refused: [] };
}

async function bringPeople(
  tx: Transaction,
  file: OpenFile,
  importId: string | null,
): Promise<Merged> {
  const entries = [];
  const read = (record: string[]) => readPerson(record, file.table);
  for await (const person of readRows(file, read, (one) => one.person)) entries.push(person);
  const { added, changed } = await addRoster(tx, entries);
  if (importId) await recordPeople(tx, importId, added);
  return { imported: entries.length, added: added.length, changed, refused: [] };
}

function optionalFields({ columns }: Table): Set<OptionalField> {
  const from: Record<OptionalField, DealField[]> = {
    account: ["account"],
    owner: ["owner", "ownerEmail"],
    category: ["category"],
    amount: ["amount"],
    segment: ["segment"],
    type: ["type"],
    openedOn: ["openedOn"],
    closeOn: ["closeOn"],
    nextStep: ["nextStep", "nextStepOn"],
    lossReason: ["lossReason"],
  };
  return new Set(
    (Object.keys(from) as OptionalField[]).filter((field) =>
      from[field].some((one) => columns.has(one)),
    ),
  );
}

function lackingNotes(report: ImportReport): string[] {
  return lacking(report).map(
    ({ kind, missing }) =>
      `The ${kind} have no column for ${missing.join(" and ")}. Say which one it is.`,
  );
}
