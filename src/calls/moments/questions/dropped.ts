/** An opening without its auxiliary: "you going to the fair", "you want me to call", "wanna see it", "you mean …". */
export function droppedAt(all: readonly string[], at: number): number {
  const next = all[at + 1];
  if (next === undefined) return 0;
  if (all[at] === "wanna") return 0.55;
  if (all[at] !== "you") return 0;
  const third = all[at + 2] ?? "";
  if (next === "mean" && third !== "" && third !== "to") return 0.62;
  if (next === "want" && (third === "me" || third === "us")) return 0.65;
  return next.endsWith("ing") && third !== "" ? 0.6 : 0;
}
