// Drives a whole stack (real Temporal, PGlite, gateway) for a test in another process: feeds the sample events, has one
// waiting journey of the wanted type approved through the HTTP API, and prints what came of it as one line of JSON.
// Usage: node --import tsx test/e2e/drive-stack.ts STATE_FOLDER TENANT TYPE PERSONA
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { checkAnchor } from '../../activities/evidence/verify/check-anchor.ts';
import { readAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { anchorFileOf } from '../../connectors/anchor/file-anchor.ts';
import { bundleMediaType, type Bundle } from '../../contracts/bundle.ts';
import { queryRows } from '../../store/database.ts';
import { createGatewayClient, type GatewayClient } from '../../workers/demo/gateway-client.ts';
import { createShutdown } from '../../workers/shutdown.ts';
import type { RunningStack } from '../../workers/stack.ts';
import { untilFound } from '../support/until-found.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { startFedStack } from './fed-stack.ts';

const [stateDirectory = '', tenant = '', type = '', persona = ''] = process.argv.slice(2);
const shutdown = createShutdown();

try {
  const stack = await startFedStack(stateDirectory, shutdown);
  const journey = await approveOne(stack);
  await writeFile(join(stateDirectory, 'tables.json'), JSON.stringify(await readableTables(stack)));
  process.stdout.write(`${JSON.stringify(journey)}\n`);
} finally {
  await shutdown.run();
}

async function approveOne(stack: RunningStack): Promise<object> {
  const gateway = createGatewayClient(stack.gatewayUrl);
  const role = persona as Role;
  const list = async (filter: string) => {
    const answer = await gateway.get(role, tenant, `/v1/journeys?type=${type}${filter}`);
    return (answer.body as { journeys: (JourneyRow & { checkpoint: { proposalHash: string } })[] }).journeys;
  };
  const waiting = await untilFound(async () => (await list('&stage=checkpoint'))[0]);
  const { requestId, proposalHash } = waiting.checkpoint;
  const decided = await gateway.post(role, tenant, `/v1/journeys/${waiting.id}/decision`, {
    requestId,
    proposalHash,
    decision: 'approve',
  });
  const ended = await untilFound(async () =>
    (await list('&stage=ended')).find(({ id }) => id === waiting.id),
  );
  const detail = await gateway.get(role, tenant, `/v1/journeys/${waiting.id}`);
  const { content } = detail.body as { content: { customerId: string } };
  const record = await gateway.get(role, tenant, `/v1/crm/customers/${content.customerId}`);
  const anchored = await anchorOf(gateway, waiting.id);
  return { decided: decided.status, outcome: ended.outcome, proposalHash, record: record.body, anchored };
}

/** What the region's anchor says of the journey's bundle, exported as soon as its run has ended. */
async function anchorOf(gateway: GatewayClient, id: string): Promise<unknown> {
  const bundle = await untilFound(async () => {
    const answer = await gateway.get('auditor', tenant, `/v1/journeys/${id}/evidence`, bundleMediaType);
    return answer.status === 200 ? (answer.body as Bundle) : undefined;
  });
  const folder = join(stateDirectory, 'anchor', bundle.region);
  const lines = readAnchor(await readFile(anchorFileOf(folder, tenant), 'utf8'));
  return checkAnchor(bundle, lines).map(({ state }) => state);
}

/** Every row, as text, of every table but the CRM's own and the knowledge, which hold cleartext by their nature. */
async function readableTables({ stores }: RunningStack): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  const names = await stores.database.inTenant(tenant, (transaction) =>
    queryRows<{ name: string }>(
      transaction,
      sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
    ),
  );
  for (const { name } of names) {
    if (name.startsWith('crm_') || name.startsWith('knowledge_')) continue;
    tables[name] = [];
    for (const each of ['aldermoor-wealth', 'lumen-retail']) {
      const rows = await stores.database.inTenant(each, (transaction) =>
        queryRows<{ row: string }>(transaction, sql`select t::text as row from ${sql.identifier(name)} t`),
      );
      tables[name].push(...rows.map(({ row }) => row));
    }
  }
  return tables;
}
