import { pngOf } from "../../../pictures/png.ts";

// A question about one moment: a speech bubble, the call as a line in it, one point of it brighter.

const BUBBLE =
  "M60 58h72a16 16 0 0 1 16 16v40a16 16 0 0 1-16 16H98l-22 20v-20H60a16 16 0 0 1-16-16V74a16 16 0 0 1 16-16Z";

const COLOR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192">
<rect width="192" height="192" fill="#12454B"/>
<g transform="translate(96 98) scale(1.15) translate(-96 -104)">
<path d="${BUBBLE}" fill="#F6F3EC"/>
<path d="M62 94h22M116 94h14" stroke="#12454B" stroke-width="7" stroke-linecap="round"/>
<circle cx="100" cy="94" r="12" fill="#F08A3C"/>
</g>
</svg>`;

// At 32 pixels the line keeps two strokes and the point; white on nothing, as Teams asks.
const OUTLINE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#FFFFFF" stroke-width="2" stroke-linejoin="round" stroke-linecap="round">
<path d="M7 6h18a3.5 3.5 0 0 1 3.5 3.5v9A3.5 3.5 0 0 1 25 22h-8.5L11 27v-5H7a3.5 3.5 0 0 1-3.5-3.5v-9A3.5 3.5 0 0 1 7 6Z"/>
<path d="M8.5 14h3.5M22.5 14h1"/>
<circle cx="17" cy="14" r="2.6" fill="#FFFFFF" stroke="none"/>
</svg>`;

/** The app's two icons as PNG: 192 × 192 in colour, 32 × 32 in white on nothing. */
export function appIcons(): { color: Uint8Array; outline: Uint8Array } {
  return { color: pngOf(COLOR, 192), outline: pngOf(OUTLINE, 32) };
}
