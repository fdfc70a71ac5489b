import { describe, expect, it } from "vitest";
import { fromThisMachine } from "../../src/web/loopback.ts";

const from = (remoteAddress: string, publicUrl: string | null = null) =>
  fromThisMachine({ headers: { host: "localhost:3000" }, socket: { remoteAddress } }, publicUrl);

describe("fromThisMachine", () => {
  it("believes the connection and not the name the asker gives", () => {
    expect(["127.0.0.1", "::1", "::ffff:127.0.0.1"].map((address) => from(address))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["192.168.1.20", "::ffff:10.0.0.4", "1127.0.0.1", ""].some((one) => from(one))).toBe(
      false,
    );
  });

  it("trusts nobody without a key once the server has a public address", () => {
    expect(from("127.0.0.1", "https://coach.example.com")).toBe(false);
    expect(from("127.0.0.1", "http://localhost:3000")).toBe(true);
  });
});
