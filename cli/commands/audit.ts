// `wayproof audit export|verify`: a journey's evidence in one file, and what such a file proves. Verifying needs no server and no
// setting; exporting asks the gateway.
import type { Command } from 'commander';
import { bundleMediaType } from '../../contracts/bundle.ts';
import { UnreadableFile } from '../../workers/offline/read-bytes.ts';
import type { VerifiedFile } from '../../workers/offline/verify-bundles.ts';
import { checkId } from '../check-id.ts';
import type { CommandContext, GlobalOptions } from '../context.ts';
import { FailedError, PartlyError, UsageError } from '../failures.ts';
import { writeAnswer } from '../write-answer.ts';
import { addCompletenessCommand } from './completeness.ts';
import { addLineageCommand } from './lineage.ts';

interface VerifyOptions {
  anchor?: string;
  releases?: string;
  releaseKey?: string;
}

const verdicts = { proved: 'proved', partly: 'proved in part', refuted: 'REFUTED' } as const;
const states = { proved: 'proved', not_proved: 'not proved', refuted: 'REFUTED' } as const;

export function addAuditCommand(program: Command, context: CommandContext): void {
  const audit = program
    .command('audit')
    .description('export the evidence of a journey, follow its data, and verify it offline');
  audit
    .command('export')
    .description("write a journey's evidence into one file")
    .argument('<journey>', 'journey id, jrn_…')
    .option('--out <file>', 'file to write (default: JOURNEY.bundle.json)')
    .option('--documents', 'with the texts, for whom policy allows; the ledger keeps who read them')
    .action(async (id: string, options: { out?: string; documents?: boolean }, command: Command) => {
      checkId('journey', id);
      const bundle = await context.client(command).request<unknown>({
        path: `/v1/journeys/${id}/evidence`,
        query: { documents: options.documents ? 'true' : undefined },
        accepts: bundleMediaType,
      });
      const out = options.out ?? `${id}.bundle.json`;
      const written = await writeAnswer(out, bundle, { isPersonal: options.documents === true });
      const { file, bytes, sha256 } = written;
      context.print(command, { journey: id, ...written }, () => `${file}: ${bytes} bytes, SHA-256 ${sha256}`);
    });

  addLineageCommand(audit, context);

  addCompletenessCommand(audit, context);

  audit
    .command('verify')
    .description('say what bundles prove, what they do not, and why; needs no server')
    .argument('<bundle...>', 'files of `audit export`, or folders of *.bundle.json')
    .option('--anchor <file>', "the tenant's anchored heads, from whoever keeps them")
    .option('--releases <file>', 'signed list of released workflow code (default: that of this checkout)')
    .option('--release-key <file>', 'public key (PEM or JWK) of whoever signed the list')
    .addHelpText(
      'after',
      '\nExit codes: 0 all proved, 1 refuted (or no bundle that can be read), 2 usage, 3 proved in part.\nWith --json one object a line for each file.',
    )
    .action(async (files: string[], options: VerifyOptions, command: Command) => {
      // Loaded here: the schemas would slow every other command down.
      const { verifyBundles } = await import('../../workers/offline/verify-bundles.ts');
      const { json } = command.optsWithGlobals<GlobalOptions>();
      const counts = { proved: 0, partly: 0, refuted: 0 };
      try {
        for await (const verified of verifyBundles({ files, ...options })) {
          counts[verified.verdict] += 1;
          context.terminal.out(json ? JSON.stringify(verified) : describe(verified));
        }
      } catch (error) {
        if (error instanceof UnreadableFile) throw new UsageError(error.message);
        throw error;
      }
      const all = counts.proved + counts.partly + counts.refuted;
      if (counts.refuted > 0) throw new FailedError(`${counts.refuted} of ${all} refuted.`);
      if (counts.partly > 0) throw new PartlyError(`${counts.partly} of ${all} proved in part.`);
    });
}

function describe({ file, journey, erasure, verdict, findings, confinement }: VerifiedFile): string {
  const about = journey
    ? `${journey.id}, ${plainName(journey.type)}, ${journey.outcome}`
    : erasure === undefined
      ? 'no bundle that can be read'
      : `certificate of ${erasure}`;
  const lines = findings.map(({ check, state, where, says }) => {
    const place = where === null ? '' : `${where}: `;
    return `  ${states[state].padEnd(10)}  ${check.padEnd(12)}  ${place}${says}`;
  });
  return [
    `${file}: ${verdicts[verdict]} (${about})`,
    ...lines,
    ...(confinement ? [`  ${confinement}`] : []),
  ].join('\n');
}

/** What a hostile file says of itself must not look like a line of ours. */
function plainName(text: string): string {
  return /^[a-z][a-z0-9-]{0,60}$/.test(text) ? text : 'of an unknown type';
}
