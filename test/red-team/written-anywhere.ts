// Everything that a run wrote outside the CRM, as text: tables (vector payloads among them), files of Temporal and of the logs, and the
// histories with their payloads decoded. What is sealed in the store by a customer's key is not opened: nobody reads it in passing.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { queryRows } from '../../store/database.ts';
import type { RunningStack } from '../../workers/stack.ts';
import { outsideClient } from '../support/outside-client.ts';
import type { Assembled } from './assembled.ts';
import type { Tenant } from './case-types.ts';

export interface Written {
  place: string;
  text: string;
}

const tenants = { 'lumen-retail': 'in', 'aldermoor-wealth': 'eu' } as const;
export const tenantNames = Object.keys(tenants) as Tenant[];

export async function writtenAnywhere(assembled: Assembled): Promise<Written[]> {
  const [tables, files, histories] = await Promise.all([
    Promise.all(
      tenantNames.map((tenant) => tablesOf(assembled.stack, tenant, (name) => !name.startsWith('crm_'))),
    ),
    filesUnder(assembled.stateDirectory, ['temporal', 'logs']),
    historiesOf(assembled),
  ]);
  return [...tables.flat(), ...assembled.payloads, ...files, ...histories];
}

/** All rows that a tenant has in the wanted tables. */
export async function tablesOf(
  { stores }: Pick<RunningStack, 'stores'>,
  tenant: Tenant,
  wanted: (name: string) => boolean,
): Promise<Written[]> {
  return stores.database.inTenant(tenant, async (transaction) => {
    const names = await queryRows<{ name: string }>(
      transaction,
      sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const written: Written[] = [];
    for (const { name } of names.filter((table) => wanted(table.name))) {
      const rows = await queryRows<{ row: string }>(
        transaction,
        sql`select t::text as row from ${sql.identifier(name)} t`,
      );
      written.push({ place: `table ${name} of ${tenant}`, text: rows.map(({ row }) => row).join('\n') });
    }
    return written;
  });
}

async function filesUnder(root: string, folders: string[]): Promise<Written[]> {
  const written: Written[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      // Each byte one character: a number is ASCII, whatever stands around it.
      const text = (await readFile(join(entry.parentPath, entry.name))).toString('latin1');
      written.push({ place: `file ${folder}/${entry.name}`, text });
    }
  }
  return written;
}

/** Each history of each workflow, decoded with the tenants' keys. */
async function historiesOf({ stack, stateDirectory, temporalAddress }: Assembled): Promise<Written[]> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const written: Written[] = [];
    const { database } = stack.stores;
    for (const [tenant, region] of Object.entries(tenants)) {
      const client = await outsideClient({
        ...{ connection, database, masterKey: undefined, stateDirectory, region, tenants: [tenant] },
      });
      const codecs = client.options.loadedDataConverter.payloadCodecs;
      for await (const { workflowId, runId } of client.workflow.list()) {
        if (!workflowId.includes(`/${tenant}/`)) continue;
        const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
        const texts: string[] = [];
        for (const payload of payloadsIn(history)) {
          let decoded = [payload];
          for (const codec of codecs) decoded = await codec.decode(decoded as never) as never; // prettier-ignore
          texts.push(...decoded.map(({ data }) => Buffer.from(data).toString('latin1')));
        }
        written.push({ place: `history of ${workflowId}`, text: `${JSON.stringify(history)}\n${texts.join('\n')}` }); // prettier-ignore
      }
    }
    return written;
  } finally {
    await connection.close();
  }
}

interface FoundPayload {
  metadata: unknown;
  data: Uint8Array;
}

function payloadsIn(value: unknown): FoundPayload[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('metadata' in value && 'data' in value && value.data instanceof Uint8Array)
    return [value as FoundPayload];
  return Object.values(value).flatMap((member: unknown) =>
    member instanceof Uint8Array ? [] : payloadsIn(member),
  );
}
