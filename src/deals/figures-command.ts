import type { Cut } from "./funnel.ts";

/** Figures somebody asks for by name. */
export type FiguresWish =
  | { kind: "funnel"; cut: Exclude<Cut, "all"> | null }
  | { kind: "forecast" }
  | { kind: "left" };

const FUNNEL =
  /^\/?(?:(?:show(?: me)?|what is|what's|see) )?(?:the |our |my |team )?(?:funnel|conversion(?: rates?)?|leading indicators)(?: (?:by|per) (rep|person|segment|deal type|type))?[?.!]*$/i;
const FORECAST =
  /^\/?(?:(?:show(?: me)?|what is|what's|see) )?(?:the |our |my |team )?forecast(?: (?:bias|accuracy|history))?[?.!]*$/i;
const LEFT =
  /^\/?(?:(?:show(?: me)?|what are|which are) )?(?:the )?(?:deals of (?:people|those|owners) who (?:have )?left|orphaned deals|deals without (?:an )?owner|leavers(?:'|’)? deals|left deals)[?.!]*$/i;

/** Reads "/funnel", "funnel by segment", "/forecast", "deals without an owner"; `null`: something else was said. */
export function figuresWish(text: string): FiguresWish | null {
  const said = text.trim().replace(/\s+/g, " ");
  const funnel = FUNNEL.exec(said);
  if (funnel) {
    const by = funnel[1]?.toLowerCase();
    const cut =
      by === "segment" ? "segment" : by?.includes("type") ? "type" : by ? ("rep" as const) : null;
    return { kind: "funnel", cut };
  }
  if (FORECAST.test(said)) return { kind: "forecast" };
  return LEFT.test(said) ? { kind: "left" } : null;
}
