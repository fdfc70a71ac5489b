import type { ConnectionRow } from "../../store/connections.ts";
import { FROM_ENVIRONMENT } from "./intake.ts";

/** The address a vendor calls; `null` while none of its servers could reach it. */
export function hookAddress(
  publicUrl: string,
  { provider, id, externalId }: Pick<ConnectionRow, "provider" | "id" | "externalId">,
): string | null {
  if (!publicUrl.startsWith("https://")) return null;
  return `${publicUrl}${hookPath({ provider, id, externalId })}`;
}

/** The same without the host, as the page shows it while no public address is set. */
export function hookPath({
  provider,
  id,
  externalId,
}: Pick<ConnectionRow, "provider" | "id" | "externalId">): string {
  return externalId === FROM_ENVIRONMENT ? `/webhooks/${provider}` : `/webhooks/${provider}/${id}`;
}
