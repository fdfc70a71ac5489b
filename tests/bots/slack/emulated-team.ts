import { request } from "node:http";
import { createEmulator, type Emulator } from "emulate";

export const CLIENT = { id: "111.222", secret: "a client secret of tests alone" };
/** Every emulated team goes by this id; ours differ. */
export const EMULATED_TEAM = "T000000001";

export interface StandInUser {
  name: string;
  email: string;
  admin?: boolean;
}

/** One emulated team behind the stand-in. */
export interface StandInTeam {
  id: string;
  name: string;
  emulator: Emulator;
  /** Where the emulator itself listens. */
  url: string;
  /** Asks the Web API as the bot, or as somebody in the team. */
  ask(method: string, body: Record<string, unknown>, token?: string): Promise<Answer>;
  userId(name: string): Promise<string>;
}

export interface Answer {
  ok: boolean;
  error?: string;
  [key: string]: unknown;
}

/** The token of a team's bot, before anybody has installed it by OAuth. */
export const botToken = (team: string) => `xoxb-${team.toLowerCase()}`;

/** The token somebody in a team writes with. */
export const userToken = (team: string, user: string) =>
  `xoxp-${team.toLowerCase()}-${user.toLowerCase().replaceAll(" ", "-")}`;

/** Asks the emulator of a team, which goes by another id there. */
export async function forward(
  team: StandInTeam,
  method: string,
  body: Record<string, unknown>,
  token: string,
): Promise<globalThis.Response> {
  const given = JSON.parse(JSON.stringify(body).replaceAll(team.id, EMULATED_TEAM)) as Record<
    string,
    unknown
  >;
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || name === "token") continue;
    form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  const answer = await posted(`${team.url}/api/${method}`, token, form.toString());
  const text = answer.text.replaceAll(EMULATED_TEAM, team.id);
  return new globalThis.Response(text, { status: answer.status });
}

/**
 * Posts a form on a connection of its own: one that is kept may be closed by the emulator in the very
 * moment it is used again, and what is counted here must not be posted twice.
 */
function posted(
  url: string,
  token: string,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        ...{ method: "POST", agent: false },
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.once("error", reject);
        answer.once("end", () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      },
    );
    asked.once("error", reject);
    asked.end(body);
  });
}

/** Starts the emulator of one team, its bot and its people with the tokens above. */
export async function openTeam(
  base: string,
  id: string,
  name: string,
  users: readonly StandInUser[],
): Promise<{ emulator: Emulator; url: string }> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const port = 20_000 + Math.floor(Math.random() * 20_000);
      const emulator = await createEmulator({
        service: "slack",
        port,
        baseUrl: base,
        seed: {
          slack: {
            team: { name, domain: name.toLowerCase() },
            users: users.map(({ name: user, email, admin }) => ({
              ...{ name: user, real_name: user, email, is_admin: admin ?? false },
            })),
            channels: [{ name: "sales" }],
            oauth_apps: [
              {
                ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, name: "Coach" },
                redirect_uris: ["http://127.0.0.1/slack/oauth_redirect"],
                ...{ bot_id: `B${id.slice(1)}`, bot_user_id: `U${id.slice(1)}`, bot_name: "coach" },
              },
            ],
            tokens: [
              {
                ...{ token: botToken(id), type: "bot", user_id: `U${id.slice(1)}` },
                ...{ bot_id: `B${id.slice(1)}`, bot_user_id: `U${id.slice(1)}` },
              },
              ...users.map(({ name: user }) => ({
                token: userToken(id, user),
                type: "user",
                user,
              })),
            ],
          },
        },
      });
      // Its own `url` is the one it tells others: that of the stand-in.
      return { emulator, url: `http://localhost:${port}` };
    } catch (error) {
      if (attempt > 5) throw error;
    }
  }
}
