/** One activity of a streamed message. */
export interface StreamPart {
  info: {
    type: string;
    streamId?: string;
    streamType?: "informative" | "streaming" | "final";
    streamSequence?: number;
  };
  activity: Record<string, unknown>;
  /** Milliseconds, when it came. */
  at: number;
}

const LONGEST_MS = 120_000;

/** What Teams would refuse about the newest part of a stream, as its documentation says. */
export function problemsOfStream(parts: StreamPart[], conversationId: string): string[] {
  const part = parts.at(-1);
  const before = parts.at(-2);
  if (!part) return [];
  const { info, activity, at } = part;
  const problems: string[] = [];
  const say = (problem: string) => problems.push(`stream: ${problem}`);
  if (conversationId.startsWith("19:")) say("only 1:1 chats show one");
  if (info.streamType === "final") {
    if (activity.type !== "message") say("it ends with a message");
    if (info.streamSequence !== undefined) say("its end has no sequence number");
  } else {
    if (activity.type !== "typing") say("its parts are typing activities");
    if (info.streamSequence !== parts.length) say(`part ${info.streamSequence} is out of sequence`);
  }
  if (before) {
    if (before.info.streamType === "final") say("it had ended");
    if (info.streamType === "informative" && before.info.streamType === "streaming") {
      say("no word of waiting after the first words");
    }
    if (at - (parts[0]?.at ?? at) > LONGEST_MS) say("two minutes are over");
    if (info.streamType === "streaming" && before.info.streamType === "streaming") {
      if (at - before.at < 900) say("faster than one update a second");
      if (!String(activity.text).startsWith(String(before.activity.text))) {
        say("the words do not go on from the earlier ones");
      }
    }
  }
  return problems;
}
