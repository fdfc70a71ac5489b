/** The page's HTML; `base` is the path it is mounted at, `hash` lets browsers keep its files. */
export function playgroundPage({ base, hash }: { base: string; hash: string }): string {
  const at = escapeAttribute(base);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coach playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${at}/app.css?${hash}">
</head>
<body>
<div id="root" data-base="${at}"><p class="loading">Opening the playground…</p></div>
<noscript><p class="loading">The playground needs JavaScript to draw messages as Slack and Teams would.</p></noscript>
<script type="module" src="${at}/app.js?${hash}"></script>
</body>
</html>
`;
}

/** Only what the page itself serves may run; pictures in messages may come from elsewhere. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: http: https:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
