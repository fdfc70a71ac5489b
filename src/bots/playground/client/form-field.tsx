import type { Field } from "../../../messages/message.ts";

/** One field of a form with its label, its hint, and what is wrong with it. */
export function FormField(props: {
  id: string;
  field: Field;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}) {
  const { id, field, value, problem, onChange } = props;
  const described = [field.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  const shared = {
    id,
    value,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": described.join(" ") || undefined,
    "aria-required": !field.optional,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className={`field ${problem ? "wrong" : ""}`}>
      <label htmlFor={id}>
        {field.label}
        {field.optional && <span className="optional"> (optional)</span>}
      </label>
      {field.hint && (
        <p className="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      <Control field={field} shared={shared} />
      {problem && (
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Control({ field, shared }: { field: Field; shared: Record<string, unknown> }) {
  switch (field.type) {
    case "text":
      return field.lines === "many" ? (
        <textarea rows={4} maxLength={field.maxLength} {...shared} />
      ) : (
        <input type="text" maxLength={field.maxLength} {...shared} />
      );
    case "number":
      return <input type="number" min={field.min} max={field.max} step="any" {...shared} />;
    case "date":
      return <input type="date" {...shared} />;
    case "choice":
      return (
        <select {...shared}>
          {!field.value && <option value="">Choose…</option>}
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
  }
}
