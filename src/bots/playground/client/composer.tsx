import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { type Place, say, sentence } from "./api.ts";

/** A place to write to the coach. Enter sends, Shift and Enter begin a new line. */
export function Composer(props: {
  label: string;
  person: string;
  place: Place;
  threadId: string | null;
  onSaid: () => void;
  onCancel?: () => void;
  isFocused?: boolean;
  extra?: ReactNode;
}) {
  const { label, person, place, threadId, onSaid, onCancel, isFocused, extra } = props;
  const [text, setText] = useState("");
  const [state, setState] = useState<{ isSending?: boolean; trouble?: string }>({});
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isFocused) return;
    field.current?.focus();
    field.current?.closest(".composer")?.scrollIntoView({ block: "nearest" });
  }, [isFocused]);

  function send() {
    if (!text.trim() || state.isSending) return;
    setState({ isSending: true });
    say({ person, place, threadId, text: text.trim() }).then(
      () => {
        setText("");
        setState({});
        onSaid();
      },
      // The words stay in the field: nothing typed is lost to a failure.
      (error) => setState({ trouble: sentence(error) }),
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && onCancel) onCancel();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <div className="composer">
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={Math.min(6, text.split("\n").length)}
        maxLength={4000}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-row">
        {extra}
        <span className="spacer" />
        {onCancel && (
          <button type="button" className="plain" onClick={onCancel}>
            Cancel
          </button>
        )}
        <button
          type="button"
          className="send"
          disabled={!text.trim() || Boolean(state.isSending)}
          onClick={send}
        >
          {state.isSending ? "Sending…" : "Send"}
        </button>
      </div>
      {state.trouble && (
        <p className="trouble" role="alert">
          {state.trouble}
        </p>
      )}
    </div>
  );
}
