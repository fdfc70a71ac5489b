import { useEffect, useRef, useState } from "react";
import type { Corrections } from "../../../deals/import/corrections.ts";
import type { FileReport } from "../../../deals/import/report.ts";
import type { PlaygroundImport } from "../import-host.ts";
import { sentence } from "./api.ts";
import { confirmImport, correctImport, loadImport, undoImport } from "./import-api.ts";
import { ImportFile } from "./import-file.tsx";
import { Owners } from "./import-owners.tsx";
import { ImportResult, Refused } from "./import-result.tsx";

const ASK_AGAIN_MS = 400;

/** With a column missing every row that points at a deal would be refused: that says nothing. */
const isWhole = ({ understood }: FileReport) => understood.missing.length === 0;

/** What somebody says about an import; each word has it read again. */
export interface Correcting {
  corrections: Corrections;
  kinds: Record<string, string>;
  addOwners: boolean;
}

/** One import from what was understood to what was written, and back. */
export function ImportSteps(props: {
  person: string;
  id: string;
  people: readonly { id: string; name: string }[];
  onImported: () => void;
  onOther: () => void;
}) {
  const { person, id, people, onImported, onOther } = props;
  const [shown, setShown] = useState<PlaygroundImport | null>(null);
  const [state, setState] = useState<{ trouble?: string; said?: string }>({});
  const [asked, setAsked] = useState(0);
  const [waiting, setWaiting] = useState(0);
  const wasImporting = useRef(false);
  // What was said and is on its way: two quick changes must not undo each other.
  const [draft, setDraft] = useState<Correcting | null>(null);
  const latest = useRef<Correcting | null>(null);
  const line = useRef<Promise<unknown>>(Promise.resolve());

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` starts it again after a change
  useEffect(() => {
    let over = false;
    let timer = 0;
    const look = () =>
      loadImport(person, id).then(
        (now) => {
          if (over) return;
          setShown(now);
          const works = now.state === "checking" || now.state === "importing";
          if (wasImporting.current && now.state === "done") onImported();
          wasImporting.current = now.state === "importing";
          if (works) timer = window.setTimeout(look, ASK_AGAIN_MS);
        },
        (error) => !over && setState({ trouble: sentence(error) }),
      );
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [person, id, asked]);

  const act = (what: Promise<unknown>) =>
    what.then(
      () => {
        setState({});
        setAsked((count) => count + 1);
      },
      (error) => setState({ trouble: sentence(error) }),
    );

  if (!shown) return <p className="quiet">Reading what you brought…</p>;
  const { report } = shown;
  const said = draft ?? {
    ...{ corrections: shown.corrections, kinds: {}, addOwners: shown.addOwners },
  };
  const correct = (change: Partial<Correcting>) => {
    const next = { ...(latest.current ?? said), kinds: {}, ...change };
    latest.current = next;
    setDraft(next);
    setWaiting((count) => count + 1);
    line.current = line.current
      .then(() => act(correctImport(id, { person, ...next })))
      .finally(() => setWaiting((count) => count - 1));
  };
  const now: PlaygroundImport =
    waiting > 0 && shown.state !== "importing" ? { ...shown, state: "checking" } : shown;
  const isBusy = now.state === "checking" || now.state === "importing";
  const isOpen =
    shown.state === "checking" || shown.state === "checked" || shown.state === "failed";
  const isKnown = (name: string) =>
    shown.files.find((file) => file.name === name)?.position.toString() ?? "0";
  return (
    <>
      {(state.trouble || shown.problem) && (
        <p className="trouble" role="alert">
          {state.trouble ?? shown.problem}
        </p>
      )}
      {state.said && (
        <p className="said-so" role="status">
          {state.said}
        </p>
      )}
      {isOpen && report && (
        <fieldset className="understood" aria-busy={isBusy}>
          <legend>What I understood. Change whatever I got wrong.</legend>
          {report.files.map((file) => (
            <ImportFile
              key={file.name}
              file={file}
              corrections={said.corrections}
              onKind={(kind) => correct({ kinds: { [isKnown(file.name)]: kind } })}
              onCorrect={(corrections) => correct({ corrections })}
            />
          ))}
          <Owners
            owners={report.owners}
            people={people}
            corrections={said.corrections}
            addOwners={said.addOwners}
            onChange={correct}
          />
        </fieldset>
      )}
      {report && shown.state !== "undone" && report.files.every(isWhole) && (
        <section aria-label="Refused rows">
          {report.files.map((file) => (
            <Refused key={file.name} file={file} />
          ))}
        </section>
      )}
      <ImportResult
        shown={now}
        onConfirm={() => act(confirmImport(person, id))}
        onUndo={() =>
          act(
            undoImport(person, id).then(({ said }) => {
              onImported();
              window.setTimeout(() => setState({ said }), 0);
            }),
          )
        }
        onOther={onOther}
      />
    </>
  );
}
