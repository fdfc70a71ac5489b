import { localMemory } from "../../src/memory/local.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { memoryContract } from "../contracts/memory.ts";

memoryContract("Postgres alone", async ({ database }, bank) => ({
  bank: localMemory({ database, workspaceId: DEFAULT_WORKSPACE, bank }),
  settle: async () => undefined,
  close: async () => undefined,
}));
