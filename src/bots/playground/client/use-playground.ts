import { useCallback, useEffect, useRef, useState } from "react";
import type { PlaygroundEvent, PlaygroundItem } from "../host.ts";
import { base, loadConversation, type Place, sentence } from "./api.ts";

export type Progress = Extract<PlaygroundEvent, { type: "progress" }>;

/** An answer as far as it is written. */
export type Draft = Extract<PlaygroundEvent, { type: "draft" }>;

export interface Playground {
  /** `null` until the first answer is there. */
  items: Record<Place, PlaygroundItem[] | null>;
  progress: Progress[];
  drafts: Draft[];
  trouble: string | null;
  dismiss(callId: string): void;
  refresh(): void;
}

/** Both conversations of a person and the calls being read, kept up to date by the server. */
export function usePlayground(person: string): Playground {
  const [items, setItems] = useState<Playground["items"]>({ dm: null, channel: null });
  const [progress, setProgress] = useState<Progress[]>([]);
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const asked = useRef(0);

  const refresh = useCallback(() => {
    if (!person) return;
    asked.current += 1;
    const mine = asked.current;
    Promise.all([loadConversation(person, "dm"), loadConversation(person, "channel")]).then(
      ([dm, channel]) => {
        // An older answer that comes in late must not undo a newer one.
        if (mine !== asked.current) return;
        setItems({ dm, channel });
        // The finished message takes the draft's place.
        const there = new Set([...dm, ...channel].map(({ id }) => id));
        setDrafts((all) => all.filter(({ deliveryId }) => !there.has(deliveryId)));
        setTrouble(null);
      },
      (error) => mine === asked.current && setTrouble(sentence(error)),
    );
  }, [person]);

  const dismiss = useCallback((callId: string) => {
    setProgress((all) => all.filter((one) => one.callId !== callId));
  }, []);

  useEffect(() => {
    if (!person) return;
    setItems({ dm: null, channel: null });
    setProgress([]);
    setDrafts([]);
    refresh();
    const events = new EventSource(`${base()}/api/events?${new URLSearchParams({ person })}`);
    const timers: number[] = [];
    events.onmessage = ({ data }) => {
      const event = JSON.parse(data) as PlaygroundEvent;
      if (event.type === "changed") return refresh();
      if (event.type === "draft") {
        setDrafts((all) => withDraft(all, event));
        return;
      }
      setProgress((all) => [...all.filter((one) => one.callId !== event.callId), event]);
      if (event.stage === "done") {
        refresh();
        timers.push(window.setTimeout(() => dismiss(event.callId), 6000));
      }
    };
    events.onopen = () => refresh();
    events.onerror = () => setTrouble("The connection is lost. Trying again.");
    return () => {
      events.close();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [person, refresh, dismiss]);

  return { items, progress, drafts, trouble, dismiss, refresh };
}

/** The newest state of each draft, in the order in which they were begun. */
function withDraft(all: Draft[], event: Draft): Draft[] {
  const known = all.some(({ deliveryId }) => deliveryId === event.deliveryId);
  const others = all.filter(({ deliveryId }) => deliveryId !== event.deliveryId);
  if (event.over) return others;
  return known
    ? all.map((one) => (one.deliveryId === event.deliveryId ? event : one))
    : [...all, event];
}
