import { createInterface } from "node:readline";
import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { anotherLine, nextIn, openRound, type Round, triedIn } from "../jobs/practice/round.ts";
import { practiceScene, practisedWords } from "../jobs/practice/scene.ts";
import type { Message } from "../messages/message.ts";
import { plainText } from "../messages/plain-text.ts";
import {
  anotherLineMessage,
  drillLookMessage,
  playedMessage,
  practiceEndMessage,
  practiceMessage,
} from "../messages/practice.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print } from "./output.ts";
import { personNamed } from "./person-named.ts";

/** `practice --rep NAME [--account NAME]`: a role play over standard input; its end, or "stop", ends it. */
export async function practiceCommand(
  config: Config,
  options: { rep: string; account?: string },
): Promise<number> {
  const parts = await openFloor(config);
  try {
    const { database, model, publicUrl, now } = parts.effects;
    const workspaceId = await currentWorkspace(database);
    const scene = await database.inWorkspace(workspaceId, async (tx) => {
      const person = personNamed(await listPeople(tx), options.rep);
      return await practiceScene(tx, person, options.account?.trim() ?? "", now());
    });
    if ("nothing" in scene) throw new CoachError("bad-input", scene.nothing);
    const player = model.for?.(workspaceId) ?? model;
    const quotes = {
      linkTo: ({ callId, turn }: { callId: string; turn: number }) =>
        `${publicUrl}/calls/${callId}#turn-${turn}`,
      note: null,
    };
    const behaviour = practisedWords(scene);
    const [cue] = scene.cues;
    if (!cue) throw new CoachError("bad-input", "There is no line to practise with.");
    const plays = player.name !== "local";
    say(practiceMessage({ ...scene, behaviour, cue, plays }, quotes));
    let round: Round = openRound(scene);
    for await (const line of linesOfInput()) {
      const said = line.trim();
      if (said === "") continue;
      if (/^another(?: line)?$/i.test(said)) {
        round = anotherLine(round);
        const next = scene.cues[round.cue];
        if (next) say(anotherLineMessage(next, quotes));
        continue;
      }
      const next = await nextIn(player, round, said);
      if (next.does === "stops") {
        say(practiceEndMessage(behaviour, next.attempts));
        return 0;
      }
      round = next.round;
      say(
        next.does === "plays"
          ? playedMessage(scene.buyer, next.say)
          : drillLookMessage(next.attempt, { more: scene.cues.length > 1, note: next.note }),
      );
    }
    say(practiceEndMessage(behaviour, triedIn(round)));
    return 0;
  } finally {
    await parts.close();
  }
}

async function* linesOfInput(): AsyncGenerator<string> {
  const input = createInterface({
    ...{ input: process.stdin, output: process.stdout, prompt: "\n> " },
    terminal: process.stdin.isTTY ?? false,
  });
  if (process.stdin.isTTY) input.prompt();
  for await (const line of input) {
    yield line;
    if (process.stdin.isTTY) input.prompt();
  }
}

const say = (message: Message) => print(`${plainText(message)}\n`);
