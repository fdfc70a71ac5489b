import { sdk } from "@vectorize-io/hindsight-client";
import { CoachError } from "../../errors.ts";
import { bankTemplate } from "../bank.ts";
import { ASKING, attempt, FarRefusal, type Patience, TELLING } from "./attempts.ts";
import { clientFor, type FarServer } from "./server.ts";

/** The one part of a far memory's labels that counts: on which shelf it stands. */
export const SHELF_FOR_ALL = "see:workspace";

/** What is asked of a Hindsight server, and nothing more. */
export interface FarBank {
  /** Makes the bank with our missions and mental models; safe to repeat. */
  prepare(): Promise<void>;
  /** Keeps one document and waits until the server is done with it. @throws FarRefusal */
  retain(document: {
    id: string;
    text: string;
    at: Date | null;
    context: string;
    tags: string[];
  }): Promise<void>;
  /** Ids of our documents that answer a question, best first. */
  recall(question: string, tags: string[], now: Date | null): Promise<string[]>;
  /** Forgets a document, and what the mental models may have taken from it. */
  forget(id: string): Promise<void>;
  clearModels(): Promise<void>;
  refreshModels(): Promise<void>;
  /** What the server composed from what is for everybody; `null` when there is nothing yet. */
  model(id: string): Promise<string | null>;
}

/** The server takes at most 500 tokens of a question. */
const LONGEST_QUESTION = 1500;
const POLL_MS = 400;
const LONGEST_OPERATION_MS = 120_000;

/** One bank on a Hindsight server. Its id may hold no slash: the server's routes cannot carry one. */
export function farBank(options: FarServer & { bankId: string; patience?: Patience }): FarBank {
  const client = clientFor(options);
  const telling = options.patience ?? TELLING;
  const asking = options.patience ? { ...options.patience, tries: 1 } : ASKING;
  const path = { bank_id: options.bankId };
  const model = (id: string) => ({ ...path, mental_model_id: id });
  const modelIds = async () => (await bankTemplate()).mental_models.map(({ id }) => id);

  return {
    prepare: async () => {
      const body = await scopedTemplate();
      // Each import refreshes every model, and each refresh is paid for: only when something changed.
      if (await holds(body)) return;
      await attempt("our bank template", telling, (signal) =>
        // Typed without a body, the call sends the one it is given.
        sdk.importBankTemplate({ client, path, body, signal } as Parameters<
          typeof sdk.importBankTemplate
        >[0]),
      );
    },
    retain: async ({ id, text, at, context, tags }) => {
      const answer = await attempt("a memory", telling, (signal) =>
        sdk.retainMemories({
          client,
          path,
          signal,
          // One document a request: in some versions a larger one kept only its first.
          body: {
            async: true,
            items: [
              {
                ...{ content: text, document_id: id, context, tags },
                ...(at ? { timestamp: at.toISOString() } : {}),
                metadata: { memory: id },
              },
            ],
          },
        }),
      );
      for (const operation of [answer.operation_id, ...(answer.operation_ids ?? [])]) {
        if (operation) await finished(operation);
      }
    },
    recall: async (question, tags, now) => {
      const answer = await attempt("a question", asking, (signal) =>
        sdk.recallMemories({
          client,
          path,
          signal,
          body: {
            query: question.slice(0, LONGEST_QUESTION),
            types: ["world", "experience"],
            tags,
            tags_match: "any_strict",
            ...(now ? { query_timestamp: now.toISOString() } : {}),
          },
        }),
      );
      return [...new Set(answer.results.flatMap((hit) => hit.document_id ?? []))];
    },
    forget: (id) =>
      gone("a document", (signal) =>
        sdk.deleteDocument({ client, path: { ...path, document_id: id }, signal }),
      ),
    clearModels: async () => {
      for (const id of await modelIds()) {
        await gone("a mental model", (signal) =>
          sdk.clearMentalModel({ client, path: model(id), signal }),
        );
      }
    },
    refreshModels: async () => {
      for (const id of await modelIds()) {
        await attempt("a refresh", telling, (signal) =>
          sdk.refreshMentalModel({ client, path: model(id), signal }),
        );
      }
    },
    model: async (id) => {
      const { content } = await attempt("a mental model", asking, (signal) =>
        sdk.getMentalModel({ client, path: model(id), signal }),
      );
      // Until its first refresh a model holds a line of the server's own.
      return content && !/^Generating content/.test(content) ? content : null;
    },
  };

  /** Whether the bank is there and is what the template says, as far as the template says anything. */
  async function holds(template: Awaited<ReturnType<typeof scopedTemplate>>): Promise<boolean> {
    try {
      const there = await attempt("for its template", telling, (signal) =>
        sdk.exportBankTemplate({ client, path, signal }),
      );
      const models = new Map((there.mental_models ?? []).map((one) => [one.id, one]));
      return (
        there.bank?.retain_mission === template.bank.retain_mission &&
        there.bank?.observations_mission === template.bank.observations_mission &&
        template.mental_models.every(
          (spec) =>
            models.get(spec.id)?.source_query === spec.source_query &&
            models.get(spec.id)?.tags?.join() === spec.tags.join(),
        )
      );
    } catch (error) {
      if (error instanceof FarRefusal && error.status === 404) return false;
      throw error;
    }
  }

  /** What is not there is forgotten as well. */
  async function gone<T>(
    what: string,
    call: (signal: AbortSignal) => Promise<{ data?: T; error?: unknown; response?: Response }>,
  ): Promise<void> {
    try {
      await attempt<unknown>(what, telling, async (signal) => {
        const { error, response } = await call(signal);
        return { data: true, error, response };
      });
    } catch (error) {
      if (!(error instanceof FarRefusal) || error.status !== 404) throw error;
    }
  }

  /** Watches an operation to its end; one that a killed server left behind counts as not done. */
  async function finished(operation: string): Promise<void> {
    const until = Date.now() + LONGEST_OPERATION_MS;
    for (;;) {
      const { status } = await attempt("about an operation", telling, (signal) =>
        sdk.getOperationStatus({ client, path: { ...path, operation_id: operation }, signal }),
      );
      if (status === "completed") return;
      if (status !== "pending" && status !== "processing") {
        throw new CoachError("unavailable", `Hindsight's operation ended as ${status}.`);
      }
      if (Date.now() > until) {
        throw new CoachError("unavailable", "Hindsight did not finish an operation in time.");
      }
      await new Promise<void>((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/**
 * The template as our own banks use it: each mental model sees only what is for everybody, for a model
 * mixes whatever it reads, and refreshes when we ask, for each refresh is paid for.
 */
async function scopedTemplate() {
  const template = await bankTemplate();
  return {
    ...template,
    mental_models: template.mental_models.map((spec) => ({
      ...spec,
      tags: [SHELF_FOR_ALL],
      trigger: {
        ...spec.trigger,
        refresh_after_consolidation: false,
        tags_match: "any_strict" as const,
      },
    })),
  };
}
