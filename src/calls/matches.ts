const NONE: readonly RegExpExecArray[] = [];

/**
 * Every match of a global pattern, in order. For sentences, of which a call has a thousand: `matchAll`
 * copies its pattern on each call, which takes longer than reading the sentence does.
 */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  let found: RegExpExecArray[] | null = null;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found ??= [];
    found.push(match);
    if (match[0] === "") pattern.lastIndex += 1;
  }
  return found ?? NONE;
}
