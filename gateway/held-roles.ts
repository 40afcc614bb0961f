// The roles that a person has here: those of his sign-in, less the ones that were withdrawn. It never adds one.
import type { Caller } from '../contracts/ports/identity.ts';
import type { Person } from '../contracts/ports/store.ts';

/** @param person null: nobody here knows him, so nothing was withdrawn from him. */
export function heldRoles(
  roles: Caller['roles'],
  person: Pick<Person, 'withdrawnRoles'> | null,
): Caller['roles'] {
  return roles.filter((role) => !person?.withdrawnRoles.includes(role));
}
