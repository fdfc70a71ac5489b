import { z } from "zod";

/** Which variable is which key of which CRM, as its adapter in src/sources/crms names them. */
const VARIABLES = {
  hubspot: {
    webhookSecret: "HUBSPOT_CLIENT_SECRET",
    clientId: "HUBSPOT_CLIENT_ID",
    token: "HUBSPOT_TOKEN",
    url: "HUBSPOT_API_URL",
  },
  salesforce: {
    orgId: "SALESFORCE_ORG_ID",
    clientId: "SALESFORCE_CLIENT_ID",
    clientSecret: "SALESFORCE_CLIENT_SECRET",
    refreshToken: "SALESFORCE_REFRESH_TOKEN",
    instanceUrl: "SALESFORCE_INSTANCE_URL",
    loginUrl: "SALESFORCE_LOGIN_URL",
  },
  pipedrive: {
    webhookUser: "PIPEDRIVE_WEBHOOK_USER",
    webhookPassword: "PIPEDRIVE_WEBHOOK_PASSWORD",
    token: "PIPEDRIVE_TOKEN",
    clientId: "PIPEDRIVE_CLIENT_ID",
    clientSecret: "PIPEDRIVE_CLIENT_SECRET",
    url: "PIPEDRIVE_API_URL",
  },
} as const;

/** Keys of each CRM that has any set. */
export type CrmsConfig = Record<string, Record<string, string>>;

const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const address = optional.refine((value) => value === undefined || /^https?:\/\//.test(value), {
  message: "must start with http:// or https://. Unset it for the vendor's own address.",
});

/** For the schema of all variables. */
export const crmVariables = Object.fromEntries(
  Object.values(VARIABLES)
    .flatMap((keys) => Object.values(keys))
    .map((name) => [name, name.endsWith("_URL") ? address : optional]),
);

/** Which CRMs the environment connects. */
export function crmsIn(values: Record<string, unknown>): CrmsConfig {
  return Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([provider, keys]) => {
      const set = Object.entries(keys).flatMap(([key, name]) => {
        const value = values[name];
        return typeof value === "string" ? [[key, value.replace(/\/+$/, "")] as const] : [];
      });
      return set.length > 0 ? [[provider, Object.fromEntries(set)] as const] : [];
    }),
  );
}
