/** `npx tsx bench/understanding/measures.ts DATA`: our measures against plain arithmetic on the files. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit, stdout } from "node:process";
import type { Call, Turn } from "../../src/calls/call.ts";
import { measureCall } from "../../src/calls/measures.ts";
import { prepare } from "../../src/calls/talk.ts";

const LISTENING =
  /^(?:(?:mm|mhm|hmm|hm|uh-huh|uhhuh|uh|um|mm-hm|mm-hmm|yeah|yep|yes|yup|okay|ok|right|sure|exactly|absolutely|totally|true|great|good|cool|nice|wow|oh|ah|got|it|i|see|makes|sense|of|course|fair|enough|definitely|alright|no)(?: |$)){0,4}$/;

const plain = (text: string) =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? []).join(" ");

interface Raw {
  title: string;
  participants: { id: string; name: string }[];
  turns: { speaker: string; startMs?: number; endMs?: number; text: string }[];
}

/** Second opinion: a tick for each 10 ms of the call, counted rather than calculated. */
function countByTicks(raw: Raw) {
  const timed = raw.turns.filter((turn) => turn.startMs !== undefined && turn.endMs !== undefined);
  const tick = (ms: number | undefined) => Math.round((ms ?? 0) / 10);
  const first = Math.min(...timed.map((turn) => tick(turn.startMs)));
  const last = Math.max(...timed.map((turn) => tick(turn.endMs)));
  const heard = new Uint8Array(last - first);
  const bySpeaker: Record<string, number> = {};
  for (const turn of timed) {
    heard.fill(1, tick(turn.startMs) - first, tick(turn.endMs) - first);
    bySpeaker[turn.speaker] =
      (bySpeaker[turn.speaker] ?? 0) + tick(turn.endMs) - tick(turn.startMs);
  }
  const total = Object.values(bySpeaker).reduce((a, b) => a + b, 0);
  const silence = heard.reduce((quiet, tickHeard) => quiet + 1 - tickHeard, 0) * 10;
  const floor = raw.turns.filter((turn) => {
    const words = plain(turn.text);
    return !(LISTENING.test(words) && !/\?["'”’)]*$/.test(turn.text.trim()));
  });
  const longest: Record<string, number> = {};
  for (let at = 0; at < floor.length; ) {
    let to = at;
    while (floor[to + 1]?.speaker === floor[at]?.speaker && to + 1 < floor.length) to += 1;
    const run = floor.slice(at, to + 1).filter((turn) => turn.startMs !== undefined);
    const span =
      run.length === 0
        ? 0
        : Math.max(...run.map((turn) => turn.endMs ?? 0)) -
          Math.min(...run.map((turn) => turn.startMs ?? 0));
    const speaker = floor[at]?.speaker ?? "";
    longest[speaker] = Math.max(longest[speaker] ?? 0, span);
    at = to + 1;
  }
  const order = raw.turns.filter((turn) => plain(turn.text) !== "").map((turn) => turn.speaker);
  const switches = order.filter((speaker, at) => at > 0 && order[at - 1] !== speaker).length;
  return { bySpeaker, total, silence, longest, switches };
}

const apart = (ours: number, theirs: number) =>
  ours === theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-9);

function compare(file: string) {
  const raw = JSON.parse(readFileSync(file, "utf8")) as Raw;
  const turns = raw.turns.map(
    (turn): Turn => ({
      speaker: turn.speaker,
      startMs: turn.startMs ?? null,
      endMs: turn.endMs ?? null,
      text: turn.text,
    }),
  );
  const participants = raw.participants.map(({ id, name }) => ({ id, name, side: null }));
  const call: Call = { title: raw.title, startedAt: null, participants, turns, type: null };
  const ours = measureCall(prepare(call), []);
  const theirs = countByTicks(raw);
  let share = 0;
  let longest = 0;
  for (const speaker of ours.speakers) {
    const part = (theirs.bySpeaker[speaker.id] ?? 0) / theirs.total;
    // A person with a few seconds of speech is compared in points, not in proportion.
    share = Math.max(
      share,
      part < 0.01 ? Math.abs((speaker.share ?? 0) - part) : apart(speaker.share ?? 0, part),
    );
    longest = Math.max(longest, apart(speaker.longest?.ms ?? 0, theirs.longest[speaker.id] ?? 0));
  }
  return {
    share,
    longest,
    switches: apart(ours.interactivity.switches, theirs.switches),
    silence: apart(ours.silence.ms ?? Number.NaN, theirs.silence),
  };
}

function main(data: string | undefined): number {
  if (data === undefined) {
    stdout.write("usage: npx tsx bench/understanding/measures.ts DATA_FOLDER\n");
    return 2;
  }
  stdout.write("Largest difference from an independent count, per call and per corpus.\n\n");
  stdout.write(
    "| corpus | calls | talk share | longest stretch | switches | silence | within 1 % |\n",
  );
  stdout.write("| --- | --- | --- | --- | --- | --- | --- |\n");
  let good = true;
  for (const corpus of ["mrda", "earnings22"]) {
    const folder = join(data, "talk", corpus, "calls");
    const rows = readdirSync(folder).map((file) => compare(join(folder, file)));
    const worst = (key: "share" | "longest" | "switches" | "silence") =>
      Math.max(...rows.map((row) => row[key]));
    const cells = [worst("share"), worst("longest"), worst("switches"), worst("silence")];
    const holds = cells.every((cell) => cell <= 0.01);
    good &&= holds;
    const percent = cells.map((cell) => `${(cell * 100).toFixed(3)} %`).join(" | ");
    stdout.write(`| ${corpus} | ${rows.length} | ${percent} | ${holds ? "yes" : "no"} |\n`);
  }
  return good ? 0 : 1;
}

exit(main(argv[2]));
