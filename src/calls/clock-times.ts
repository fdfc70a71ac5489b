/** Number words for the hours of a clock. */
const HOURS = "one two three four five six seven eight nine ten eleven twelve".split(" ");

const CLOCK =
  /\b(?:(?:at|around|about|say) (\d{1,2}(?!\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday)|(\d{1,2})(?=:\d\d| ?[ap]\.?m\b| o'clock)|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?= o'clock| [ap]\.?m\b))(?::(\d\d)| (fifteen|thirty|forty-five)\b)?(?: ?([ap])\.?m\b| o'clock)?(?! ?(?:%|percent|people|of |million|thousand|grand|k\b|dollars|days|weeks|months|minutes|hours))/;
const HALF =
  /\b(half|quarter) (past|to) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/;

/** A time of day said in a text: `HH:mm` and where its words stand. */
export interface Hour {
  time: string;
  index: number;
  length: number;
}

const hourOf = (said: string) =>
  said === "noon" || said === "midday"
    ? 12
    : /^\d/.test(said)
      ? Number(said)
      : HOURS.indexOf(said) + 1;

/** Business hours: without "am" or "pm", one to six is the afternoon. */
export function clock(lower: string): Hour | null {
  const half = HALF.exec(lower);
  const match = half ?? CLOCK.exec(lower);
  if (match === null) return null;
  let hour: number;
  let minute = 0;
  let half12: string | undefined;
  if (half !== null) {
    hour = hourOf(half[3] ?? "");
    minute = half[1] === "half" ? 30 : 15;
    if (half[2] === "to") {
      hour -= 1;
      minute = 60 - minute;
    }
  } else {
    hour = hourOf(match[1] ?? match[2] ?? match[3] ?? "");
    const spoken = { fifteen: 15, thirty: 30, "forty-five": 45 }[match[5] ?? ""];
    minute = spoken ?? Number(match[4] ?? 0);
    half12 = match[6];
  }
  if (half12 === "p" ? hour < 12 : half12 === undefined && hour >= 1 && hour <= 6) hour += 12;
  if (half12 === "a" && hour === 12) hour = 0;
  if (hour < 0 || hour > 23 || minute > 59) return null;
  const two = (value: number) => String(value).padStart(2, "0");
  return { time: `${two(hour)}:${two(minute)}`, index: match.index, length: match[0].length };
}
