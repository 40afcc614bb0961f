// One way into the database: a short transaction under one tenant's row-level security. Connectors that keep their data
// in the embedded database (CRM, vectors) use it too.
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { TenantId } from '../contracts/ids.ts';

/** Drizzle handle of an open transaction; the same type on PGlite and PostgreSQL. */
export type Transaction = PgDatabase<PgQueryResultHKT>;

export interface TenantDatabase {
  /** `pglite` or `postgres`. */
  readonly kind: 'pglite' | 'postgres';
  /**
   * Runs `work` in a transaction as the role `wayproof_app` with `wayproof.tenant` set, so that row-level security
   * shows and admits that tenant's rows only. Rolls back when `work` throws.
   */
  inTenant<T>(tenant: TenantId, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** The same role without a tenant: for the few tables that belong to none (policy snapshots, keys). */
  withoutTenant<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
