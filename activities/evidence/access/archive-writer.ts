// Writes one canonical JSON object member by member, hashing as it goes, and stops at its limit: no part of it exists twice in memory.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import type { Sha256Hex } from '../../../contracts/ids.ts';

/** The object would be larger than it may be. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

export interface WrittenObject {
  sha256: Sha256Hex;
  bytes: number;
  chunks: Uint8Array[];
  /** Of each member's value. */
  members: Record<string, Sha256Hex>;
}

export interface ArchiveWriter {
  /** @throws TypeError when the name does not follow the one before: canonical JSON has its members in order. @throws TooLarge */
  member(name: string, value: unknown): void;
  /** The same for a list that comes piece by piece. */
  list(name: string, pieces: AsyncIterable<readonly unknown[]>): Promise<void>;
  end(): WrittenObject;
}

export function createArchiveWriter(limit: number): ArchiveWriter {
  const whole = createHash('sha256');
  const chunks: Uint8Array[] = [];
  const members: Record<string, Sha256Hex> = {};
  let bytes = 0;
  let last: string | null = null;

  function write(text: string, own?: ReturnType<typeof createHash>): void {
    const chunk = Buffer.from(text, 'utf8');
    bytes += chunk.length;
    if (bytes > limit) throw new TooLarge();
    whole.update(chunk);
    own?.update(chunk);
    chunks.push(chunk);
  }

  function begin(name: string): void {
    // UTF-16 order, as RFC 8785 has it; `<` of strings is just that.
    if (last !== null && !(last < name)) throw new TypeError(`${name} comes before ${last}`);
    write(`${last === null ? '{' : ','}${JSON.stringify(name)}:`);
    last = name;
  }

  return {
    member(name, value) {
      begin(name);
      const own = createHash('sha256');
      write(canonicalJson(value), own);
      members[name] = own.digest('hex');
    },
    async list(name, pieces) {
      begin(name);
      const own = createHash('sha256');
      write('[', own);
      let first = true;
      for await (const piece of pieces) {
        for (const item of piece) {
          write(`${first ? '' : ','}${canonicalJson(item)}`, own);
          first = false;
        }
      }
      write(']', own);
      members[name] = own.digest('hex');
    },
    end() {
      write('}');
      return { sha256: whole.digest('hex'), bytes, chunks, members };
    },
  };
}
