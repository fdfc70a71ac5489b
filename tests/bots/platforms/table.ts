import { readdirSync, readFileSync } from "node:fs";
import { CHAT_COMMANDS } from "../../../src/bots/commands.ts";
import { renderForAll } from "../../../src/bots/rendered.ts";
import { botCommands } from "../../../src/bots/teams/app-package/manifest.ts";
import { askedFor } from "../../../src/jobs/deliverables/asked.ts";
import { DELIVERABLES } from "../../../src/jobs/deliverables/index.ts";
import type { Action } from "../../../src/messages/message.ts";
import { type Button, buttons } from "./buttons.ts";
import { ABILITIES, ANSWERS, NOTIFICATIONS, type Row } from "./words.ts";

/** The whole of docs/platforms.md, as the code has it today. */
export function platformsPage(): string {
  return `${[
    "# Slack, Teams and the playground, point by point",
    "Written by `tests/bots/platforms/platforms.test.ts` from the code: `UPDATE=1 npx vitest run tests/bots/platforms` after a change. A cell holds what people do or see there; where something is missing, the cell says why.",
    "## What people ask for",
    table("deliverable", deliverables()),
    "## Commands",
    "One list for all, `src/bots/commands.ts`. Everywhere the same may be asked for in one's own words.",
    table("command", commands()),
    "## Buttons",
    "Every button of every message, drawn by the platform's own renderer and passed by its own check.",
    table("button", buttons().map(drawn)),
    "## What comes by itself",
    "All of it goes through one outbox, keeps to quiet hours and to the day's budget, and goes where its reader was last heard.",
    table("message", NOTIFICATIONS),
    "## What a platform can do",
    table("", ABILITIES),
  ].join("\n\n")}\n`;
}

function table(first: string, rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line([first, "Slack", "Teams", "playground"]),
    line(["---", "---", "---", "---"]),
    ...rows.map(({ name, slack, teams, playground }) => line([name, slack, teams, playground])),
  ].join("\n");
}

function deliverables(): Row[] {
  return DELIVERABLES.map(({ command, private: isPrivate }) => {
    const { name } = command;
    const said = name.replaceAll("-", " ");
    if (askedFor(said)?.command.name !== name) throw new Error(`“${said}” is not understood`);
    const slash = CHAT_COMMANDS.find((one) => askedFor(`/${one.name}`)?.command.name === name);
    const listed = slash && botCommands().some(({ title }) => title === spoken(slash.name));
    const where = isPrivate ? "in one's own chat" : "where it was asked for";
    return {
      name: `**${said}**: ${command.description}`,
      slack: `${slash ? `\`/${slash.name}\`` : `“${said}”`}, ${where}`,
      teams: `${listed ? `“${spoken(slash.name)}”, in the list` : `“${said}”`}, ${where}`,
      playground: `“${said}”, ${where}`,
    };
  });
}

function commands(): Row[] {
  const listed = new Set(botCommands().map(({ title }) => title));
  return CHAT_COMMANDS.map(({ name, description, hint }) => {
    const words = [spoken(name), hint].filter(Boolean).join(" ").replaceAll("|", "or");
    return {
      name: `**${spoken(name)}**: ${description}`,
      slack: `\`/${name}\``,
      teams: listed.has(spoken(name))
        ? `“${words}”, in the list`
        : "typed; the list holds twelve at most",
      playground: `“${words}”, typed`,
    };
  });
}

const spoken = (name: string) => name.replaceAll("-", " ");

/** What becomes of a button in each look. */
function drawn(button: Button): Row {
  const action: Action = {
    ...{ id: button.id, label: button.label },
    ...(button.opens === "page" && { url: "https://coach.example/page" }),
    ...(button.opens === "form" && {
      form: { title: "T", submit: "S", fields: [{ id: "f", label: "F", type: "text" as const }] },
    }),
  };
  const problems: unknown[] = [];
  const { slack, teams } = renderForAll(
    { summary: "s", blocks: [{ type: "actions", actions: [action] }] },
    { deliveryId: "d", onProblem: (found) => problems.push(...found) },
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const inSlack = JSON.stringify(slack).includes(`"action_id":"${button.id}`);
  const inTeams = /"type":"Action\.(Execute|Submit|OpenUrl)"/.exec(JSON.stringify(teams.body))?.[1];
  if (!inSlack || !inTeams) throw new Error(`${button.id} is not drawn`);
  const opens = { nothing: "pressed", form: "opens a form", page: "opens a page" }[button.opens];
  const look = { Execute: "pressed", Submit: "opens a dialog", OpenUrl: "opens a page" }[inTeams];
  return {
    name: `${button.label} (\`${button.id}\`)`,
    slack: button.opens === "form" ? "opens a modal" : opens,
    teams: look ?? "pressed",
    playground: opens,
  };
}

/** Kinds of messages the jobs post that stand in no list of `words.ts`; what replies post answers somebody. */
export function unknownKinds(): string[] {
  const jobs = new URL("../../../src/jobs/", import.meta.url);
  const files = (readdirSync(jobs, { recursive: true }) as string[]).filter(
    (name) => name.endsWith(".ts") && !name.startsWith("replies"),
  );
  const posted = files.flatMap((name) => {
    const text = readFileSync(new URL(name, jobs), "utf8");
    if (!/\b(?:post|begin|say|tell)\(/.test(text)) return [];
    return [...text.matchAll(/kind: "([a-z-]+)"/g)].map(([, kind = ""]) => kind);
  });
  const known = new Set([...NOTIFICATIONS.flatMap(({ kinds = [] }) => kinds), ...ANSWERS]);
  return [...new Set(posted)].filter((kind) => !known.has(kind)).sort();
}
