// What the CRM knows of a customer and nobody else may read: hidden in any spelling, before anything is guessed.
import type { KnownValue } from '../../../contracts/personal-data.ts';
import type { CustomerIdentity } from '../../../contracts/ports/crm.ts';

export function knownValuesOf(identity: CustomerIdentity | null): KnownValue[] {
  if (!identity) return [];
  const { name, email, phone } = identity;
  const values: [KnownValue['type'], string | null][] = [
    ['PERSON', name],
    ['EMAIL_ADDRESS', email],
    ['PHONE_NUMBER', phone],
  ];
  return values.flatMap(([type, value]) => (value ? [{ type, value }] : []));
}
