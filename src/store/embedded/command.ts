import { execFile } from "node:child_process";
import { CoachError } from "../../errors.ts";

/** Who a child process runs as; `null` leaves it to whoever we are. */
export type Owner = { uid: number; gid: number } | null;

/** Nothing of ours: the environment holds keys, and PG* variables would change what the tools do. */
const CLEAN_ENVIRONMENT = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Runs one of Postgres's own tools to its end; throws what it said as `unavailable`. */
export function command(
  file: string,
  args: string[],
  options: { owner: Owner; folder: string },
): Promise<string> {
  return new Promise((done, fail) => {
    execFile(
      file,
      args,
      {
        cwd: options.folder,
        ...(process.platform === "win32" ? {} : { env: CLEAN_ENVIRONMENT }),
        ...(options.owner ?? {}),
      },
      (error, stdout, stderr) => {
        if (error) fail(unavailable(file, `${stderr}${stdout}`, error));
        else done(stdout);
      },
    );
  });
}

/** The error for what a tool, or the server's log, said. */
export function unavailable(what: string, said: string, cause?: unknown): CoachError {
  return new CoachError("unavailable", explanation(what, said, cause), { cause });
}

function explanation(what: string, said: string, cause: unknown): string {
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (/No space left on device|could not extend file/.test(said) || code === "ENOSPC") {
    return "The disk is full: the embedded database cannot write. Free some space and try again.";
  }
  if (
    /error while loading shared libraries|not found|cannot execute/.test(said) ||
    code === "ENOENT"
  ) {
    return `The embedded database does not run on this system (${firstLine(said) || what}). Set DATABASE_URL to a Postgres of your own.`;
  }
  if (code === "EPERM" || code === "EINVAL") {
    return "The embedded database may not run as another user here. Start as an ordinary user, or set DATABASE_URL.";
  }
  return `The embedded database did not start. ${lastLines(said) || String(cause ?? what)}`;
}

const firstLine = (text: string) => text.trim().split("\n")[0] ?? "";
const lastLines = (text: string) => text.trim().split("\n").slice(-5).join(" ");
