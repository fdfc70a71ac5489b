import { useCallback, useState } from "react";
import type { LookName, Place } from "./api.ts";

/** What the page shows, kept in the address so that a link or a reload comes back to it. */
export interface Shown {
  person: string;
  place: Place;
  look: LookName;
  /** What the middle of the page is: conversations, or bringing deals in. */
  view: "talk" | "import";
}

export function useAddress(): [Shown, (change: Partial<Shown>) => void] {
  const [shown, setShown] = useState(readAddress);
  const change = useCallback((part: Partial<Shown>) => {
    const next = { ...readAddress(), ...part };
    history.replaceState(null, "", `?${new URLSearchParams({ ...next })}`);
    setShown(next);
  }, []);
  return [shown, change];
}

function readAddress(): Shown {
  const query = new URLSearchParams(location.search);
  return {
    person: query.get("person") ?? "",
    place: query.get("place") === "channel" ? "channel" : "dm",
    look: query.get("look") === "teams" ? "teams" : "slack",
    view: query.get("view") === "import" ? "import" : "talk",
  };
}
