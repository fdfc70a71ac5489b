const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * The little Markdown that Teams reads in a TextBlock, as HTML: bold, italic, links, and a
 * backslash that takes a sign literally. Anything else stays text, so no markup gets through.
 */
export function cardMarkdown(text: string): string {
  const signs: string[] = [];
  // Escaped signs step aside first, so that they cannot take part in what follows.
  const aside = text
    .replace(/[\ue000\ue001]/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => {
      signs.push(sign);
      return `\ue000${signs.length - 1}\ue001`;
    });
  const html = escapeHtml(aside)
    .replace(/\[([^[\]\n]{1,500})\]\((https?:\/\/[^()\s]{1,3000})\)/g, (_, words, url) => {
      return `<a href="${url}" target="_blank" rel="noopener noreferrer">${words}</a>`;
    })
    .replace(/\*\*([^*\n]{1,2000})\*\*/g, "<strong>$1</strong>")
    .replace(/(^|[\s(])_([^_\n]{1,2000})_(?=$|[\s).,:;!?])/gm, "$1<em>$2</em>")
    .replace(/\n/g, "<br>");
  return html.replace(/\ue000(\d{1,6})\ue001/g, (_, at) => escapeHtml(signs[Number(at)] ?? ""));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
