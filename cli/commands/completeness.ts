// `wayproof audit completeness`: whether every journey that ended left the evidence that its ending requires. Exit 1 when one did not.
import type { Command } from 'commander';
import { Option } from 'commander';
import { completenessGroupings, type CompletenessGroup } from '../../contracts/ports/completeness.ts';
import type { CommandContext } from '../context.ts';
import { FailedError } from '../failures.ts';
import { table } from '../layout.ts';

interface CompletenessAnswer {
  tenant: string;
  from: string;
  to: string;
  groups: CompletenessGroup[];
}

interface CompletenessOptions {
  by: string;
  from?: string;
  to?: string;
}

export function addCompletenessCommand(audit: Command, context: CommandContext): void {
  audit
    .command('completeness')
    .description('say how complete the evidence of ended journeys is; exit 1 when below 1')
    .addOption(
      new Option('--by <grouping>', 'one line for each type, or each type and day')
        .choices(completenessGroupings)
        .default('type'),
    )
    .option('--from <day>', 'journeys that began on this day (UTC, 2026-11-21) or later; default: 30 days before --to')
    .option('--to <day>', 'and on this day or earlier; default: today')
    .action(async (options: CompletenessOptions, command: Command) => {
      const answer = await context
        .client(command)
        .request<CompletenessAnswer>({ path: '/v1/completeness', query: { ...options } });
      context.print(command, answer, () => describe(answer));
      const { groups } = answer;
      const short = groups.filter(({ completeness }) => completeness < 1);
      const unsealed = groups.reduce((sum, group) => sum + group.unsealed, 0);
      if (short.length > 0)
        throw new FailedError(`${short.length} of ${groups.length} below 1; ended and not sealed: ${unsealed}.`);
    });
} // prettier-ignore

function describe({ tenant, from, to, groups }: CompletenessAnswer): string {
  const about = `${tenant}, journeys that began from ${from} to ${to}`;
  if (groups.length === 0) return `${about}: none has ended.`;
  const rows = groups.map(({ type, day, journeys, sealed, unsealed, ...group }) => [
    ...[type, day ?? '-', String(journeys), String(sealed), String(unsealed)],
    ...[`${group.entriesPresent} of ${group.entriesRequired}`, percent(group.completeness)],
  ]);
  const header = ['TYPE', 'DAY', 'ENDED', 'SEALED', 'UNSEALED', 'ENTRIES', 'COMPLETE'];
  return `${about}\n${table(header, rows)}`;
}

/** Cut, never rounded up: what is not whole must not read as 100 %. */
function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}
