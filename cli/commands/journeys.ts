// `wayproof journeys list|show|decide` (and claim|release|delegate, in checkpoint.ts): what an approver does at a terminal. A decision always names the exact proposal;
// when the hash is not given, it is the one that the journey shows at this moment.
import type { Command } from 'commander';
import { Option } from 'commander';
import { journeyOutcomes, journeyStages } from '../../contracts/control-facts.ts';
import type { CommandContext, GlobalOptions } from '../context.ts';
import { FailedError, UsageError } from '../failures.ts';
import { needed } from '../describe-checkpoint.ts';
import { describeJourney, journeyTable } from '../describe-journey.ts';
import type { JourneyDetail, JourneySummary } from '../describe-journey.ts';
import { describeRationale, type RationaleSeen } from '../describe-rationale.ts';
import { parseInput, readInput } from '../read-input.ts';
import { decideByAsking } from '../decide-by-asking.ts';
import { readJourney } from '../read-journey.ts';
import { addCheckpointCommands } from './checkpoint.ts';

interface ListOptions {
  type?: string;
  stage?: string;
  outcome?: string;
  approverRole?: string;
  customer?: string;
  mine?: boolean;
  limit: string;
}

interface DecideOptions {
  approve?: boolean;
  reject?: string;
  edit?: string;
  proposal?: string;
  comment?: string;
}

export function addJourneysCommand(program: Command, context: CommandContext): void {
  const journeys = program.command('journeys').description('list, read, claim, delegate and decide journeys');
  journeys
    .command('list')
    .description('list journeys, newest first')
    .option('--type <type>', 'only this type, e.g. churn-rescue')
    .addOption(new Option('--stage <stage>', 'only at this stage').choices(journeyStages))
    .addOption(new Option('--outcome <outcome>', 'only with this ending').choices(journeyOutcomes))
    .option('--approver-role <role>', 'only those that this role decides')
    .option('--customer <id>', "only this customer's")
    .option('--mine', 'only what I have claimed, or was given')
    .option('--limit <n>', 'at most this many', '50')
    .action(async (options: ListOptions, command: Command) => {
      const { limit, mine, ...filter } = options;
      const answer = await context
        .client(command)
        .request<{ journeys: JourneySummary[]; next: string | null }>({
          path: '/v1/journeys',
          query: { ...filter, ...(mine && { mine: 'true' }), limit },
        });
      context.print(command, answer, () => journeyTable(answer.journeys, context.terminal.now()));
    });

  journeys
    .command('show')
    .description('show one journey: its proposal, why, and what a person may do')
    .argument('<id>', 'journey id, jrn_…')
    .option('--draft', "print only the draft's output as JSON, to edit for `decide --edit`")
    .option('--explain', 'tell in sentences why it went as it did, from its evidence')
    .action(
      async (id: string, { draft, explain }: { draft?: boolean; explain?: boolean }, command: Command) => {
        const client = context.client(command);
        const journey = await readJourney(client, id);
        if (explain) {
          const rationale = await client.request<RationaleSeen>({ path: `/v1/journeys/${id}/rationale` });
          return context.print(command, { ...journey, rationale }, () => describeRationale(rationale));
        }
        if (draft) return context.terminal.out(JSON.stringify(draftOutput(journey), null, 2));
        const { as, tenant } = command.optsWithGlobals<GlobalOptions>();
        const caller = as && tenant ? ` --as ${as} --tenant ${tenant}` : '';
        context.print(command, journey, () => describeJourney(journey, context.terminal.now(), caller));
      },
    );

  journeys
    .command('decide')
    .description('decide about the open proposal: one of --approve, --reject, --edit; at a terminal it asks')
    .argument('<id>', 'journey id, jrn_…')
    .option('--approve', 'approve the proposal as it is')
    .option('--reject <reason>', "reject it for one of the checkpoint's reasons")
    .option('--edit <file>', 'approve with this edited output (JSON, whole); - reads standard input')
    .option('--proposal <hash>', 'the proposal that was read; default: the one that is open now')
    .option('--comment <text>', 'kept with the decision')
    .action(async (id: string, options: DecideOptions, command: Command) => {
      const asking = askingFor(context, options, command);
      const given = asking ? null : await decisionOf(context, options);
      const client = context.client(command);
      const journey = await readJourney(client, id);
      const { checkpoint, outcome } = journey;
      if (!checkpoint)
        throw new FailedError(`No checkpoint is open in ${id}${outcome ? `; it ended ${outcome}` : ''}.`);
      const { terminal } = context;
      const decision =
        given ?? (asking && (await decideByAsking({ terminal, ask: asking, client, journey })));
      if (!decision) return terminal.out(`${id}: nothing was decided.`);
      const answer = await client.request<{ decision: string; proposalHash: string; remaining?: number }>({
        method: 'POST',
        path: `/v1/journeys/${encodeURIComponent(id)}/decision`,
        body: {
          requestId: checkpoint.requestId,
          proposalHash: options.proposal ?? checkpoint.proposalHash,
          ...decision,
          ...(options.comment === undefined ? {} : { comment: options.comment }),
        },
      });
      context.print(
        command,
        answer,
        () =>
          `${id}: ${answer.decision} accepted for proposal ${answer.proposalHash}${answer.remaining ? `; ${needed(answer.remaining)}` : ''}`,
      );
    });

  addCheckpointCommands(journeys, context);
}

/** Where a person sits at the terminal and has not said what he decides. */
function askingFor(
  { terminal }: CommandContext,
  { approve, reject, edit }: DecideOptions,
  command: Command,
): CommandContext['terminal']['ask'] {
  const said = [approve, reject, edit].some((value) => value !== undefined);
  return said || command.optsWithGlobals<GlobalOptions>().json ? undefined : terminal.ask;
}

async function decisionOf(context: CommandContext, options: DecideOptions): Promise<Record<string, unknown>> {
  const given = [options.approve, options.reject, options.edit].filter((value) => value !== undefined);
  if (given.length !== 1)
    throw new UsageError('decide needs exactly one of --approve, --reject REASON, --edit FILE.');
  if (options.reject !== undefined) return { decision: 'reject', reasonCode: options.reject };
  if (options.edit === undefined) return { decision: 'approve' };
  const edit = parseInput(await readInput(context.terminal, options.edit), options.edit);
  if (typeof edit !== 'object' || edit === null || Array.isArray(edit)) {
    throw new UsageError(
      `${options.edit} is not a JSON object; \`journeys show ID --draft\` prints one to start from.`,
    );
  }
  return { decision: 'edit_and_approve', edit };
}

function draftOutput(journey: JourneyDetail): unknown {
  const output = journey.content?.draft?.output;
  if (output === undefined)
    throw new FailedError('This journey shows no draft: there is none yet, or your role sees codes only.');
  return output;
}
