import express, { type Router } from "express";
import { CoachError } from "../errors.ts";
import type { Transaction } from "../store/database.ts";
import type { PersonRow } from "../store/people.ts";
import { html } from "./html.ts";
import { sendPage } from "./page.ts";
import { type Door, type Visitor, visitorOf } from "./visitors.ts";

/** A vendor that is connected by signing in there. */
export interface Connector {
  /** In the address: `/connect/<name>`. */
  name: string;
  title: string;
  /** Whose business it is: everybody's own, or the whole workspace's. */
  for: "anyone" | "admin";
  /** The vendor's page where somebody agrees. */
  agreeAt(asked: { redirectUri: string; state: string }): string;
  /** Makes tokens of the code, and keeps them; returns one sentence for whoever connected it. */
  connect(
    granted: { code: string; redirectUri: string },
    visitor: { workspaceId: string; person: PersonRow | null },
    within: <T>(run: (tx: Transaction) => Promise<T>) => Promise<T>,
  ): Promise<string>;
  /**
   * The vendor says, at the address of the way back, that somebody took the connection away there; returns
   * false when it is not the vendor.
   */
  ended?(told: { authorization: string | undefined; body: unknown }): Promise<boolean>;
}

/** What travels through the vendor and back, sealed. */
interface State {
  workspaceId: string;
  personId: string | null;
  connector: string;
  until: number;
}

const STATE = "connect";
/** Signing in and reading what is asked for takes no longer. */
const PATIENCE_MS = 15 * 60_000;

/** `/connect/<vendor>` and the way back: OAuth for calendars and CRMs. */
export function connectPages(
  door: Door,
  connectors: readonly Connector[],
  baseUrl: () => string,
): Router {
  const router = express.Router();
  const named = (name: string | undefined): Connector => {
    const found = connectors.find((one) => one.name === name);
    if (!found) {
      throw new CoachError(
        "not-found",
        "That is not set up here. Whoever runs this server adds its client id and secret first.",
      );
    }
    return found;
  };
  const returnTo = ({ name }: Connector) => `${baseUrl()}/connect/${name}/return`;

  router.get("/:connector", async (request, response) => {
    const connector = named(request.params.connector);
    const visitor = allowed(connector, await visitorOf(request, door));
    const state: State = {
      workspaceId: visitor.workspaceId,
      personId: visitor.person?.id ?? null,
      connector: connector.name,
      until: door.now().getTime() + PATIENCE_MS,
    };
    response.redirect(
      303,
      connector.agreeAt({
        redirectUri: returnTo(connector),
        state: door.sealing.seal(JSON.stringify(state), STATE),
      }),
    );
  });

  router.get("/:connector/return", async (request, response) => {
    const connector = named(request.params.connector);
    const visitor = allowed(connector, await visitorOf(request, door));
    const { code, state, error } = request.query;
    // The vendor brings back whoever went: another browser, or another person in it, is somebody's trick.
    if (!sameVisit(door, state, connector, visitor)) {
      throw new CoachError("forbidden", "That took too long, or began elsewhere. Begin again.");
    }
    if (typeof code !== "string" || code === "") {
      const refused = error === "access_denied";
      throw new CoachError(
        "bad-input",
        refused
          ? `You did not agree at ${connector.title}, so nothing was connected.`
          : `${connector.title} sent you back without a code. Begin again.`,
      );
    }
    const line = await connector.connect(
      { code, redirectUri: returnTo(connector) },
      visitor,
      (run) => door.database.inWorkspace(visitor.workspaceId, run),
    );
    sendPage(response, {
      title: `${connector.title} is connected`,
      body: html`<h1>${connector.title} is connected</h1><p>${line}</p><p><a href="/hub">Your page</a></p>`,
    });
  });
  router.delete(
    "/:connector/return",
    express.json({ limit: "10kb" }),
    async (request, response) => {
      const { ended } = named(request.params.connector);
      const { authorization } = request.headers;
      if (!(await ended?.({ authorization, body: request.body }))) {
        throw new CoachError("forbidden", "Only the vendor itself may end a connection here.");
      }
      response.json({ received: true });
    },
  );
  return router;
}

function allowed(connector: Connector, visitor: Visitor): Visitor {
  if (connector.for === "anyone" && !visitor.person) {
    throw new CoachError(
      "bad-input",
      "Whose calendar is it? Open this page by the link the coach gives for “calendar”.",
    );
  }
  if (connector.for === "admin" && visitor.person && visitor.person.role !== "admin") {
    throw new CoachError("forbidden", `${connector.title} is connected by an admin.`);
  }
  return visitor;
}

function sameVisit(door: Door, sealed: unknown, connector: Connector, visitor: Visitor): boolean {
  try {
    const state = JSON.parse(door.sealing.open(String(sealed), STATE)) as State;
    return (
      state.connector === connector.name &&
      state.workspaceId === visitor.workspaceId &&
      state.personId === (visitor.person?.id ?? null) &&
      state.until > door.now().getTime()
    );
  } catch {
    return false;
  }
}
