// Each answer of policy with the whole question, so that a candidate policy can later be asked the same.
import { and, asc, eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { JsonValue } from '../contracts/canonical-json.ts';
import type { PolicyDecisionLog } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import { policyDecisions } from './schema/policy.ts';

export function createPolicyDecisionLog({ database }: { database: TenantDatabase }): PolicyDecisionLog {
  return {
    async record({ key, ...decision }) {
      const { tenant, journeyId, question } = decision;
      const id = `pdc_${randomBytes(16).toString('hex')}`;
      return database.inTenant(tenant, async (transaction) => {
        const [created] = await transaction
          .insert(policyDecisions)
          .values({ ...decision, id, key, at: Date.now() })
          .onConflictDoNothing()
          .returning({ id: policyDecisions.id });
        if (created) return created.id;
        const [first] = await transaction
          .select({ id: policyDecisions.id })
          .from(policyDecisions)
          .where(
            and(
              eq(policyDecisions.tenant, tenant),
              eq(policyDecisions.journeyId, journeyId),
              eq(policyDecisions.question, question),
              eq(policyDecisions.key, key),
            ),
          );
        // Rows here are never deleted, so the one in the way is there.
        if (!first) throw new Error('a policy decision vanished');
        return first.id;
      });
    },

    async list({ tenant, journeyId }) {
      const rows = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(policyDecisions)
          .where(and(eq(policyDecisions.tenant, tenant), eq(policyDecisions.journeyId, journeyId)))
          .orderBy(asc(policyDecisions.at), asc(policyDecisions.id)),
      );
      return rows.map(({ key: _key, request, answer, ...row }) => ({
        ...row,
        request: request as JsonValue,
        answer: answer as JsonValue,
      }));
    },
  };
}
