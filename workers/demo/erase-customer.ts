// The demo's chapter of erasure: one person asks for a customer to be erased, another approves; then the bundle of before and one of now are
// verified, and so is the certificate. By the public API alone; his own id is not printed.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleMediaType } from '../../contracts/bundle.ts';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import type { ErasureRow } from '../../contracts/ports/erasure.ts';
import { verifyBundles } from '../offline/verify-bundles.ts';
import type { ExportedBundle } from './export-bundles.ts';
import { describeProblem } from './gateway-client.ts';
import type { GatewayAnswer, GatewayClient } from './gateway-client.ts';
import type { CaseObservation } from './observation.ts';

export interface DemoErasure {
  id: string;
  tenant: string;
  state: ErasureRow['state'];
  /** What was destroyed here. */
  erased: ErasureRow['erased'];
  /** Nothing is refuted in the bundle of before, in one of now, and in the certificate. */
  verified: boolean;
  /** File of the certificate. */
  certificate: string;
}

// Some seconds; a busy machine takes longer.
const askedTimes = 120;

/** @returns null when there is no journey to show it by. @throws Error when the gateway refuses. */
export async function eraseCustomer(input: {
  gateway: GatewayClient;
  observations: readonly CaseObservation[];
  bundles: ReadonlyMap<string, ExportedBundle>;
  folder: string;
  onProgress: (line: string) => void;
}): Promise<DemoErasure | null> {
  const { gateway, observations, bundles, folder, onProgress: say } = input;
  const shown = observations.find(({ journeys }) => journeys[0]?.outcome === 'acted' && bundles.has(journeys[0].id)); // prettier-ignore
  const journey = shown?.journeys[0];
  const before = journey && bundles.get(journey.id);
  if (!shown || !journey || !before) return null;
  const { tenant, customerId } = shown;
  const asked = await gateway.post('compliance', tenant, '/v1/erasures', { customerId, ground: 'subject_request' }); // prettier-ignore
  const { id } = expected(asked, 202) as ErasureRow;
  const own = await gateway.post('compliance', tenant, `/v1/erasures/${id}/decision`, {
    decision: 'approve',
  });
  say(`erasure: ${id} asked for by compliance, who cannot approve it: ${describeProblem(own)}`);
  expected(await gateway.post('supervisor', tenant, `/v1/erasures/${id}/decision`, { decision: 'approve' }), 200); // prettier-ignore
  const row = await untilErased(gateway, tenant, id);
  const { documents, personalValues, passages } = row.erased ?? {};
  say(`erasure: approved by the supervisor; ${row.state}: ${documents} documents, ${personalValues} values, ${passages} passages`); // prettier-ignore

  const certificate = join(folder, `${id}.erasure.json`);
  const now = join(folder, `${journey.id}.erased.bundle.json`);
  const certified = await gateway.get('auditor', tenant, `/v1/erasures/${id}/certificate`);
  await writeFile(certificate, canonicalJson(expected(certified, 200)));
  const again = await gateway.get('auditor', tenant, `/v1/journeys/${journey.id}/evidence`, bundleMediaType);
  await writeFile(now, canonicalJson(expected(again, 200)));
  const left = await readFile(now, 'utf8');
  const unseen = !left.includes(customerId);
  let verified = unseen && row.state === 'erased';
  for await (const { file, verdict, findings } of verifyBundles({ files: [before.file, now, certificate] })) {
    verified &&= verdict !== 'refuted';
    const said = findings.find(({ check }) => check === 'documents' || check === 'erasure');
    say(`erasure: ${file === before.file ? 'exported before' : file === now ? 'exported now' : 'certificate'}: ${verdict === 'refuted' ? 'REFUTED' : 'holds'}: ${said?.says ?? ''}`); // prettier-ignore
  }
  return { id, tenant, state: row.state, erased: row.erased, verified, certificate };
}

function expected(answer: GatewayAnswer, status: number): unknown {
  if (answer.status !== status) throw new Error(`the erasure was refused: ${describeProblem(answer)}`);
  return answer.body;
}

async function untilErased(gateway: GatewayClient, tenant: string, id: string): Promise<ErasureRow> {
  for (let asked = 1; ; asked += 1) {
    const row = expected(await gateway.get('auditor', tenant, `/v1/erasures/${id}`), 200) as ErasureRow;
    if (row.state === 'erased' || asked === askedTimes) return row;
    await pause(1000);
  }
}
