import type { Participant } from "./call.ts";
import { nameKey } from "./transcript/names.ts";

/** Somebody a recorder knows to have been invited or there, whether they spoke or not. */
export interface Invited {
  name: string | null;
  email: string | null;
}

/** Gives speakers the addresses their recorder knows: by name, else by an address that spells one name only. */
export function withAddresses(
  speakers: readonly Participant[],
  invited: readonly Invited[],
): Participant[] {
  const taken = new Set(speakers.flatMap((speaker) => speaker.email?.toLowerCase() ?? []));
  const addresses = [...new Map(invited.flatMap(entryOf)).values()].filter(
    (one) => !taken.has(one.email),
  );
  return speakers.map((speaker) => {
    if (speaker.email !== undefined) return speaker;
    const key = nameKey(speaker.name);
    const named = addresses.filter((one) => one.name !== null && nameKey(one.name) === key);
    const spelled = addresses.filter((one) => spells(one.email, key));
    const [only, ...others] = named.length > 0 ? named : spelled;
    const alone =
      only !== undefined &&
      others.length === 0 &&
      speakers.filter((one) => nameKey(one.name) === key).length === 1;
    return alone ? { ...speaker, email: only.email } : speaker;
  });
}

function entryOf({ name, email }: Invited): [string, { name: string | null; email: string }][] {
  const address = email?.trim().toLowerCase() ?? "";
  return /^[^@\s]+@[^@\s]+$/.test(address) ? [[address, { name, email: address }]] : [];
}

/** "maya.okafor@…" and "mokafor@…" spell Maya Okafor; a first name alone proves nothing. */
function spells(email: string, name: string): boolean {
  const words = name.split(" ");
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (words.length < 2) return false;
  const local = email.slice(0, email.indexOf("@")).replace(/[^a-z]/g, "");
  return (
    local === `${first}${last}` || local === `${first[0]}${last}` || local === `${last}${first}`
  );
}
