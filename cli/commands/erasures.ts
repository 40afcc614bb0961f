// `wayproof erasures …`: ask for a customer to be erased, see who asked, approve or reject what another person asked for, and fetch the
// certificate. A customer's id goes to the gateway and nowhere else: it is never printed.
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { erasureGrounds, erasureStates } from '../../contracts/erasure.ts';
import type { ErasureRow } from '../../contracts/ports/erasure.ts';
import { checkId } from '../check-id.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failures.ts';
import { facts, minute, table } from '../layout.ts';
import { writeAnswer } from '../write-answer.ts';

interface ListOptions {
  state?: string;
  cursor?: string;
  limit: string;
}

export function addErasuresCommand(program: Command, context: CommandContext): void {
  const erasures = program
    .command('erasures')
    .description('erase everything about a customer: one person asks, another approves');

  erasures
    .command('request')
    .description('ask for a customer to be erased; asking again shows the request that is open')
    .option('--customer-id <id>', "the CRM's id of the customer; `-` reads it from standard input", '-')
    .requiredOption('--ground <ground>', `why: ${erasureGrounds.join(', ')}`, oneOf(erasureGrounds))
    .action(async (options: { customerId: string; ground: string }, command: Command) => {
      const customerId =
        options.customerId === '-' ? (await context.terminal.read('-')).trim() : options.customerId;
      if (customerId === '')
        throw new UsageError('erasures request needs a customer id, by --customer-id or standard input.');
      const row = await context.client(command).request<ErasureRow>({
        method: 'POST',
        path: '/v1/erasures',
        body: { customerId, ground: options.ground },
      });
      context.print(command, row, () => `${row.id}: ${row.state}; another person approves it until ${minute(row.deadlineAt)}`); // prettier-ignore
    });

  erasures
    .command('list')
    .description('list erasures, newest first')
    .option('--state <state>', `only those: ${erasureStates.join(', ')}`, oneOf(erasureStates))
    .option('--cursor <cursor>', 'the next page')
    .option('--limit <n>', 'at most this many', '50')
    .action(async (options: ListOptions, command: Command) => {
      const answer = await context.client(command).request<{
        erasures: ErasureRow[];
        next: string | null;
      }>({ path: '/v1/erasures', query: { ...options } });
      context.print(command, answer, () => listed(answer.erasures, answer.next));
    });

  erasures
    .command('show')
    .description('say how an erasure stands')
    .argument('<id>', 'ers_…')
    .action(async (id: string, _options: object, command: Command) => {
      const row = await context.client(command).request<ErasureRow>({ path: pathOf(id) });
      context.print(command, row, () => described(row));
    });

  for (const decision of ['approve', 'reject'] as const) {
    erasures
      .command(decision)
      .description(
        decision === 'approve'
          ? 'approve what somebody else asked for; it cannot be taken back'
          : 'reject it: nothing is erased',
      )
      .argument('<id>', 'ers_…')
      .action(async (id: string, _options: object, command: Command) => {
        const answer = await context.client(command).request<{ verdict: 'accepted' }>({
          method: 'POST',
          path: `${pathOf(id)}/decision`,
          body: { decision },
        });
        context.print(command, answer, () =>
          decision === 'approve'
            ? `${id}: approved; \`erasures show\` says when it is done`
            : `${id}: rejected`,
        );
      });
  }

  erasures
    .command('certificate')
    .description('write what was erased into one file, for `audit verify`')
    .argument('<id>', 'ers_…')
    .option('--out <file>', 'file to write (default: ID.erasure.json)')
    .action(async (id: string, options: { out?: string }, command: Command) => {
      const certificate = await context
        .client(command)
        .request<{ erased: string[]; notReached: string[] }>({ path: `${pathOf(id)}/certificate` });
      const { file, bytes } = await writeAnswer(options.out ?? `${id}.erasure.json`, certificate);
      const { erased, notReached } = certificate;
      context.print(command, { erasure: id, file, bytes, erased, notReached }, () =>
        [file, '', ...erased, '', 'Not reached:', ...notReached.map((line) => `- ${line}`)].join('\n'),
      );
    });
}

function pathOf(id: string): string {
  checkId('erasure', id);
  return `/v1/erasures/${id}`;
}

function oneOf(known: readonly string[]) {
  return (value: string): string => {
    if (known.includes(value)) return value;
    throw new InvalidArgumentError(`It is none of ${known.join(', ')}.`);
  };
}

function listed(rows: readonly ErasureRow[], next: string | null): string {
  if (rows.length === 0) return 'No erasures.';
  const lines = rows.map(({ id, state, ground, subject, requestedAt, deadlineAt }) => [
    ...[id, state, ground, subject, minute(requestedAt), state === 'requested' ? minute(deadlineAt) : ''],
  ]);
  const shown = table(['ID', 'STATE', 'GROUND', 'SUBJECT', 'ASKED', 'UNTIL'], lines);
  return next === null ? shown : `${shown}\n\nMore: --cursor ${next}`;
}

function described(row: ErasureRow): string {
  const { documents, personalValues, passages } = row.erased ?? {};
  return facts([
    ['erasure', row.id],
    ['state', row.state],
    ['subject', row.subject],
    ['ground', row.ground],
    ['asked', `${minute(row.requestedAt)} by ${row.requestedBy}`],
    ['decided', row.decidedAt === null ? `not yet; until ${minute(row.deadlineAt)}` : `${minute(row.decidedAt)} by ${row.decidedBy ?? 'nobody'}`],
    ['erased', row.erased === null ? 'nothing' : `${documents} documents, ${personalValues} personal values, ${passages} passages`],
    ['certificate', row.ledgerIndex === null ? 'none' : `record ${row.ledgerIndex} of the ledger`],
  ]); // prettier-ignore
}
