const ROLES =
  "host|co-host|cohost|guest|presenter|organizer|organiser|panelist|attendee|moderator|you|me|external|internal|unverified";
/** What meeting tools append to a name: "(Host)", "[Guest]", "(Host, me)". */
const ROLE = new RegExp(`\\s*[([](?:${ROLES})(?:,\\s?(?:${ROLES}))*[)\\]]$`, "i");
const EMAIL = /\s*[<(]?\b([^\s<>()@]{1,64}@[^\s<>()@]{1,190}\.[a-z]{2,24})[>)]?$/i;
const NOBODY = /^(?:unknown(?: speaker)?|unidentified(?: speaker)?|speaker \?)$/i;
const LONGEST = 120;

/** A speaker's name without the meeting tool's role marks, with the e-mail address it carried; `null` for no name at all. */
export function cleanName(raw: string): { name: string | null; email?: string } {
  let name = raw
    .slice(0, LONGEST * 2)
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  const email = EMAIL.exec(name);
  if (email !== null) name = name.slice(0, email.index).trim() || (email[1] ?? "");
  name = name
    .replace(ROLE, "")
    .replace(/^[*_"]+|[*_"]+$/g, "")
    .trim()
    .slice(0, LONGEST);
  const found = name === "" || NOBODY.test(name) ? null : name;
  return email?.[1] === undefined
    ? { name: found }
    : { name: found, email: email[1].toLowerCase() };
}

/** Names compared without case, accents, dots or doubled spaces. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[.\s]+/g, " ")
    .trim();
}

/** Hands out stable ids such as "maya-okafor", each once; the order of asking decides who gets the suffix. */
export function slugs(taken: Iterable<string> = []): (name: string) => string {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return (name) => {
    const base =
      nameKey(name)
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "") || "speaker";
    let number = next.get(base) ?? 1;
    let slug = number === 1 ? base : `${base}-${number}`;
    while (used.has(slug)) slug = `${base}-${++number}`;
    next.set(base, number + 1);
    used.add(slug);
    return slug;
  };
}
