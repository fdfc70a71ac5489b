/** Collects pieces of a text and hands on each paragraph as soon as it is whole. */
export function paragraphs(say: (paragraph: string) => void) {
  let held = "";
  const hand = (text: string) => {
    if (text.trim() !== "") say(text.trim());
  };
  return {
    add(piece: string): void {
      const parts = (held + piece).split(/\n[ \t]*\n/);
      held = parts.pop() ?? "";
      for (const part of parts) hand(part);
    },
    end(): void {
      const rest = held;
      held = "";
      hand(rest);
    },
  };
}
