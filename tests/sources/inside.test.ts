import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { fetchOutside, isInside, outsideOnly } from "../../src/sources/inside.ts";

describe("an address a stranger names", () => {
  it.each([
    ...["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.31.0.1", "169.254.169.254", "100.64.0.1"],
    ...["0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1"],
    ...["::1", "::", "::ffff:127.0.0.1", "::ffff:7f00:1", "::7f00:1", "64:ff9b::7f00:1"],
    ...["2002:7f00:1::", "fd00::1", "fe80::1", "ff02::1", "no address"],
  ])("leads inside: %s", (address) => {
    expect(isInside(address)).toBe(true);
  });

  it.each(["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111"])(
    "leads outside: %s",
    (address) => {
      expect(isInside(address)).toBe(false);
    },
  );

  it("is looked up for the very connection: a name that moves inside meanwhile reaches nobody", async () => {
    let knocks = 0;
    const door = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    }).listen(0, "127.0.0.1");
    await once(door, "listening");
    const { port } = door.address() as AddressInfo;
    const moving = (addresses: string[]) =>
      outsideOnly((_, done) => {
        done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        );
      });
    const knock = (addresses: string[]) =>
      fetchOutside(new URL(`https://calendar.example:${port}/feed.ics`), {
        ...{ headers: {}, signal: AbortSignal.timeout(5_000), look: moving(addresses) },
      });
    await expect(knock(["127.0.0.1"])).rejects.toThrow("leads inside");
    await expect(knock(["93.184.216.34", "127.0.0.1"])).rejects.toThrow("leads inside");
    await expect(knock([])).rejects.toThrow("There is no calendar.example");
    expect(knocks).toBe(0);
    door.close();
  });
});
