import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";

const FONTS = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];

/**
 * Draws an SVG, at its own size or a width in pixels. Its words are in Inter, which comes with us: no
 * machine's own fonts are looked at.
 */
export function pngOf(svg: string, width?: number): Buffer {
  const drawn = new Resvg(svg, {
    ...(width === undefined ? {} : { fitTo: { mode: "width" as const, value: width } }),
    font: {
      loadSystemFonts: false,
      defaultFontFamily: "Inter",
      fontFiles: FONTS.map((file) =>
        fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}`)),
      ),
    },
  });
  return drawn.render().asPng();
}
