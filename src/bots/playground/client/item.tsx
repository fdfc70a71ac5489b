import { useState } from "react";
import type { PlaygroundItem, PlaygroundPerson } from "../host.ts";
import { act, type LookName, sentence } from "./api.ts";
import type { Press } from "./press.ts";
import { SlackLook } from "./slack-look.tsx";
import { TeamsLook } from "./teams-look.tsx";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
});

/** One message with its sender; what goes wrong with a button is said beneath it. */
export function Item(props: {
  item: PlaygroundItem;
  person: PlaygroundPerson;
  look: LookName;
  onChanged: () => void;
}) {
  const { item, person, look, onChanged } = props;
  const [state, setState] = useState<{ isSending?: boolean; trouble?: string }>({});
  const name = item.from.kind === "coach" ? "Coach" : item.from.name;
  const isMine = item.from.kind === "person" && item.from.id === person.id;

  function press({ deliveryId, actionId, value }: Press) {
    if (state.isSending) return;
    setState({ isSending: true });
    act({ person: person.id, deliveryId: deliveryId || item.id, actionId, value, look }).then(
      () => {
        setState({});
        onChanged();
      },
      (error) => setState({ trouble: sentence(error) }),
    );
  }

  return (
    <article className={`item ${isMine ? "mine" : ""}`} aria-label={`Message from ${name}`}>
      <div className={`avatar from-${item.from.kind}`} aria-hidden="true">
        {name.slice(0, 1)}
      </div>
      <div className="item-main">
        <p className="item-head">
          <b>{name}</b>
          {item.from.kind === "coach" && <span className="badge">App</span>}
          <Time at={item.at} />
        </p>
        <div className="item-body" aria-busy={state.isSending ?? false}>
          <Body item={item} look={look} onPress={press} />
        </div>
        {state.trouble && (
          <p className="trouble" role="alert">
            {state.trouble}
          </p>
        )}
      </div>
    </article>
  );
}

function Body(props: { item: PlaygroundItem; look: LookName; onPress: (press: Press) => void }) {
  const { item, look, onPress } = props;
  if (look === "slack" && item.slack) {
    return <SlackLook blocks={item.slack.blocks} answered={item.answered} onPress={onPress} />;
  }
  if (look === "teams" && item.teams) {
    return <TeamsLook card={item.teams} answered={item.answered} onPress={onPress} />;
  }
  return <p className="said">{item.text}</p>;
}

function Time({ at }: { at: string }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  const isToday = date.toDateString() === new Date().toDateString();
  return (
    <time dateTime={at}>
      {isToday ? "" : `${DAY.format(date)}, `}
      {TIME.format(date)}
    </time>
  );
}
