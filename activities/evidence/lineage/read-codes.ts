// Reads the codes, ids and numbers that facts of an entry may hold, whoever wrote them, and no more of them than an honest entry has.
import { isId } from '../../../contracts/ids.ts';
import { factsOf } from '../read-facts.ts';

// The longest code or id of ours is a workflow's id with some 120 characters.
const longest = 200;

export function text(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= longest ? value : null;
}

export function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

// A window has 80 events, a journey reads 8 passages.
const most = 200;

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value.slice(0, most) as unknown[]) : [];
}

/** Of a document's reference. */
export function ref(value: unknown): string | null {
  const { ref: name } = factsOf(value);
  return isId('document', name) ? name : null;
}
