import type { Crm } from "./crm.ts";
import { hubspot } from "./hubspot.ts";
import { pipedrive } from "./pipedrive.ts";
import { salesforce } from "./salesforce.ts";

/** Every CRM. A new one is a file and a line here. */
export const CRMS: readonly Crm[] = [hubspot, salesforce, pipedrive];
