import type { Shown } from "./address.ts";

const PLACES = { dm: "Direct message", channel: "Team channel" } as const;
const LOOKS = { slack: "Slack", teams: "Teams" } as const;

/** Where the visitor looks, and which product's look the messages have. */
export function Bar(props: {
  shown: Shown;
  show: (change: Partial<Shown>) => void;
  isNewElsewhere: boolean;
}) {
  const { shown, show, isNewElsewhere } = props;
  return (
    <nav className="bar" aria-label="What is shown">
      <Choice
        legend="Conversation"
        options={PLACES}
        value={shown.place}
        onChange={(place) => show({ place })}
        mark={isNewElsewhere}
      />
      <Choice
        legend="Look"
        options={LOOKS}
        value={shown.look}
        onChange={(look) => show({ look })}
      />
    </nav>
  );
}

function Choice<Name extends string>(props: {
  legend: string;
  options: Record<Name, string>;
  value: Name;
  onChange: (value: Name) => void;
  /** Something new waits under the option that is not chosen. */
  mark?: boolean;
}) {
  const names = Object.keys(props.options) as Name[];
  return (
    <fieldset className="choice">
      <legend className="unseen">{props.legend}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name={props.legend}
            checked={name === props.value}
            onChange={() => props.onChange(name)}
          />
          <span>
            {props.options[name]}
            {props.mark && name !== props.value && (
              <span className="new">
                <span className="unseen">, something new</span>
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
