import { z } from "zod";
import { CoachError } from "../errors.ts";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GUID_LOOK = "such as 1c9d2f4e-0000-4000-8000-5a6b7c8d9e0f";

const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());

/** What the environment may say of the bot's registration with Microsoft. */
export const microsoft = {
  appId: optional.refine((value) => value === undefined || GUID.test(value), {
    message: `must be the bot's Microsoft App ID, ${GUID_LOOK}. The Azure portal shows it under Azure Bot, Configuration.`,
  }),
  password: optional,
  tenantId: optional.refine((value) => value === undefined || GUID.test(value), {
    message: `must be the tenant's id, ${GUID_LOOK}. The Azure portal shows it under Microsoft Entra ID, Overview.`,
  }),
  type: z.preprocess(
    (value) => (value === "" || value === undefined ? "SingleTenant" : value),
    z.enum(["SingleTenant", "UserAssignedMSI"], {
      message: "must be SingleTenant or UserAssignedMSI, as the Azure Bot was made.",
    }),
  ),
};

/** The variables as they were read; an empty one is `undefined`. */
interface Values {
  MICROSOFT_APP_ID?: string | undefined;
  MICROSOFT_APP_PASSWORD?: string | undefined;
  MICROSOFT_APP_TENANT_ID?: string | undefined;
  MICROSOFT_APP_TYPE: "SingleTenant" | "UserAssignedMSI";
}

/** The bot's registration with Microsoft; without one Teams' endpoint is for this machine alone. */
export interface TeamsConfig {
  appId: string;
  tenantId: string;
  /** `null`: a managed identity, which needs none. */
  password: string | null;
}

/**
 * The registration those variables describe, `null` when there is none.
 * @throws CoachError `bad-input` when it is half there
 */
export function teamsOf(values: Values): TeamsConfig | null {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId } = values;
  const password = values.MICROSOFT_APP_PASSWORD ?? null;
  if (!appId) {
    // A password alone is a half-done set-up: left so, the endpoint would quietly stay local.
    if (!password) return null;
    throw new CoachError(
      "bad-input",
      "MICROSOFT_APP_ID is missing beside MICROSOFT_APP_PASSWORD. The Azure portal shows it under Azure Bot, Configuration.",
    );
  }
  if (!tenantId) {
    throw new CoachError(
      "bad-input",
      "MICROSOFT_APP_TENANT_ID is missing beside MICROSOFT_APP_ID. The Azure portal shows it under Microsoft Entra ID, Overview.",
    );
  }
  const managed = values.MICROSOFT_APP_TYPE === "UserAssignedMSI";
  if (managed && password) {
    throw new CoachError(
      "bad-input",
      "MICROSOFT_APP_PASSWORD must be empty with MICROSOFT_APP_TYPE=UserAssignedMSI: a managed identity has none.",
    );
  }
  if (!managed && !password) {
    throw new CoachError(
      "bad-input",
      "MICROSOFT_APP_PASSWORD is missing: a client secret from Certificates & secrets of the app registration, or MICROSOFT_APP_TYPE=UserAssignedMSI.",
    );
  }
  return { appId, tenantId, password };
}
