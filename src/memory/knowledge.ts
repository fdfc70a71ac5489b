import type { Telling } from "./memory.ts";

const LONGEST_SECTION = 20_000;

/**
 * A knowledge file as memories for everybody, a section each, under ids that stay as long as the file
 * and its headings do: telling it again replaces what changed and leaves the rest. Pure.
 */
export function tellingsOfKnowledge(name: string, markdown: string): Telling[] {
  const sections = markdown.split(/^(?=#{1,3} )/m).map((section) => section.trim());
  const used = new Map<string, number>();
  return sections.filter(Boolean).map((section) => {
    const heading = /^#{1,3} (.+)/.exec(section)?.[1] ?? "opening";
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "");
    const times = (used.get(slug) ?? 0) + 1;
    used.set(slug, times);
    return {
      documentId: `knowledge/${name}#${slug}${times > 1 ? `-${times}` : ""}`,
      kind: "knowledge",
      text: section.slice(0, LONGEST_SECTION),
      thread: `knowledge/${name}`,
      source: { title: `${name}: ${heading}` },
    };
  });
}
