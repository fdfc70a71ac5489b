/** A choice whose label is heard and not seen: the table around it says what it is about. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <select
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** The words of a file and what each is taken to mean. */
export function WordTable(props: {
  title: string;
  words: readonly { word: string; as: string; rows: number }[];
  options: readonly (readonly [string, string])[];
  unknown: string;
  onSay: (word: string, as: string) => void;
}) {
  const { title, words, options, unknown, onSay } = props;
  if (words.length === 0) return null;
  return (
    <table className="words">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">In the file</th>
          <th scope="col">Rows</th>
          <th scope="col">What it means</th>
        </tr>
      </thead>
      <tbody>
        {words.map(({ word, as, rows }) => (
          <tr key={word} className={as === "unknown" ? "open" : ""}>
            <th scope="row">{word}</th>
            <td className="number">{rows.toLocaleString()}</td>
            <td>
              <Choice
                label={`What ${word} means`}
                value={as}
                options={[["unknown", unknown], ...options]}
                onChange={(value) => onSay(word, value)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
