import { fields, list } from "../payload.ts";
import type { CrmAccess, CrmSubscription } from "./crm.ts";
import { get, send } from "./pipedrive-client.ts";

/** What deals are made of here. */
const OBJECTS = ["deal", "person", "activity"];

/** A webhook each for deals, people and activities; those that are there stay. */
export async function subscribe(
  access: CrmAccess,
  { address, user, password }: CrmSubscription,
): Promise<void> {
  const all = list(fields(await get(access, "/api/v1/webhooks")).data);
  const ours = all.filter((one) => one.subscription_url === address && one.http_auth_user === user);
  for (const object of OBJECTS) {
    if (ours.some(({ event_object }) => event_object === object)) continue;
    await send(access, "POST", "/api/v1/webhooks", {
      ...{ subscription_url: address, event_action: "*", event_object: object },
      ...{ http_auth_user: user, http_auth_password: password },
      ...{ version: "2.0", name: `Coach: ${object}` },
    });
  }
}
