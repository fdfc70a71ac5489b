import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { answerQuestion } from "../jobs/answer-question.ts";
import { plainText } from "../messages/plain-text.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";
import { personNamed } from "./person-named.ts";
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
