const FONT = '"Segoe UI", "Segoe UI Web", -apple-system, system-ui, sans-serif';

const foreground = (strong: string, subtle: string) => ({ default: strong, subtle });
const foregroundColors = {
  default: foreground("#242424", "#616161"),
  dark: foreground("#242424", "#616161"),
  light: foreground("#ffffff", "#f0f0f0"),
  accent: foreground("#5b5fc7", "#5b5fc7"),
  good: foreground("#237b4b", "#237b4b"),
  warning: foreground("#8a6100", "#8a6100"),
  attention: foreground("#c4314b", "#c4314b"),
};

/** Sizes, colours and spacing of cards in the light theme of Teams. */
export const TEAMS = {
  fontFamily: FONT,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: "#e0e0e0" },
  supportsInteractivity: true,
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: { backgroundColor: "#ffffff", foregroundColors },
    emphasis: { backgroundColor: "#f5f5f5", foregroundColors },
  },
  actions: {
    maxActions: 6,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    buttonSpacing: 8,
    spacing: "medium",
    showCard: { actionMode: "inline", inlineTopMargin: 8 },
  },
  factSet: {
    title: { color: "default", size: "default", weight: "bolder", wrap: true, maxWidth: 180 },
    value: { color: "default", size: "default", weight: "default", wrap: true },
    spacing: 16,
  },
  table: { cellSpacing: 6 },
};
