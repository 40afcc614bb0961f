// What tokens of personal values stand for: each sealed by its subject's key, so that an erasure takes it along. It must never give a
// value to another subject's token, nor make a key for a subject that is gone.
import { and, eq } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { PersonalDataType } from '../contracts/personal-data.ts';
import type { ValueVault } from '../contracts/ports/store.ts';
import { anyOf } from './any-of.ts';
import type { TenantDatabase } from './database.ts';
import {
  findSubjectKeys,
  holdSubjectKeys,
  openSubjectKey,
  type Keyring,
  type SubjectKeys,
} from './keyring.ts';
import { open, seal, type SealedName } from './sealing.ts';
import { subjectKeys } from './schema/keys.ts';
import { personalValues } from './schema/people.ts';

export function createValueVault(deps: { database: TenantDatabase; keyring: Keyring }): ValueVault {
  const { database, keyring } = deps;
  return {
    async tokenKey({ tenant, subject }) {
      const keys = await keyring.of(tenant);
      const found = await database.inTenant(tenant, (transaction) =>
        findSubjectKeys(transaction, keys, [subject]),
      );
      return found.get(subject)?.valueTokens ?? null;
    },

    async keep({ tenant, subject, values }) {
      if (values.length === 0) return;
      const keys = await keyring.of(tenant);
      await database.inTenant(tenant, async (transaction) => {
        const ownKeys = (await holdSubjectKeys(transaction, keys, [subject])).get(subject);
        if (!ownKeys) {
          throw failures.recordMissing('the subject is unknown or erased', {
            part: 'store',
            ids: { subject },
          });
        }
        const createdAt = Date.now();
        const rows = values.map(({ token, type, value }) => ({
          ...{ tenant, subject, token, type, createdAt },
          sealedValue: seal(ownKeys.values, nameOf(tenant, subject, token), Buffer.from(value, 'utf8')),
        }));
        // A known token stands for the same value, however it was written this time.
        await transaction.insert(personalValues).values(rows).onConflictDoNothing();
      });
    },

    async valuesOf({ tenant, subject, tokens }) {
      if (tokens.length === 0) return [];
      const keys = await keyring.of(tenant);
      return database.inTenant(tenant, async (transaction) => {
        const rows = await transaction
          .select({ row: personalValues, sealedKey: subjectKeys.sealedKey })
          .from(personalValues)
          .innerJoin(
            subjectKeys,
            and(
              eq(subjectKeys.tenant, personalValues.tenant),
              eq(subjectKeys.subject, personalValues.subject),
            ),
          )
          .where(
            and(
              eq(personalValues.tenant, tenant),
              eq(personalValues.subject, subject),
              anyOf(personalValues.token, tokens),
            ),
          );
        return rows.map(({ row: { token, type, sealedValue }, sealedKey }) => {
          const own = openSubjectKey(keys, subject, sealedKey);
          const value = openValue(own, { tenant, subject, token, sealedValue });
          return { token, type: type as PersonalDataType, value };
        });
      });
    },
  };
}

/** @throws ContractBroken when the row was altered. */
export function openValue(
  own: SubjectKeys,
  row: Pick<typeof personalValues.$inferSelect, 'tenant' | 'subject' | 'token' | 'sealedValue'>,
): string {
  const { tenant, subject, token, sealedValue } = row;
  const value = open(own.values, nameOf(tenant, subject, token), sealedValue);
  if (value) return Buffer.from(value).toString('utf8');
  throw failures.contractBroken('a value of the vault was altered', {
    part: 'store',
    code: 'value_altered',
    ids: { subject },
  });
}

/** What the seal is bound to: a row that is moved to another token or subject does not open. */
function nameOf(tenant: TenantId, subject: SubjectToken, token: string): SealedName {
  return ['personal-value', tenant, subject, token];
}
