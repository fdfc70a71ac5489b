import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where tiktoken looks for cl100k_base: the sha1 of the address it would fetch it from. */
const NAME = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4";
const SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7";

/**
 * Writes tiktoken's cl100k_base into `folder` from the ranks in an unpacked js-tiktoken package, so that
 * nothing has to be fetched while a server starts. @throws Error when the result is not the known file
 */
export async function writeTokens(packageFolder: string, folder: string): Promise<void> {
  const path = pathToFileURL(join(packageFolder, "dist/ranks/cl100k_base.js")).href;
  const { default: ranks } = (await import(path)) as { default: { bpe_ranks: string } };
  const lines: string[] = [];
  for (const line of ranks.bpe_ranks.split("\n").filter(Boolean)) {
    const [, offset, ...tokens] = line.split(" ");
    tokens.forEach((token, index) => {
      lines.push(`${token} ${Number(offset) + index}\n`);
    });
  }
  const text = lines.join("");
  if (createHash("sha256").update(text).digest("hex") !== SHA256) {
    throw new Error("the tokens rebuilt from js-tiktoken are not tiktoken's cl100k_base");
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, NAME), text);
  await readFile(join(folder, NAME));
}
