/**
 * The workspace a single-team installation lives in; inserted by a migration. By itself, so that reading
 * one file on the command line loads no table.
 */
export const DEFAULT_WORKSPACE = "00000000-0000-7000-8000-000000000001";
