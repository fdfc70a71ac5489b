import { strToU8, zipSync } from "fflate";
import { CoachError } from "../../../errors.ts";
import { appIcons } from "./icons.ts";
import { type AppFacts, manifest } from "./manifest.ts";

/** Always the same moment: the same facts make the same bytes. The earliest a zip can hold. */
const MADE = new Date(1980, 0, 1);

/**
 * The zip an admin uploads to Teams.
 * @throws CoachError `bad-input` when the pages are not reached by https
 */
export function appArchive(facts: AppFacts): Uint8Array {
  const pages = Object.entries(facts).filter(([name]) => !["appId", "version"].includes(name));
  for (const [, page] of pages) {
    if (typeof page === "string" && !page.startsWith("https://")) {
      throw new CoachError(
        "bad-input",
        `${page} does not start with https://. Teams opens no other pages: set PUBLIC_URL to the address people's browsers reach, such as https://coach.example.com.`,
      );
    }
  }
  const { color, outline } = appIcons();
  return zipSync(
    {
      "manifest.json": strToU8(`${JSON.stringify(manifest(facts), null, 2)}\n`),
      "color.png": color,
      "outline.png": outline,
    },
    { mtime: MADE, level: 9 },
  );
}
