import { readdir, readFile } from "node:fs/promises";
import { contentWords } from "../calls/content-words.ts";

const KNOWLEDGE = new URL("../../knowledge/", import.meta.url);
const PLAYS = new URL("plays/", KNOWLEDGE);

/** A play, or a part of the method where no play fits. */
interface Page {
  name: string;
  text: string;
}

let read: Promise<Page[]> | undefined;

/** What the playbook, or else the method, says on a subject; the names there are when nothing fits. */
export async function playNamed(name: string): Promise<string> {
  read ??= pages();
  const all = await read;
  const asked = contentWords(name.toLowerCase().split(/\s+/));
  const fitting = all
    .map((page) => ({ page, shared: sharedWith(page.name, asked) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  const best = fitting[0]?.page;
  if (best) return `# ${best.name}\n\n${best.text}`;
  return `Nothing by that name. There is: ${all.map((page) => page.name).join("; ")}.`;
}

function sharedWith(name: string, asked: ReadonlySet<string>): number {
  return [...contentWords(name.toLowerCase().split(/[\s:,()-]+/))].filter((word) => asked.has(word))
    .length;
}

/** Plays go before the method: they are the team's own. */
async function pages(): Promise<Page[]> {
  const names = await readdir(PLAYS).catch(() => [] as string[]);
  const plays = names.filter((name) => name.endsWith(".md"));
  const own = await Promise.all(
    plays.map(async (file) => ({
      name: file.replace(/\.md$/, "").replaceAll("-", " "),
      text: await readFile(new URL(file, PLAYS), "utf8"),
    })),
  );
  const method = await Promise.all(
    ["discovery-coach.md", "sales-coach.md"].map(async (file) =>
      sections(await readFile(new URL(file, KNOWLEDGE), "utf8")),
    ),
  );
  return [...own, ...method.flat()];
}

function sections(markdown: string): Page[] {
  return markdown
    .split(/^#{2,3} /m)
    .slice(1)
    .flatMap((section) => {
      const [name = "", ...lines] = section.split("\n");
      const text = lines.join("\n").trim();
      return text ? [{ name: name.replace(/^\d+\. /, ""), text }] : [];
    });
}
