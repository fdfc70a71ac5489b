import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { CoachError } from "../errors.ts";

const VERSION = "v1";
/** Bytes of a nonce and of a tag, as AES-256-GCM wants them (NIST SP 800-38D). */
const NONCE = 12;
const TAG = 16;

/** Seals what nobody may read in the database, and opens it again. */
export interface Sealing {
  /**
   * @param context what the secret belongs to, e.g. `connection/<id>`: sealed for one row, it does not open in another
   * @returns `v1.<key's name>.<base64url>`
   */
  seal(plain: string, context: string): string;
  /** @throws CoachError `unavailable` when no key here opens it, or it was tampered with */
  open(sealed: string, context: string): string;
  /** Whether it was sealed with an older key, and should be sealed again. */
  stale(sealed: string): boolean;
}

interface Key {
  name: string;
  key: Buffer;
}

/**
 * AES-256-GCM under a key derived from each secret; the first seals, all of them open. To change the
 * key, put the new one first and keep the old one behind it until everything was sealed again.
 * @param secrets 32 characters or more each
 */
export function openSealing(secrets: readonly [string, ...string[]]): Sealing {
  const [newest, ...older] = secrets.map(keyOf) as [Key, ...Key[]];
  const keys = new Map([newest, ...older].map((one) => [one.name, one.key]));
  return {
    seal: (plain, context) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", newest.key, nonce).setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      const bytes = Buffer.concat([nonce, cipher.getAuthTag(), text]);
      return `${VERSION}.${newest.name}.${bytes.toString("base64url")}`;
    },
    open: (sealed, context) => {
      const [version, name = "", encoded = ""] = sealed.split(".");
      const key = keys.get(name);
      if (version !== VERSION || !key) throw unreadable();
      const bytes = Buffer.from(encoded, "base64url");
      if (bytes.length < NONCE + TAG) throw unreadable();
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE), {
          authTagLength: TAG,
        })
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return (
          decipher.update(bytes.subarray(NONCE + TAG), undefined, "utf8") + decipher.final("utf8")
        );
      } catch (cause) {
        throw unreadable(cause);
      }
    },
    stale: (sealed) => sealed.split(".")[1] !== newest.name,
  };
}

/** The key and the name it goes by, which gives nothing of it away. */
function keyOf(secret: string): Key {
  const derive = (purpose: string, length: number) =>
    Buffer.from(hkdfSync("sha256", secret, "coaching-os", purpose, length));
  return { name: derive("name", 4).toString("hex"), key: derive("seal", 32) };
}

const unreadable = (cause?: unknown) =>
  new CoachError(
    "unavailable",
    "A stored secret cannot be opened with this SECRET_KEY. Put back the key it was sealed with (several may be given, newest first, separated by commas), or connect again.",
    cause === undefined ? undefined : { cause },
  );
