/** Refused before it is kept: no transcript is this large, and a recording belongs to a transcriber. */
export const LARGEST_FILE_BYTES = 50 * 1024 * 1024;

/** A day of video in good quality; more is a mistake. */
export const LARGEST_RECORDING_BYTES = 2 * 1024 ** 3;
