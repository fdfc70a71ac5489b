import type { Candidate, Spot } from "../../src/coaching/opportunity.ts";
import type { Answer } from "../../src/messages/answer.ts";
import { fenced, type MessagesRequest } from "./messages.ts";

/** Writes a debrief from nothing but the request, as a language model would have to. */
export function debriefFrom(request: MessagesRequest) {
  const facts = JSON.parse(fenced(request, "facts")) as { ranked: Candidate[] };
  const names = namesIn(request);
  const cite = (spot: Spot) => ({
    ...spot,
    speaker: names.get(spot.speaker) ?? spot.speaker,
  });
  const missed = facts.ranked.find((candidate) => !candidate.credited);
  const opening = missed ?? facts.ranked[0];
  if (!opening) throw new Error("the facts hold no moments");
  const who = cite(opening.spot).speaker;
  const said = `“${opening.spot.quote}”`;
  return {
    question: {
      text: `${who} said ${said}. What were you hoping to hear next?`,
      moment: cite(opening.spot),
      credited: opening.credited,
    },
    wentWell: facts.ranked
      .filter((candidate) => candidate.credited)
      .slice(0, 1)
      .map(({ spot }) => ({ moment: cite(spot), why: "You left room there, and it was used." })),
    opportunity: missed
      ? {
          moment: cite(missed.spot),
          response: missed.response ? cite(missed.response) : null,
          whatHappened: `After ${said} the talk went elsewhere.`,
          tryInstead: "What does that change for you?",
          whyItMatters: "It was theirs to say more, and one question would have let them.",
        }
      : null,
    skill: "Discovery: stay with what was said",
    behaviour: "stay-one-question-longer",
    practice: "On the next call, ask one question about the first worry you hear.",
    followUp: { on: "2026-11-27", what: "I'll look for a question right after a worry." },
    wordings: [],
  };
}

/** An answer to a question, from what the request gives: the draft, in slightly other words. */
function answerFrom(request: MessagesRequest) {
  const { draft } = JSON.parse(fenced(request, "facts")) as { draft: Answer };
  return { ...draft, lines: ["Here is what I found on that.", ...draft.lines].slice(0, 5) };
}

/** What was asked for, by the facts that came with it. */
export function writingFor(request: MessagesRequest) {
  const facts = JSON.parse(fenced(request, "facts")) as { draft?: unknown };
  return facts.draft === undefined ? debriefFrom(request) : answerFrom(request);
}

/** "People: id = Name, side; …", the first line of the transcript. */
function namesIn(request: MessagesRequest): Map<string, string> {
  const [people = ""] = fenced(request, "transcript").split("\n");
  return new Map(
    people
      .replace("People: ", "")
      .split("; ")
      .map((person) => {
        const [id = "", rest = ""] = person.split(" = ");
        return [id, rest.replace(/, (?:rep|buyer|side unknown)$/, "")];
      }),
  );
}
