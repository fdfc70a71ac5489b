import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CLIENT = fileURLToPath(new URL("./client/", import.meta.url));
/** What the client imports from outside its folder at run time. */
const SHARED = [
  "../slack/button-value.ts",
  "../../messages/fit.ts",
  "../../messages/form.ts",
  "../../deals/stages.ts",
].map((path) => fileURLToPath(new URL(path, import.meta.url)));
/** What a page of imports knows about files: a folder that is shared as it is. */
const IMPORTING = fileURLToPath(new URL("../../deals/import/", import.meta.url));
const PACKAGES = ["adaptivecards", "esbuild", "react", "react-dom", "slack-blocks-to-jsx"];

/** The page's script and style sheet; `hash` changes whenever either could. */
export interface PlaygroundBundle {
  hash: string;
  script: Buffer;
  style: Buffer;
}

/**
 * Builds the page's script on first demand and keeps it under `directory`, so that starting the
 * server costs nothing and a second start finds it there. Concurrent calls share one build.
 */
export function playgroundBundle(directory: string): () => Promise<PlaygroundBundle> {
  let building: Promise<PlaygroundBundle> | undefined;
  return () => {
    building ??= load(directory).catch((error: unknown) => {
      building = undefined;
      throw error;
    });
    return building;
  };
}

async function load(directory: string): Promise<PlaygroundBundle> {
  const hash = await contentHash();
  const paths = { script: join(directory, `${hash}.js`), style: join(directory, `${hash}.css`) };
  try {
    const [script, style] = await Promise.all([readFile(paths.script), readFile(paths.style)]);
    return { hash, script, style };
  } catch {
    // Not built yet for these sources.
  }
  const built = await build();
  try {
    await mkdir(directory, { recursive: true });
    await Promise.all([keep(paths.script, built.script), keep(paths.style, built.style)]);
  } catch {
    // A disk that takes no files costs the next start half a second, nothing more.
  }
  return { hash, ...built };
}

async function build(): Promise<{ script: Buffer; style: Buffer }> {
  const esbuild = await import("esbuild");
  const { outputFiles } = await esbuild.build({
    entryPoints: { script: join(CLIENT, "main.tsx"), style: join(CLIENT, "app.css") },
    outdir: "unused",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "silent",
  });
  const find = (ending: string) =>
    Buffer.from(outputFiles.find((file) => file.path.endsWith(ending))?.contents ?? []);
  return { script: find(".js"), style: find(".css") };
}

/** Two processes may build at once: a reader must never meet half a file. */
async function keep(path: string, contents: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

async function contentHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(CLIENT)).sort()) {
    hash
      .update(name)
      .update("\0")
      .update(await readFile(join(CLIENT, name)))
      .update("\0");
  }
  for (const path of [...SHARED, ...(await filesIn(IMPORTING))]) hash.update(await readFile(path));
  for (const name of PACKAGES) hash.update(`${name}@${await version(name)}\n`);
  return hash.digest("hex").slice(0, 16);
}

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}

/** Read by path, because not every package exports its package.json. */
async function version(name: string): Promise<string> {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(await readFile(join(folder, name, "package.json"), "utf8"));
      return String(version);
    } catch {
      // Not in this folder; the next one up.
    }
  }
  return "unknown";
}
