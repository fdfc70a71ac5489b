import { createRequire } from "node:module";
import { cardMarkdown } from "../../../src/bots/playground/client/card-markdown.ts";
import { SET_ACTIONS } from "../../../src/bots/teams/adaptive-card.ts";

interface Parsed {
  problems: string[];
  /** The words the card shows, as its HTML would. */
  text: string;
}
interface Library {
  AdaptiveCard: {
    onProcessMarkdown: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void;
    new (): {
      hostConfig: unknown;
      parse(json: unknown, context: unknown): void;
      validateProperties(): { validationEvents: { message: string }[] };
      render(): { textContent: string | null } | undefined;
    };
  };
  HostConfig: new (settings: unknown) => unknown;
  SerializationContext: new (
    version: unknown,
  ) => {
    eventCount: number;
    getEventAt(index: number): { message: string };
  };
  Versions: { v1_5: unknown };
}

/**
 * The parser Teams' own web client is built on, reading a card in jsdom. Its main entry does not
 * load in Node, so the bundled file is taken, which looks for the HTML classes on the global.
 */
export async function loadCardParser(): Promise<(card: unknown) => Parsed> {
  // jsdom ships no types and the project does without another package for them.
  const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
    JSDOM: new (html: string) => { window: Record<string, unknown> };
  };
  const { window } = new JSDOM("<!doctype html><body></body>");
  const globals = globalThis as Record<string, unknown>;
  for (const key of Object.getOwnPropertyNames(window)) {
    if (/^HTML/.test(key)) globals[key] = window[key];
  }
  // jsdom lays nothing out and so has no innerText, which the library writes words with.
  Object.defineProperty((window.HTMLElement as { prototype: object }).prototype, "innerText", {
    set(this: { textContent: string }, text: string) {
      this.textContent = text;
    },
  });
  globals.window = window;
  globals.document = window.document;
  const library = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js") as Library;
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = cardMarkdown(text);
    result.didProcess = true;
  };
  return (json) => {
    const card = new library.AdaptiveCard();
    card.hostConfig = new library.HostConfig({ actions: { maxActions: SET_ACTIONS } });
    const context = new library.SerializationContext(library.Versions.v1_5);
    card.parse(json, context);
    const problems = Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    );
    problems.push(...card.validateProperties().validationEvents.map(({ message }) => message));
    return { problems, text: card.render()?.textContent ?? "" };
  };
}
