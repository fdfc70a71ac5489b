import { useCallback, useEffect, useState } from "react";
import type { PlaygroundPerson } from "../host.ts";
import { useAddress } from "./address.ts";
import { loadPeople, sentence } from "./api.ts";
import { Conversation } from "./conversation.tsx";
import { ImportPage } from "./import-page.tsx";
import { Sidebar } from "./sidebar.tsx";

/** The whole page: who you are at the side, what you would see in the middle. */
export function App() {
  const [people, setPeople] = useState<PlaygroundPerson[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [shown, show] = useAddress();

  const refresh = useCallback(() => {
    loadPeople().then(setPeople, (error) => setTrouble(sentence(error)));
  }, []);
  useEffect(refresh, [refresh]);

  if (trouble)
    return (
      <p className="loading" role="alert">
        {trouble}
      </p>
    );
  if (!people) return <p className="loading">Opening the playground…</p>;
  const person = people.find(({ id }) => id === shown.person) ?? people[0];
  if (shown.view === "import")
    return (
      <div className={`app look-${shown.look} alone`}>
        <ImportPage
          person={shown.person || (person?.id ?? "")}
          onClose={() => show({ view: "talk" })}
          onImported={refresh}
        />
      </div>
    );
  if (!person)
    return (
      <p className="loading">
        There is nobody here yet.{" "}
        <button type="button" className="send" onClick={() => show({ view: "import" })}>
          Import people and deals
        </button>
      </p>
    );
  return (
    <div className={`app look-${shown.look}`}>
      <Sidebar
        people={people}
        person={person}
        onChange={(id) => show({ person: id })}
        onImport={() => show({ view: "import", person: person.id })}
      />
      <Conversation key={person.id} person={person} shown={shown} show={show} />
    </div>
  );
}
