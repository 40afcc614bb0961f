// Callers and deciders as tokens; their names are sealed, for people who may see them. Never a way from token to login.
import { and, eq } from 'drizzle-orm';
import { failures } from '../contracts/failures.ts';
import type { PrincipalDirectory } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import type { Keyring } from './keyring.ts';
import { principals } from './schema/people.ts';
import { open, seal } from './sealing.ts';
import { mintToken } from './token-mint.ts';

export function createPrincipalDirectory(deps: {
  database: TenantDatabase;
  keyring: Keyring;
}): PrincipalDirectory {
  const { database, keyring } = deps;
  return {
    async principalOf({ tenant, issuer, subject, displayName }) {
      const keys = await keyring.of(tenant);
      const principal = `prn_${mintToken(keys, 'principal', JSON.stringify([issuer, subject]))}`;
      return database.inTenant(tenant, async (transaction) => {
        const [known] = await transaction
          .select({ principal: principals.principal })
          .from(principals)
          .where(and(eq(principals.tenant, tenant), eq(principals.principal, principal)));
        if (known) return principal;
        const name = Buffer.from(displayName, 'utf8');
        const sealedName = seal(keys.principals, ['principal-name', tenant, principal], name);
        await transaction
          .insert(principals)
          .values({ tenant, principal, sealedName, createdAt: Date.now() })
          .onConflictDoNothing();
        return principal;
      });
    },

    async nameOf({ tenant, principal }) {
      const keys = await keyring.of(tenant);
      const [row] = await database.inTenant(tenant, (transaction) =>
        transaction
          .select()
          .from(principals)
          .where(and(eq(principals.tenant, tenant), eq(principals.principal, principal))),
      );
      if (!row) return null;
      const name = open(keys.principals, ['principal-name', tenant, principal], row.sealedName);
      if (!name) {
        throw failures.contractBroken('the name of a principal was altered', {
          part: 'store',
          ids: { principal },
        });
      }
      return Buffer.from(name).toString('utf8');
    },
  };
}
