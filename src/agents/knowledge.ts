import { readFile } from "node:fs/promises";
import type { Prompt } from "./agent.ts";

const FOLDER = new URL("../../knowledge/", import.meta.url);
const read = new Map<Prompt["persona"], Promise<string>>();

/** What a coach knows, as Markdown; read from the disk once. */
export function knowledgeOf(persona: Prompt["persona"]): Promise<string> {
  let text = read.get(persona);
  if (!text) {
    text = readFile(new URL(`${persona}.md`, FOLDER), "utf8");
    read.set(persona, text);
  }
  return text;
}
