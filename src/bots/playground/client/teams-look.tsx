import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  HostConfig,
  OpenUrlAction,
  SubmitAction,
} from "adaptivecards";
import { useEffect, useRef } from "react";
import { cardMarkdown } from "./card-markdown.ts";
import type { Press } from "./press.ts";
import { TEAMS } from "./teams-host-config.ts";

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardMarkdown(text);
  result.didProcess = true;
};

/** A message as Teams draws it, by the library its own client is built on. */
export function TeamsLook(props: {
  card: unknown;
  answered: string | undefined;
  onPress: (press: Press) => void;
}) {
  const { card, answered } = props;
  const frame = useRef<HTMLDivElement>(null);
  const onPress = useRef(props.onPress);
  onPress.current = props.onPress;

  useEffect(() => {
    const drawn = new AdaptiveCard();
    drawn.hostConfig = new HostConfig(TEAMS);
    drawn.onExecuteAction = (action) => execute(action, onPress.current);
    drawn.parse(card);
    // The library lists an action of a set twice.
    for (const action of new Set(drawn.getAllActions())) {
      if (answered && pressOf(action)?.actionId === answered) {
        action.title = `✓ ${action.title ?? ""}`;
        action.isEnabled = false;
      }
    }
    const element = drawn.render();
    frame.current?.replaceChildren(...(element ? [element] : []));
  }, [card, answered]);

  return <div className="teams-message" ref={frame} />;
}

function execute(action: Action, onPress: (press: Press) => void): void {
  if (action instanceof OpenUrlAction && action.url) {
    window.open(action.url, "_blank", "noopener,noreferrer");
    return;
  }
  const press = pressOf(action);
  if (press) onPress(press);
}

/** Which button of which message: one that opens a dialog names itself in its data. */
function pressOf(action: Action): Press | null {
  if (!(action instanceof ExecuteAction) && !(action instanceof SubmitAction)) return null;
  const data = (action.data ?? {}) as Record<string, unknown>;
  const actionId = action instanceof ExecuteAction ? action.verb : String(data.actionId ?? "");
  return { deliveryId: String(data.deliveryId ?? ""), actionId, value: String(data.value ?? "") };
}
