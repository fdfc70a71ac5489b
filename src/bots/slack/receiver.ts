import { ExpressReceiver, type InstallationStore, type Logger, type Receiver } from "@slack/bolt";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { SlackConfig } from "../../config/slack.ts";
import { BOT_SCOPES } from "./scopes.ts";
import { overSocket } from "./socket.ts";
import { clientOptions } from "./web-api.ts";

/** A request Slack sends is small; what is larger is not Slack's. */
const BODY_LIMIT = "1mb";

/** How Slack's events come in, and, over HTTP, the routes they come to. */
export interface Reception {
  receiver: Receiver;
  /** Mounted at the root: `/slack/events`, and with OAuth `/slack/install` and `/slack/oauth_redirect`. */
  router: Router | null;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReceptionOptions {
  logger: Logger;
  /** Where Slack sends people back to after an install; `null` lets Slack choose the only one there is. */
  publicUrl: string | null;
  installations: InstallationStore;
  /** Signs the state of an install that is under way. */
  stateSecret: string;
}

/** The receiver the configuration asks for. */
export function openReception(config: SlackConfig, options: ReceptionOptions): Reception {
  return config.receive.by === "http"
    ? overHttp(config, config.receive.signingSecret, options)
    : overSocket(config, config.receive.appToken, options.logger);
}

/**
 * What Slack tells is kept before it is acknowledged (`processBeforeResponse`): a process that ends in
 * between is told again. Keeping it is one row and one job, so the answer still comes at once.
 */
function overHttp(
  config: SlackConfig,
  signingSecret: string,
  options: ReceptionOptions,
): Reception {
  const router = express.Router();
  const { logger } = options;
  router.use("/slack/events", refuseExcess());
  const receiver = new ExpressReceiver({
    signingSecret,
    logger,
    endpoints: "/slack/events",
    processBeforeResponse: true,
    bodyLimit: BODY_LIMIT,
    router: express.Router(),
  });
  router.use(receiver.router as unknown as Router);
  if (config.oauth) router.use(installRoutes(config, signingSecret, options));
  return {
    receiver,
    router,
    start: async () => undefined,
    stop: async () => undefined,
  };
}

/**
 * Requests that are being kept at one time; what comes on top is refused at once, and Slack tells it
 * again after a minute. Taken all, each would wait longer than the three seconds Slack waits.
 */
const MOST_AT_ONCE = 60;

function refuseExcess() {
  let open = 0;
  return (_request: Request, response: Response, next: NextFunction) => {
    if (open >= MOST_AT_ONCE) {
      response.status(503).set("Retry-After", "1").end();
      return;
    }
    open += 1;
    response.once("close", () => {
      open -= 1;
    });
    next();
  };
}

/**
 * "Add to Slack": a receiver of its own, without events, since one with an installer would ignore
 * `authorize`, and a single team's token goes through that too.
 */
function installRoutes(
  config: SlackConfig,
  signingSecret: string,
  { logger, publicUrl, installations, stateSecret }: ReceptionOptions,
): Router {
  const { clientId, clientSecret } = config.oauth ?? { clientId: "", clientSecret: "" };
  const redirect = publicUrl ? `${publicUrl}/slack/oauth_redirect` : undefined;
  const installer = new ExpressReceiver({
    ...{ signingSecret, logger, clientId, clientSecret, stateSecret },
    endpoints: {},
    installationStore: installations,
    scopes: [...BOT_SCOPES],
    ...(redirect && { redirectUri: redirect }),
    installerOptions: {
      directInstall: true,
      ...(redirect && { redirectUriPath: "/slack/oauth_redirect" }),
      clientOptions: clientOptions({ apiUrl: config.apiUrl, logger }),
      ...(config.apiUrl && {
        authorizationUrl: new URL("/oauth/v2/authorize", config.apiUrl).href,
      }),
      callbackOptions: {
        failure: (error, _options, _request, response) => {
          logger.warn(`An install did not succeed: ${error.message}`);
          response.writeHead(400, { "Content-Type": "text/html; charset=utf-8" });
          response.end(
            "<!doctype html><title>Not added</title><p>The coach was not added to Slack. " +
              'Nothing was changed. <a href="/slack/install">Try again</a>, and ask whoever runs this server if it happens again.</p>',
          );
        },
      },
    },
    router: express.Router(),
  });
  return installer.router as unknown as Router;
}
