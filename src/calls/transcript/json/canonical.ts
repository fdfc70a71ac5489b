import type { Participant, Turn } from "../../call.ts";
import { type Parsed, peopleWarnings, timeWarnings } from "../assembly.ts";
import { collapse } from "../markup.ts";
import { nameKey, slugs } from "../names.ts";
import { refusal, type Source } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asLabel, asList, asMoment, asMs, asText, type Fields } from "./value.ts";

type Named = Pick<Source, "name" | "warnings">;

/** This project's own shape, `{title, participants, turns}`: nothing is merged, trimmed or dropped, so turn numbers stay what they were. */
export const canonical: Shape = {
  name: "canonical",
  shows: "this product's own ({title, participants, turns})",
  read(value, source) {
    const data = asFields(value);
    return data !== null && Array.isArray(data.turns) ? readCall(data, data.turns, source) : null;
  },
};

function readCall(data: Fields, entries: unknown[], source: Named): Parsed {
  const given = participantsOf(data, source);
  const people = new Map(given.map((person) => [person.id, person]));
  const byName = new Map(given.map((person) => [nameKey(person.name), person]));
  const slug = slugs(["unknown", ...people.keys()]);
  const person = (label: string | null): Participant => {
    const known =
      label === null ? people.get("unknown") : (people.get(label) ?? byName.get(nameKey(label)));
    if (known !== undefined) return known;
    const fresh: Participant =
      label === null
        ? { id: "unknown", name: "Unknown speaker", side: null }
        : { id: slug(shortName(label)), name: shortName(label), side: null };
    if (label !== null && given.length > 0) {
      source.warnings.push(`"${fresh.name}" speaks and is not among the participants; added.`);
    }
    people.set(label ?? fresh.id, fresh);
    byName.set(nameKey(fresh.name), fresh);
    return fresh;
  };
  const turns = entries.map((entry, index): Turn => {
    const turn = asFields(entry);
    if (turn === null || typeof turn.text !== "string") {
      throw refusal(source, null, `turns[${index}] needs a "text" that is a string`);
    }
    const startMs = asMs(turn.startMs);
    return {
      speaker: person(asLabel(turn.speaker)).id,
      startMs,
      endMs: asMs(turn.endMs),
      text: turn.text,
    };
  });
  const placed = turns.map((turn, index) => ({ ...turn, where: `Turn ${index}` }));
  for (const turn of turns) {
    if (turn.startMs !== null && turn.endMs !== null && turn.endMs < turn.startMs)
      turn.endMs = null;
  }
  const participants = [...people.values()];
  return {
    transcript: {
      title: asText(data.title) ?? "",
      startedAt: startOf(data.startedAt, source),
      participants,
      turns,
    },
    format: "canonical",
    warnings: [...timeWarnings(placed), ...peopleWarnings(participants, turns)],
  };
}

/** One line of a length that names have: everything after this compares and shows it. */
function shortName(name: string): string {
  return collapse(name.slice(0, 200));
}

function startOf(value: unknown, source: Named): string | null {
  const startedAt = asMoment(value);
  if (startedAt === null && value !== undefined && value !== null) {
    source.warnings.push('"startedAt" is not an ISO 8601 date and was left out.');
  }
  return startedAt;
}

function participantsOf(data: Fields, source: Named): Participant[] {
  const found = new Map<string, Participant>();
  for (const entry of asList(data.participants)) {
    const id = asLabel(entry.id) ?? asText(entry.name);
    if (id === null) continue;
    if (found.has(id)) {
      source.warnings.push(
        `Two participants have the id "${id.slice(0, 60)}"; the first was kept.`,
      );
      continue;
    }
    const email = asText(entry.email);
    const side = entry.side === "rep" || entry.side === "buyer" ? entry.side : null;
    found.set(id, {
      id,
      name: shortName(asText(entry.name) ?? id),
      ...(email === null ? {} : { email: email.toLowerCase() }),
      side,
      ...(side === null ? {} : { sideFrom: "given" as const }),
    });
  }
  return [...found.values()];
}
