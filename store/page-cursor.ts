// Pages of a list that go on after the last row that was given. A cursor is that row's place in the order and nothing else; it is read by
// its form, so that none but our own reaches a query.
import { failures } from '../contracts/failures.ts';

/**
 * @param found one row more than the page has, where there is another page.
 * @param placeOf place of a row in the order, as `readCursor` will read it.
 */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (last: Row) => string,
): { rows: Row[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return { rows, next: isMore ? Buffer.from(placeOf(last), 'utf8').toString('base64url') : null };
}

/** @returns the groups of `form`. @throws InvalidRequest when the cursor is not one that was given out for this order. */
export function readCursor(cursor: string, form: RegExp): string[] {
  const match = form.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw failures.invalidRequest('not a cursor', { part: 'store', code: 'cursor' });
  return match.slice(1);
}
