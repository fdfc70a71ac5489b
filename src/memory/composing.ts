import type { ModelSpec } from "./bank.ts";
import type { Observation } from "./memory.ts";
import { dayOf } from "./statements.ts";

type Part = Pick<
  Observation,
  "id" | "personId" | "kind" | "statement" | "seen" | "missed" | "trend" | "sources"
>;

/** The kinds of observation that each model is about, under the headings they stand below. */
const SECTIONS: Record<string, { heading: string; kinds: string[] }[]> = {
  "discovery-playbook": [
    { heading: "Questions that opened things up", kinds: ["question"] },
    { heading: "Objections and what became of them", kinds: ["objection"] },
    { heading: "Why deals were lost", kinds: ["loss"] },
  ],
  "coaching-themes": [
    { heading: "What shows on calls", kinds: ["behaviour"] },
    { heading: "What coaching did", kinds: ["coaching", "advice"] },
    { heading: "Which coaching worked", kinds: ["way"] },
    { heading: "Promises, forecasts and ramp", kinds: ["commitment", "forecast", "ramp"] },
    { heading: "Looking back", kinds: ["reflection"] },
  ],
};

const LINES = 12;
const CITATIONS = 3;

/** Puts observations into a model's readable markdown, a citation on every line; empty when none fit. */
export function composed(
  spec: ModelSpec,
  observations: readonly Part[],
): { markdown: string; used: string[] } {
  const cited: string[] = [];
  const used: string[] = [];
  const cite = (source: Part["sources"][number], { personId }: Part) => {
    const day = source.at ? dayOf(new Date(source.at)) : "no date";
    // What is for everybody names no call: who sells to whom would tell who said it.
    const at = personId !== null && source.title ? `${day}, ${source.title}` : day;
    // The address is ours; whoever shows it makes a link of it for those who may open the call.
    const place = source.callId
      ? `[${at.replace(/[[\]]/g, "")}](call:${source.callId}/${source.turn ?? ""})`
      : at;
    const flat = (text = "") => text.replace(/\s+/g, " ").trim();
    const line = `${place}: ${source.quote ? `"${flat(source.quote)}"` : flat(source.text)}`;
    if (!cited.includes(line)) cited.push(line);
    return `[${cited.indexOf(line) + 1}]`;
  };
  const sections = (SECTIONS[spec.id] ?? []).flatMap(({ heading, kinds }) => {
    const lines = observations
      .filter(({ kind }) => kinds.includes(kind))
      .slice(0, LINES)
      .map((observation) => {
        used.push(observation.id);
        return `- ${observation.statement} ${citations(observation, cite)}`;
      });
    return lines.length > 0 ? [`### ${heading}\n\n${lines.join("\n")}`] : [];
  });
  if (sections.length === 0) return { markdown: "", used };
  const sources = cited.map((line, index) => `${index + 1}. ${line}`);
  return { markdown: `${sections.join("\n\n")}\n\n### Sources\n\n${sources.join("\n")}`, used };
}

/** The newest sources, and where the other side was seen too, that side's by itself. */
function citations(
  part: Part,
  cite: (source: Part["sources"][number], part: Part) => string,
): string {
  const { sources, seen, missed } = part;
  const side = (stance: "for" | "against") =>
    sources
      .filter((source) => source.stance === stance)
      .slice(0, CITATIONS)
      .map((source) => cite(source, part))
      .join("");
  if (seen === 0) return side("against");
  return missed === 0 ? side("for") : `${side("for")} Not then: ${side("against")}`;
}
