/** "Coach me on this", on any message: its callback id. */
export const COACH_ME = "coach-me-on-this";
