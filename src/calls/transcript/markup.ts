const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lrm: "",
  rlm: "",
};
/** A closed tag of any name or an inner timestamp; "x < y" is not one. */
const TAG = /<\/?[a-z0-9][^<>]*>|<\/?>|\{\\[^{}]*\}/gi;
/** A tag that the cue's end cut off. */
const OPEN_TAG = /<\/?(?:v|c|i|b|u|lang|ruby|rt)(?:[.\s][^<>]*)?$/i;

/** Caption text without tags, styles and inner times, entities decoded, white space collapsed. */
export function plainText(markup: string): string {
  return collapse(decodeEntities(markup.replace(TAG, "").replace(OPEN_TAG, "")));
}

/** Replaces the entities captions use ("&amp;", "&#39;", "&nbsp;"); unknown ones stay as they are. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, ten, hex, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = ten === undefined ? Number.parseInt(hex, 16) : Number(ten);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** One line, single spaces, trimmed. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A stretch of a cue spoken by one voice; `null` where the cue does not say whose. */
export interface VoiceSpan {
  name: string | null;
  markup: string;
}

/** Splits a cue at its `<v Name>` tags; words outside them belong to nobody. */
export function voiceSpans(payload: string): VoiceSpan[] {
  if (!/<v[.\s>]/i.test(payload)) return [{ name: null, markup: payload }];
  const spans: VoiceSpan[] = [];
  let name: string | null = null;
  let from = 0;
  for (const tag of payload.matchAll(/<(\/)?v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>/gi)) {
    spans.push({ name, markup: payload.slice(from, tag.index) });
    name = tag[1] === undefined ? collapse(decodeEntities(tag[2] ?? "")) || null : null;
    from = tag.index + tag[0].length;
  }
  spans.push({ name, markup: payload.slice(from) });
  return spans;
}
