// The Merkle tree over a tenant's ledger, as rows: the hash of every complete subtree, written with the records that complete it.
// A proof reads as many as it holds. Nothing here changes or removes a node.
import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import { canonicalJson, type JsonValue } from '../contracts/canonical-json.ts';
import { failures } from '../contracts/failures.ts';
import type { TenantId } from '../contracts/ids.ts';
import { ledgerContent } from '../contracts/ledger.ts';
import { grownBy, leafHash, nameOf, peaksOf } from '../contracts/merkle.ts';
import type { NodeAt, NodePlace, TreeNode } from '../contracts/merkle.ts';
import { queryRows } from './database.ts';
import type { TenantDatabase, Transaction } from './database.ts';
import { lockHead } from './ledger-head.ts';
import { ledgerNodes, ledgerRecords } from './schema/ledger.ts';

// Records from before the tree was kept, or of an older process beside this one: a thousand take some 50 ms, and as long nobody appends.
const PIECE = 1_000;

/** Records have no nodes yet: nothing was written, and `withTree` adds them and tries again. */
class TreeBehind extends Error {
  override readonly name = 'TreeBehind';
}

/**
 * A transaction that needs the tree's nodes, as `nodesAt` reads them.
 * @throws ContractBroken when the stored tree has holes.
 */
export async function withTree<Result>(
  database: TenantDatabase,
  tenant: TenantId,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  // Twice without adding anything: once another process may have been quicker.
  for (let idle = 0; idle < 2;) {
    try {
      return await database.inTenant(tenant, work);
    } catch (error) {
      if (!(error instanceof TreeBehind)) throw error;
    }
    let added = 0;
    for (let piece = PIECE; piece === PIECE; added += piece) {
      piece = await database.inTenant(tenant, (transaction) => addPiece(transaction, tenant));
    }
    if (added === 0) idle += 1;
  }
  throw broken('a node of the tree is missing', tenant);
}

/** The tree's nodes at these places, all in one question. Only inside `withTree`. */
export async function nodesAt(
  transaction: Transaction,
  tenant: TenantId,
  places: readonly NodePlace[],
): Promise<NodeAt> {
  const found = await readNodes(transaction, tenant, places);
  if (found.size < new Set(places.map(nameOf)).size) throw new TreeBehind();
  return (place) => found.get(nameOf(place)) ?? missing(place);
}

async function readNodes(
  transaction: Transaction,
  tenant: TenantId,
  places: readonly NodePlace[],
): Promise<Map<string, string>> {
  if (places.length === 0) return new Map();
  // Each by the table's key, however many rows the planner believes there to be: `limit` keeps it from joining the whole table.
  const rows = await queryRows<{ level: number; index: number; hash: string }>(
    transaction,
    sql`select wanted.level, wanted."index"::float8 as "index", node.hash
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as wanted(level int, "index" bigint)
      cross join lateral (select hash from ledger_nodes n where n.tenant = ${tenant} and n.level = wanted.level
        and n."index" = wanted."index" limit 1) node`,
  );
  return new Map(rows.map(({ hash, ...place }) => [nameOf(place), hash]));
}

/** Adds the nodes of some records that have none. @returns of how many: fewer than a piece when none is left. */
async function addPiece(transaction: Transaction, tenant: TenantId): Promise<number> {
  const head = await lockHead(transaction, tenant);
  const size = await sizeOf(transaction, tenant);
  if (size >= head.nextIndex) return 0;
  const records = await transaction
    .select()
    .from(ledgerRecords)
    .where(and(eq(ledgerRecords.tenant, tenant), gte(ledgerRecords.index, size)))
    .orderBy(asc(ledgerRecords.index))
    .limit(PIECE);
  if (records.length === 0 || records.some(({ index }, at) => index !== size + at)) {
    throw broken('a record of the ledger is missing', tenant);
  }
  const peaks = await readNodes(transaction, tenant, peaksOf(size));
  const leaves = records.map((record) =>
    leafHash(canonicalJson(ledgerContent(tenant, { ...record, facts: record.facts as JsonValue }))),
  );
  const nodes = grownBy(size, leaves, (place) => peaks.get(nameOf(place)) ?? missing(place));
  await transaction.execute(insertNodes(tenant, nodes));
  return records.length;
}

/** Records that have their nodes: leaves are only ever added in order. */
async function sizeOf(transaction: Transaction, tenant: TenantId): Promise<number> {
  const [last] = await transaction
    .select({ index: ledgerNodes.index })
    .from(ledgerNodes)
    .where(and(eq(ledgerNodes.tenant, tenant), eq(ledgerNodes.level, 0)))
    .orderBy(desc(ledgerNodes.index))
    .limit(1);
  return last ? last.index + 1 : 0;
}

/** One statement whose text does not depend on how many they are. */
export function insertNodes(tenant: TenantId, nodes: readonly TreeNode[]) {
  return sql`insert into ledger_nodes (tenant, level, "index", hash)
    select ${tenant}::text, level, "index", hash
    from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as node(level int, "index" bigint, hash text)`;
}

function missing(place: NodePlace): never {
  throw failures.contractBroken('a node of the tree is missing', {
    ...{ part: 'store', code: 'ledger_tree_broken' },
    ids: { node: nameOf(place) },
  });
}

function broken(message: string, tenant: TenantId) {
  return failures.contractBroken(message, { part: 'store', code: 'ledger_tree_broken', ids: { tenant } });
}
