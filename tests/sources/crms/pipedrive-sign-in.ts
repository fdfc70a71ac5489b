import type { Asked, Reply } from "../stand-in.ts";

/**
 * Signing in at Pipedrive as its guide has it: client id and secret by HTTP Basic, a form as the body, the
 * company's own address in the answer, an hour of access, and a refresh token that is good once.
 */
export function pipedriveSignIn(url: () => string, isRevoked: () => boolean) {
  const proof = `Basic ${Buffer.from("client-1:secret-1").toString("base64")}`;
  const webhooks: Record<string, unknown>[] = [];
  let number = 0;
  let mayHaveWebhooks = true;
  return {
    webhooks,
    /** The access token is over. */
    expire: () => {
      number += 0.5;
    },
    forbidWebhooks: () => {
      mayHaveWebhooks = false;
    },
    accepts: ({ headers }: Asked) => headers.authorization === `Bearer access-${number}`,
    answer({ method, path, headers, body }: Asked): Reply | null {
      if (path !== "/oauth/token") return null;
      const refused = (message: string) => ({ status: 400, body: { success: false, message } });
      if (method !== "POST" || headers.authorization !== proof) return refused("Invalid client");
      if (!/x-www-form-urlencoded/.test(headers["content-type"] ?? "")) return refused("Form");
      const fields = new URLSearchParams(body);
      if (fields.has("client_secret")) return refused("Credentials are in the header");
      const known =
        fields.get("grant_type") === "authorization_code"
          ? fields.get("code") === "code-1" &&
            fields.get("redirect_uri") === "http://localhost:3000/connect/pipedrive/return"
          : fields.get("refresh_token") === `refresh-${Math.floor(number)}` && number > 0;
      if (!known || isRevoked()) return refused("Invalid grant: refresh token is invalid");
      number = Math.floor(number) + 1;
      return {
        body: {
          ...{ access_token: `access-${number}`, refresh_token: `refresh-${number}` },
          ...{ token_type: "Bearer", expires_in: 3599, scope: "base,deals:full,webhooks:full" },
          api_domain: url(),
        },
      };
    },
    webhook({ method, path, body }: Asked): Reply | null {
      if (path === "/api/v1/users/me") {
        const data = { id: 7, name: "Ines Falk", company_id: 42, company_domain: "fern" };
        return { body: { success: true, data } };
      }
      if (path !== "/api/v1/webhooks") return null;
      if (!mayHaveWebhooks) return { status: 403, body: { success: false, error: "Scope" } };
      if (method === "POST") {
        const one = JSON.parse(body) as Record<string, unknown>;
        if (one.version !== "2.0") return { status: 400, body: { success: false } };
        webhooks.push({ id: webhooks.length + 1, is_active: 1, ...one });
        return { status: 201, body: { status: "ok", success: true, data: one } };
      }
      return { body: { status: "ok", success: true, data: webhooks } };
    },
  };
}
