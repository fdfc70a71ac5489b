import type { Draft } from "./use-playground.ts";

/** An answer while it is being written: what is being done, and the words that are checked already. */
export function DraftList({ drafts }: { drafts: Draft[] }) {
  return (
    <>
      {drafts.map(({ deliveryId, status, text }) => (
        <article
          key={deliveryId}
          className="item draft"
          aria-label="The coach is writing"
          aria-busy
        >
          <div className="avatar from-coach" aria-hidden="true">
            C
          </div>
          <div className="item-main">
            <p className="item-head">
              <b>Coach</b>
              <span className="badge">App</span>
            </p>
            <div className="item-body">
              {text.split("\n\n").map((paragraph) => (
                <p className="said" key={paragraph}>
                  {paragraph}
                </p>
              ))}
              <p className="hint" role="status">
                {status || "Writing"}…
              </p>
            </div>
          </div>
        </article>
      ))}
    </>
  );
}
