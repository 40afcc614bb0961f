// Takes a subject out of the vault, and later destroys what only he could be read by. Inside the register's transaction; the order of
// the statements matters, since others write about him at the same moment.
import { and, eq } from 'drizzle-orm';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { Transaction } from './database.ts';
import { markDelivered } from './event-inbox.ts';
import { findSubjectKeys, type TenantKeys } from './keyring.ts';
import { acceptedEvents, documents } from './schema/documents.ts';
import { subjectKeys } from './schema/keys.ts';
import { personalValues, subjects } from './schema/people.ts';
import { openCustomer } from './subject-vault.ts';

/**
 * @returns the customer's id; null when it is not known, because his row or his key is lost.
 * @throws ContractBroken when his row was altered: then nobody knows whose data connectors should erase, and a person must look.
 */
export async function detachSubject(
  transaction: Transaction,
  keys: TenantKeys,
  subject: SubjectToken,
): Promise<Uint8Array | null> {
  const { tenant } = keys;
  // Waits for every transaction that has read this token as his: what comes after gets another.
  const [row] = await transaction
    .delete(subjects)
    .where(and(eq(subjects.tenant, tenant), eq(subjects.subject, subject)))
    .returning({ sealedCustomer: subjects.sealedCustomer });
  // What they accepted and no agent has heard of is nobody's any more.
  await markDelivered(transaction, tenant, eq(acceptedEvents.subject, subject));
  const ownKeys = (await findSubjectKeys(transaction, keys, [subject])).get(subject);
  return row && ownKeys ? openCustomer(ownKeys, { tenant, subject, ...row }) : null;
}

/** @returns how many documents were emptied, and values removed. */
export async function destroySubject(
  transaction: Transaction,
  { tenant, subject }: { tenant: TenantId; subject: SubjectToken },
): Promise<{ documents: number; personalValues: number }> {
  // First the key: it waits for whoever is sealing something by it, so that the statements below see what he wrote.
  await transaction
    .delete(subjectKeys)
    .where(and(eq(subjectKeys.tenant, tenant), eq(subjectKeys.subject, subject)));
  const values = await transaction
    .delete(personalValues)
    .where(and(eq(personalValues.tenant, tenant), eq(personalValues.subject, subject)))
    .returning({ token: personalValues.token });
  const nothing = new Uint8Array(0);
  const emptied = await transaction
    .update(documents)
    .set({ sealedBody: nothing, sealedSalt: nothing })
    .where(and(eq(documents.tenant, tenant), eq(documents.subject, subject)))
    .returning({ ref: documents.ref });
  return { documents: emptied.length, personalValues: values.length };
}
