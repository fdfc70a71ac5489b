import { useState } from "react";
import type { Form } from "../../../messages/message.ts";
import type { PlaygroundItem, PlaygroundPerson } from "../host.ts";
import { act, type LookName, sentence } from "./api.ts";
import { FormDialog } from "./form-dialog.tsx";
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

  const [asking, setAsking] = useState<{ press: Press; form: Form } | null>(null);

  async function send({ deliveryId, actionId, value }: Press, fields?: Record<string, string>) {
    const pressed = { person: person.id, deliveryId: deliveryId || item.id, actionId, value, look };
    await act({ ...pressed, ...(fields ? { fields } : {}) });
    onChanged();
  }

  function press(pressed: Press) {
    if (state.isSending) return;
    const form = item.forms?.find(
      ({ actionId, value }) => actionId === pressed.actionId && value === pressed.value,
    )?.form;
    if (form) return setAsking({ press: pressed, form });
    setState({ isSending: true });
    send(pressed).then(
      () => setState({}),
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
        {asking && (
          <FormDialog
            form={asking.form}
            look={look}
            onSubmit={(fields) => send(asking.press, fields)}
            onClose={() => setAsking(null)}
          />
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
