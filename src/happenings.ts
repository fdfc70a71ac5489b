import type { Happenings } from "./bots/playground/stored-host.ts";
import type { Draft, Progress } from "./jobs/effects.ts";
import type { Database } from "./store/database.ts";

const PROGRESS = "coach_progress";
const CHANGED = "coach_changed";
const DRAFT = "coach_draft";

/** What happens in any process is heard in all of them, by Postgres NOTIFY. */
export async function openHappenings(
  database: Database,
): Promise<Happenings & { close(): Promise<void> }> {
  const progress = new Set<(progress: Progress) => void>();
  const changed = new Set<(workspaceId: string) => void>();
  const drafts = new Set<(draft: Draft) => void>();
  const stops = [
    await database.listen(PROGRESS, (payload) => {
      const told = JSON.parse(payload) as Progress;
      for (const listener of progress) listener(told);
    }),
    await database.listen(CHANGED, (payload) => {
      for (const listener of changed) listener(payload);
    }),
    await database.listen(DRAFT, (payload) => {
      const told = JSON.parse(payload) as Draft;
      for (const listener of drafts) listener(told);
    }),
  ];
  const add = <T>(set: Set<T>, listener: T) => {
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  };
  return {
    onProgress: (listener) => add(progress, listener),
    onChanged: (listener) => add(changed, listener),
    onDraft: (listener) => add(drafts, listener),
    close: async () => {
      for (const stop of stops) await stop();
    },
  };
}

/** Longest title and detail told, in characters: Postgres takes 8000 bytes, and a name may be any length. */
const LONGEST_TEXT = 500;
/** The same for an answer as far as it is written: the newest of it, four bytes a character at worst. */
const LONGEST_DRAFT = 1_600;

/** Tells all processes. Losing one of these loses no work: pages ask again anyway. */
export function tellers(database: Database) {
  return {
    progress: (progress: Progress) =>
      database.notify(
        PROGRESS,
        JSON.stringify({
          ...progress,
          title: progress.title.slice(0, LONGEST_TEXT),
          detail: progress.detail.slice(0, LONGEST_TEXT),
        }),
      ),
    changed: (workspaceId: string) => database.notify(CHANGED, workspaceId),
    draft: (draft: Draft) =>
      database.notify(
        DRAFT,
        JSON.stringify({
          ...draft,
          status: draft.status.slice(0, LONGEST_TEXT / 5),
          text: draft.text.slice(-LONGEST_DRAFT),
        }),
      ),
  };
}
