/** What stands on a page: sentences without what belongs to one call, and quotes that nobody has said. */
import type { Call } from "../../src/calls/call.ts";
import { BEHAVIOURS } from "../../src/coaching/behaviours.ts";
import type { Message } from "../../src/messages/message.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import type { Database } from "../../src/store/database.ts";
import { listAccounts, listPeople } from "../../src/store/people.ts";
import { activity, call, contact, deal } from "../../src/store/schema.ts";

/** Everything that was said or written on a floor, and everybody's name. */
export interface Words {
  said: string;
  names: string[];
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

export async function wordsOnFloor(database: Database, workspaceId: string): Promise<Words> {
  return await database.inWorkspace(workspaceId, async (tx) => {
    const calls = (await tx.select().from(call)).map((row) => row.transcript as Call | null);
    const deals = await tx.select().from(deal);
    const logged = await tx.select().from(activity);
    const turns = calls.flatMap((one) => one?.turns.map(({ text }) => text) ?? []);
    const written = [
      ...deals.flatMap(({ nextStep, lossReason }) => [nextStep ?? "", lossReason ?? ""]),
      ...logged.map(({ text }) => text),
    ];
    const named = [
      ...(await listPeople(tx)),
      ...(await listAccounts(tx)),
      ...(await tx.select().from(contact)),
      ...deals,
      ...calls.flatMap((one) => one?.participants ?? []),
    ].flatMap(({ name }) => [name, ...name.split(" ")]);
    return {
      said: ` ${plain([...turns, ...written].join(" "))} `,
      names: [...new Set(named)]
        .filter((name) => name.length > 2)
        .sort((a, b) => b.length - a.length),
    };
  });
}

/** Words in quotation marks are somebody's, or a name of ours: a behaviour, a command. */
const QUOTED = /“([^”]*)”/g;
const OURS = /“(?:prep|plan|assess|winloss|ramp|practice|Learn|Do it|Not now)[^”]*”/g;

/** Quotes of five words and more that nobody on the floor has said or written. */
export function unheardIn(message: Message, { said }: Words): string[] {
  const quotes = [
    ...message.blocks.flatMap((block) => (block.type === "quote" ? [block.text] : [])),
    ...[...plainText(message).replace(OURS, " ").matchAll(QUOTED)].map(([, quote = ""]) => quote),
  ];
  const behaviours = BEHAVIOURS.map(({ name }) => plain(name));
  return quotes.filter(
    (quote) =>
      !behaviours.includes(plain(quote)) &&
      quote.split(/\s+/).length >= 5 &&
      !said.includes(plain(quote.replace(/…$/, ""))),
  );
}

/** The sentences of a page's own text; names, numbers and quotes are taken out, notes are left out. */
export function pageSentences(message: Message, { names }: Words): string[] {
  const texts = message.blocks.flatMap((block) => {
    if (block.type === "text") return [block.text];
    return block.type === "list" ? block.items : [];
  });
  return texts.flatMap((rich) => {
    const text = rich.map((span) => (typeof span === "string" ? span : span.text)).join("");
    const bare = names.reduce((rest, name) => rest.replaceAll(name, "@"), text);
    return bare
      .replace(QUOTED, "…")
      .replace(/\d[\d:.,]*/g, "#")
      .split(/(?<=[.?…])\s+/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence.split(/\s+/).length >= 5);
  });
}

interface Said {
  week: number;
  about: string;
  sentences: readonly string[];
}

/** Share of the sentences that stand on another page as well, of those pages that are compared. */
export function repeatedWithin(
  pages: readonly Said[],
  compared: (one: Said, other: Said) => boolean,
): string {
  let all = 0;
  let repeated = 0;
  for (const page of pages) {
    const others = pages.filter((other) => other !== page && compared(page, other));
    if (others.length === 0) continue;
    const heard = new Set(others.flatMap(({ sentences }) => sentences));
    all += page.sentences.length;
    repeated += page.sentences.filter((sentence) => heard.has(sentence)).length;
  }
  return all === 0 ? "–" : `${((repeated / all) * 100).toFixed(0)} %`;
}
