import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { drop, sentence } from "./api.ts";
import { pastedFile } from "./pasted-file.ts";

interface DropProps {
  person: string;
  onDropped: () => void;
}

/** The middle of the page, which takes a file dropped anywhere on it. */
export function DropAnywhere(props: DropProps & { children: ReactNode }) {
  const { isOver, handlers, trouble } = useDrop(props);
  return (
    <main className="main" {...handlers}>
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {props.children}
      {isOver && (
        <div className="overlay" aria-hidden="true">
          Let go, and the coach reads this call.
        </div>
      )}
    </main>
  );
}

/** Choosing a transcript, or pasting one. */
export function CallDrop(props: DropProps) {
  const { send, isSending, trouble } = useDrop(props);
  const [text, setText] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="call-drop">
      <p>
        <button
          type="button"
          className="send"
          disabled={isSending}
          onClick={() => chooser.current?.click()}
        >
          Choose a transcript
        </button>
        <span className="hint">or drop one anywhere here: VTT, SRT, JSON, text</span>
      </p>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="Transcript file"
        onChange={(event) => {
          send(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <label htmlFor={id}>Or paste what was said</label>
      <textarea
        id={id}
        rows={4}
        placeholder={"Dana: What made you look at this now?\nSam: Our reports take two days."}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p>
        <button
          type="button"
          className="send"
          disabled={!text.trim() || isSending}
          onClick={() => send(pastedFile(text), () => setText(""))}
        >
          {isSending ? "Sending…" : "Have it read"}
        </button>
      </p>
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function useDrop({ person, onDropped }: DropProps) {
  const [isOver, setOver] = useState(false);
  const [state, setState] = useState<{ isSending?: boolean; trouble?: string }>({});

  function send(file: File | undefined, onSent?: () => void) {
    if (!file) return;
    setState({ isSending: true });
    drop(person, file).then(
      () => {
        setState({});
        onSent?.();
        onDropped();
      },
      (error) => setState({ trouble: `${file.name}: ${sentence(error)}` }),
    );
  }

  const handlers = {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave(event: DragEvent) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop(event: DragEvent) {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      setOver(false);
      send(event.dataTransfer.files[0]);
    },
  };
  return { send, handlers, isOver, isSending: Boolean(state.isSending), trouble: state.trouble };
}
