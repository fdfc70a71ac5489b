import { useState } from "react";
import type { PlaygroundPerson } from "../host.ts";
import type { LookName, Place } from "./api.ts";
import { Composer } from "./composer.tsx";
import { DraftList } from "./draft.tsx";
import { Item } from "./item.tsx";
import type { MessageThread } from "./threads.ts";
import type { Draft } from "./use-playground.ts";

/** A message with the replies to it underneath, and a place to reply. */
export function Thread(props: {
  thread: MessageThread;
  person: PlaygroundPerson;
  place: Place;
  look: LookName;
  drafts: Draft[];
  onChanged: () => void;
}) {
  const { thread, person, place, look, drafts, onChanged } = props;
  const { root, replies } = thread;
  const [isReplying, setReplying] = useState(false);
  const show = { person, look, onChanged };
  return (
    <div className="thread">
      <Item item={root} {...show} />
      {replies.length + drafts.length > 0 && (
        <div className="replies">
          {replies.map((item) => (
            <Item key={item.id} item={item} {...show} />
          ))}
          <DraftList drafts={drafts} />
        </div>
      )}
      {root.from.kind === "coach" && (
        <div className="reply">
          {isReplying ? (
            <Composer
              label="Reply to this message"
              person={person.id}
              place={place}
              threadId={root.id}
              onSaid={() => {
                setReplying(false);
                onChanged();
              }}
              onCancel={() => setReplying(false)}
              isFocused
            />
          ) : (
            <button type="button" className="plain" onClick={() => setReplying(true)}>
              {replies.length > 0 ? "Reply" : "Reply in thread"}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
