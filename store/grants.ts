// Short-lived grants: claims with a keyed signature, found by id within the tenant alone. A row that was altered is no grant.
import { and, eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { canonicalJson, hashJson } from '../contracts/canonical-json.ts';
import type { GrantClaims, GrantStore } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import type { Keyring } from './keyring.ts';
import { grants } from './schema/policy.ts';
import { keyedHash, sameHash } from './sealing.ts';

export function createGrantStore(deps: { database: TenantDatabase; keyring: Keyring }): GrantStore {
  const { database, keyring } = deps;
  return {
    async issue(input) {
      const keys = await keyring.of(input.tenant);
      const claims: GrantClaims = { ...input, id: `grt_${randomBytes(16).toString('hex')}` };
      const { id, tenant, expiresAt } = claims;
      const text = canonicalJson(claims);
      await database.inTenant(tenant, (transaction) =>
        transaction
          .insert(grants)
          .values({ tenant, id, claims: text, signature: keyedHash(keys.grants, text), expiresAt }),
      );
      return { id, claimsHash: hashJson(claims), expiresAt };
    },

    async find({ tenant, id, now }) {
      const keys = await keyring.of(tenant);
      const [row] = await database.inTenant(tenant, (transaction) =>
        transaction
          .select({ claims: grants.claims, signature: grants.signature })
          .from(grants)
          .where(and(eq(grants.tenant, tenant), eq(grants.id, id))),
      );
      if (!row || !sameHash(keyedHash(keys.grants, row.claims), row.signature)) return null;
      const claims = JSON.parse(row.claims) as GrantClaims;
      // A true grant copied under another id is not that grant.
      if (claims.tenant !== tenant || claims.id !== id) return null;
      return { claims, expired: now >= claims.expiresAt };
    },
  };
}
