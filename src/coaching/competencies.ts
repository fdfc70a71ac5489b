/** The six competencies of the skill assessment, each judged 1 to 5 with evidence. */
export const COMPETENCIES = {
  discovery: "Discovery quality",
  qualification: "Qualification rigor",
  objections: "Objection handling",
  presence: "Executive presence",
  closing: "Closing and next steps",
  forecast: "Forecast accuracy",
} as const;

export type Competency = keyof typeof COMPETENCIES;
