/**
 * Where bytes are kept that are too large for rows. An object is named by the SHA-256 of its content, in hexadecimal: the same content is
 * kept once, an object never changes, and one without a row that tells of it does no harm. Whatever goes wrong in a store is an
 * ObjectsOutage.
 */
export type Objects = {
  /** Keeps it for good before it resolves. `content` yields exactly `size` bytes. */
  put(object: NewObject): Promise<void>;
  /** Its bytes as they come, or null where there is no such object. */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  exists(sha256: string): Promise<boolean>;
  /** For whoever knows that no row tells of it; deleting nothing is no mistake. */
  delete(sha256: string): Promise<void>;
  /** Throws where the store does not answer. */
  check(): Promise<void>;
  close(): void;
};

export type NewObject = { sha256: string; size: number; content: AsyncIterable<Uint8Array> };

/** The store cannot be reached, or has no room: the same may work later. */
export class ObjectsOutage extends Error {}
