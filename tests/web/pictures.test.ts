import { v4 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPicture } from "../../src/store/pictures.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { openStand, type Stand } from "../e2e/stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 60_000);
afterAll(async () => await stand?.stop());

describe("a picture's address", () => {
  it("gives the picture to whoever has it, and nothing to whoever guesses", async () => {
    const bytes = Buffer.from("89504e470d0a1a0a", "hex");
    const id = await stand.store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      keepPicture(tx, { digest: "one", bytes }),
    );
    const found = await fetch(`${stand.url}/pictures/${id}.png`);
    expect(found.headers.get("content-type")).toBe("image/png");
    expect(found.headers.get("cache-control")).toContain("immutable");
    expect(Buffer.from(await found.arrayBuffer())).toEqual(bytes);
    for (const name of [`${v4()}.png`, `${id}.svg`, id, "..%2f.png", "x.png"])
      expect((await fetch(`${stand.url}/pictures/${name}`)).status).toBe(404);
  });

  it("is kept once for what was drawn from the same", async () => {
    await stand.store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
      const kept = () => keepPicture(tx, { digest: "two", bytes: Buffer.from("x") });
      expect(await kept()).toBe(await kept());
    });
  });
});
