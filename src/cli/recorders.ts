import type { Command } from "commander";

/** Recorders: what is connected, trying it, and past calls. */
export function addRecorders(program: Command): void {
  const load = async () => ({
    commands: await import("../commands/connections.ts"),
    config: (await import("../config.ts")).readConfig(),
  });
  const connections = program
    .command("connections")
    .option("--json", "one line of JSON each")
    .description("which recorders are connected, how they are, and what waits")
    .action(async (options: { json?: boolean }) => {
      const { commands, config } = await load();
      process.exitCode = await commands.connectionsCommand(config, options);
    });
  connections
    .command("test")
    .argument("<name>")
    .option("--json", "the answer as JSON")
    .description("try a recorder's keys")
    .action(async (name: string, _options: unknown, command: Command) => {
      const { commands, config } = await load();
      const options = command.optsWithGlobals();
      process.exitCode = await commands.testConnectionCommand(config, name, options);
    });
  connections
    .command("replay")
    .argument("<id>")
    .description("have something that came in read once more")
    .action(async (id: string) => {
      const { commands, config } = await load();
      process.exitCode = await commands.replayCommand(config, id);
    });
  program
    .command("backfill")
    .argument("<recorder>")
    .option("--days <number>", "how far back, up to 90", Number, 30)
    .option("--json", "progress as JSON lines")
    .description("bring in a recorder's past calls; nobody is written to about them")
    .action(async (name: string, options: { days: number; json?: boolean }) => {
      const { commands, config } = await load();
      process.exitCode = await commands.backfillCommand(config, name, options);
    });
}
