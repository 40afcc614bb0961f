// Reads what an entry's facts may hold, whoever wrote them: a form that does not fit is nothing, never an error.
import { isId } from '../../../contracts/ids.ts';

export type Facts = Record<string, unknown>;

export function facts(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
}

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
  const { ref: name } = facts(value);
  return isId('document', name) ? name : null;
}
