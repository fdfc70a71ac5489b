import type { Command } from "commander";

// Commands load what they need when they run: reading one file must not wait for a database driver.

/** An option that may be given again and again. */
const many = (value: string, before: string[]) => [...before, value];

/** The pipeline: figures, criteria and the review. */
export function addPipeline(program: Command): void {
  program
    .command("pipeline")
    .option("--json", "one line of JSON a rep, and one for the team")
    .option("--rep <name>", "one rep alone")
    .option("--as-of <date>", "as it stood at the end of that day, as 2026-03-31")
    .option("--funnel", "conversion by rep, segment and deal type, and leading indicators")
    .option("--by <cut>", "with --funnel: rep, segment or type alone")
    .option("--forecast", "what open deals may bring, and how forecasts have leaned")
    .option("--left", "open deals of people who have left, and of nobody here")
    .description("open, won, lost, win rate and cycle by rep; funnel and forecast")
    .action(async (options: Record<string, never>) => {
      const { pipelineCommand } = await import("../commands/pipeline.ts");
      const { readConfig } = await import("../config.ts");
      process.exitCode = await pipelineCommand(readConfig(), options);
    });

  program
    .command("commit-criteria")
    .option("--set <place=criteria>", "as “commit=economic-buyer,next-step”", many, [])
    .option("--reset", "back to the defaults")
    .option("--json", "as data")
    .description("what has to be true before a deal is called, by category and stage")
    .action(async (options: { set?: string[]; reset?: boolean; json?: boolean }) => {
      const { commitCriteriaCommand } = await import("../commands/commit-criteria.ts");
      const { readConfig } = await import("../config.ts");
      process.exitCode = await commitCriteriaCommand(readConfig(), options);
    });

  program
    .command("pipeline-review")
    .requiredOption("--rep <name>", "whose pipeline")
    .option("--json", "the review as data, and as Slack and Teams show it")
    .description("a rep's pipeline, deal by deal: what is known and what to ask")
    .action(async (options: { rep: string; json?: boolean }) => {
      const { pipelineReviewCommand } = await import("../commands/pipeline-review.ts");
      const { readConfig } = await import("../config.ts");
      process.exitCode = await pipelineReviewCommand(readConfig(), options);
    });
}

/** Under `deals`, which takes `--json` itself: the option is read wherever it stands. */
export function addDealsImport(deals: Command): void {
  const load = async () => ({
    commands: await import("../commands/deals.ts"),
    config: (await import("../config.ts")).readConfig(),
  });
  deals
    .command("import")
    .argument("[file]")
    .option(
      "--people <file>",
      "who works here, as CSV: name, manager, email, left on, and quotas as “Quota 2026-Q4”",
    )
    .option("--contacts <file>", "the buyer's people and their roles in deals")
    .option("--activities <file>", "logged e-mails, meetings and tasks")
    .option("--quotas <file>", "what each person is to sell, by quarter")
    .option("--map <field=column>", "which column is what, as “stage=Deal Phase”", many, [])
    .option("--stage <word=stage>", "what a stage means, as “Closed Won=won”", many, [])
    .option("--category <word=category>", "what a category means, as “Strong=commit”", many, [])
    .option("--role <word=role>", "what a role means, as “Budget=economic-buyer”", many, [])
    .option("--owner <name=person>", "who an owner is here, as “T. Brandt=Tom Brandt”", many, [])
    .option("--currency <code>", "of rows that name none, as GBP")
    .option("--days <order>", "of dates as 03/04/2026: day-first or month-first")
    .option("--decimal <sign>", "of amounts: point or comma")
    .option("--add-owners", "make reps of owners nobody here is called like")
    .option("--no-kept", "forget what was said about files before")
    .option("--dry-run", "say what would happen and write nothing")
    .option("--json", "what came in and what was refused, as JSON")
    .description(
      "bring deals, contacts, activities and quotas from CSV into the store, all or none",
    )
    .action(async (file: string | undefined, _options: unknown, command: Command) => {
      const { commands, config } = await load();
      process.exitCode = await commands.dealsImportCommand(config, file, command.optsWithGlobals());
    });
  deals
    .command("imports")
    .option("--json", "one line of JSON each")
    .description("what was imported, newest first")
    .action(async (_options: unknown, command: Command) => {
      const { commands, config } = await load();
      process.exitCode = await commands.dealsImportsCommand(config, command.optsWithGlobals());
    });
  deals
    .command("undo")
    .argument("[import]", "which import; the newest when none is named")
    .option("--json", "what was put back, as JSON")
    .description("take an import back: what it added goes, what it changed is as before")
    .action(async (id: string | undefined, _options: unknown, command: Command) => {
      const { commands, config } = await load();
      process.exitCode = await commands.dealsUndoCommand(config, id, command.optsWithGlobals());
    });
}
