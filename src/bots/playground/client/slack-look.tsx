import { type MouseEvent, useLayoutEffect, useRef } from "react";
import { Message } from "slack-blocks-to-jsx";
import { safeLink } from "../../../messages/fit.ts";
import { readButtonValue } from "../../slack/button-value.ts";
import type { Press } from "./press.ts";
import { asSlackReads } from "./slack-faithful.ts";

interface Button {
  type: string;
  action_id: string;
  value?: string;
  url?: string;
}

type Blocks = Parameters<typeof Message>[0]["blocks"];

/**
 * A message as Slack draws it. The library draws buttons but does not work them, so a click is
 * resolved by its place: the n-th block and the n-th button in it are those of the JSON.
 */
export function SlackLook(props: {
  blocks: unknown[];
  answered: string | undefined;
  onPress: (press: Press) => void;
}) {
  const { blocks, answered, onPress } = props;
  const frame = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    for (const element of frame.current?.querySelectorAll("button") ?? []) {
      const button = frame.current && buttonAt(frame.current, element, blocks);
      element.toggleAttribute("data-done", Boolean(button && button.action_id === answered));
      element.disabled = Boolean(button && button.action_id === answered);
    }
  }, [blocks, answered]);

  function press(event: MouseEvent<HTMLDivElement>) {
    const element = (event.target as HTMLElement).closest("button");
    if (!element || !frame.current) return;
    const button = buttonAt(frame.current, element, blocks);
    if (!button) return;
    if (button.url) window.open(button.url, "_blank", "noopener,noreferrer");
    else onPress({ actionId: button.action_id, ...readButtonValue(button.value ?? "") });
  }

  return (
    // The keyboard reaches the buttons themselves; this only listens to what they pass on.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div className="slack-message" ref={frame} onClick={press}>
      <Message
        blocks={asSlackReads(blocks) as Blocks}
        hooks={{
          link: ({ href, children, className }) => (
            <a
              href={safeLink(href) ?? undefined}
              className={className}
              target="_blank"
              rel="noopener noreferrer"
            >
              {children}
            </a>
          ),
        }}
        logo=""
        name="Coach"
        theme="light"
        withoutWrapper
      />
    </div>
  );
}

function buttonAt(frame: HTMLElement, element: HTMLElement, blocks: unknown[]): Button | null {
  const wrappers = [...frame.querySelectorAll(".slack_blocks_to_jsx--block_wrapper")];
  const wrapper = element.closest(".slack_blocks_to_jsx--block_wrapper");
  if (!wrapper) return null;
  const block = blocks[wrappers.indexOf(wrapper)] as
    | { type?: string; elements?: Button[] }
    | undefined;
  if (block?.type !== "actions") return null;
  return (
    block.elements?.[
      [...wrapper.querySelectorAll("button")].indexOf(element as HTMLButtonElement)
    ] ?? null
  );
}
