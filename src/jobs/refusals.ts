const noted = new Map<string, number>();
const NOTED_EVERY_MS = 10_000;

/** Whether a refused request is to be written down: a flood of rubbish must not become a flood of writes. */
export function worthNoting(connectionId: string, now: Date): boolean {
  const last = noted.get(connectionId) ?? 0;
  if (Math.abs(now.getTime() - last) < NOTED_EVERY_MS) return false;
  noted.set(connectionId, now.getTime());
  return true;
}
