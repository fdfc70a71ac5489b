import type { ImportDesk, PlaygroundImport } from "../import-host.ts";
import { ask, post } from "./api.ts";

export const loadDesk = (person: string): Promise<ImportDesk> =>
  ask(`/api/imports?${new URLSearchParams({ person })}`);

export function uploadFiles(person: string, files: readonly File[]): Promise<{ id: string }> {
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  return ask(`/api/imports?${new URLSearchParams({ person })}`, { method: "POST", body });
}

export const loadImport = (person: string, id: string): Promise<PlaygroundImport> =>
  ask(`/api/imports/${id}?${new URLSearchParams({ person })}`);

export const correctImport = (
  id: string,
  body: {
    person: string;
    corrections: unknown;
    kinds: Record<string, string>;
    addOwners: boolean;
  },
): Promise<unknown> => post(`/api/imports/${id}/correct`, body);

export const confirmImport = (person: string, id: string): Promise<unknown> =>
  post(`/api/imports/${id}/confirm`, { person });

export const undoImport = (person: string, id: string): Promise<{ said: string }> =>
  post(`/api/imports/${id}/undo`, { person }) as Promise<{ said: string }>;
