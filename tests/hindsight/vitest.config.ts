import { defineConfig } from "vitest/config";

/** The memory contract on a real Hindsight server: `npm run test:hindsight`. */
export default defineConfig({
  test: {
    include: ["tests/hindsight/*.real.ts"],
    globalSetup: ["tests/global-setup.ts", "tests/hindsight/server.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: "threads",
  },
});
