import { type ModelPart, readModel } from "./mental-model.ts";

/** What one version of a part brought. */
export interface Growth {
  part: string | null;
  version: number;
  at: Date;
  /** Claims that were not there before. */
  added: string[];
  /** Claims whose counts or dates moved. */
  moved: string[];
  /** How many are no longer said. */
  gone: number;
}

/** Compares each version of each part with the one before it, newest first. Pure. */
export function growthOf(
  versions: readonly { part: string | null; version: number; markdown: string; at: Date }[],
): Growth[] {
  return versions.map((version, at) => {
    const before = versions.slice(at + 1).find(({ part }) => part === version.part);
    const now = claimsIn(version.markdown);
    const then = claimsIn(before?.markdown ?? "");
    const fresh = [...now].filter(([, text]) => ![...then.values()].includes(text));
    return {
      ...{ part: version.part, version: version.version, at: version.at },
      added: fresh.flatMap(([key, text]) => (then.has(key) ? [] : [text])),
      moved: fresh.flatMap(([key, text]) => (then.has(key) ? [text] : [])),
      gone: [...then.keys()].filter((key) => !now.has(key)).length,
    };
  });
}

/** A claim is the same while it begins the same: its counts and dates come after. */
function claimsIn(markdown: string): Map<string, string> {
  const lines = readModel(markdown).flatMap(({ sections }: ModelPart) =>
    sections.flatMap(({ heading, lines }) => lines.map(({ text }) => ({ heading, text }))),
  );
  return new Map(
    lines.map(({ heading, text }) => [`${heading}/${text.split(/\d/)[0]?.trim()}`, text]),
  );
}
