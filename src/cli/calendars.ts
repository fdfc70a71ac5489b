import type { Command } from "commander";
import type { CalendarOptions } from "../commands/calendars.ts";

/** `calendars`: what is connected, what is ahead, and ways to connect one from the terminal. */
export function addCalendars(program: Command): void {
  const calendars = program
    .command("calendars")
    .option("--json", "one line of JSON a calendar or meeting")
    .description("connected calendars, and the meetings ahead that get a prep")
    .action(async (options: CalendarOptions) => await run("list", options));
  calendars
    .command("add")
    .argument("<address>", "the secret address in iCal format")
    .requiredOption("--for <person>", "whose calendar it is")
    .description("connect one person's calendar by its address")
    .action(async (address: string, options: CalendarOptions) => {
      await run("add", { ...options, address });
    });
  calendars
    .command("add-microsoft")
    .requiredOption("--tenant <id>", "the tenant's id")
    .requiredOption("--client <id>", "the app's client id")
    .requiredOption("--secret <value>", "a client secret of the app")
    .description(
      "connect the calendars of everybody with an e-mail address, through Microsoft Graph",
    )
    .action(async (options: CalendarOptions) => await run("add-microsoft", options));
  calendars
    .command("sync")
    .description("read every calendar now")
    .action(async (_options: unknown, command: Command) => {
      await run("sync", command.optsWithGlobals());
    });
}

async function run(what: "list" | "add" | "add-microsoft" | "sync", options: CalendarOptions) {
  const { calendarsCommand } = await import("../commands/calendars.ts");
  const { readConfig } = await import("../config.ts");
  process.exitCode = await calendarsCommand(readConfig(), what, options);
}
