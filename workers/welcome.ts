// What `npm start` prints when everything runs: where to look, who can sign in, and the next command to type.
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
import { regionQueue } from '../contracts/wire-names.ts';
import type { RunningStack } from './stack.ts';
import type { RunningWorkers } from './start-workers.ts';
import { promotion } from './temporal/join-deployment.ts';

/** Drafting by the composer takes a second a journey; a model may take minutes, and the list can be asked for later. */
const settleWithinMs = 20_000;
const quietMs = 2_000;

export function welcome(input: { config: Config; stack: RunningStack; seconds: number }): string {
  const { config, stack } = input;
  const tenants = Object.keys(stack.tenants).join(', ');
  const lines: [string, string | null][] = [
    ['Console', stack.gatewayUrl],
    ['API', `${stack.gatewayUrl}  (OpenAPI 3.1: ${stack.gatewayUrl}/openapi.json)`],
    ['Temporal UI', stack.temporalUiUrl ?? `of the server at ${config.temporal.address ?? ''}`],
    ['Workers', config.run === 'gateway' ? 'none in this process' : null],
    ['Version', versionLine(stack.version)],
    ['Personas', stack.personas.length > 0 ? stack.personas.join(', ') : null],
    ['Tenants', tenants],
    [
      'Sign in',
      stack.personas.length > 0
        ? `the console asks for a persona; for scripts: npx wayproof token --as PERSONA --tenant TENANT`
        : (config.oidc?.issuer ?? null),
    ],
    ['Drafts by', stack.model],
    ['State', `${config.stateDirectory}  (logs: ${stack.logFolder})`],
  ];
  const body = lines.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(12)} ${value}`]));
  const head = `Wayproof runs (${input.seconds.toFixed(1)} s). Ctrl-C stops it.`;
  return ['', head, '', ...body, '', ...promotionLines(stack.version)].join('\n');
}

/** What a process with workers alone prints. */
export function welcomeWorker(input: { config: Config; workers: RunningWorkers; seconds: number }): string {
  const { regions, logFolder, version } = input.workers;
  const lines = [
    `Wayproof's worker runs (${input.seconds.toFixed(1)} s). Ctrl-C stops it.`,
    `  Temporal     ${input.config.temporal.address ?? ''}`,
    `  Queues       ${regions.map(regionQueue).join(', ')}`,
    ...(version === null ? [] : [`  Version      ${versionLine(version)}`]),
    `  Logs         ${logFolder}`,
    ...promotionLines(version),
  ];
  return lines.join('\n');
}

type Version = RunningWorkers['version'];

function versionLine(version: Version): string | null {
  return version && `${version.buildId} of ${version.deploymentName}, ${version.state}`;
}

function promotionLines(version: Version): string[] {
  return version?.state === 'waiting' ? [`No task comes to its workers before: ${promotion(version)}`] : [];
}

/** Waits until no more journeys arrive at their checkpoint. @returns what waits for whom, and the command that shows it. */
export async function waitingJourneys(stack: RunningStack): Promise<string> {
  let roles = await waitingRoles(stack);
  let quietSince = Date.now();
  for (const until = Date.now() + settleWithinMs; Date.now() < until && Date.now() - quietSince < quietMs;) {
    await pause(250);
    const now = await waitingRoles(stack);
    if (JSON.stringify(now) !== JSON.stringify(roles)) quietSince = Date.now();
    roles = now;
  }
  if (roles.length === 0) return 'No journey waits for a person. Next: npx wayproof doctor';
  const commands = roles.map(
    ({ tenant, role, count }) =>
      `  npx wayproof journeys list --as ${role} --tenant ${tenant} --stage checkpoint   # ${count} waiting`,
  );
  return ['Journeys wait for a person. Next:', ...commands].join('\n');
}

async function waitingRoles(stack: RunningStack): Promise<{ tenant: string; role: string; count: number }[]> {
  const found = await Promise.all(
    Object.keys(stack.tenants).map(async (tenant) => {
      const { rows } = await stack.stores.store.journeys.list({
        tenant,
        filter: { stage: 'checkpoint' },
        limit: 200,
        cursor: null,
      });
      const counts = new Map<string, number>();
      for (const { checkpoint } of rows) {
        if (checkpoint) counts.set(checkpoint.approverRole, (counts.get(checkpoint.approverRole) ?? 0) + 1);
      }
      return [...counts].map(([role, count]) => ({ tenant, role, count }));
    }),
  );
  return found.flat();
}
