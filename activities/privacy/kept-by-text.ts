// What was once found out about a text, for when the same text comes again: passages do, and each costs milliseconds or a model's seconds.
// It holds a bounded number of answers and no text: a customer whose words they were about may be erased.
import { hashText } from '../../contracts/canonical-json.ts';
import type { Sha256Hex } from '../../contracts/ids.ts';

const most = 2_000;

export interface KeptByText<Value> {
  get(text: string): Value | undefined;
  /** Beyond its bound the oldest answer goes. */
  keep(text: string, value: Value): void;
}

export function createKeptByText<Value>(): KeptByText<Value> {
  const known = new Map<Sha256Hex, Value>();
  return {
    get: (text) => known.get(hashText(text)),
    keep(text, value) {
      const [oldest] = known.keys();
      if (known.size >= most && oldest !== undefined) known.delete(oldest);
      known.set(hashText(text), value);
    },
  };
}
