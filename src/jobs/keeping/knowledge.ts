import { createHash } from "node:crypto";
import { knowledgeOf } from "../../agents/knowledge.ts";
import { tellingsOfKnowledge } from "../../memory/knowledge.ts";
import { untoldOf } from "../../store/memory-told.ts";
import type { Kept, Source } from "./kept.ts";

const FILES = ["discovery-coach", "sales-coach"] as const;

/** What the coaches know, a section each; told again when a file has changed. */
export const keepKnowledge: Source = async (tx) => {
  const files = await Promise.all(
    FILES.map(async (name) => {
      const text = await knowledgeOf(name);
      const version = createHash("sha256").update(text).digest("hex").slice(0, 16);
      return { name, text, subject: `knowledge/${name}`, version };
    }),
  );
  const untold = await untoldOf(tx, files);
  return files
    .filter(({ subject }) => untold.has(subject))
    .map(
      ({ name, text, subject, version }): Kept => ({
        ...{ subject, version, under: `knowledge/${name}#` },
        tellings: tellingsOfKnowledge(name, text),
      }),
    );
};
