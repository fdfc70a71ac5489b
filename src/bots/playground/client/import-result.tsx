import { KIND_LABELS } from "../../../deals/import/labels.ts";
import type { FileReport } from "../../../deals/import/report.ts";
import type { PlaygroundImport } from "../import-host.ts";

/** What an import would do, does, or has done; and the buttons that go with it. */
export function ImportResult(props: {
  shown: PlaygroundImport;
  onConfirm: () => void;
  onUndo: () => void;
  onOther: () => void;
}) {
  const { shown, onConfirm, onUndo, onOther } = props;
  const { report, state, rowsRead } = shown;
  const rows = report?.files.reduce((sum, file) => sum + file.rows, 0) ?? 0;
  const lacks = report?.files.some(({ understood }) => understood.missing.length > 0) ?? false;
  const isDone = state === "done" || state === "undone";
  return (
    <section className="result" aria-label="What comes of it" aria-live="polite">
      <h3>
        {state === "checking"
          ? "Reading…"
          : state === "importing"
            ? "Importing…"
            : state === "done"
              ? "Imported"
              : state === "undone"
                ? "Taken back"
                : "If you import now"}
      </h3>
      {(state === "checking" || state === "importing") && (
        <p>
          <progress {...(rows > 0 ? { max: rows, value: Math.min(rowsRead, rows) } : {})} />{" "}
          <span className="hint">
            {rowsRead > 0 ? `${rowsRead.toLocaleString()} rows read` : "Starting"}
          </span>
        </p>
      )}
      {lacks && state === "checked" && <p>First say which column is the one I could not find.</p>}
      {report && state !== "undone" && !lacks && (
        <>
          <ul className="counts">
            {report.files.map((file) => (
              <li key={file.name}>
                <b>{KIND_LABELS[file.understood.kind]}</b>: {counts(file, isDone)}
              </li>
            ))}
          </ul>
          {report.notes
            .filter((note) => !note.startsWith("This was a dry run"))
            .map((note) => (
              <p key={note} className="hint">
                {note.replace(" List them with --people to make them people.", "")}
              </p>
            ))}
        </>
      )}
      <p className="actions">
        {!isDone && (
          <button
            type="button"
            className="send"
            disabled={state !== "checked" || lacks}
            onClick={onConfirm}
          >
            Import
          </button>
        )}
        {state === "done" && (
          <button type="button" className="plain" onClick={onUndo}>
            Undo this import
          </button>
        )}
        <button type="button" className="plain" onClick={onOther}>
          {isDone ? "Import something else" : "Start again with other files"}
        </button>
      </p>
    </section>
  );
}

function counts({ imported, added, changed, refusedCount }: FileReport, isDone: boolean): string {
  const number = (count: number) => count.toLocaleString();
  const same = imported - added - changed;
  return [
    `${number(added)} new`,
    `${number(changed)} changed`,
    ...(same > 0 ? [`${number(same)} as before`] : []),
    ...(refusedCount > 0
      ? [`${number(refusedCount)} ${isDone ? "refused" : "would be refused"}`]
      : []),
  ].join(", ");
}

/** The rows that are not taken, each with its reason. */
export function Refused({ file }: { file: FileReport }) {
  if (file.refusedCount === 0) return null;
  const rest = file.refusedCount - file.refused.length;
  return (
    <details className="refused" open={file.refusedCount <= 10}>
      <summary>
        Refused in {file.name}: {file.refusedCount.toLocaleString()}
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {file.refused.map(({ row, reason }) => (
            <tr key={row}>
              <td className="number">{row}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="hint">and {rest.toLocaleString()} more</p>}
    </details>
  );
}
