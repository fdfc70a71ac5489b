import { actions } from "./actions.ts";
import { commands } from "./commands.ts";
import { home } from "./home.ts";
import type { Register } from "./listening.ts";
import { messages } from "./messages.ts";
import { places } from "./places.ts";
import { shortcuts } from "./shortcuts.ts";
import { views } from "./views.ts";

/** Every listener there is. What each listens to stands in slack-manifest.yaml too; a test compares them. */
const LISTENERS: readonly Register[] = [
  messages,
  home,
  commands,
  actions,
  views,
  shortcuts,
  places,
];

/** Registers all of them on an app. */
export const registerAll: Register = (app, world) => {
  for (const register of LISTENERS) register(app, world);
};
