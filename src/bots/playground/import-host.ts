import type { Corrections } from "../../deals/import/corrections.ts";
import type { FileKind } from "../../deals/import/kinds.ts";
import type { ImportReport } from "../../deals/import/report.ts";

/** An import as the page shows it while somebody goes through it. */
export interface PlaygroundImport {
  id: string;
  state: "checking" | "checked" | "importing" | "done" | "failed" | "undone";
  by: string;
  /** ISO time. */
  at: string;
  files: { position: number; name: string; kind: FileKind }[];
  corrections: Corrections;
  addOwners: boolean;
  rowsRead: number;
  report: ImportReport | null;
  problem: string | null;
}

/** What the page shows before anything is uploaded. */
export interface ImportDesk {
  /** The fictional floor is what the playground shows now; an import makes it step aside. */
  sample: boolean;
  people: { id: string; name: string }[];
  recent: { id: string; at: string; by: string; state: string; files: string[]; written: number }[];
}

/** What the page of imports needs from the rest of the project; errors are CoachErrors. */
export interface ImportHost {
  desk(person: string): Promise<ImportDesk>;
  /** Takes files that lie on this machine for the moment; they are read before it resolves. */
  upload(person: string, files: { name: string; path: string }[]): Promise<{ id: string }>;
  show(person: string, id: string): Promise<PlaygroundImport>;
  correct(
    person: string,
    id: string,
    change: { corrections: unknown; kinds: Record<string, string>; addOwners: boolean },
  ): Promise<void>;
  confirm(person: string, id: string): Promise<void>;
  /** A sentence about what was put back, and what was left. */
  undo(person: string, id: string): Promise<string>;
}
