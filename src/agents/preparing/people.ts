import { heardOn, isAmong, lowerFirst, type PrepInput } from "./account.ts";

const MOST = 3;

/** Who is missing: named but never heard, in the CRM but never on a call, or a part nobody has. */
export function whoIsMissing(input: PrepInput): string[] {
  const { calls, people, deal } = input;
  const heard = heardOn(calls);
  const lines: string[] = [];
  const named = new Set<string>();
  for (const { name, title } of people) {
    if (isAmong(name, heard)) continue;
    named.add(name);
    lines.push(
      `${name}${title ? `, ${lowerFirst(title)}` : ""}: in the CRM, ${calls.length === 0 ? "no call yet" : "on no call yet"}.`,
    );
  }
  const spoken = calls
    .slice(0, 3)
    .flatMap(({ ranked }) =>
      ranked.flatMap(({ credited, hooks }) => (!credited && hooks.person ? [hooks.person] : [])),
    );
  for (const name of new Set(spoken)) {
    if (!isAmong(name, [...heard, ...named])) lines.push(`${name}: named by them, on no call yet.`);
  }
  if (!signerKnown(input)) lines.push("Whoever signs: nobody has said who that is.");
  if (calls.length > 0 && heard.length === 1)
    lines.push(`A second voice: so far it is ${heard[0]} alone.`);
  if (deal && people.length === 0 && calls.length === 0)
    lines.push("The CRM has nobody on this deal.");
  return lines.slice(0, MOST);
}

function signerKnown({ calls, people }: PrepInput): boolean {
  return (
    people.some(({ role }) => role === "economic-buyer") ||
    calls.some(({ moments }) =>
      moments.some(
        (moment) =>
          moment.kind === "qualification" &&
          moment.slot === "economic-buyer" &&
          moment.side === "buyer" &&
          moment.confidence >= 0.7,
      ),
    )
  );
}
