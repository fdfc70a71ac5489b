import { createHash } from "node:crypto";
import { type Trend, trendWords } from "../coaching/trend.ts";
import type { Picture } from "../messages/digest.ts";
import { keepPicture, pictureOf } from "../store/pictures.ts";
import type { Effects } from "./effects.ts";

/** Goes up when the drawing changes, so that the same counts are drawn anew. */
const DRAWING = 1;

/** The picture of a trend at its address; the same trend is drawn once. */
export async function trendPicture(
  effects: Pick<Effects, "database" | "publicUrl">,
  workspaceId: string,
  trend: Trend,
): Promise<Picture> {
  const digest = createHash("sha256")
    .update(JSON.stringify([DRAWING, trend]))
    .digest("hex");
  const known = await effects.database.inWorkspace(workspaceId, (tx) => pictureOf(tx, digest));
  const id = known ?? (await draw(effects, workspaceId, trend, digest));
  return { url: `${effects.publicUrl}/pictures/${id}.png`, alt: trendWords(trend) };
}

/** Most processes draw nothing, and what draws is large. */
async function pencils() {
  const { trendSvg } = await import("../pictures/trend.ts");
  const { pngOf } = await import("../pictures/png.ts");
  return { trendSvg, pngOf };
}

/** Loads what draws before anybody waits for a picture. */
export async function sharpenPencils(): Promise<void> {
  await pencils();
}

async function draw(
  { database }: Pick<Effects, "database">,
  workspaceId: string,
  trend: Trend,
  digest: string,
): Promise<string> {
  const { trendSvg, pngOf } = await pencils();
  const bytes = pngOf(trendSvg(trend));
  return await database.inWorkspace(workspaceId, (tx) => keepPicture(tx, { digest, bytes }));
}
