/** The instant `days` working days before `now`; Saturdays and Sundays (UTC) do not count, holidays do. */
export function workingDaysBefore(now: Date, days: number): Date {
  const at = new Date(now);
  // On a weekend no working time goes by: it counts from where Friday ended.
  if (atWeekend(at)) {
    at.setUTCHours(0, 0, 0, 0);
    while (at.getUTCDay() !== SATURDAY) at.setUTCDate(at.getUTCDate() - 1);
  }
  let left = days;
  while (left > 0) {
    at.setUTCDate(at.getUTCDate() - 1);
    if (!atWeekend(at)) left -= 1;
  }
  return at;
}

const SUNDAY = 0;
const SATURDAY = 6;

function atWeekend(at: Date): boolean {
  return at.getUTCDay() === SUNDAY || at.getUTCDay() === SATURDAY;
}
