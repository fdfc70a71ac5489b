const AUDIO_AND_VIDEO =
  /\.(?:aac|aiff?|amr|avi|flac|m4a|m4b|m4v|mkv|mov|mp3|mp4|mpe?g|oga|ogg|opus|wav|webm|wma|wmv)$/i;

/** Whether a file is a recording by its name. */
export function isMedia(fileName: string | null): boolean {
  return AUDIO_AND_VIDEO.test(fileName ?? "");
}

/** What a recording is for a vendor, by its name; good enough, since they look inside. */
export function mediaTypeOf(fileName: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return MEDIA_TYPES[extension] ?? "application/octet-stream";
}

const MEDIA_TYPES: Record<string, string> = {
  aac: "audio/aac",
  flac: "audio/flac",
  m4a: "audio/mp4",
  mkv: "video/x-matroska",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  wav: "audio/wav",
  webm: "video/webm",
};
