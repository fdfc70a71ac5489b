import express, { type Request, type Response, type Router } from "express";
import { CoachError } from "../../errors.ts";
import { readActivity, type TeamsActivity } from "./activity.ts";
import type { Answer, TeamsAdapter } from "./adapter.ts";

/** Larger than anything Teams sends: a message is at most about 100 KB, a dialog's answer less. */
const BODY = "512kb";
/** The only channel a registered bot listens to; others have ways to sign of their own. */
const TEAMS = "msteams";

/**
 * The endpoint Teams posts to.
 * @param registered with a registration only what Teams has signed is taken
 */
export function teamsRoutes(options: {
  adapter: TeamsAdapter;
  registered: boolean;
  listen(activity: TeamsActivity): Promise<Answer>;
  log: { error(fields: object, text: string): void };
}): Router {
  const { adapter, registered, listen, log } = options;
  const router = express.Router();
  const take = async (request: Request, response: Response) => {
    const body: unknown = request.body;
    const activity = readActivity(body);
    if ("problem" in activity) throw new CoachError("bad-input", String(activity.problem));
    if (registered && activity.channelId !== TEAMS) {
      throw new CoachError("forbidden", "This bot listens to Microsoft Teams alone.");
    }
    const { status, body: answer } = await adapter.take(
      body as object,
      request.get("authorization") ?? "",
      async () => {
        try {
          return await listen(activity);
        } catch (error) {
          if (!(error instanceof CoachError))
            log.error({ error }, "an activity was not dealt with");
          throw error;
        }
      },
    );
    response.status(status);
    if (answer === undefined) response.end();
    else response.json(answer);
  };
  router.post("/", express.json({ limit: BODY }), take);
  router.all("/", (_request, response) => {
    response.set("Allow", "POST").status(405).end();
  });
  return router;
}
