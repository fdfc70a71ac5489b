import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import { addCalendars } from "./cli/calendars.ts";
import { addCrm } from "./cli/crm.ts";
import { addDealsImport, addPipeline } from "./cli/pipeline.ts";
import { addRecorders } from "./cli/recorders.ts";
import { COMMANDS } from "./jobs/deliverables/commands.ts";

// Commands load what they need when they run: reading one file must not wait for a database driver.

const list = (value: string) =>
  value
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);

const ABOUT = { account: "which account", rep: "which rep", deal: "which deal, or whose" } as const;

interface FileOptions {
  json?: boolean;
  messages?: boolean;
  talk?: boolean;
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
      command
        .option("--messages", "with --json: the first message as Slack and Teams show it")
        .option("--talk", "talk it through here: answer, press, ask");
    command
      .description(
        name === "analyze"
          ? "measures and moments of a call"
          : "the debrief of a call: one question, and what follows",
      )
      .action(async (files: string[], options: FileOptions) => {
        const { analyzeCommand, debriefCommand } = await import("./commands/calls.ts");
        const known = await withLists(options);
        const { readConfig } = await import("./config.ts");
        process.exitCode = await (name === "analyze"
          ? analyzeCommand(files, known)
          : debriefCommand(readConfig(), files, known));
      });
  }

  program
    .command("import")
    .argument("<path...>")
    .option("--json", "one line of JSON a file")
    .option("--rep <name>", "who sells on these calls")
    .option("--history", "past calls: build baselines and send nothing")
    .description("bring transcripts, or folders of them, into the store")
    .action(
      async (paths: string[], options: { json?: boolean; rep?: string; history?: boolean }) => {
        const { importCommand } = await import("./commands/floor.ts");
        const { readConfig } = await import("./config.ts");
        process.exitCode = await importCommand(readConfig(), paths, options);
      },
    );

  for (const name of ["people", "deals"] as const) {
    const command = program
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
    if (name === "deals") addDealsImport(command);
  }

  addPipeline(program);

  program
    .command("ask")
    .argument("<question>")
    .requiredOption("--as <person>", "who asks: a name, an e-mail address or an id")
    .option("--json", "the answer as data, and as Slack and Teams show it")
    .description("ask about calls, as one person may")
    .action(async (question: string, options: { as: string; json?: boolean }) => {
      const { askCommand } = await import("./commands/ask.ts");
      const { readConfig } = await import("./config.ts");
      process.exitCode = await askCommand(readConfig(), question, options);
    });

  for (const { name, about, description } of Object.values(COMMANDS)) {
    const command = program.command(name).description(description);
    if (about !== "team") command.requiredOption(`--${about} <name>`, ABOUT[about]);
    command
      .option("--as <person>", "who reads it; without this, whoever it is written for")
      .option("--json", "the same as data, and as Slack and Teams show it")
      .action(async (options: Record<string, string> & { as?: string; json?: boolean }) => {
        const { deliverableCommand } = await import("./commands/deliverable.ts");
        const { readConfig } = await import("./config.ts");
        process.exitCode = await deliverableCommand(readConfig(), name, {
          ...options,
          about: options[about] ?? "",
        });
      });
  }

  program
    .command("practice")
    .requiredOption("--rep <name>", "who practises")
    .option("--account <name>", "with whom; the newest call decides without it")
    .description("two minutes of role play against a buyer's own words; “stop” ends it")
    .action(async (options: { rep: string; account?: string }) => {
      const { practiceCommand } = await import("./commands/practice.ts");
      const { readConfig } = await import("./config.ts");
      process.exitCode = await practiceCommand(readConfig(), options);
    });

  addMemory(program);
  addRecorders(program);
  addCalendars(program);
  addCrm(program);

  program
    .command("schedules")
    .option("--set <words>", "such as “digest on Tuesdays at 9:00” or “digest off”")
    .option("--as <manager>", "whose team; the first manager's without it")
    .description("what a team is sent without asking, and when")
    .action(async (options: { set?: string; as?: string }) => {
      const { schedulesCommand } = await import("./commands/schedules.ts");
      const { readConfig } = await import("./config.ts");
      process.exitCode = await schedulesCommand(readConfig(), options);
    });

  program
    .command("doctor")
    .option("--json", "one line of JSON a part")
    .description("which part is real, which is embedded, what is missing")
    .action(async (options: { json?: boolean }) => {
      const { doctorCommand } = await import("./commands/doctor.ts");
      process.exitCode = await doctorCommand(options);
    });

  program
    .command("teams-package")
    .option("--out <file>", "where to write it", "coach-teams.zip")
    .option("--website <url>", "a page about whoever runs this; PUBLIC_URL unless told")
    .option("--privacy <url>", "its privacy statement")
    .option("--terms <url>", "its terms of use")
    .description("write the app package an admin uploads to Microsoft Teams")
    .action(async (options: { out: string }) => {
      const { teamsPackageCommand } = await import("./commands/teams-package.ts");
      process.exitCode = await teamsPackageCommand(options);
    });

  program
    .command("slack-manifest [url]")
    .option("--socket", "for Socket Mode, which needs no public address")
    .description("print the manifest an admin makes the Slack app from; PUBLIC_URL unless told")
    .action(async (url: string | undefined, options: { socket?: boolean }) => {
      const { slackManifestCommand } = await import("./commands/slack-manifest.ts");
      process.exitCode = slackManifestCommand(url, options);
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

/** Memories of their own place, to try things on: `--bank` never names a workspace's bank. */
function addMemory(program: Command): void {
  const memory = program.command("memory").description("keep, find and forget in a scratch bank");
  const named = (name: string, what: string) =>
    memory
      .command(name)
      .requiredOption("--bank <name>", "which bank")
      .option("--json", "JSON lines and nothing else")
      .description(what);
  const parts = async () => ({
    commands: await import("./commands/memory.ts"),
    config: (await import("./config.ts")).readConfig(),
  });
  named("import", "a memory a line: id, text, at and tags")
    .argument("<file.jsonl>")
    .action(async (file: string, options: { bank: string; json?: boolean }) => {
      const { commands, config } = await parts();
      process.exitCode = await commands.memoryImportCommand(config, file, options);
    });
  named("recall", "the memories that answer each question, best first")
    .option("--queries <file.jsonl>", "a question a line: id and query")
    .option("--question <text>", "one question")
    .option("--k <number>", "how many", Number, 10)
    .action(async (options: { bank: string; queries?: string; question?: string; k: number }) => {
      const { commands, config } = await parts();
      process.exitCode = await commands.memoryRecallCommand(config, options);
    });
  named("reflect", "an answer put together from memories, with its sources")
    .argument("<question>")
    .action(async (question: string, options: { bank: string; json?: boolean }) => {
      const { commands, config } = await parts();
      process.exitCode = await commands.memoryReflectCommand(config, question, options);
    });
  named("export", "what import reads, a memory a line").action(
    async (options: { bank: string }) => {
      const { commands, config } = await parts();
      process.exitCode = await commands.memoryExportCommand(config, options);
    },
  );
  named("forget", "memories by id, with all that was derived from them")
    .argument("<id...>")
    .action(async (ids: string[], options: { bank: string; json?: boolean }) => {
      const { commands, config } = await parts();
      process.exitCode = await commands.memoryForgetCommand(config, ids, options);
    });
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

// By real path: a link, a space or a special sign in it must not keep the program from starting.
const program = process.argv[1];
if (program && import.meta.url === pathToFileURL(realpathSync(program)).href) await main();
