import type { Block, Message, Rich } from "./message.ts";

/** Words a line of a mental model rests on. */
export interface ModelSource {
  number: number;
  /** The day, and the call where it may be named. */
  place: string;
  call: { id: string; turn: number | null } | null;
  /** What was said, verbatim; else what is remembered of it. */
  quote: string | null;
  text: string;
}

/** One claim with the numbers of its sources; `against` are those of the other side. */
export interface ModelLine {
  text: string;
  cites: number[];
  against: number[];
}

/** What one group of readers shares: everybody's part first, then a person's. */
export interface ModelPart {
  /** `null` for everybody's. */
  heading: string | null;
  sections: { heading: string; lines: ModelLine[] }[];
  /** What a far bank wrote in its own form. */
  paragraphs: string[];
  sources: ModelSource[];
}

/** Reads the markdown of a mental model back into its parts. Pure; what it does not know stays a paragraph. */
export function readModel(markdown: string): ModelPart[] {
  const parts: ModelPart[] = [emptyPart(null)];
  let inSources = false;
  for (const line of markdown.split("\n").map((one) => one.trim())) {
    const part = parts.at(-1) as ModelPart;
    const section = part.sections.at(-1);
    if (line === "" || line.startsWith("# ")) continue;
    if (line.startsWith("## ")) {
      parts.push(emptyPart(line.slice(3)));
      inSources = false;
    } else if (line.startsWith("### ")) {
      inSources = line === "### Sources";
      if (!inSources) part.sections.push({ heading: line.slice(4), lines: [] });
    } else if (inSources) part.sources.push(...sourceIn(line));
    else if (line.startsWith("- ") && section) section.lines.push(lineOf(line.slice(2)));
    else part.paragraphs.push(line);
  }
  return parts.filter(({ sections, paragraphs }) => sections.length + paragraphs.length > 0);
}

const emptyPart = (heading: string | null): ModelPart => ({
  heading,
  sections: [],
  paragraphs: [],
  sources: [],
});

const CITE = /\[(\d+)\]/g;

function lineOf(text: string): ModelLine {
  const [, said = text, cited = ""] = /^(.*?)((?:\s*(?:Not then: )?\[\d+\])*)$/.exec(text) ?? [];
  const [own = "", other = ""] = cited.split("Not then:");
  const numbers = (list: string) => [...list.matchAll(CITE)].map(([, number]) => Number(number));
  return { text: said, cites: numbers(own), against: numbers(other) };
}

function sourceIn(line: string): ModelSource[] {
  const found =
    /^(\d+)\. (?:\[([^\]]+)\]\(call:([0-9a-f-]{36})\/(\d*)\)|([^:]+)): (?:"(.*)"|(.*))$/.exec(line);
  if (!found) return [];
  const [, number, place, id, turn, day, quote, text = ""] = found;
  return [
    {
      number: Number(number),
      place: place ?? day ?? "",
      call: id ? { id, turn: turn ? Number(turn) : null } : null,
      ...{ quote: quote ?? null, text },
    },
  ];
}

const QUESTIONS_SHOWN = 2;

/** The questions themselves, where a line rests on questions: what a playbook is read for. */
export function questionsOf(line: ModelLine, sources: readonly ModelSource[]): string[] {
  if (!/\bquestions drew out\b/.test(line.text)) return [];
  const asked = line.cites.flatMap(
    (number) => sources.find((source) => source.number === number)?.quote ?? [],
  );
  return [...new Set(asked.filter((quote) => quote.endsWith("?")))].slice(0, QUESTIONS_SHOWN);
}

/** What a mental model's message needs to know besides the model. */
export interface ModelScene {
  /** Opens a source's call; `null` when this reader may not open it. */
  linkTo(call: { id: string; turn: number | null }): string | null;
  /** The page with every source and what it was before. */
  page: string | null;
  /** "version 4, 20 November"; `null` before there is anything. */
  version: string | null;
}

const LINES_SHOWN = 4;

/** A mental model as a message: each claim with links to the calls it was seen on. */
export function modelMessage(
  name: string,
  parts: readonly ModelPart[],
  scene: ModelScene,
): Message {
  if (parts.every(({ sections }) => sections.length === 0)) {
    const line = `The ${name} is empty yet. It grows as calls come in.`;
    return { summary: line, blocks: [{ type: "text", text: [line] }] };
  }
  return {
    summary: scene.version ? `${name}, ${scene.version}` : name,
    blocks: [
      { type: "heading", text: name },
      ...parts.flatMap((part) => partBlocks(part, scene)),
      ...(scene.version
        ? [
            {
              type: "note" as const,
              text: [`${capital(scene.version)}. The numbers open the calls.`],
            },
          ]
        : []),
      ...(scene.page
        ? [
            {
              type: "actions" as const,
              actions: [{ id: "memory-model", label: "Open with all sources", url: scene.page }],
            },
          ]
        : []),
    ],
  };
}

function partBlocks(part: ModelPart, scene: ModelScene): Block[] {
  const sources = new Map(part.sources.map((source) => [source.number, source]));
  const cite = (number: number): Rich => {
    const call = sources.get(number)?.call;
    const link = call ? scene.linkTo(call) : null;
    return [" ", link ? { text: `[${number}]`, link } : `[${number}]`];
  };
  return [
    ...(part.heading
      ? [{ type: "text" as const, text: [{ text: part.heading, bold: true }] }]
      : []),
    ...part.sections.flatMap(({ heading, lines }): Block[] => [
      { type: "text", text: [{ text: heading, italic: true }] },
      {
        type: "list",
        items: lines.slice(0, LINES_SHOWN).map(
          (line): Rich => [
            line.text,
            ...questionsOf(line, part.sources).map((asked) => ({
              text: ` “${asked}”`,
              italic: true,
            })),
            ...line.cites.flatMap(cite),
            ...(line.against.length > 0 ? [" · not then:", ...line.against.flatMap(cite)] : []),
          ],
        ),
      },
    ]),
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
