import { fieldProblems } from "../../../messages/form.ts";
import { formOf, pressed } from "../../conversation.ts";
import { FORM, fieldBlock, fieldsIn, readPress } from "../modal.ts";
import { actorOf, answering, keyOf, oneOfOurs, type Register } from "./listening.ts";

/** A form that was filled in: what is wrong is said beside the field, all else counts as the press. */
export const views: Register = (app, world) => {
  app.view(FORM, async ({ view, body, ack, context, client, logger }) => {
    const ours = await oneOfOurs(world, actorOf(context, client, body.user.id));
    const press = readPress(view.private_metadata);
    if (!ours || !press) return await ack();
    const { workspaceId } = ours.actor;
    const of = { ...press, personId: ours.person.id };
    const fields = fieldsIn(view.state.values as unknown as Parameters<typeof fieldsIn>[0]);
    let errors: Record<string, string> = {};
    await answering(ours.actor, undefined, logger, async () => {
      const form = await formOf(world, workspaceId, of);
      const problems = Object.entries(form ? fieldProblems(form, fields) : {});
      errors = Object.fromEntries(problems.map(([id, problem]) => [fieldBlock(id), problem]));
      if (problems.length > 0) return;
      await pressed(world, workspaceId, { ...of, fields, eventKey: keyOf("view", view.id) });
    });
    if (Object.keys(errors).length > 0) await ack({ response_action: "errors", errors });
    else await ack();
  });
};
