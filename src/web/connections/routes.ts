import express, { type Request, type Response, type Router } from "express";
import { validate } from "uuid";
import { CoachError } from "../../errors.ts";
import { crmOverview } from "../../jobs/crms/overview.ts";
import type { Effects } from "../../jobs/effects.ts";
import {
  changeRule,
  connect,
  decideCall,
  disconnect,
  readAgain,
  tryConnection,
} from "../../jobs/recording/administer.ts";
import { beginBackfill } from "../../jobs/recording/backfill.ts";
import { overviewOf } from "../../jobs/recording/overview.ts";
import { sendPage } from "../page.ts";
import { type Door, mustBeOurPage } from "../visitors.ts";
import { adminOf } from "./admin.ts";
import { actOnCrm } from "./crm/acts.ts";
import { crmSetupPages } from "./crm/routes.ts";
import { connectionsBody, type Said } from "./page.ts";
import { CONNECTIONS_STYLE } from "./style.ts";

/** `/connections`: what is connected, what came in, what waits; for whoever sits at this machine, and admins. */
export function connectionsPage(effects: Effects, door: Door): Router {
  const router = express.Router();
  router.use("/crm", crmSetupPages(effects, door));
  const form = express.urlencoded({ extended: false, limit: "64kb" });

  const show = async (request: Request, response: Response, said: Said | null) => {
    const { workspaceId } = await adminOf(request, door);
    const overview = await overviewOf(effects, workspaceId);
    const crms = await crmOverview(effects, workspaceId);
    const adding = typeof request.query.add === "string" ? request.query.add : null;
    response.set("Cache-Control", "private, no-store");
    if (said && !said.good) response.status(said.status ?? 400);
    sendPage(response, {
      title: "Connections",
      body: connectionsBody(overview, crms, { said, adding, now: effects.now() }),
      style: CONNECTIONS_STYLE,
    });
  };

  router.get("/", (request, response) => show(request, response, saidIn(request)));
  router.post("/", form, async (request, response) => {
    mustBeOurPage(request, door.publicUrl);
    const { workspaceId, personId } = await adminOf(request, door);
    try {
      const filled = request.body as Filled;
      const onCrm = filled.do?.startsWith("crm-")
        ? await actOnCrm(
            effects,
            workspaceId,
            filled.do === "crm-connect" ? "" : idIn(filled),
            filled,
          )
        : null;
      if (onCrm?.to) return response.redirect(303, onCrm.to);
      if (onCrm) return await show(request, response, onCrm);
      const said = await act(effects, workspaceId, personId, filled);
      // Only what may be said again after a reload goes into the address.
      if (said.code) response.redirect(303, `${request.baseUrl}/?said=${said.code}`);
      else await show(request, response, said);
    } catch (error) {
      if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
      await show(request, response, { good: false, text: error.message });
    }
  });
  return router;
}

type Filled = Record<string, string | undefined>;

async function act(
  effects: Effects,
  workspaceId: string,
  personId: string | null,
  filled: Filled,
): Promise<Said & { code?: keyof typeof DONE }> {
  const done = (code: keyof typeof DONE) => ({ good: true, text: DONE[code], code });
  switch (filled.do) {
    case "connect":
      await connect(effects, workspaceId, filled.source ?? "", filled);
      return done("connected");
    case "test": {
      const { works, sentence } = await tryConnection(effects, workspaceId, idIn(filled));
      return { good: works, text: sentence, status: 200 };
    }
    case "disconnect":
      await disconnect(effects, workspaceId, idIn(filled));
      return done("disconnected");
    case "backfill": {
      const connectionId = idIn(filled);
      const { workspaceId: whose } = await effects.intake.connected(connectionId);
      if (whose !== workspaceId) throw new CoachError("not-found", "That is no longer here.");
      await beginBackfill(effects, connectionId, Number(filled.days));
      return done("backfill");
    }
    case "again":
      await readAgain(effects, workspaceId, idIn(filled));
      return done("again");
    case "read":
    case "delete":
      await decideCall(effects, workspaceId, idIn(filled), filled.do, personId);
      return done(filled.do);
    case "rule":
      await changeRule(effects, workspaceId, {
        internal: filled.internal === "read" ? "read" : "leave",
        everybodyAgreed: filled.everybodyAgreed === "on",
        blockedDomains: lines(filled.blockedDomains),
        keywords: lines(filled.keywords),
      });
      return done("rule");
    default:
      throw new CoachError("bad-input", "That button is no longer known. Load the page again.");
  }
}

const DONE = {
  connected: "Connected. Give its address below to the recorder, then press Test.",
  disconnected: "Disconnected: its keys are gone. Calls that came by it stay.",
  backfill: "Past calls are being brought in. Nobody is written to about them.",
  again: "It is being read again.",
  read: "It is being read.",
  delete: "Deleted: nothing of that call is kept here.",
  rule: "Kept. It holds for every call from now on.",
};

function saidIn(request: Request): Said | null {
  const code = String(request.query.said ?? "");
  return Object.hasOwn(DONE, code) ? { good: true, text: DONE[code as keyof typeof DONE] } : null;
}

function idIn({ id = "" }: Filled): string {
  if (!validate(id)) throw new CoachError("not-found", "That is no longer here.");
  return id;
}

/** One a line, or between commas; at most a hundred of a hundred characters. */
function lines(text = ""): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim().slice(0, 100))
    .filter((line) => line !== "")
    .slice(0, 100);
}
