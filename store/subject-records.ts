// Everything that the store holds about one subject, for an access request. It reads; it never makes a key, nor anything of another subject.
import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import type { DocumentKind } from '../contracts/ports/store.ts';
import type { SubjectRecords } from '../contracts/ports/subject-records.ts';
import type { PersonalDataType } from '../contracts/personal-data.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { openUnlessAltered } from './document-sealing.ts';
import { createKeyring, findSubjectKeys, type SubjectKeys } from './keyring.ts';
import { toRecord } from './ledger-append.ts';
import type { MasterKey } from './master-key.ts';
import { acceptedEvents, documents } from './schema/documents.ts';
import { erasures } from './schema/erasures.ts';
import { journeys } from './schema/journeys.ts';
import { ledgerRecords } from './schema/ledger.ts';
import { personalValues, subjects } from './schema/people.ts';
import { openValue } from './value-vault.ts';

export function createSubjectRecords(deps: {
  database: TenantDatabase;
  masterKey: MasterKey;
}): SubjectRecords {
  const { database } = deps;
  const keyring = createKeyring(deps);

  /** With the subject's own keys; without them he is erased, and there is nothing. */
  async function withKeys<Row>(
    { tenant, subject }: { tenant: string; subject: string },
    work: (transaction: Transaction, own: SubjectKeys) => Promise<Row[]>,
  ): Promise<Row[]> {
    const keys = await keyring.of(tenant);
    return database.inTenant(tenant, async (transaction) => {
      const own = (await findSubjectKeys(transaction, keys, [subject])).get(subject);
      return own ? work(transaction, own) : [];
    });
  }

  return {
    async knownSince({ tenant, subject }) {
      const [row] = await database.inTenant(tenant, (transaction) =>
        transaction
          .select({ createdAt: subjects.createdAt })
          .from(subjects)
          .where(and(eq(subjects.tenant, tenant), eq(subjects.subject, subject))),
      );
      return row?.createdAt ?? null;
    },

    async events({ tenant, subject, after, limit }) {
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(acceptedEvents)
          .where(
            and(
              eq(acceptedEvents.tenant, tenant),
              eq(acceptedEvents.subject, subject),
              after === null ? undefined : gt(acceptedEvents.event, after),
            ),
          )
          .orderBy(asc(acceptedEvents.event))
          .limit(limit),
      );
      return rows.map(({ event, type, session, bodyRef, acceptedBy, ...at }) => ({
        ...{ event, type, session, body: bodyRef, acceptedBy, occurredAt: at.occurredAt },
        ...{ acceptedAt: at.acceptedAt, deliveredAt: at.deliveredAt },
      }));
    },

    documents: ({ tenant, subject, after, limit }) =>
      withKeys({ tenant, subject }, async (transaction, own) => {
        const rows = await transaction
          .select()
          .from(documents)
          .where(
            and(
              eq(documents.tenant, tenant),
              eq(documents.subject, subject),
              after === null ? undefined : gt(documents.ref, after),
            ),
          )
          .orderBy(asc(documents.ref))
          .limit(limit);
        return rows.map((row) => {
          const { ref, commitment, createdAt } = row;
          const opened = openUnlessAltered(own, row);
          const content = opened === 'altered' ? opened : { body: opened.body };
          return { ref, kind: row.kind as DocumentKind, commitment, createdAt, content };
        });
      }),

    values: ({ tenant, subject, after, limit }) =>
      withKeys({ tenant, subject }, async (transaction, own) => {
        const rows = await transaction
          .select()
          .from(personalValues)
          .where(
            and(
              eq(personalValues.tenant, tenant),
              eq(personalValues.subject, subject),
              after === null ? undefined : gt(personalValues.token, after),
            ),
          )
          .orderBy(asc(personalValues.token))
          .limit(limit);
        return rows.map((row) => {
          const { token, type, createdAt } = row;
          return { token, type: type as PersonalDataType, value: openValue(own, row), createdAt };
        });
      }),

    async erasures({ tenant, subject }) {
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(erasures)
          .where(and(eq(erasures.tenant, tenant), eq(erasures.subject, subject)))
          .orderBy(asc(erasures.requestedAt), asc(erasures.id)),
      );
      return rows.map((row) => ({
        ...{ id: row.id, ground: row.ground },
        ...{ state: row.state, requestedBy: row.requestedBy },
        ...{ requestedAt: row.requestedAt, deadlineAt: row.deadlineAt, decidedBy: row.decidedBy },
        ...{ decidedAt: row.decidedAt, ledgerIndex: row.ledgerIndex, updatedAt: row.updatedAt },
      }));
    },

    async ledger({ tenant, subject }) {
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(ledgerRecords)
          .where(
            and(
              eq(ledgerRecords.tenant, tenant),
              or(
                sql`${ledgerRecords.journeyId} in (select ${journeys.id} from ${journeys}
                  where ${journeys.tenant} = ${tenant} and ${journeys.subject} = ${subject})`,
                // One walk over the tenant's records: a token stands in facts as it is.
                sql`strpos(${ledgerRecords.facts}, ${subject}) > 0`,
                sql`(${ledgerRecords.kind} = 'event.conflict' and ${ledgerRecords.facts}::jsonb ->> 'event' in (
                  select ${acceptedEvents.event} from ${acceptedEvents}
                  where ${acceptedEvents.tenant} = ${tenant} and ${acceptedEvents.subject} = ${subject}))`,
              ),
            ),
          )
          .orderBy(asc(ledgerRecords.index)),
      );
      return rows.map(toRecord);
    },
  };
}
