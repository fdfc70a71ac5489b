import type { Context } from "@slack/bolt";
import { personBehind, recognise } from "../../../store/identities.ts";
import { allAt, markGone, rememberPlace } from "../../../store/places.ts";
import { endVisits } from "../../../store/visits.ts";
import { forgetInstallation, SLACK } from "../installations.ts";
import { chatPerson } from "../people.ts";
import { channelOf, type Listening, type Register } from "./listening.ts";

/** Places that come and go: channels, people, the app itself. */
export const places: Register = (app, world) => {
  const workspaceOf = (context: Context) => String(context.workspaceId);

  const GONE = [
    ...["channel_archive", "channel_deleted", "channel_left"],
    ...["group_archive", "group_deleted", "group_left"],
  ] as const;
  for (const name of GONE) {
    app.event(name, async ({ event, context }) => {
      const { channel } = event as { channel: string };
      await eachRecipient(world, workspaceOf(context), channel, (recipient, tx) =>
        markGone(tx, SLACK, world.now(), recipient),
      );
    });
  }

  for (const name of ["channel_unarchive", "group_unarchive"] as const) {
    app.event(name, async ({ event, context }) => {
      const { channel } = event as { channel: string };
      const at = world.now();
      await eachRecipient(world, workspaceOf(context), channel, (recipient, tx, address) =>
        rememberPlace(tx, { platform: SLACK, recipient, address, at }),
      );
    });
  }

  app.event("channel_rename", async ({ event, context }) => {
    const { id, name } = event.channel;
    const at = world.now();
    await eachRecipient(world, workspaceOf(context), id, (recipient, tx, address) =>
      rememberPlace(tx, { platform: SLACK, recipient, name, address, at }),
    );
  });

  app.event("member_joined_channel", async ({ event, context }) => {
    if (event.user !== context.botUserId) return;
    const { channel, team } = event;
    await channelOf(world, workspaceOf(context), { team, channel });
  });

  app.event("user_change", async ({ event, context }) => {
    const { user } = event;
    const team = context.teamId ?? "";
    const now = world.now();
    await world.database.inWorkspace(workspaceOf(context), async (tx) => {
      const known = await personBehind(tx, SLACK, user.id);
      if (user.deleted) {
        if (known) {
          await markGone(tx, SLACK, now, `dm:${known.id}`);
          // Their browsers came in by links that were sent to this account.
          await endVisits(tx, known.id);
        }
        return;
      }
      const other = chatPerson(user, team);
      // Somebody's new e-mail address, or an account that was opened again.
      if (other) await recognise(tx, SLACK, other, now);
    });
    world.visitors.forget();
  });

  app.event("team_join", async ({ event, context }) => {
    const other = chatPerson(event.user, context.teamId ?? "");
    if (!other) return;
    await world.database.inWorkspace(workspaceOf(context), (tx) =>
      recognise(tx, SLACK, other, world.now()),
    );
  });

  app.event("app_uninstalled", async ({ context }) => await leave(world, context));
  app.event("tokens_revoked", async ({ event, context }) => {
    // People's own tokens are none of ours: only without the bot's can nothing be sent.
    if (event.tokens.bot?.length) await leave(world, context);
  });
};

async function leave(
  world: Listening,
  { teamId, enterpriseId }: { teamId?: string; enterpriseId?: string },
): Promise<void> {
  await forgetInstallation(world, { teamId, enterpriseId }, world.now());
  world.visitors.forget();
}

/** A channel may be several recipients: itself, and the team's channel. */
async function eachRecipient(
  world: Listening,
  workspaceId: string,
  channel: string,
  run: (
    recipient: string,
    tx: Parameters<Parameters<Listening["database"]["inWorkspace"]>[1]>[0],
    address: Record<string, unknown>,
  ) => Promise<void>,
): Promise<void> {
  await world.database.inWorkspace(workspaceId, async (tx) => {
    for (const { recipient, address } of await allAt(tx, SLACK, "channel", channel)) {
      await run(recipient, tx, address);
    }
  });
}
