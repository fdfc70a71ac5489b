import { CoachError } from "../errors.ts";
import type { PersonRow } from "../store/people.ts";

/** By name, first name, e-mail address or id; `bad-input` with who there is when it is nobody, or several. */
export function personNamed(people: readonly PersonRow[], wanted: string): PersonRow {
  const key = wanted.trim().toLowerCase();
  const exact = people.filter(
    ({ id, name, email }) =>
      id === key || name.toLowerCase() === key || email?.toLowerCase() === key,
  );
  const found = exact.length > 0 ? exact : people.filter(({ name }) => firstNameOf(name) === key);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = (only ? found : people).slice(0, 20).map(({ name }) => name);
  if (names.length === 0)
    throw new CoachError("bad-input", "Nobody works here yet. Import people first.");
  throw new CoachError(
    "bad-input",
    only
      ? `Several people are called "${wanted}": ${names.join(", ")}. Give the full name.`
      : `Nobody here is called "${wanted}". Choose one of: ${names.join(", ")}.`,
  );
}

const firstNameOf = (name: string) => name.toLowerCase().split(/\s+/)[0];
