import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
} from "botbuilder";
import { CoachError } from "../../errors.ts";

/** What an activity is answered with; everything but an invoke is answered with a status alone. */
export interface Answer {
  status: number;
  body?: unknown;
}

/** Microsoft's adapter, without its own words on stderr and with 401 for whatever cannot be believed. */
export class TeamsAdapter extends CloudAdapter {
  #authentication: ConfigurationBotFrameworkAuthentication;

  constructor(authentication: ConfigurationBotFrameworkAuthentication) {
    super(authentication);
    this.#authentication = authentication;
  }

  /**
   * Checks who sent an activity and lets `logic` answer it.
   * @throws CoachError `unavailable` when Microsoft's signing keys cannot be fetched
   */
  async take(
    activity: object,
    authorization: string,
    logic: (activity: unknown) => Promise<Answer>,
  ): Promise<Answer> {
    const sender = await this.#believe(activity as Activity, authorization);
    if (!sender) return { status: 401, body: { error: "This request is not signed by Teams." } };
    const answered = await this.processActivity(sender, activity as Activity, async (context) => {
      const answer = await logic(context.activity);
      if (context.activity.type !== ActivityTypes.Invoke) return;
      await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: answer });
    });
    return answered ? { status: answered.status, body: answered.body } : { status: 200 };
  }

  async #believe(activity: Activity, authorization: string) {
    try {
      return await this.#authentication.authenticateRequest(activity, authorization);
    } catch (error) {
      // No keys is no verdict on the sender: it shall come again.
      const noKeys =
        error instanceof Error && (error.name === "FetchError" || statusOf(error) >= 500);
      if (!noKeys) return null;
      throw new CoachError("unavailable", "The keys of the Bot Framework could not be fetched.", {
        cause: error,
      });
    }
  }
}

function statusOf(error: Error): number {
  return "statusCode" in error ? Number(error.statusCode) : 0;
}
