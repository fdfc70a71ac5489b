/** Pasted words as a file named after what they look like, so that they take a file's way in. */
export function pastedFile(text: string): File {
  const start = text.trimStart();
  const ending = start.startsWith("WEBVTT")
    ? "vtt"
    : /^[[{]/.test(start)
      ? "json"
      : /^\d+\s*\n\d\d:\d\d/.test(start)
        ? "srt"
        : "txt";
  return new File([text], `Pasted call.${ending}`, { type: "text/plain" });
}
