import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export const APP_ID = "1c9d2f4e-0000-4000-8000-5a6b7c8d9e0f";
export const TENANT = "7e57ab1e-0000-4000-8000-000000000001";
export const OTHER_TENANT = "7e57ab1e-0000-4000-8000-000000000002";
const ISSUER = "https://api.botframework.com";

/** What a token says; everything left out is as Microsoft would say it. */
export interface Claims {
  audience?: string;
  issuer?: string;
  serviceUrl?: string;
  /** Seconds from now. */
  expiresIn?: number;
  /** Signed by somebody whose key is not published. */
  forged?: boolean;
}

/** Microsoft's OpenID endpoint in small: publishes a key and signs with it. */
export async function openIdStandIn(): Promise<{
  url: string;
  sign(claims?: Claims): Promise<string>;
  close(): void;
}> {
  const [own, foreign] = await Promise.all([keyPair(), keyPair()]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "key-1", use: "sig" };
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(
      request.url === "/keys"
        ? JSON.stringify({ keys: [{ ...jwk, endorsements: ["msteams"] }] })
        : JSON.stringify({ issuer: ISSUER, jwks_uri: `${url}/keys` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${url}/.well-known/openidconfiguration`,
    sign: async (claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const { expiresIn = 3600, forged = false } = claims;
      return await new SignJWT({ serviceurl: claims.serviceUrl })
        .setProtectedHeader({ alg: "RS256", kid: "key-1" })
        .setIssuer(claims.issuer ?? ISSUER)
        .setAudience(claims.audience ?? APP_ID)
        .setIssuedAt(now + Math.min(0, expiresIn) - 3600)
        .setExpirationTime(now + expiresIn)
        .sign(forged ? foreign.privateKey : own.privateKey);
    },
    close: () => server.close(),
  };
}

const keyPair = () => generateKeyPair("RS256", { extractable: true });
