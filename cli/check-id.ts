// Judges ids that are typed, before they stand in a path.
import { isId } from '../contracts/ids.ts';
import { UsageError } from './failures.ts';

const names = {
  journey: 'no journey id; they look like jrn_0123456789abcdef01234567',
  erasure: "no erasure's id; they look like ers_0123456789abcdef01234567",
};

/** @throws UsageError when the id has not the form of one. */
export function checkId(kind: keyof typeof names, id: string): void {
  const fits: boolean = isId(kind, id);
  if (!fits) throw new UsageError(`${id} is ${names[kind]}.`);
}
