import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";

const APP = "1c9d2f4e-0000-4000-8000-5a6b7c8d9e0f";
const TENANT = "7e57ab1e-0000-4000-8000-000000000001";
const teams = (given: Record<string, string>) => readConfig(given).teams;

describe("the registration with Microsoft", () => {
  it("is none when nothing is said of it", () => {
    expect(teams({ MICROSOFT_APP_ID: "", MICROSOFT_APP_TYPE: "" })).toBeNull();
  });

  it("is a single tenant with its secret, or a managed identity without one", () => {
    const both = { MICROSOFT_APP_ID: APP, MICROSOFT_APP_TENANT_ID: TENANT };
    expect(teams({ ...both, MICROSOFT_APP_PASSWORD: "secret" })).toEqual({
      appId: APP,
      tenantId: TENANT,
      password: "secret",
    });
    expect(teams({ ...both, MICROSOFT_APP_TYPE: "UserAssignedMSI" })?.password).toBeNull();
  });

  const half: [Record<string, string>, RegExp][] = [
    [{ MICROSOFT_APP_PASSWORD: "s" }, /^MICROSOFT_APP_ID is missing.*Azure Bot/],
    [{ MICROSOFT_APP_ID: APP }, /^MICROSOFT_APP_TENANT_ID is missing.*Entra/],
    [
      { MICROSOFT_APP_ID: APP, MICROSOFT_APP_TENANT_ID: TENANT },
      /^MICROSOFT_APP_PASSWORD is missing.*Certificates/,
    ],
    [{ MICROSOFT_APP_ID: "my bot" }, /^MICROSOFT_APP_ID must be .* such as /],
    [{ MICROSOFT_APP_TYPE: "MultiTenant" }, /^MICROSOFT_APP_TYPE must be SingleTenant or /],
    [
      {
        MICROSOFT_APP_ID: APP,
        MICROSOFT_APP_TENANT_ID: TENANT,
        MICROSOFT_APP_TYPE: "UserAssignedMSI",
        MICROSOFT_APP_PASSWORD: "s",
      },
      /^MICROSOFT_APP_PASSWORD must be empty/,
    ],
  ];
  for (const [given, sentence] of half) {
    it(`says of ${Object.keys(given).join(" and ")} alone what is wrong and where its value stands`, () => {
      expect(() => teams(given)).toThrow(sentence);
    });
  }
});
