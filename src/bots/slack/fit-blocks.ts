import { SLACK_LIMITS, type SlackBlock, weight } from "./block-kit.ts";

/**
 * Blocks within Slack's count and total. When they are too many the end is left out and a line
 * says so, but the last buttons stay: without them the person cannot answer.
 */
export function fitBlocks(blocks: SlackBlock[]): SlackBlock[] {
  if (fits(blocks)) return blocks;
  const tail = lastButtons(blocks);
  const body = blocks.filter((block) => !tail.includes(block));
  const kept: SlackBlock[] = [];
  for (const block of body) {
    const next = [...kept, block];
    if (!fits([...next, leftOut(body.length), ...tail])) break;
    kept.push(block);
  }
  return [...kept, leftOut(body.length - kept.length), ...tail];
}

/** The last run of actions blocks, from its start, as far as half of the message holds. */
function lastButtons(blocks: SlackBlock[]): SlackBlock[] {
  const end = blocks.findLastIndex((block) => block.type === "actions") + 1;
  const start = blocks.findLastIndex((block, at) => at < end && block.type !== "actions") + 1;
  const kept: SlackBlock[] = [];
  let used = 0;
  for (const block of blocks.slice(start, end).slice(0, 10)) {
    used += weight(block);
    if (used > SLACK_LIMITS.total / 2) break;
    kept.push(block);
  }
  return kept;
}

function fits(blocks: SlackBlock[]): boolean {
  const total = blocks.reduce((sum, block) => sum + weight(block), 0);
  return blocks.length <= SLACK_LIMITS.blocks && total <= SLACK_LIMITS.total;
}

function leftOut(count: number): SlackBlock {
  const text = `This message was too long for Slack: its last ${count === 1 ? "part is" : `${count} parts are`} left out.`;
  return { type: "context", elements: [{ type: "plain_text", text, emoji: false }] };
}
