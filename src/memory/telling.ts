import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { Rejected } from "../errors.ts";
import type { NewMemory } from "../store/memories.ts";
import type { Audience, Telling } from "./memory.ts";
import { spanIn } from "./time-words.ts";
import { stemsOf, wordsOf } from "./words.ts";

/** The most one memory may hold, in characters: some thirty pages. */
const LONGEST_TEXT = 200_000;
const MOST_TAGS = 100;
const LONGEST_TAG = 200;
const LONGEST_ID = 500;
/** Half a surrogate pair and NUL cannot be stored as UTF-8 text. */
const UNSTORABLE = /\p{Surrogate}|\0/gu;
/** "Dana Reyes: …": the speaker as transcripts write it. */
const SPEAKER_BEFORE = /^(\p{Lu}[\p{L}\p{M}\p{N}.' -]{0,40}):\s/u;

/** A telling checked and made ready to be stored, but for its place in the bank. */
export type Ready = Omit<NewMemory, "id" | "bankId" | "shelfId" | "number" | "far"> & {
  audience: Audience;
};

/** Checks a telling and works out what it will be found by. @throws Rejected saying what is wrong with it */
export function ready(telling: Telling): Ready {
  const text = storable(telling.text).trim();
  const documentId = storable(telling.documentId).trim();
  const tags = [...new Set((telling.tags ?? []).map((tag) => storable(tag).trim()))].filter(
    Boolean,
  );
  refuseUnfit(telling, documentId, text, tags);
  const speaker = speakerOf(telling, text, tags);
  const at = telling.at ?? null;
  const about = spanIn(text, at);
  const stems = stemsOf(
    speaker && text.startsWith(`${speaker}:`) ? text.slice(speaker.length) : text,
  );
  const row = {
    documentId,
    text,
    tags,
    speaker,
    at,
    kind: telling.kind ?? "said",
    audience: telling.audience ?? "workspace",
    personId: telling.personId ?? null,
    dealId: telling.dealId ?? null,
    callId: telling.callId ?? null,
    // Without a word on it, what was said at the same minute belongs together.
    thread: telling.thread ?? at?.toISOString() ?? null,
    fact: telling.fact ?? null,
    source: telling.source ?? {},
  };
  return {
    ...row,
    aboutFrom: about?.from ?? null,
    aboutUntil: about?.until ?? null,
    words: [...stems, ...speakerTerms(speaker)].join(" "),
    length: stems.length,
    digest: createHash("sha256").update(JSON.stringify(row)).digest("hex"),
  };
}

/** What a speaker is found by: a name in the index, apart from the same word in a text. */
function speakerTerms(speaker: string | null): string[] {
  return speaker === null ? [] : [...new Set(wordsOf(speaker))].map((word) => `@${word}`);
}

/** A new row's identity. */
export const newId = () => v7();

function storable(text: string): string {
  return typeof text === "string" ? text.replace(UNSTORABLE, "\uFFFD") : "";
}

function speakerOf(telling: Telling, text: string, tags: readonly string[]): string | null {
  const given = telling.speaker ?? tags.find((tag) => tag.startsWith("speaker:"))?.slice(8);
  return storable(given ?? SPEAKER_BEFORE.exec(text.slice(0, 60))?.[1] ?? "").trim() || null;
}

function refuseUnfit(
  telling: Telling,
  documentId: string,
  text: string,
  tags: readonly string[],
): void {
  const name = documentId.slice(0, 60) || "(no id)";
  const refuse = (why: string): never => {
    throw new Rejected(`Memory ${name}: ${why}`);
  };
  if (!documentId) refuse("it needs an id, so that it is kept once");
  if (documentId.length > LONGEST_ID) refuse(`its id is longer than ${LONGEST_ID} characters`);
  if (!text) refuse("it has no text");
  if (text.length > LONGEST_TEXT)
    refuse(
      `${text.length.toLocaleString("en")} characters are more than the ${LONGEST_TEXT.toLocaleString("en")} one memory may have; split it`,
    );
  if (tags.length > MOST_TAGS)
    refuse(`${tags.length} tags are more than the ${MOST_TAGS} one memory may have`);
  if (tags.some((tag) => tag.length > LONGEST_TAG))
    refuse(`a tag is longer than ${LONGEST_TAG} characters`);
  const at = telling.at;
  if (at && !(at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999))
    refuse("its time is not a date between the years 1 and 9999");
  if ((telling.audience ?? "workspace") !== "workspace" && !telling.personId)
    refuse(`a ${telling.audience} memory must say whom it is about`);
}
