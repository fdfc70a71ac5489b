import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { answerQuestion } from "../jobs/answer-question.ts";
import { plainText } from "../messages/plain-text.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople, type PersonRow } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";
import { watchOn } from "./terminal-watch.ts";

export interface AskOptions {
  /** Who asks: a name, a first name, an e-mail address or an id. */
  as: string;
  json?: boolean;
}

/** `ask QUESTION --as PERSON`: the answer that person would get, from the calls they may see. */
export async function askCommand(
  config: Config,
  question: string,
  options: AskOptions,
): Promise<number> {
  if (question.trim() === "") throw new CoachError("bad-input", "Ask something between quotes.");
  const parts = await openFloor(config);
  try {
    const workspaceId = await currentWorkspace(parts.database);
    const people = await parts.database.inWorkspace(workspaceId, listPeople);
    const person = personNamed(people, options.as);
    const watched = watchOn(options.json ? { write: () => undefined } : process.stderr);
    const { answer, mind, message } = await answerQuestion(
      parts.effects,
      workspaceId,
      person,
      question,
      {
        watched,
      },
    );
    watched.clear();
    if (!options.json) {
      print(plainText(message));
      return 0;
    }
    const { renderForAll } = await import("../bots/rendered.ts");
    const { slack, teams } = renderForAll(message, {
      deliveryId: "00000000-0000-7000-8000-000000000000",
    });
    printJson({
      deliverable: "answer",
      data: { question, as: person.name, mind, ...answer },
      messages: { slack, teams },
    });
    return 0;
  } finally {
    await parts.close();
  }
}

/** By name, first name, e-mail address or id; `bad-input` with who there is when it is nobody, or several. */
export function personNamed(people: readonly PersonRow[], wanted: string): PersonRow {
  const key = wanted.trim().toLowerCase();
  const exact = people.filter(
    ({ id, name, email }) =>
      id === key || name.toLowerCase() === key || email?.toLowerCase() === key,
  );
  const found = exact.length > 0 ? exact : people.filter(({ name }) => firstNameOf(name) === key);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = (only ? found : people).slice(0, 20).map(({ name }) => name);
  if (names.length === 0)
    throw new CoachError("bad-input", "Nobody works here yet. Import people first.");
  throw new CoachError(
    "bad-input",
    only
      ? `Several people are called "${wanted}": ${names.join(", ")}. Give the full name.`
      : `Nobody here is called "${wanted}". Choose one of: ${names.join(", ")}.`,
  );
}

const firstNameOf = (name: string) => name.toLowerCase().split(/\s+/)[0];
