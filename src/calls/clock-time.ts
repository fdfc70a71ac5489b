/** Milliseconds as people read them: "14:22", or "1:02:09" from an hour on. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}`
    : `${pad(minutes)}:${pad(seconds % 60)}`;
}

/** Where a moment is: its time, or its turn when the transcript has no times. */
export function placeOf(spot: { turn: number; atMs: number | null }): string {
  return spot.atMs === null ? `turn ${spot.turn}` : clockTime(spot.atMs);
}
