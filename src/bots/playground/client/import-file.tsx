import { CATEGORIES } from "../../../deals/categories.ts";
import { CONTACT_ROLES } from "../../../deals/contact-roles.ts";
import { type Corrections, wordKey } from "../../../deals/import/corrections.ts";
import { FILE_KINDS, type FileKind } from "../../../deals/import/kinds.ts";
import { fieldLabel, KIND_LABELS, STAGE_LABELS } from "../../../deals/import/labels.ts";
import type { FileReport } from "../../../deals/import/report.ts";
import { SHAPES } from "../../../deals/import/shapes.ts";
import { STAGE_KEYS } from "../../../deals/stages.ts";
import { Choice, WordTable } from "./import-words.tsx";

const DELIMITERS: Record<string, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** One file as it was read: its kind, its columns, and the words in it that mean something. */
export function ImportFile(props: {
  file: FileReport;
  corrections: Corrections;
  onKind: (kind: string) => void;
  onCorrect: (corrections: Corrections) => void;
}) {
  const { file, corrections, onKind, onCorrect } = props;
  const { understood } = file;
  const { kind } = understood;
  const meaning = new Map(understood.columns.map((column) => [column.column, column]));
  const columns = [...understood.columns.map(({ column }) => column), ...understood.ignored];
  const fields = Object.keys(SHAPES[kind].columns);
  const sayColumn = (column: string, field: string) =>
    onCorrect({
      ...corrections,
      columns: {
        ...corrections.columns,
        [kind]: { ...freed(corrections, kind, field), [column]: field === "" ? null : field },
      },
    });
  return (
    <section className="file" aria-label={file.name}>
      <h3>{file.name}</h3>
      <p className="file-line">
        <Choice
          label={`What ${file.name} holds`}
          value={kind}
          options={FILE_KINDS.map((one) => [one, KIND_LABELS[one]])}
          onChange={onKind}
        />
        <span>
          {file.rows.toLocaleString()} {file.rows === 1 ? "row" : "rows"}, separated by{" "}
          {DELIMITERS[understood.delimiter]}
        </span>
      </p>
      {understood.missing.length > 0 && (
        <p className="trouble" role="alert">
          No column for {understood.missing.join(" and ")}. Choose it below.
        </p>
      )}
      <Writing understood={understood} corrections={corrections} onCorrect={onCorrect} />
      <table className="columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">For example</th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const told = corrections.columns[kind]?.[column];
            const as = told === undefined ? (meaning.get(column)?.as ?? "") : (told ?? "");
            return (
              <tr key={column} className={as ? "" : "unused"}>
                <th scope="row">{column}</th>
                <td>{understood.samples[column]}</td>
                <td>
                  {as.startsWith("quota ") ? (
                    `Quota for ${as.slice(6)}`
                  ) : (
                    <Choice
                      label={`What the column ${column} is`}
                      value={as}
                      options={[
                        ["", "Not used"],
                        ...fields.map((field): [string, string] => [field, fieldLabel(field)]),
                      ]}
                      onChange={(field) => sayColumn(column, field)}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <WordTable
        title="Stages"
        words={understood.stages.map((one) => now(one, corrections.stages))}
        options={STAGE_KEYS.map((key) => [key, STAGE_LABELS[key]])}
        unknown="I don't know: keep it as it is"
        onSay={(word, as) =>
          onCorrect({ ...corrections, stages: said(corrections.stages, word, as) })
        }
      />
      <WordTable
        title="Forecast categories"
        words={understood.categories.map((one) => now(one, corrections.categories))}
        options={CATEGORIES.map((one) => [one, one])}
        unknown="I don't know: keep it as it is"
        onSay={(word, as) =>
          onCorrect({ ...corrections, categories: said(corrections.categories, word, as) })
        }
      />
      <WordTable
        title="Roles"
        words={understood.roles.map((one) => now(one, corrections.roles))}
        options={CONTACT_ROLES.map((one) => [one, one.replace("-", " ")])}
        unknown="I don't know: leave it open"
        onSay={(word, as) =>
          onCorrect({ ...corrections, roles: said(corrections.roles, word, as) })
        }
      />
    </section>
  );
}

/** What a word means by what was just said about it, before the file is read again. */
const now = <One extends { word: string; as: string }>(
  one: One,
  said: Readonly<Record<string, string>>,
) => ({ ...one, as: said[wordKey(one.word)] ?? one.as });

/** A field is held by one column: whichever was said to be it before is free again. */
function freed(corrections: Corrections, kind: FileKind, field: string) {
  return Object.fromEntries(
    Object.entries(corrections.columns[kind] ?? {}).filter(([, was]) => was !== field),
  );
}

function said<Meaning extends string>(
  all: Record<string, Meaning>,
  word: string,
  as: string,
): Record<string, Meaning> {
  const { [wordKey(word)]: _, ...rest } = all;
  return as === "unknown"
    ? (rest as Record<string, Meaning>)
    : { ...rest, [wordKey(word)]: as as Meaning };
}

function Writing(props: {
  understood: FileReport["understood"];
  corrections: Corrections;
  onCorrect: (corrections: Corrections) => void;
}) {
  const { understood, corrections, onCorrect } = props;
  const { amounts, days } = SHAPES[understood.kind];
  if (amounts.length === 0 && days.length === 0) return null;
  return (
    <p className="file-line">
      {days.length > 0 && (
        <Choice
          label="How dates are written"
          value={understood.days}
          options={[
            ["day-first", "Dates as 31/12/2026"],
            ["month-first", "Dates as 12/31/2026"],
          ]}
          onChange={(value) => onCorrect({ ...corrections, days: value as Corrections["days"] })}
        />
      )}
      {amounts.length > 0 && (
        <>
          <Choice
            label="How amounts are written"
            value={understood.decimal}
            options={[
              ["point", "Amounts as 1,234.50"],
              ["comma", "Amounts as 1.234,50"],
            ]}
            onChange={(value) =>
              onCorrect({ ...corrections, decimal: value as Corrections["decimal"] })
            }
          />
          <label className="currency">
            Currency where none is named{" "}
            <input
              type="text"
              size={4}
              maxLength={3}
              defaultValue={understood.currency}
              onBlur={(event) => {
                const code = event.target.value.trim().toUpperCase();
                if (/^[A-Z]{3}$/.test(code) && code !== understood.currency)
                  onCorrect({ ...corrections, currency: code });
              }}
            />
          </label>
        </>
      )}
    </p>
  );
}
