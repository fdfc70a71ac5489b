import type { PlaygroundPerson } from "../host.ts";

const ROLES = { rep: "Rep", manager: "Manager", admin: "Admin" };

/** What this page is, and who the visitor is on it. */
export function Sidebar(props: {
  people: PlaygroundPerson[];
  person: PlaygroundPerson;
  onChange: (id: string) => void;
  onImport: () => void;
}) {
  const mayImport = props.person.role !== "rep" || props.people.every(({ role }) => role === "rep");
  return (
    <header className="sidebar">
      <h1>Coach playground</h1>
      <p className="about">
        The coach as your team would meet it. No Slack or Teams account is involved, and nobody
        outside this page is messaged.
      </p>
      <fieldset className="people">
        <legend>You are</legend>
        {props.people.map(({ id, name, role, about }) => (
          <label key={id} className="person">
            <input
              type="radio"
              name="person"
              value={id}
              checked={id === props.person.id}
              onChange={() => props.onChange(id)}
            />
            <span className="person-name">{name}</span>
            <span className={`role role-${role}`}>{ROLES[role]}</span>
            <span className="person-about">{about}</span>
          </label>
        ))}
      </fieldset>
      <nav className="learned" aria-label="What the coach has learned">
        <a href={`/memory/discovery-playbook?as=${props.person.id}`} target="_blank" rel="noopener">
          Discovery Playbook
        </a>
        <a href={`/memory/coaching-themes?as=${props.person.id}`} target="_blank" rel="noopener">
          Coaching Themes
        </a>
        <a href={`/memory?as=${props.person.id}`} target="_blank" rel="noopener">
          What it remembers
        </a>
      </nav>
      {mayImport && (
        <button type="button" className="plain to-import" onClick={props.onImport}>
          Import deals
        </button>
      )}
    </header>
  );
}
