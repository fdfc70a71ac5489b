import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { failIfRequired } from "./required.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium of this machine, `null` when there is none: tests that need one are then skipped. */
export function findChromium(): string | null {
  const found = [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
  if (!found) failIfRequired("chromium");
  return found ?? null;
}

/** What a skipped test says. */
export const NO_CHROMIUM = "No Chromium found (set CHROMIUM to its path): skipped.";

/** Starts Chromium without a window and without anything that calls home. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
