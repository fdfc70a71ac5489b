import type { Progress } from "./use-playground.ts";

const STAGES = [
  { stage: "received", label: "Received" },
  { stage: "reading", label: "Reading the call" },
  { stage: "writing", label: "Writing the debrief" },
  { stage: "done", label: "Done" },
] as const;

/** How far the coach is with the calls that were dropped. */
export function ProgressList(props: { progress: Progress[]; onDismiss: (callId: string) => void }) {
  return (
    <div className="progress-list" aria-live="polite">
      {props.progress.map((one) => (
        <ProgressCard key={one.callId} progress={one} onDismiss={props.onDismiss} />
      ))}
    </div>
  );
}

function ProgressCard(props: { progress: Progress; onDismiss: (callId: string) => void }) {
  const { callId, title, stage, detail } = props.progress;
  if (stage === "failed") {
    return (
      <div className="progress failed">
        <p>
          <b>The coach could not read “{title}”</b>
        </p>
        <p>{detail}</p>
        <button type="button" className="plain" onClick={() => props.onDismiss(callId)}>
          Dismiss
        </button>
      </div>
    );
  }
  const at = STAGES.findIndex((one) => one.stage === stage);
  return (
    <div className={`progress ${stage}`}>
      <p>
        <b>
          {stage === "done" ? "The coach has read" : "Coach is reading"} “{title}”
        </b>
      </p>
      <ol>
        {STAGES.map(({ stage: name, label }, index) => (
          <li
            key={name}
            className={index < at || stage === "done" ? "past" : index === at ? "now" : "ahead"}
            aria-current={index === at ? "step" : undefined}
          >
            {label}
          </li>
        ))}
      </ol>
      {detail && detail !== title && <p className="hint">{detail}</p>}
    </div>
  );
}
