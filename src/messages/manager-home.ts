import type { Message } from "./message.ts";

/** What a manager or admin finds when they open the coach: what can be asked for, one press away. */
export function managerHomeMessage({ role }: { role: "rep" | "manager" | "admin" }): Message {
  const ask = (label: string, value: string) => ({ id: "ask", label, value });
  return {
    summary: "What I can do for your team",
    blocks: [
      {
        type: "list",
        items: [
          ["Pipeline review: deal by deal, between the rep and you; the summary in the channel"],
          ["One-on-one briefs, coaching plans, ramp plans: name the rep"],
          ["Weekly digest: themes of the team's calls, never people"],
        ],
      },
      {
        type: "actions",
        actions: [
          { ...ask("Pipeline review", "/pipeline-review team"), style: "primary" },
          ask("Weekly digest", "/digest"),
          ...(role === "admin" ? [ask("Set me up", "/coach setup")] : []),
        ],
      },
      {
        type: "note",
        text: ["Reps see a debrief of their call before anyone else may. Scores are for nobody."],
      },
    ],
  };
}
