import chardet from "chardet";
import iconv from "iconv-lite";
import { refusal } from "./source.ts";

/** Enough for a guess; the detector reads every byte it is given several times. */
const SAMPLE_BYTES = 64 * 1024;
/** Of the characters: a few broken ones are damage, more are another encoding. */
const DAMAGE = 0.001;
/** Below this, of 100, the detector has seen nothing that speaks for its guess. */
const CONFIDENCE = 10;
const UTF8_ADVICE = "save it as UTF-8 text and upload it again";

/** Bytes to text: UTF-8 or UTF-16 when they say so, otherwise the likeliest older encoding with a warning; throws `Rejected` for binary data. */
export function decode(bytes: Uint8Array, name: string, warnings: string[]): string {
  const marked = byMark(bytes);
  const text = marked ?? byContent(bytes, name, warnings);
  if (isBinary(text)) {
    throw refusal({ name }, null, `this does not look like text; ${UTF8_ADVICE}`);
  }
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function byMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return iconv.decode(Buffer.from(bytes), "utf-16le");
  if (first === 0xfe && second === 0xff) return iconv.decode(Buffer.from(bytes), "utf-16be");
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder().decode(bytes);
  return unmarkedUtf16(bytes);
}

/** Western text in UTF-16 has a zero in every other byte. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  }
  const most = sample.length * 0.3;
  if (odd > most && even < odd / 10) return iconv.decode(Buffer.from(bytes), "utf-16le");
  if (even > most && odd < even / 10) return iconv.decode(Buffer.from(bytes), "utf-16be");
  return null;
}

function byContent(bytes: Uint8Array, name: string, warnings: string[]): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return byGuess(bytes, name, warnings);
  }
}

function byGuess(bytes: Uint8Array, name: string, warnings: string[]): string {
  const lenient = new TextDecoder().decode(bytes);
  const broken = count(lenient, (code) => code === 0xfffd);
  const beyondAscii = count(lenient, (code) => code > 0x7f);
  if (broken <= Math.max(1, lenient.length * DAMAGE) && beyondAscii > broken * 2) {
    warnings.push(`${broken} damaged character${broken === 1 ? "" : "s"} could not be read.`);
    return lenient;
  }
  const guess = chardet
    .analyse(Buffer.from(bytes.subarray(0, SAMPLE_BYTES)))
    .find((match) => match.name !== "UTF-8" && iconv.encodingExists(match.name));
  if (guess === undefined || guess.confidence < CONFIDENCE) {
    throw refusal({ name }, null, `its text encoding could not be recognised; ${UTF8_ADVICE}`);
  }
  warnings.push(
    `The file is not UTF-8 and was read as ${guess.name}. If letters look wrong, ${UTF8_ADVICE}.`,
  );
  return iconv.decode(Buffer.from(bytes), guess.name);
}

/** Text has no control characters but tabs and line ends; a stray one is forgiven. */
function isBinary(text: string): boolean {
  const odd = count(
    text,
    (code) =>
      (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 127,
  );
  return odd > 1 && odd > text.length * 0.002;
}

function count(text: string, test: (code: number) => boolean): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) if (test(text.charCodeAt(at))) found++;
  return found;
}
