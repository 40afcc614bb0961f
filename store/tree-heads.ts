// Signed heads of a tenant's tree, the proofs that lead to them, and the change of the key that signs them. What was signed stays as
// it is: a head that would say something else about the same size is never written.
import { and, desc, eq } from 'drizzle-orm';
import { canonicalJson, type JsonValue } from '../contracts/canonical-json.ts';
import { failures } from '../contracts/failures.ts';
import type { TenantId } from '../contracts/ids.ts';
import {
  consistencyNodes,
  consistencyPath,
  inclusionNodes,
  inclusionPath,
  peaksOf,
  rootAt,
} from '../contracts/merkle.ts';
import type { Ledger } from '../contracts/ports/store.ts';
import type { SignedTreeHead, TreeHead } from '../contracts/tree-head.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import type { Keyring, TenantKeys } from './keyring.ts';
import { appendAll } from './ledger-append.ts';
import { lockHead } from './ledger-head.ts';
import { nodesAt, withTree } from './ledger-tree.ts';
import { ledgerHeads, treeHeads } from './schema/ledger.ts';
import { currentSigner, introduceKey, newSigningKey } from './signing-keys.ts';

type Heads = Pick<Ledger, 'signHead' | 'heads' | 'inclusion' | 'consistency' | 'rotateKey'>;

export function createTreeHeads(deps: { database: TenantDatabase; keyring: Keyring }): Heads {
  const { database, keyring } = deps;
  return {
    async signHead({ tenant }) {
      const keys = await keyring.of(tenant);
      return withTree(database, tenant, (transaction) => signTree(transaction, keys));
    },

    heads: ({ tenant, ...asked }) =>
      database.inTenant(tenant, (transaction) => newestHeads(transaction, tenant, asked)),

    inclusion: ({ tenant, index, size }) =>
      withTree(database, tenant, async (transaction) => {
        await assertHadSize(transaction, tenant, size);
        if (!isCount(index) || index >= size) throw missing(tenant);
        const nodeAt = await nodesAt(transaction, tenant, inclusionNodes(index, size));
        return { index, size, path: inclusionPath(index, size, nodeAt) };
      }),

    consistency: ({ tenant, from, to }) =>
      withTree(database, tenant, async (transaction) => {
        await assertHadSize(transaction, tenant, to);
        if (!isCount(from) || from < 1 || from > to) throw missing(tenant);
        const nodeAt = await nodesAt(transaction, tenant, consistencyNodes(from, to));
        return { from, to, path: consistencyPath(from, to, nodeAt) };
      }),

    async rotateKey({ tenant }) {
      const keys = await keyring.of(tenant);
      return withTree(database, tenant, async (transaction) => {
        await lockHead(transaction, tenant);
        const signer = await currentSigner(transaction, keys);
        const fresh = newSigningKey(keys);
        const { keyId } = fresh;
        const jwk = fresh.publicJwk as JsonValue;
        // What an anchor's first line of the new key carries (contracts/tree-head.ts).
        const endorsement = canonicalJson({ format: 'wayproof-anchor/1', keyId, key: jwk });
        const endorsed = { keyId: signer.keyId, signature: signer.sign(endorsement) };
        // The old key signs this record; from the next one on, the new key does.
        await appendAll(transaction, keys, [
          {
            ...{ key: `signing-key/${keyId}`, kind: 'signing_key.rotated', journeyId: null },
            facts: { keyId, jwk, endorsed },
          },
        ]);
        await introduceKey(transaction, fresh);
        // A head by each key, so that an anchor can show how one led to the next.
        await signTree(transaction, keys);
        return { keyId };
      });
    },
  };
}

/** Inside `withTree`. @throws ContractBroken when the newest head has another root for this tree. */
async function signTree(transaction: Transaction, keys: TenantKeys): Promise<SignedTreeHead | null> {
  const { tenant } = keys;
  // Locked: two that sign at once would sign two moments for one size.
  const { nextIndex: size } = await lockHead(transaction, tenant);
  if (size === 0) return null;
  const [newest] = await newestHeads(transaction, tenant, { limit: 1 });
  const root = rootAt(size, await nodesAt(transaction, tenant, peaksOf(size)));
  if (newest?.head.size === size) {
    if (newest.head.root === root) return newest;
    throw failures.contractBroken('the tree is not what its signed head says', {
      ...{ part: 'store', code: 'tree_rewritten' },
      ids: { tenant },
    });
  }
  const signer = await currentSigner(transaction, keys);
  const head: TreeHead = { format: 'wayproof-tree-head/1', tenant, size, root, at: Date.now() };
  const signed = { head, signature: signer.sign(canonicalJson(head)), keyId: signer.keyId };
  const { signature, keyId } = signed;
  await transaction.insert(treeHeads).values({ tenant, size, root, at: head.at, signature, keyId });
  return signed;
}

async function newestHeads(
  transaction: Transaction,
  tenant: TenantId,
  { limit, size: wanted }: { limit: number; size?: number },
): Promise<SignedTreeHead[]> {
  const rows = await transaction
    .select()
    .from(treeHeads)
    .where(and(eq(treeHeads.tenant, tenant), wanted === undefined ? undefined : eq(treeHeads.size, wanted)))
    .orderBy(desc(treeHeads.size))
    .limit(limit);
  return rows.map(({ size, root, at, signature, keyId }) => ({
    head: { format: 'wayproof-tree-head/1', tenant, size, root, at },
    ...{ signature, keyId },
  }));
}

async function assertHadSize(transaction: Transaction, tenant: TenantId, size: number): Promise<void> {
  const [head] = await transaction.select().from(ledgerHeads).where(eq(ledgerHeads.tenant, tenant));
  if (!head || !isCount(size) || size > head.nextIndex) throw missing(tenant);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function missing(tenant: TenantId) {
  return failures.recordMissing('the ledger never had that size, or has no such record', {
    ...{ part: 'store', code: 'no_such_tree' },
    ids: { tenant },
  });
}
