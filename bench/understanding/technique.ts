/** `npx tsx bench/understanding/technique.ts DATA [SAMPLES]`: SPIN type and pain level against `spin-labels.jsonl`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { QuestionMoment } from "../../src/calls/moment.ts";
import { detectQuestions } from "../../src/calls/moments/question.ts";
import { resolveSides } from "../../src/calls/sides.ts";
import { prepare } from "../../src/calls/talk.ts";
import { parseTranscript } from "../../src/calls/transcript/index.ts";

interface Label extends Pick<QuestionMoment, "technique" | "painLevel"> {
  source: "samples" | "annomi";
  call: string;
  turn: number;
}

type Aspect = "technique" | "painLevel";

/** What the label says beside what the detector says of the turn's last question. */
interface Pair {
  label: string;
  said: string;
  /** Some question of the turn was given the label; the labels count a restatement as the same question. */
  among: boolean;
}

const NONE = "none";
const MISSED = "not detected";
const CLASSES: Record<Aspect, readonly string[]> = {
  technique: ["situation", "problem", "implication", "need-payoff", NONE],
  painLevel: ["1", "2", "3", NONE],
};
const TITLES = { technique: "SPIN type", painLevel: "pain level" } as const;

/** Share and Cohen's kappa of the two labelling passes, from spin-labels.md; the passes themselves are not kept here. */
const PASSES = {
  samples: { technique: [0.983, 0.976], painLevel: [0.994, 0.984] },
  annomi: { technique: [0.975, 0.966], painLevel: [0.983, 0.958] },
} as const;

/** Whose calls the samples are, by the number their names begin with. */
function sampleRep(call: string): string {
  const number = Number(call.slice(0, 2));
  if (number <= 4) return "Maya Okafor";
  return number <= 8 ? "Tom Brandt" : "Ines Ferreira";
}

function fileOf(folder: string, call: string): string {
  const file = readdirSync(folder).find((name) => name.replace(/\.[a-z]+$/, "") === call);
  if (file === undefined) throw new Error(`${folder} has no call named ${call}`);
  return file;
}

/** The questions of each turn, in the order they were asked. */
function questionsByTurn(
  folder: string,
  call: string,
  repName: string,
): Map<number, QuestionMoment[]> {
  const fileName = fileOf(folder, call);
  const { transcript } = parseTranscript(readFileSync(join(folder, fileName)), { fileName });
  const { participants } = resolveSides(transcript, { roster: [], repName });
  const talk = prepare({ ...transcript, participants, type: null });
  const byTurn = new Map<number, QuestionMoment[]>();
  for (const moment of detectQuestions(talk)) {
    byTurn.set(moment.turn, [...(byTurn.get(moment.turn) ?? []), moment]);
  }
  return byTurn;
}

function pairsOf(labels: readonly Label[], folder: string, aspect: Aspect): Pair[] {
  const calls = new Map<string, Map<number, QuestionMoment[]>>();
  return labels.map((label) => {
    const rep = label.source === "samples" ? sampleRep(label.call) : "Therapist";
    const heard = calls.get(label.call) ?? questionsByTurn(folder, label.call, rep);
    calls.set(label.call, heard);
    const said = (heard.get(label.turn) ?? []).map((question) => String(question[aspect] ?? NONE));
    const wanted = String(label[aspect] ?? NONE);
    return { label: wanted, said: said.at(-1) ?? MISSED, among: said.includes(wanted) };
  });
}

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : (part / whole).toFixed(3);
}

function count(pairs: readonly Pair[], label: string | null, said: string | null): number {
  return pairs.filter(
    (pair) => (label === null || pair.label === label) && (said === null || pair.said === said),
  ).length;
}

/** Cohen's kappa of labels and detector: agreement beyond what their shares alone would bring. */
function kappaOf(pairs: readonly Pair[], aspect: Aspect): number {
  const total = pairs.length;
  const seen = pairs.filter((pair) => pair.label === pair.said).length / total;
  const chance = CLASSES[aspect].reduce(
    (sum, name) => sum + (count(pairs, name, null) * count(pairs, null, name)) / total ** 2,
    0,
  );
  return (seen - chance) / (1 - chance);
}

/** A row for each label, a column for each answer; recall ends the rows and precision the columns. */
function matrix(pairs: readonly Pair[], aspect: Aspect): string[] {
  const classes = CLASSES[aspect];
  const answers = [...classes, MISSED];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const rows = classes.map((label) => {
    const total = count(pairs, label, null);
    const cells = answers.map((said) => count(pairs, label, said));
    return line([label, ...cells, total, share(count(pairs, label, label), total)]);
  });
  const precision = classes.map((said) =>
    share(count(pairs, said, said), count(pairs, null, said)),
  );
  return [
    line(["label \\ detector", ...answers, "labelled", "recall"]),
    line(Array.from({ length: answers.length + 3 }, () => "---")),
    ...rows,
    line(["precision", ...precision, "", pairs.length, ""]),
  ];
}

/** Rules were written while reading every other call; of the rest only counts were looked at. */
function isChecked({ source, call }: Label, calls: readonly string[]): boolean {
  return source === "samples" ? Number(call.slice(0, 2)) % 2 === 0 : calls.indexOf(call) % 2 === 1;
}

function halfLine(name: string, pairs: readonly Pair[], aspect: Aspect): string {
  const right = pairs.filter((pair) => pair.label === pair.said).length;
  const most = Math.max(...CLASSES[aspect].map((label) => count(pairs, label, null)));
  return `${name}: ${share(right, pairs.length)} of ${pairs.length}, kappa ${kappaOf(pairs, aspect).toFixed(3)}, commonest label ${share(most, pairs.length)}`;
}

function table(
  source: Label["source"],
  aspect: Aspect,
  pairs: readonly Pair[],
  checked: readonly boolean[],
): string {
  const right = pairs.filter((pair) => pair.label === pair.said).length;
  const among = pairs.filter((pair) => pair.among).length;
  const named = pairs.filter((pair) => pair.said !== MISSED).length;
  const most = Math.max(...CLASSES[aspect].map((label) => count(pairs, label, null)));
  const [agreed, kappa] = PASSES[source][aspect];
  return [
    `#### ${TITLES[aspect]}, ${source === "samples" ? "sample calls" : "counselling"}`,
    "",
    ...matrix(pairs, aspect),
    "",
    `${halfLine(
      "Developed on",
      pairs.filter((_, at) => !checked[at]),
      aspect,
    )}; ${halfLine(
      "checked on",
      pairs.filter((_, at) => checked[at]),
      aspect,
    )}.`,
    "",
    `Accuracy ${share(right, pairs.length)} of ${pairs.length}, kappa ${kappaOf(pairs, aspect).toFixed(3)} ` +
      `(${share(right, named)} of the ${named} detected; ${share(among, pairs.length)} if any question of the turn may be right); ` +
      `always the commonest label ${share(most, pairs.length)}; ` +
      `the two labelling passes agreed on ${agreed.toFixed(3)}, kappa ${kappa.toFixed(3)}, same reader and not independent.`,
  ].join("\n");
}

/** Four confusion matrices in markdown: SPIN type and pain level, on the sample calls and on AnnoMI. */
export async function techniqueTables(dataDir: string, samplesDir: string): Promise<string> {
  const labels = readFileSync(new URL("spin-labels.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Label);
  const folders = { samples: samplesDir, annomi: join(dataDir, "talk", "annomi", "calls") };
  const tables = (["samples", "annomi"] as const).flatMap((source) => {
    const own = labels.filter((label) => label.source === source);
    const calls = readdirSync(folders[source])
      .map((name) => name.replace(/\.[a-z]+$/, ""))
      .sort();
    const checked = own.map((label) => isChecked(label, calls));
    return (["technique", "painLevel"] as const).map((aspect) =>
      table(source, aspect, pairsOf(own, folders[source], aspect), checked),
    );
  });
  return tables.join("\n\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const dataDir = process.argv[2];
  const samples = fileURLToPath(new URL("../../samples/calls", import.meta.url));
  if (dataDir === undefined) {
    console.error("Give the data folder: npx tsx bench/understanding/technique.ts FOLDER");
    process.exitCode = 2;
  } else console.log(await techniqueTables(dataDir, process.argv[3] ?? samples));
}
