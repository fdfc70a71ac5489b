import { createRequire } from "node:module";
import type { Trend } from "../coaching/trend.ts";
import { spokenDay } from "../deals/spoken.ts";

/**
 * The library in one file: read as its six hundred modules it takes two seconds of a small machine, and
 * the first digest would wait for that.
 */
const echarts = createRequire(import.meta.url)(
  "echarts/dist/echarts.min",
) as typeof import("echarts");

/** Its own ground, so that it reads the same in a light and in a dark window. */
const COLOURS = {
  ground: "#fbfaf6",
  ink: "#1c2622",
  quiet: "#5b6761",
  line: "#dedbd1",
  there: "#1f6f5c",
  couldBe: "#cfddd5",
};
const WIDTH = 1200;
/** Twice what a telephone shows, so that the smallest words are still words there. */
const TEXT = { heading: 36, label: 32, small: 26, crowded: 21 };
const EDGE = 56;
const HEAD = 158;
const ROW = 190;
const FOOT = 70;
const LABELS = 400;
const BAR_ROOM = 96;
/** More bars than this leave no room for "12 of 14" above each. */
const MOST_WORDED = 6;

type Graphic = Record<string, unknown>;

/** Small bar charts under each other, as SVG: what was there, of what could have been. Pure. */
export function trendSvg(trend: Trend): string {
  const height = HEAD + trend.rows.length * ROW + FOOT;
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: "Inter" },
      graphic: [ground(height), ...head(trend), ...trend.rows.flatMap(rowLabel)],
      grid: trend.rows.map((_, at) => ({
        ...{ left: EDGE + LABELS, right: EDGE, top: HEAD + at * ROW + 54, height: BAR_ROOM },
      })),
      xAxis: trend.rows.map((_, at) => timeAxis(trend, at)),
      yAxis: trend.rows.map((_, at) => ({ gridIndex: at, show: false, min: 0, max: most(trend) })),
      series: trend.rows.flatMap((_, at) => bars(trend, at)),
    });
    return chart.renderToSVGString();
  } finally {
    // Left alone it would keep the process awake.
    chart.dispose();
  }
}

/** One scale for all: a tall bar is many calls in each row. */
const most = ({ rows }: Trend) =>
  Math.max(1, ...rows.flatMap(({ points }) => points.map(({ of }) => of)));

function ground(height: number): Graphic {
  return {
    ...{ type: "rect", silent: true, z: -1 },
    shape: { x: 0, y: 0, width: WIDTH, height, r: 24 },
    style: { fill: COLOURS.ground },
  };
}

function head({ heading }: Trend): Graphic[] {
  return [
    words(heading, EDGE, 52, TEXT.heading, COLOURS.ink, 600),
    swatch(EDGE, COLOURS.there),
    words("calls where it was there", EDGE + 40, 118, TEXT.small, COLOURS.quiet),
    swatch(EDGE + 400, COLOURS.couldBe),
    words("calls where it was not", EDGE + 440, 118, TEXT.small, COLOURS.quiet),
  ];
}

function rowLabel({ label }: Trend["rows"][number], at: number): Graphic[] {
  const middle = HEAD + at * ROW + 54 + BAR_ROOM / 2;
  const text = words(label, EDGE, middle, TEXT.label, COLOURS.ink, 600);
  const style = { ...(text.style as Graphic), width: LABELS - 40, overflow: "break" };
  return [
    { ...text, style: { ...style, lineHeight: 42, verticalAlign: "middle" } },
    ...(at === 0
      ? []
      : [
          {
            ...{ type: "line", silent: true },
            shape: { x1: EDGE, x2: WIDTH - EDGE, y1: HEAD + at * ROW, y2: HEAD + at * ROW },
            style: { stroke: COLOURS.line, lineWidth: 2 },
          },
        ]),
  ];
}

function timeAxis({ spans, rows }: Trend, at: number) {
  const last = at === rows.length - 1;
  return {
    ...{ gridIndex: at, type: "category", data: spans.map(({ from }) => spokenDay(from)) },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: COLOURS.line, width: 2 } },
    axisLabel: {
      ...{ show: last, interval: spans.length > MOST_WORDED ? 1 : 0, margin: 18 },
      ...{ fontSize: TEXT.small, color: COLOURS.quiet, fontFamily: "Inter" },
    },
  };
}

function bars({ rows, spans }: Trend, at: number) {
  const points = rows[at]?.points ?? [];
  const shared = {
    ...{ type: "bar", stack: `row-${at}`, xAxisIndex: at, yAxisIndex: at, silent: true },
    ...{ barMaxWidth: 96, barCategoryGap: "36%" },
  };
  const told = ({ on, of }: (typeof points)[number]) =>
    spans.length > MOST_WORDED ? `${on}/${of}` : `${on} of ${of}`;
  return [
    { ...shared, itemStyle: { color: COLOURS.there }, data: points.map(({ on }) => on) },
    {
      ...shared,
      itemStyle: { color: COLOURS.couldBe },
      // A call that could not have had it has nothing to be told above it.
      data: points.map((point) => ({
        value: point.of - point.on,
        label: {
          ...{ show: point.of > 0, position: "top", distance: 10, formatter: told(point) },
          ...{ fontFamily: "Inter", color: COLOURS.ink },
          fontSize: spans.length > MOST_WORDED ? TEXT.crowded : TEXT.small,
        },
      })),
    },
  ];
}

function words(
  text: string,
  left: number,
  middle: number,
  fontSize: number,
  fill: string,
  fontWeight = 400,
): Graphic {
  return {
    ...{ type: "text", silent: true, x: left, y: middle },
    style: { text, fontSize, fill, fontWeight, fontFamily: "Inter", verticalAlign: "middle" },
  };
}

function swatch(left: number, fill: string): Graphic {
  return {
    ...{ type: "rect", silent: true },
    shape: { x: left, y: 106, width: 24, height: 24, r: 5 },
    style: { fill },
  };
}
