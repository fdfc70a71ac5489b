import { z } from "zod";
import { spokenDay } from "../deals/spoken.ts";

/** A stretch of days, both ISO dates included. */
const span = z.object({ from: z.string(), until: z.string() });
/** On so many of so many calls; 0 of 0 where there was no occasion. */
const point = z.object({ on: z.number().int().min(0), of: z.number().int().min(0) });

export const trendSchema = z.object({
  /** "Since 26 Sept, each bar four weeks" */
  heading: z.string(),
  /** Oldest first. */
  spans: z.array(span),
  /** One point a span. */
  rows: z.array(z.object({ label: z.string(), points: z.array(point) })),
});

/** How some counts went over time, stretch by stretch: what a picture is drawn from. */
export type Trend = z.infer<typeof trendSchema>;
export type TrendSpan = z.infer<typeof span>;

/** Everything the picture shows, in words: for whoever does not see it. */
export function trendWords({ heading, spans, rows }: Trend): string {
  const lines = rows.map(({ label, points }) => {
    const told = points.map(({ on, of }, at) => {
      const from = spokenDay(spans[at]?.from ?? "");
      return of === 0 ? `from ${from} no occasion` : `from ${from} on ${on} of ${of}`;
    });
    return `${label}: ${told.join(", ")}.`;
  });
  return [
    `${heading}. Calls on which it was there, of those where it could have been.`,
    ...lines,
  ].join(" ");
}
