/** `npx tsx bench/understanding/mentions.ts DATA`: named companies, people, sums and dates on Earnings-21. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit, stdout } from "node:process";
import type { Call, Turn } from "../../src/calls/call.ts";
import type { MentionMoment } from "../../src/calls/moment.ts";
import { detectMentions } from "../../src/calls/moments/mention.ts";
import { prepare } from "../../src/calls/talk.ts";

interface Gold {
  call: string;
  turn: number;
  mentions: { type: string; text: string }[];
}

const DROPPED = new Set([
  "inc",
  "corp",
  "corporation",
  "the",
  "llc",
  "ltd",
  "co",
  "a",
  "of",
  "and",
  "plc",
]);
const wordsOf = (name: string) =>
  new Set((name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !DROPPED.has(word)));

/** The data's own rule: at least half of the words shared. */
function sameName(a: string, b: string): boolean {
  const left = wordsOf(a);
  const right = wordsOf(b);
  if (left.size === 0 || right.size === 0) return false;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.max(left.size, right.size) >= 0.5;
}

const digits = (text: string) =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((part) => part.replaceAll(",", ""));
/** A sum is the same when its leading figure is: "$1.2 billion" and "USD 1200000000". */
const sameSum = (gold: string, found: string) =>
  digits(gold).some(
    (figure) =>
      found.replace(/[^\d]/g, "").replace(/0+$/, "") ===
      figure.replace(/[^\d]/g, "").replace(/^0+|0+$/g, ""),
  );

const KINDS = [
  { row: "ORG", gold: ["ORG"], right: ["ORG", "PRODUCT"], subject: "company", same: sameName },
  { row: "PERSON", gold: ["PERSON"], right: ["PERSON"], subject: "person", same: sameName },
  { row: "MONEY", gold: ["MONEY"], right: ["MONEY"], subject: "money", same: sameSum },
  { row: "DATE", gold: ["DATE"], right: ["DATE"], subject: "date", same: sameName },
] as const;

interface Raw {
  title: string;
  participants: { id: string; name: string }[];
  turns: { speaker: string; text: string }[];
}

function main(data: string | undefined, half: string | undefined): number {
  if (data === undefined) {
    stdout.write("usage: npx tsx bench/understanding/mentions.ts DATA_FOLDER [even|odd]\n");
    return 2;
  }
  const folder = join(data, "talk", "earnings21");
  const gold = new Map<string, Gold["mentions"]>();
  for (const line of readFileSync(join(folder, "gold.jsonl"), "utf8").split("\n")) {
    if (line === "") continue;
    const row = JSON.parse(line) as Gold;
    gold.set(`${row.call} ${row.turn}`, row.mentions);
  }
  const files = readdirSync(join(folder, "calls"))
    .sort()
    .filter((_, place) => half === undefined || place % 2 === (half === "even" ? 0 : 1));
  const found = new Map<string, MentionMoment[]>();
  const wanted = new Map<string, Gold["mentions"]>();
  for (const file of files) {
    const name = file.replace(/\.json$/, "");
    const raw = JSON.parse(readFileSync(join(folder, "calls", file), "utf8")) as Raw;
    const turns = raw.turns.map((turn): Turn => ({ ...turn, startMs: null, endMs: null }));
    const participants = raw.participants.map((person) => ({ ...person, side: null }));
    const call: Call = { title: raw.title, startedAt: null, participants, turns, type: null };
    const moments = detectMentions(prepare(call));
    raw.turns.forEach((_, turn) => {
      const key = `${name} ${turn}`;
      found.set(
        key,
        moments.filter((moment) => moment.turn === turn),
      );
      wanted.set(key, gold.get(key) ?? []);
    });
  }
  stdout.write(
    `Earnings-21, ${files.length} calls\n\n| kind | gold | found | recall | precision |\n| --- | --- | --- | --- | --- |\n`,
  );
  for (const kind of KINDS) {
    let total = 0;
    let recalled = 0;
    let named = 0;
    let correct = 0;
    const misses: string[] = [];
    const wrong: string[] = [];
    for (const [key, mentions] of wanted) {
      const own = (found.get(key) ?? []).filter((moment) => moment.subject === kind.subject);
      const targets = mentions.filter((mention) =>
        (kind.gold as readonly string[]).includes(mention.type),
      );
      const rights = mentions.filter((mention) =>
        (kind.right as readonly string[]).includes(mention.type),
      );
      total += targets.length;
      for (const target of targets) {
        if (own.some((moment) => kind.same(target.text, moment.entity))) recalled += 1;
        else misses.push(target.text);
      }
      named += own.length;
      for (const moment of own) {
        if (rights.some((target) => kind.same(target.text, moment.entity))) correct += 1;
        else wrong.push(moment.entity);
      }
    }
    const share = (part: number, whole: number) => (whole === 0 ? "-" : (part / whole).toFixed(3));
    stdout.write(
      `| ${kind.row} | ${total} | ${named} | ${share(recalled, total)} | ${share(correct, named)} |\n`,
    );
    if (argv.includes("--errors")) {
      stdout.write(
        `missed: ${misses.slice(0, 60).join(" · ")}\nwrong: ${wrong.slice(0, 60).join(" · ")}\n`,
      );
    }
  }
  return 0;
}

exit(main(argv[2], argv[3]));
