import { useEffect, useRef, useState } from "react";
import type { PlaygroundItem } from "../host.ts";

/** Tells people who hear the page rather than see it what the coach has just said. */
export function Announcer({ items }: { items: PlaygroundItem[] | null }) {
  const known = useRef<Set<string> | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!items) return;
    const fresh = items.filter(({ id, from }) => from.kind === "coach" && !known.current?.has(id));
    if (known.current && fresh.length > 0) {
      setSaid(`New from the coach: ${fresh.map(({ text }) => text.slice(0, 300)).join(" ")}`);
    }
    known.current = new Set(items.map(({ id }) => id));
  }, [items]);
  return (
    <div className="unseen" aria-live="polite">
      {said}
    </div>
  );
}
