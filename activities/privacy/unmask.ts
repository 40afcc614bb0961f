// Swaps tokens back to cleartext. Called in one place, the approved act, at the moment of writing.
import type { CrmOperation, CustomerIdentity } from '../../contracts/ports/crm.ts';
import { maskTokens } from './mask-known-values.ts';

/** @returns the operations with every known token replaced; a token without a value stays, visibly. */
export function unmaskOperations(operations: CrmOperation[], identity: CustomerIdentity): CrmOperation[] {
  const values = [
    [maskTokens.name, identity.name],
    [maskTokens.email, identity.email],
    [maskTokens.phone, identity.phone],
  ] as const;
  const unmask = (text: string) =>
    values.reduce((result, [token, value]) => (value ? result.replaceAll(token, value) : result), text);
  return operations.map((operation) => {
    const entries = Object.entries(operation).map(([member, value]) => [
      member,
      typeof value === 'string' ? unmask(value) : (value as unknown),
    ]);
    return Object.fromEntries(entries) as CrmOperation;
  });
}
