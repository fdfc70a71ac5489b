import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { scheduleAnswer } from "../jobs/replies/schedules.ts";
import { plainText } from "../messages/plain-text.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print } from "./output.ts";
import { personNamed } from "./person-named.ts";

/** `schedules [--set WORDS] [--as MANAGER]`: what a team is sent without asking, and when. */
export async function schedulesCommand(
  config: Config,
  options: { set?: string; as?: string },
): Promise<number> {
  const parts = await openFloor(config);
  try {
    const { database, now } = parts.effects;
    const message = await database.inWorkspace(await currentWorkspace(database), async (tx) => {
      const people = await listPeople(tx);
      const first = people.find(({ id }) => people.some(({ managerId }) => managerId === id));
      const manager = options.as ? personNamed(people, options.as) : first;
      if (!manager)
        throw new CoachError(
          "bad-input",
          "Nobody here reports to anybody yet. Import people first.",
        );
      return await scheduleAnswer(tx, manager, options.set ?? "schedules", now());
    });
    if (!message)
      throw new CoachError(
        "bad-input",
        "Say it as --set “digest on Tuesdays at 9:00” or --set “digest off”.",
      );
    print(plainText(message));
    return 0;
  } finally {
    await parts.close();
  }
}
