/** What somebody asks of the coach's memory, as far as their words tell. */
export type MemoryAsked =
  | { type: "about-me" }
  | { type: "about"; name: string }
  | { type: "note"; text: string }
  | { type: "model"; id: "discovery-playbook" | "coaching-themes" };

const ABOUT_ME =
  /^\W*(?:(?:please )?(?:show me |tell me )?what (?:do|did|have) you (?:remember|know|kept?|remembered|stored?)(?: (?:about|of|on) me)?|\/?remember(?: me)?|\/?(?:my )?memor(?:y|ies)|show (?:me )?my memor(?:y|ies))\W*$/i;
const ABOUT =
  /^\W*(?:what (?:do|did|have) you (?:remember|remembered)(?: (?:about|of|on))|\/?memory (?:of|about|on)) (.{2,60}?)\W*$/i;
/** "Remember when …?" is a question about calls; "remember that …" is not. */
const NOTE =
  /^\W*(?:please )?\/?(?:(?:remember|note|keep in mind)(?: that\b|:)|remember(?! (?:when|what|who|how|where|which|if|me)\b))\s*(\S.*)$/is;
const MODEL =
  /^\W*(?:show (?:me )?|open )?(?:the |our |your |my )?(discovery playbook|playbook|coaching themes|themes)\W*$/i;

/** Reads a line; `null` when it is about something else. */
export function memoryAsked(text: string): MemoryAsked | null {
  const line = text.trim().replace(/^@\S{1,40} /, "");
  if (ABOUT_ME.test(line)) return { type: "about-me" };
  const model = MODEL.exec(line)?.[1]?.toLowerCase();
  if (model)
    return {
      type: "model",
      id: model.endsWith("themes") ? "coaching-themes" : "discovery-playbook",
    };
  const name = ABOUT.exec(line)?.[1];
  if (name) return { type: "about", name };
  const note = NOTE.exec(line)?.[1]?.trim();
  return note && !/\?\s*$/.test(note) ? { type: "note", text: note } : null;
}
