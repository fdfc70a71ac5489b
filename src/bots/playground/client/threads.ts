import type { PlaygroundItem } from "../host.ts";

/** A message of its own and the replies to it. */
export interface MessageThread {
  root: PlaygroundItem;
  replies: PlaygroundItem[];
}

/** Messages in threads, oldest first, whatever order they come in. */
export function threadsOf(items: PlaygroundItem[]): MessageThread[] {
  const sorted = [...items].sort((a, b) => a.at.localeCompare(b.at));
  const roots = new Map<string, MessageThread>();
  for (const root of sorted) {
    if (root.threadId === null) roots.set(root.id, { root, replies: [] });
  }
  for (const item of sorted) {
    if (item.threadId === null) continue;
    const thread = roots.get(item.threadId);
    // A reply whose root is not shown to this person still is theirs to read.
    if (thread) thread.replies.push(item);
    else roots.set(item.id, { root: item, replies: [] });
  }
  return [...roots.values()].sort((a, b) => a.root.at.localeCompare(b.root.at));
}
