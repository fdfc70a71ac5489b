import { Command } from "commander";

// Commands load what they need when they run: reading one file must not wait for a database driver.

const list = (value: string) =>
  value
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);

interface FileOptions {
  json?: boolean;
  messages?: boolean;
  rep?: string;
  competitors?: string[];
  products?: string[];
  workspace?: string;
}

/** With `--workspace` the roster and the lists of that floor are known; without it no store is opened. */
async function withLists(options: FileOptions): Promise<FileOptions> {
  if (options.workspace === undefined) return options;
  const { workspaceLists } = await import("./commands/workspace-lists.ts");
  return { ...(await workspaceLists()), ...options };
}

function build(): Command {
  const program = new Command("coach")
    .description("Coaching for sales calls, from the terminal.")
    .showHelpAfterError("Try --help for what can be done.")
    .exitOverride();

  program
    .command("transcript")
    .argument("<file...>")
    .option("--json", "the canonical transcript, one line a file")
    .description("read a transcript of any known format")
    .action(async (files: string[], options: FileOptions) => {
      const { transcriptCommand } = await import("./commands/calls.ts");
      process.exitCode = await transcriptCommand(files, options);
    });

  for (const name of ["analyze", "debrief"] as const) {
    const command = program
      .command(name)
      .argument("<file...>")
      .option("--json", "one line of JSON a file")
      .option("--rep <name>", "who sells on this call")
      .option("--competitors <names>", "rivals to listen for, separated by commas", list)
      .option("--products <names>", "our products, separated by commas", list)
      .option("--workspace [name]", "use the roster and the lists of the floor in the store");
    if (name === "debrief")
      command.option("--messages", "with --json: the first message as Slack and Teams show it");
    command
      .description(
        name === "analyze"
          ? "measures and moments of a call"
          : "the debrief of a call: one question, and what follows",
      )
      .action(async (files: string[], options: FileOptions) => {
        const { analyzeCommand, debriefCommand } = await import("./commands/calls.ts");
        const run = name === "analyze" ? analyzeCommand : debriefCommand;
        process.exitCode = await run(files, await withLists(options));
      });
  }

  program
    .command("import")
    .argument("<path...>")
    .option("--json", "one line of JSON a file")
    .option("--rep <name>", "who sells on these calls")
    .description("bring transcripts, or folders of them, into the store")
    .action(async (paths: string[], options: { json?: boolean; rep?: string }) => {
      const { importCommand } = await import("./commands/floor.ts");
      const { readConfig } = await import("./config.ts");
      process.exitCode = await importCommand(readConfig(), paths, options);
    });

  for (const name of ["people", "deals"] as const) {
    program
      .command(name)
      .option("--json", "one line of JSON each")
      .description(name === "people" ? "who works here" : "what is in the pipeline")
      .action(async (options: { json?: boolean }) => {
        const { peopleCommand, dealsCommand } = await import("./commands/floor.ts");
        const { readConfig } = await import("./config.ts");
        process.exitCode = await (name === "people" ? peopleCommand : dealsCommand)(
          readConfig(),
          options,
        );
      });
  }

  program
    .command("doctor")
    .option("--json", "one line of JSON a part")
    .description("which part is real, which is embedded, what is missing")
    .action(async (options: { json?: boolean }) => {
      const { doctorCommand } = await import("./commands/doctor.ts");
      process.exitCode = await doctorCommand(options);
    });

  program
    .command("migrate")
    .description("bring the database to the newest schema")
    .action(async () => {
      const { openParts } = await import("./parts.ts");
      const { readConfig } = await import("./config.ts");
      const parts = await openParts(readConfig(), { workers: false });
      await parts.close();
      process.stdout.write("The database is at the newest schema.\n");
    });

  return program;
}

async function main(): Promise<void> {
  try {
    await build().parseAsync();
  } catch (error) {
    // Commander has printed its own line; help and version end well.
    if (
      error instanceof Error &&
      "exitCode" in error &&
      "code" in error &&
      String(error.code).startsWith("commander.")
    ) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const { exitCode, explain } = await import("./commands/output.ts");
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = exitCode(error);
  }
}

if (import.meta.url === `file://${process.argv[1]}`) await main();
