import { useEffect, useMemo, useRef, useState } from "react";
import type { PlaygroundPerson } from "../host.ts";
import type { Shown } from "./address.ts";
import { Announcer } from "./announcer.tsx";
import { Bar } from "./bar.tsx";
import { Composer } from "./composer.tsx";
import { DraftList } from "./draft.tsx";
import { CallDrop, DropAnywhere } from "./drop.tsx";
import { ProgressList } from "./progress.tsx";
import { Thread } from "./thread.tsx";
import { type MessageThread, threadsOf } from "./threads.ts";
import { usePlayground } from "./use-playground.ts";

/** One person's conversations with the coach: the bar, the messages, and the place to answer. */
export function Conversation(props: {
  person: PlaygroundPerson;
  shown: Shown;
  show: (change: Partial<Shown>) => void;
}) {
  const { person, shown, show } = props;
  const { place, look } = shown;
  const { items, progress, drafts, trouble, dismiss, refresh } = usePlayground(person.id);
  const [isAdding, setAdding] = useState(false);
  const [seen, setSeen] = useState({ dm: 0, channel: 0 });
  const current = items[place];
  const threads = useMemo(() => threadsOf(current ?? []), [current]);
  const end = useRef<HTMLDivElement>(null);
  const count = current?.length ?? 0;
  const reading = progress.length;
  const writing = drafts.map(({ status, text }) => status + text).join();

  useEffect(() => {
    setSeen((before) => ({ ...before, [place]: count }));
  }, [place, count]);
  // The newest message and the progress of a call come in at the end: bring it into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these changes are what it reacts to
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [place, look, count, reading, writing, isAdding]);

  const other = place === "dm" ? "channel" : "dm";
  const isNewElsewhere = seen[other] > 0 && (items[other]?.length ?? 0) > seen[other];
  const isEmpty = current !== null && threads.length === 0;
  const isFirstVisit = isEmpty && place === "dm" && reading === 0;
  return (
    <DropAnywhere person={person.id} onDropped={() => show({ place: "dm" })}>
      <Bar shown={shown} show={show} isNewElsewhere={isNewElsewhere} />
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <section className="messages" aria-label="Messages">
        <div className="column">
          {current === null && <p className="quiet">Fetching messages…</p>}
          {isFirstVisit && (
            <div className="empty">
              <h2>Nothing here yet</h2>
              <p>
                Drop a call transcript and the coach reads it, then asks you one question about it.
              </p>
              <CallDrop person={person.id} onDropped={() => setAdding(false)} />
            </div>
          )}
          {isEmpty && place === "channel" && (
            <div className="empty">
              <h2>Nothing here yet</h2>
              <p>The weekly digest and pipeline summaries appear in this channel.</p>
            </div>
          )}
          {threads.map((thread) => (
            <Thread
              key={thread.root.id}
              thread={thread}
              person={person}
              place={place}
              look={look}
              drafts={drafts.filter(({ threadId }) => threadId === thread.root.id)}
              onChanged={refresh}
            />
          ))}
          {place === "dm" && (
            <DraftList drafts={drafts.filter(({ threadId }) => !isShown(threads, threadId))} />
          )}
          {place === "dm" && <ProgressList progress={progress} onDismiss={dismiss} />}
          <div ref={end} />
        </div>
      </section>
      <footer className="column answer">
        {isAdding && !isFirstVisit && (
          <CallDrop
            person={person.id}
            onDropped={() => {
              setAdding(false);
              show({ place: "dm" });
            }}
          />
        )}
        <Composer
          label={place === "dm" ? "Message the coach" : "Message the team channel"}
          person={person.id}
          place={place}
          threadId={null}
          onSaid={refresh}
          extra={
            !isFirstVisit && (
              <button
                type="button"
                className="plain"
                aria-expanded={isAdding}
                onClick={() => setAdding(!isAdding)}
              >
                {isAdding ? "Close" : "Add a call"}
              </button>
            )
          }
        />
      </footer>
      <Announcer items={current} />
    </DropAnywhere>
  );
}

/** Whether a thread's first message is on the page; a draft of any other stands at the end. */
function isShown(threads: MessageThread[], threadId: string | null): boolean {
  return threads.some(({ root }) => root.id === threadId);
}
