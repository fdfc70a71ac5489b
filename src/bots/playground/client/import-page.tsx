import { useCallback, useEffect, useRef, useState } from "react";
import type { ImportDesk } from "../import-host.ts";
import { sentence } from "./api.ts";
import { loadDesk, undoImport, uploadFiles } from "./import-api.ts";
import { ImportSteps } from "./import-steps.tsx";

/** Bringing deals in: files, what was understood of them, what somebody puts right, and the way back. */
export function ImportPage(props: { person: string; onClose: () => void; onImported: () => void }) {
  const { person, onClose, onImported } = props;
  const [desk, setDesk] = useState<ImportDesk | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [state, setState] = useState<{ isSending?: boolean; trouble?: string; said?: string }>({});
  const chooser = useRef<HTMLInputElement>(null);
  const title = useRef<HTMLHeadingElement>(null);

  const refresh = useCallback(() => {
    loadDesk(person).then(setDesk, (error) => setState({ trouble: sentence(error) }));
  }, [person]);
  useEffect(() => {
    refresh();
    title.current?.focus();
  }, [refresh]);

  function send(files: readonly File[]) {
    if (files.length === 0 || state.isSending) return;
    setState({ isSending: true });
    uploadFiles(person, files).then(
      ({ id }) => {
        setState({});
        setCurrent(id);
      },
      (error) => setState({ trouble: sentence(error) }),
    );
  }

  function undo(id: string) {
    undoImport(person, id).then(
      ({ said }) => {
        setState({ said });
        refresh();
        onImported();
      },
      (error) => setState({ trouble: sentence(error) }),
    );
  }

  return (
    <main
      className="main import"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!current) send([...event.dataTransfer.files]);
      }}
    >
      <div className="import-column">
        <p>
          <button type="button" className="plain back" onClick={onClose}>
            ← Back to the playground
          </button>
        </p>
        <h2 ref={title} tabIndex={-1}>
          Import deals
        </h2>
        {state.trouble && (
          <p className="trouble" role="alert">
            {state.trouble}
          </p>
        )}
        {state.said && (
          <p className="said-so" role="status">
            {state.said}
          </p>
        )}
        {current && desk ? (
          <ImportSteps
            key={current}
            person={person}
            id={current}
            people={desk.people}
            onImported={() => {
              refresh();
              onImported();
            }}
            onOther={() => setCurrent(null)}
          />
        ) : (
          <>
            {desk?.sample && (
              <p className="hint">
                You are looking at the fictional sample floor. What you import goes to a workspace
                of your own, and the sample steps aside.
              </p>
            )}
            <section className="upload" aria-label="Choose files">
              <p>
                <button
                  type="button"
                  className="send"
                  disabled={Boolean(state.isSending)}
                  onClick={() => chooser.current?.click()}
                >
                  {state.isSending ? "Uploading…" : "Choose CSV files"}
                </button>
                <span className="hint">or drop them here, several at once</span>
              </p>
              <input
                ref={chooser}
                type="file"
                multiple
                hidden
                accept=".csv,.tsv,.txt,text/csv"
                aria-label="CSV files"
                onChange={(event) => {
                  send([...(event.target.files ?? [])]);
                  event.target.value = "";
                }}
              />
              <p>
                Deals, and with them your people, contacts with their roles, logged activities and
                quotas, as your CRM exports them. I tell which is which by their headers and show
                you what I understood. Nothing is written before you say so.
              </p>
            </section>
            {desk && <Recent recent={desk.recent} onUndo={undo} />}
          </>
        )}
      </div>
    </main>
  );
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function Recent(props: { recent: ImportDesk["recent"]; onUndo: (id: string) => void }) {
  if (props.recent.length === 0) return null;
  return (
    <section aria-label="Earlier imports" className="recent">
      <h3>Earlier imports</h3>
      <ul>
        {props.recent.map(({ id, at, by, state, files, written }) => (
          <li key={id}>
            <span>
              {DAY.format(new Date(at))}, {by}: {files.join(", ")}
              <span className="hint">
                {state === "done"
                  ? `${written.toLocaleString()} written`
                  : state === "undone"
                    ? "taken back"
                    : state}
              </span>
            </span>
            {state === "done" && (
              <button type="button" className="plain" onClick={() => props.onUndo(id)}>
                Undo
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
