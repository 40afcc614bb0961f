// The SQL by which a tenant's table is closed to other tenants. Migrations hold its output as text, since what ran is
// history; a test compares the database with it.

/**
 * SQL to append to the migration that creates `table` (a table with a `tenant text not null` column).
 * `privileges` are what the application may do: an append-only table gets `['select', 'insert']`.
 * The setting is '' outside a tenant; nullif makes that match nothing, so that no row can ever belong to ''.
 */
export function tenantTableSql(
  table: string,
  privileges: readonly ('select' | 'insert' | 'update' | 'delete')[],
): string {
  const own = `"tenant" = nullif(current_setting('wayproof.tenant', true), '')`;
  return [
    `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY;`,
    `ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;`,
    `CREATE POLICY "own_tenant" ON "${table}" USING (${own}) WITH CHECK (${own});`,
    `GRANT ${privileges.join(', ').toUpperCase()} ON "${table}" TO wayproof_app;`,
  ].join('\n--> statement-breakpoint\n');
}
