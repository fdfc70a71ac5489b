import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Rejected } from "../../errors.ts";
import { isInside, outsideOnly } from "../inside.ts";
import { ask } from "../request.ts";
import type { Calendar } from "./calendar.ts";
import { readIcs } from "./ics.ts";

const LARGEST_BYTES = 10 * 1024 * 1024;
/**
 * A calendar's secret address in iCal format, as Google, Outlook, Apple and others give it out.
 * @param local lets addresses of this machine through: for an installation that only it can reach
 */
export function feedCalendar({ local }: { local: boolean }): Calendar {
  return {
    provider: "ics",
    name: "Calendar address",
    reads: "one",
    read: async (keys, span) => {
      const address = await permittedFeed(keys.address ?? "", local);
      const reach = {
        ...{ vendor: "The calendar", base: address.origin, hosts: [] },
        ...(local ? {} : { look: outsideOnly() }),
      };
      const answer = await ask(reach, address.href, {
        headers: { Accept: "text/calendar, */*;q=0.1" },
        largestBytes: LARGEST_BYTES,
      });
      if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
        throw new Rejected(
          `The calendar's address no longer works (status ${answer.status}). Copy the secret address again and connect it.`,
        );
      }
      if (answer.status !== 200) {
        throw new Rejected(`The calendar's address answers with status ${answer.status}.`);
      }
      return readIcs(answer.bytes.toString("utf8"), span);
    },
  };
}

/** The address to read, `webcal:` being `https:`; refused where it would lead inside our own network. */
async function permittedFeed(address: string, local: boolean): Promise<URL> {
  const written = address.trim().replace(/^webcals?:/i, "https:");
  if (!URL.canParse(written)) {
    throw new Rejected("A calendar's address begins with https:// and usually ends in .ics.");
  }
  const url = new URL(written);
  if (local) return url;
  if (url.protocol !== "https:") {
    throw new Rejected(
      "A calendar's address must begin with https://; anybody could read the other.",
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host)
    ? [host]
    : (await lookup(host, { all: true }).catch(() => [])).map((one) => one.address);
  if (found.length === 0) throw new Rejected(`There is no server called ${host.slice(0, 100)}.`);
  if (found.some(isInside)) {
    throw new Rejected(`${host.slice(0, 100)} is an address inside a network, not a calendar's.`);
  }
  return url;
}
