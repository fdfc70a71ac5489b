import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { fieldProblems } from "../../../messages/form.ts";
import type { Form } from "../../../messages/message.ts";
import { type LookName, sentence } from "./api.ts";
import { FormField } from "./form-field.tsx";

/**
 * What a button asks for before it counts, as a modal of Slack or a dialog of Teams. The browser's own
 * dialog keeps the focus inside, closes on Escape and gives the focus back to the button.
 */
export function FormDialog(props: {
  form: Form;
  look: LookName;
  /** Rejects when it was not taken: what was filled in stays. */
  onSubmit: (fields: Record<string, string>) => Promise<void>;
  onClose: () => void;
}) {
  const { form, look, onSubmit, onClose } = props;
  const frame = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [answers, setAnswers] = useState(() =>
    Object.fromEntries(form.fields.map((field) => [field.id, field.value ?? ""])),
  );
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [state, setState] = useState<{ isSending?: boolean; trouble?: string }>({});

  useEffect(() => {
    const dialog = frame.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (state.isSending) return;
    const found = fieldProblems(form, answers);
    setProblems(found);
    const [first] = form.fields.filter((field) => found[field.id]);
    if (first) {
      document.getElementById(`${id}-${first.id}`)?.focus();
      return;
    }
    setState({ isSending: true });
    onSubmit(answers).then(
      () => frame.current?.close(),
      (error) => setState({ trouble: sentence(error) }),
    );
  }

  return (
    <dialog
      ref={frame}
      className={`dialog in-${look}`}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id={`${id}-title`}>{form.title}</h2>
          <button
            type="button"
            className="dismiss"
            aria-label="Close without writing anything"
            onClick={() => frame.current?.close()}
          >
            ×
          </button>
        </header>
        <div className="fields">
          {form.fields.map((field) => (
            <FormField
              key={field.id}
              id={`${id}-${field.id}`}
              field={field}
              value={answers[field.id] ?? ""}
              problem={problems[field.id]}
              onChange={(value) => {
                setAnswers((all) => ({ ...all, [field.id]: value }));
                setProblems(({ [field.id]: _, ...rest }) => rest);
              }}
            />
          ))}
          {state.trouble && (
            <p className="trouble" role="alert">
              {state.trouble}
            </p>
          )}
        </div>
        <footer>
          <button type="button" className="cancel" onClick={() => frame.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="submit" disabled={Boolean(state.isSending)}>
            {state.isSending ? "Sending…" : form.submit}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
