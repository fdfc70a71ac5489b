import { Rejected } from "../../errors.ts";
import { fields, json as jsonOf } from "../payload.ts";
import { type Answer, ask, type Question, type Reach } from "../request.ts";

/** Asks for JSON; a status the caller does not expect is `Rejected` in its words. */
export async function askJson(
  reach: Reach,
  address: string,
  question: Omit<Question, "body"> & { json?: unknown },
  allowed: readonly number[] = [200, 201, 204, 207],
): Promise<{ status: number; body: unknown }> {
  const { json, headers, ...rest } = question;
  const answer = await ask(reach, address, {
    ...rest,
    headers: {
      Accept: "application/json",
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (!allowed.includes(answer.status)) throw refusal(reach.vendor, answer);
  return { status: answer.status, body: jsonOf(answer.bytes) };
}

function refusal(vendor: string, answer: Answer): Rejected {
  if (answer.status === 401) {
    return new Rejected(`${vendor} no longer accepts the key. Connect it again.`, {
      code: "forbidden",
    });
  }
  if (answer.status === 403) {
    return new Rejected(
      `${vendor} does not allow this: ${saidIn(answer) ?? "a permission is missing"}. Whoever connected it can grant it.`,
      { code: "forbidden" },
    );
  }
  return new Rejected(
    `${vendor} answered with status ${answer.status}${saidIn(answer) ? `: ${saidIn(answer)}` : ""}.`,
  );
}

/** The vendor's own sentence, where there is one. */
function saidIn(answer: Answer): string | null {
  const body = jsonOf(answer.bytes);
  const one = Array.isArray(body) ? fields(body[0]) : fields(body);
  const text = textOf(one.message) ?? textOf(one.error_info) ?? textOf(one.error);
  return text?.replace(/\s+/g, " ").slice(0, 200).replace(/\.$/, "") ?? null;
}

/** Text, or a number or yes-no as text; `null` when it is empty or anything else. Unlike a payload's `text`, as long and with the blanks it came with. */
export function textOf(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Leaves out what is not there: a field that is not told stays as it was. */
export function told<Key extends string>(
  values: Partial<Record<Key, string | null>>,
): Partial<Record<Key, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  ) as Partial<Record<Key, string>>;
}

/** In pieces of at most so many. */
export function inPieces<One>(all: readonly One[], size: number): One[][] {
  const pieces: One[][] = [];
  for (let at = 0; at < all.length; at += size) pieces.push(all.slice(at, at + size));
  return pieces;
}
