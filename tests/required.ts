/** Fails where tests would be skipped, when this run must have their part: `COACH_REQUIRE=redis,chromium`. */
export function failIfRequired(part: "redis" | "chromium"): void {
  if ((process.env.COACH_REQUIRE ?? "").split(",").includes(part)) {
    throw new Error(`COACH_REQUIRE asks for ${part}, and there is none on this machine.`);
  }
}
