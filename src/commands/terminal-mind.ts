import { join } from "node:path";
import { localModel } from "../agents/local.ts";
import type { Model } from "../agents/model.ts";
import type { Config } from "../config.ts";
import { DEFAULT_WORKSPACE } from "../store/default-workspace.ts";
import { spendFile } from "./spend-file.ts";

/** Claude when there is a key, else the rules; without a store what it costs is kept in a file. */
export async function terminalMind({ claude, dataDir }: Config): Promise<Model> {
  if (!claude) return localModel;
  const { DEFAULT_MODEL, openClaude } = await import("../agents/claude.ts");
  return openClaude({
    ...claude,
    model: claude.model ?? DEFAULT_MODEL,
    ledger: spendFile(join(dataDir, "spend.jsonl"), () => new Date()),
    workspaceId: DEFAULT_WORKSPACE,
  });
}
