import express, { type Request, type Response, type Router } from "express";
import { validate } from "uuid";
import { CoachError } from "../../../errors.ts";
import {
  dropDraft,
  saveSetup,
  setupView,
  syncNow,
  tryOut,
  undoSetup,
} from "../../../jobs/crms/setup-desk.ts";
import type { Effects } from "../../../jobs/effects.ts";
import { sendPage } from "../../page.ts";
import { type Door, mustBeOurPage } from "../../visitors.ts";
import { adminOf } from "../admin.ts";
import type { Said } from "../page.ts";
import { CONNECTIONS_STYLE } from "../style.ts";
import { setupBody } from "./page.ts";

/** A select for each owner, stage and field of a large company, twice over. */
const MOST_FIELDS = 5000;
/** While something is under way the page looks again after so many seconds, also without a script. */
const LOOK_AGAIN_S = 2;

/** `/connections/crm/:id`: what a CRM's words mean, filled in by an admin. */
export function crmSetupPages(effects: Effects, door: Door): Router {
  const router = express.Router({ mergeParams: true });
  const form = express.urlencoded({
    ...{ extended: false, limit: "512kb", parameterLimit: MOST_FIELDS },
  });

  const show = async (
    request: Request,
    response: Response,
    said: Said | null,
    again = false,
  ): Promise<void> => {
    const { workspaceId } = await adminOf(request, door);
    const view = await setupView(effects, workspaceId, idIn(request), { again });
    response.set("Cache-Control", "private, no-store");
    if (said && !said.good) response.status(said.status ?? 400);
    const underWay = view.rehearsal?.state === "running" || view.sync?.state === "running";
    if (underWay && request.method === "GET") response.set("Refresh", String(LOOK_AGAIN_S));
    sendPage(response, {
      title: `${view.name}, set up`,
      body: setupBody(view, { said, now: effects.now() }),
      style: CONNECTIONS_STYLE,
    });
  };

  router.get("/:id", (request, response) => show(request, response, saidIn(request)));
  router.post("/:id", form, async (request, response) => {
    mustBeOurPage(request, door.publicUrl);
    const { workspaceId, personId } = await adminOf(request, door);
    const id = idIn(request);
    const filled = (request.body ?? {}) as Record<string, unknown>;
    try {
      switch (filled.do) {
        case "try":
          await tryOut(effects, workspaceId, id, filled);
          break;
        case "save":
          await saveSetup(effects, workspaceId, id, filled, personId);
          break;
        case "undo":
          await undoSetup(effects, workspaceId, id, personId);
          break;
        case "drop":
          await dropDraft(effects, workspaceId, id);
          break;
        case "sync":
          await syncNow(effects, workspaceId, id);
          break;
        case "look":
          return await show(request, response, null, true);
        default:
          throw new CoachError("bad-input", "That button is no longer known. Load the page again.");
      }
      const said = Object.hasOwn(DONE, filled.do) ? `?said=${filled.do}` : "";
      response.redirect(303, `${request.baseUrl}/${id}${said}`);
    } catch (error) {
      const known = error instanceof CoachError && error.code !== "unavailable";
      if (!known || error.code === "not-found" || error.code === "forbidden") throw error;
      await show(request, response, { good: false, text: error.message });
    }
  });
  return router;
}

const DONE = {
  save: "Saved. The deals are being brought in anew.",
  undo: "Taken back. The deals are being brought in anew; reps that were added stay.",
  drop: "Forgotten. Below is what holds.",
  sync: "The deals are being brought in.",
};

function saidIn(request: Request): Said | null {
  const code = String(request.query.said ?? "");
  return Object.hasOwn(DONE, code) ? { good: true, text: DONE[code as keyof typeof DONE] } : null;
}

function idIn(request: Request): string {
  const { id } = request.params;
  if (typeof id !== "string" || !validate(id))
    throw new CoachError("not-found", "That CRM is no longer connected.");
  return id;
}
