import { createServer, type Server } from "node:http";
import express, { type Express, type RequestHandler, type Router } from "express";
import { CoachError } from "../errors.ts";
import { answerErrors } from "./errors.ts";
import { fromThisMachine, loopbackOnly } from "./loopback.ts";

export interface Mounts {
  /** At the root, and first: it reads its own bodies. `null` where Slack is not configured. */
  slack: Router | null;
  /** At the root: health and readiness. */
  health: Router;
  calls: Router;
  callPages: Router;
  /** The way in by a link of the coach's. */
  enter: Router;
  hub: Router;
  memory: Router;
  pictures: Router;
  /** Calendars and CRMs that are connected by signing in. */
  connect: Router;
  connections: Router;
  /** CRMs first, then recorders: each answers what is its own. */
  webhooks: Router[];
  playground: Router;
  /** Microsoft Teams' endpoint; `isOpen` once it believes only what Microsoft has signed. */
  teams: { routes(): Promise<Router>; isOpen: boolean };
  /** One's own page, as a tab inside Teams. */
  teamsTab: Router;
}

/** The one Express app. No body parser for all: each mount owns its own, or signatures would break. */
export function webApp(
  mounts: Mounts,
  options: { publicUrl: string | null; log: { error(fields: object, text: string): void } },
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use((_request, response, next) => {
    response.set({ "X-Content-Type-Options": "nosniff" });
    next();
  });
  if (mounts.slack) app.use(mounts.slack);
  app.use(mounts.health);
  app.use("/api/calls", mounts.calls);
  app.use("/calls", mounts.callPages);
  app.use("/enter", mounts.enter);
  app.use("/hub", mounts.hub);
  app.use("/memory", mounts.memory);
  app.use("/pictures", mounts.pictures);
  app.use("/connect", mounts.connect);
  app.use("/webhooks", mounts.webhooks);
  app.use("/connections", mounts.connections);
  app.use("/playground", loopbackOnly(options.publicUrl), mounts.playground);
  app.use("/teams/tab", mounts.teamsTab);
  const { routes, isOpen } = mounts.teams;
  app.use("/api/messages", ...(isOpen ? [] : [onlyHere(options.publicUrl)]), loaded(routes));
  app.get("/", (_request, response) => response.redirect("/playground/"));
  app.use((_request, _response, next) =>
    next(new CoachError("not-found", "There is nothing at this address.")),
  );
  app.use(answerErrors(options.log));
  return app;
}

/** Routes that are loaded with their first request. */
function loaded(routes: () => Promise<Router>): RequestHandler {
  return async (request, response, next) => {
    const router = await routes();
    router(request, response, next);
  };
}

/** Without a registration nobody's signature can be checked, so that only this machine is heard. */
function onlyHere(publicUrl: string | null): RequestHandler {
  return (request, _response, next) => {
    if (fromThisMachine(request, publicUrl)) return next();
    next(
      new CoachError(
        "forbidden",
        "Without MICROSOFT_APP_ID this endpoint answers programs on this machine only. docs/teams.md says how to register a bot.",
      ),
    );
  };
}

export interface Listening {
  port: number;
  /** Takes no more requests, lets running ones finish, cuts what stays open. */
  close(): Promise<void>;
}

/** Open event streams never end by themselves: after this long they are cut. */
const LAST_REQUESTS_MS = 1_000;

/** Listens on `port`, on loopback unless `host` says otherwise. `conflict` when the port is taken. */
export async function listen(app: Express, port: number, host: string): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new CoachError(
              "conflict",
              `Port ${port} is taken. Stop what runs there, or start with another: PORT=${port + 1} npm start`,
            )
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref();
  await closed;
}
