import Anthropic from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import type { Agent } from "./agent.ts";
import { converse, type Request } from "./claude/conversation.ts";
import { priceOf } from "./claude/prices.ts";
import { openPurse } from "./claude/purse.ts";
import { firstRequest } from "./claude/request.ts";
import { checkSmuggled } from "./claude/smuggled.ts";
import { sendStreamed } from "./claude/streamed.ts";
import { translate } from "./claude/translate.ts";
import { draftFor } from "./drafting.ts";
import { ModelFailure } from "./failure.ts";
import type { Ledger } from "./ledger.ts";
import type { Model } from "./model.ts";
import { openFence } from "./prompt.ts";
import type { Watched } from "./watched.ts";

/** The newest mid-size model in the SDK's own list. */
export const DEFAULT_MODEL = "claude-sonnet-5-5" satisfies Anthropic.Model;

export interface ClaudeSettings {
  apiKey: string;
  /** Where the Messages API is; `null` for Anthropic's own address. */
  baseUrl: string | null;
  model: string;
  /** US dollars a workspace may spend in a calendar month. */
  monthlyBudget: number;
  /** US dollars one answer may cost. */
  callCeiling: number;
  ledger: Ledger;
  /** Whose account it is until `for` names another. */
  workspaceId: string;
  /** Hears of every answer that did not come: for the log, which people who run it read. */
  onFailure?(error: unknown, agent: string): void;
  /** Milliseconds one request may take, and a whole answer with its retries and look-ups. */
  timeouts?: { request: number; answer: number };
}

const TIMEOUTS = { request: 90_000, answer: 240_000 };
const MICROS = 1_000_000;

/** Opens the mind that is a language model. Nothing is sent before the first question. */
export function openClaude(settings: ClaudeSettings): Model {
  const timeouts = settings.timeouts ?? TIMEOUTS;
  const client = new Anthropic({
    apiKey: settings.apiKey,
    // Explicitly none, so that a token lying about in the environment is not used instead of the key.
    authToken: null,
    ...(settings.baseUrl ? { baseURL: settings.baseUrl } : {}),
    timeout: timeouts.request,
    maxRetries: 3,
    logLevel: "off",
  });
  const fence = openFence();
  // A server may ask for any wait before a retry; the deadline is ours.
  const deadline = () => AbortSignal.timeout(timeouts.answer);

  async function told<T>(agent: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      settings.onFailure?.(error, agent);
      throw error;
    }
  }

  const onAccountOf = (workspaceId: string): Model => {
    const account = {
      ledger: settings.ledger,
      workspaceId,
      monthlyBudget: settings.monthlyBudget * MICROS,
      ceiling: settings.callCeiling * MICROS,
    };
    const purseFor = (agent: string) =>
      openPurse(account, priceOf(settings.model), agent, settings.model);

    async function answer<Input, Output>(
      agent: Agent<Input, Output>,
      input: Input,
      reasons?: string[],
      watched?: Watched,
    ): Promise<Output> {
      const first = await firstRequest(settings.model, agent, input, fence, reasons);
      const { type, schema } = zodOutputFormat(agent.schema);
      const request: Request = {
        ...first.request,
        output_config: { ...first.request.output_config, format: { type, schema } },
      };
      const signal = deadline();
      const purse = purseFor(agent.name);
      const smuggled = (text: string) => checkSmuggled(text, first.call);
      const draft = watched && draftFor(agent, input, watched, smuggled);
      const text = await converse(request, {
        ...{ tools: first.tools, fence, purse },
        ...(watched ? { status: watched.status } : {}),
        send: (one) =>
          translated(() =>
            draft
              ? sendStreamed(client, one, signal, purse, draft)
              : client.messages.create(one, { signal }),
          ),
      });
      const output = parsed(text);
      refuse(checkSmuggled(output, first.call));
      return output as Output;
    }

    return {
      name: settings.model,
      for: onAccountOf,
      answer: (agent, input, reasons, watched) =>
        told(agent.name, () => answer(agent, input, reasons, watched)),
    };
  };

  return onAccountOf(settings.workspaceId);
}

async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw translate(error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelFailure("malformed", "The answer was no JSON.", { cause });
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ModelFailure("malformed", problems.join("; "));
}
