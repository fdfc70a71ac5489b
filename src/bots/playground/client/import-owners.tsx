import { type Corrections, wordKey } from "../../../deals/import/corrections.ts";
import type { ImportReport } from "../../../deals/import/report.ts";
import type { Correcting } from "./import-steps.tsx";
import { Choice } from "./import-words.tsx";

/** Owners as the deals have them, and who each is here. */
export function Owners(props: {
  owners: ImportReport["owners"];
  people: readonly { id: string; name: string }[];
  corrections: Corrections;
  addOwners: boolean;
  onChange: (change: Partial<Correcting>) => void;
}) {
  const { owners, people, corrections, addOwners, onChange } = props;
  if (owners.length === 0) return null;
  const strangers = owners.filter(({ personId }) => personId === null).length;
  const say = (name: string, id: string) => {
    const { [wordKey(name)]: _, ...rest } = corrections.owners;
    const said = id === "" ? rest : { ...rest, [wordKey(name)]: id };
    onChange({ corrections: { ...corrections, owners: said } });
  };
  return (
    <section className="file" aria-label="Owners">
      <h3>Owners</h3>
      <p className="file-line">
        <label>
          <input
            type="checkbox"
            checked={addOwners}
            onChange={(event) => onChange({ addOwners: event.target.checked })}
          />{" "}
          Make reps of owners who are not here yet
        </label>
        <span>
          {strangers === 0
            ? "Everybody is known."
            : `${strangers} of ${owners.length} are nobody here.`}
        </span>
      </p>
      <table className="words">
        <thead>
          <tr>
            <th scope="col">In the file</th>
            <th scope="col">Deals</th>
            <th scope="col">Who it is here</th>
          </tr>
        </thead>
        <tbody>
          {owners.map(({ name, personId, person, deals }) => (
            <tr key={name} className={personId === null ? "open" : ""}>
              <th scope="row">{name}</th>
              <td className="number">{deals.toLocaleString()}</td>
              <td>
                <Choice
                  label={`Who ${name} is`}
                  value={personId ?? ""}
                  options={[
                    ["", "Nobody here: keep the name"],
                    // Somebody this very import makes is not on the list yet.
                    ...(personId && !people.some(({ id }) => id === personId)
                      ? [[personId, person ?? name] as const]
                      : []),
                    ...people.map((one) => [one.id, one.name] as const),
                  ]}
                  onChange={(id) => say(name, id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
