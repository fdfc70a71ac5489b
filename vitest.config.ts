import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: "threads",
    maxWorkers: 3,
    // The files of one worker share their modules, none of which keeps anything between two calls of it:
    // loading Slack's, Teams' and the charts' libraries anew for each file took two fifths of the suite's work.
    isolate: false,
  },
});
