import type { Calendar } from "./calendar.ts";
import { feedCalendar } from "./feed.ts";
import { GOOGLE, googleCalendar } from "./google.ts";
import { MICROSOFT, microsoftCalendar } from "./microsoft.ts";
import { sampleCalendar } from "./sample.ts";

/** Where the vendors are, when not at their own addresses. */
export interface CalendarAddresses {
  google?: Partial<typeof GOOGLE>;
  microsoft?: Partial<typeof MICROSOFT>;
  /** This installation is reached by its own machine alone, and so may reach calendars there. */
  local: boolean;
}

/** Every kind of calendar. A new one is a file and a line here. */
export function calendars({ google, microsoft, local }: CalendarAddresses): Calendar[] {
  return [
    feedCalendar({ local }),
    googleCalendar({ ...GOOGLE, ...google }),
    microsoftCalendar({ ...MICROSOFT, ...microsoft }),
    sampleCalendar(),
  ];
}
