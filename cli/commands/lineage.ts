// `wayproof audit lineage`: what an event, a passage or a document led to, and what a field of the CRM rests on. From the gateway, or
// from one bundle with no server at all.
import { Option, type Command } from 'commander';
import { isId, type IdKind } from '../../contracts/ids.ts';
import type { TracedLineage } from '../../contracts/lineage.ts';
import { UnreadableFile } from '../../workers/offline/read-bytes.ts';
import type { CommandContext } from '../context.ts';
import { describeLineage } from '../describe-lineage.ts';
import { UsageError } from '../failures.ts';

const ours = (kind: IdKind) => (id: string) => isId(kind, id);
const formed = (form: RegExp) => (id: string) => form.test(id);
/** As vector stores and CRMs give them. */
const isForeign = formed(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/);

/** Options that say what is asked about: what the API calls them, and the form of those that are ours. */
const abouts = {
  journey: { is: ours('journey'), looks: 'jrn_0123456789abcdef01234567' },
  document: { is: ours('document'), looks: 'doc_ and 32 hex digits' },
  event: { is: ours('event'), looks: 'evt_ and 32 hex digits' },
  passage: { is: isForeign, looks: 'kp_…' },
  write: { is: isForeign, looks: 'wr_…' },
  subject: { is: ours('subject'), looks: 'sub_ and 32 hex digits' },
  customer: { is: formed(/^[^\s\p{C}]{1,128}$/u), looks: 'the id that the CRM has' },
  field: { is: formed(/^[^\s\p{C}]{3,256}$/u), looks: 'OBJECT/ID/FIELD' },
} as const;
type About = keyof typeof abouts;

interface LineageOptions extends Partial<Record<About, string>> {
  bundle?: string;
  values?: boolean;
  limit?: string;
  forward?: boolean;
  back?: boolean;
}

export function addLineageCommand(audit: Command, context: CommandContext): void {
  audit
    .command('lineage')
    .description('follow data from event and passage to the field of the CRM, and back')
    .option('--journey <id>', 'one journey whole')
    .option('--document <ref>', 'a text: prompt, draft, edit, proposal, diff …')
    .option('--event <token>', 'an event, evt_…')
    .option('--passage <id>', 'a passage of the knowledge')
    .option('--write <id>', 'a write of the CRM')
    .option('--subject <token>', 'the journeys of a customer, by his token')
    .option('--customer <id>', 'the same by his id, for whom policy lets read customers')
    .option('--field <object/id/field>', 'a field of the CRM, for whom policy lets read customers')
    .addOption(new Option('--bundle <file>', 'a file of `audit export`; needs no server'))
    .option('--values', 'what stood and stands in the fields; the ledger keeps who read it')
    .option('--limit <n>', 'of the newest journeys that name it (default: 20)')
    .option('--forward', 'only what it led to')
    .option('--back', 'only what it rests on')
    .action(async (options: LineageOptions, command: Command) => {
      const named = [...(Object.keys(abouts) as About[]), 'bundle' as const].filter(
        (name) => options[name] !== undefined,
      );
      const [about] = named;
      if (named.length !== 1 || about === undefined)
        throw new UsageError(`Say one of ${Object.keys(abouts).map((name) => `--${name}`).join(', ')}, or --bundle.`); // prettier-ignore
      const traced =
        about === 'bundle'
          ? await traceFile(options.bundle ?? '')
          : await ask(context, command, about, options);
      const both = !options.forward && !options.back;
      const directions = { forward: both || Boolean(options.forward), back: both || Boolean(options.back) };
      context.print(command, traced, () => describeLineage(traced, directions));
    });
}

async function ask(
  context: CommandContext,
  command: Command,
  about: About,
  options: LineageOptions,
): Promise<TracedLineage> {
  const id = options[about] ?? '';
  const { is, looks } = abouts[about];
  // What is typed wrongly may be somebody's name: it is not repeated.
  if (!is(id)) throw new UsageError(`That is no ${about}; it looks like this: ${looks}.`);
  if (options.limit !== undefined && !/^([1-9]\d?|100)$/.test(options.limit))
    throw new UsageError('--limit is a number from 1 to 100.');
  return context.client(command).request<TracedLineage>({
    path: '/v1/lineage',
    query: { [about]: id, limit: options.limit, values: options.values ? 'true' : undefined },
  });
}

async function traceFile(file: string): Promise<TracedLineage> {
  const { traceBundle } = await import('../../workers/offline/trace-bundle.ts');
  try {
    return await traceBundle(file);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(error.message);
    throw error;
  }
}
