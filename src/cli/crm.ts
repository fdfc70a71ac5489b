import type { Command } from "commander";
import type { CrmOptions } from "../commands/crm.ts";

const each = (value: string, before: string[] = []) => [...before, value];

/** `crm`: what is connected, how its words are understood, and what calls say differently. */
export function addCrm(program: Command): void {
  const crm = program
    .command("crm")
    .option("--json", "JSON lines and nothing else")
    .description("connected CRMs, and how their stages and owners are understood")
    .action(async (options: CrmOptions) => await run("list", options));
  crm
    .command("connect")
    .argument("<vendor>", "hubspot, salesforce or pipedrive")
    .option("--set <key=value>", "a key of the connection; without any: which there are", each)
    .description("connect a CRM by its keys, and try them")
    .action(async (vendor: string, _options: unknown, command: Command) => {
      await run("connect", { ...command.optsWithGlobals(), vendor });
    });
  crm
    .command("sync")
    .description("ask every connected CRM for what changed since the last time, now")
    .action(async (_options: unknown, command: Command) => {
      await run("sync", command.optsWithGlobals());
    });
  crm
    .command("map")
    .option("--stage <word=stage>", "what a stage of yours means, as “Verbal=negotiation”", each)
    .option("--owner <name=person>", "who an owner of the CRM is here", each)
    .description("say what the CRM's words mean; kept, and applied to what is here")
    .action(async (_options: unknown, command: Command) => {
      await run("map", command.optsWithGlobals());
    });
  crm
    .command("check")
    .argument("<account>")
    .description("where calls and the CRM say different things about an account's open deal")
    .action(async (account: string, _options: unknown, command: Command) => {
      await run("check", { ...command.optsWithGlobals(), account });
    });
}

async function run(what: "list" | "connect" | "sync" | "map" | "check", options: CrmOptions) {
  const { crmCommand } = await import("../commands/crm.ts");
  const { readConfig } = await import("../config.ts");
  process.exitCode = await crmCommand(readConfig(), what, options);
}
