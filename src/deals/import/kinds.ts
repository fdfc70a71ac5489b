/** What a file may hold, in the order in which it is brought in. */
export const FILE_KINDS = ["people", "deals", "contacts", "activities", "quotas"] as const;
export type FileKind = (typeof FILE_KINDS)[number];
