// Everything that a stack has written, as text: its tables, what Temporal holds, what its API answers to whoever may not read texts.
// The files and the streams are the test's, once the stack has ended.
import { Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { sql } from 'drizzle-orm';
import { decodeHistoryJson } from '../../../connectors/temporal/payload-codec-reading.ts';
import type { PersonaName } from '../../../samples/expected-cases.ts';
import { queryRows } from '../../../store/database.ts';
import { openPayloadKeys } from '../../../store/payload-keys.ts';
import { createGatewayClient } from '../../../workers/demo/gateway-client.ts';
import { openMasterKey } from '../../../workers/open-master-key.ts';
import type { RunningStack } from '../../../workers/stack.ts';
import { outsideClient } from '../../support/outside-client.ts';
import { payloadsIn } from '../temporal-ground.ts';
import { retail, wealth } from './drive-canaries.ts';
import type { Driven } from './drive-canaries.ts';

export interface Written {
  /** Group, a slash, and what in it. */
  place: string;
  text: string;
}

const regions = { [retail]: 'in', [wealth]: 'eu' };

/** Every row of every table, whoever it belongs to; bytes in hexadecimal. */
export async function tablesOf({ stores }: RunningStack): Promise<Written[]> {
  return stores.database.withoutTenant(async (transaction) => {
    await transaction.execute(sql`reset role`);
    const names = await queryRows<{ schema: string; name: string }>(
      transaction,
      sql`select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const written: Written[] = [];
    for (const { schema, name } of names) {
      const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
      const rows = await queryRows<{ row: string }>(transaction, sql`select t::text as row from ${table} t`);
      const group = name.startsWith('crm_') ? 'crm' : name.startsWith('knowledge_') ? 'vectors' : 'tables';
      written.push({ place: `${group}/${name}`, text: rows.map(({ row }) => row).join('\n') });
    }
    return written;
  });
}

/** Histories as any tool shows them and with their payloads opened, and what the server's lists show. */
export async function temporalOf(input: {
  stack: RunningStack;
  stateDirectory: string;
  address: string;
}): Promise<Written[]> {
  const { stack, stateDirectory, address } = input;
  const { database } = stack.stores;
  const connection = await Connection.connect({ address });
  try {
    const tenants = Object.keys(regions);
    const region = regions[wealth] ?? '';
    const client = await outsideClient({
      ...{ connection, database, masterKey: undefined, stateDirectory, region, tenants: [wealth] },
    });
    const masterKey = await openMasterKey({ stateDirectory, masterKey: undefined, installation: stack.installation }); // prettier-ignore
    const keys = await Promise.all(
      tenants.map((tenant) =>
        openPayloadKeys({
          ...{ database, region: regions[tenant as typeof retail] ?? '', tenants: [tenant], masterKey },
          onError: () => undefined,
        }),
      ),
    );
    const written: Written[] = [];
    const { executions } = await client.workflowService.listWorkflowExecutions({ namespace: 'default', pageSize: 1_000 }); // prettier-ignore
    const listed = JSON.stringify(executions);
    written.push({ place: 'temporal lists/executions', text: `${listed}\n${textsIn(listed)}` });
    for (const { execution } of executions ?? []) {
      const { workflowId, runId } = execution ?? {};
      if (!workflowId || !runId) continue;
      const json = historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory());
      written.push({ place: `histories/${workflowId}`, text: `${json}\n${textsIn(json)}` });
      const opened = await decodeHistoryJson({ keys, workflowId, json });
      written.push({ place: `opened histories/${workflowId}`, text: `${opened}\n${textsIn(opened)}` });
      const described = JSON.stringify(await client.workflowService.describeWorkflowExecution({ namespace: 'default', execution: { workflowId, runId } })); // prettier-ignore
      written.push({ place: `temporal lists/${workflowId}`, text: `${described}\n${textsIn(described)}` });
    }
    return written;
  } finally {
    await connection.close();
  }
}

const textsIn = (json: string) => payloadsIn(json).map(({ text }) => text).join('\n'); // prettier-ignore

/** What the API tells whoever has no right to reveal, and everybody. */
export async function answersOf({ gatewayUrl }: RunningStack, driven: Driven): Promise<Written[]> {
  const gateway = createGatewayClient(gatewayUrl);
  const written: Written[] = driven.problems.map(({ what, text }) => ({ place: `problems/${what}`, text }));
  for (const path of ['/metrics', '/openapi.json', '/readyz', '/healthz', '/identity/personas', '/no/such']) {
    const answer = await fetch(new URL(path, gatewayUrl));
    const place = path === '/metrics' ? 'metrics/exposition' : path === '/openapi.json' ? 'openapi/document' : `answers/${path}`; // prettier-ignore
    written.push({ place, text: `${JSON.stringify([...answer.headers])}\n${await answer.text()}` });
  }
  const lists = ['/v1/journeys?limit=100', '/v1/ledger?limit=100', '/v1/incidents?limit=100', '/v1/switches', '/v1/limits', '/v1/people', '/v1/whoami', '/v1/knowledge/documents', '/v1/knowledge/search?q=apology']; // prettier-ignore
  for (const tenant of [retail, wealth]) {
    const customers = driven.customers.filter((one) => one.tenant === tenant);
    const journeys = driven.journeys.filter((one) => one.tenant === tenant);
    const paths = [
      ...lists,
      ...journeys.flatMap(({ id }) => ['', '/evidence', '/policy'].map((rest) => `/v1/journeys/${id}${rest}`)), // prettier-ignore
      ...customers.flatMap(({ customerId }) => [`/v1/journeys?customer=${encodeURIComponent(customerId)}`, `/v1/crm/customers/${encodeURIComponent(customerId)}`]), // prettier-ignore
    ];
    for (const persona of ['auditor', 'operator', 'trigger'] satisfies PersonaName[]) {
      for (const path of paths) {
        const answer = await gateway.get(persona, tenant, path);
        written.push({ place: `answers/${persona} ${path.replace(/(?<=customer[s/=]+)[^/].*/, '…')}`, text: `${answer.status} ${JSON.stringify(answer.body)}` }); // prettier-ignore
      }
    }
  }
  return written;
}
