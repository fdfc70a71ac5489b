const NAMES: Record<string, string> = {
  gong: "Gong",
  zoom: "Zoom",
  graph: "Teams",
  fireflies: "Fireflies",
  fathom: "Fathom",
  recall: "Recall.ai",
  folder: "the watched folder",
  upload: "an upload",
  import: "an import",
};

/** Where a call came from, as people call it. */
export function sourceName(source: string): string {
  return NAMES[source] ?? "another recorder";
}
