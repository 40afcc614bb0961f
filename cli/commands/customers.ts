// `wayproof customers export`: everything that is held about a customer, in one file that only its owner may read. The customer's id is
// never repeated, and need not stand in a shell's history.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { accessMediaType } from '../../contracts/access-archive.ts';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import type { CommandContext } from '../context.ts';
import { FailedError, UsageError } from '../failures.ts';

export function addCustomersCommand(program: Command, context: CommandContext): void {
  program
    .command('customers')
    .description('answer what customers may ask for')
    .command('export')
    .description(
      'everything that is held about a customer, for an access request; the ledger keeps who had it',
    )
    .argument('<customer>', 'id in the CRM; - reads it from standard input')
    .requiredOption('--out <file>', 'file to write; one that is there already is not touched')
    .action(async (given: string, options: { out: string }, command: Command) => {
      const customerId = given === '-' ? (await context.terminal.read('-')).trim() : given;
      if (!/^[^\s\p{C}]{1,128}$/u.test(customerId))
        throw new UsageError('That is no id of a customer: 1 to 128 characters, none of them blank.');
      const archive = await context.client(command).request<unknown>({
        method: 'POST',
        path: '/v1/access-requests',
        body: { customerId },
        accepts: accessMediaType,
      });
      // One encoding: what was parsed gives the bytes that were sent, and that the ledger has the hash of.
      const text = canonicalJson(archive);
      const file = options.out;
      await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        throw new FailedError(
          code === 'EEXIST'
            ? `${file} is there already and was not touched.`
            : `${file} cannot be written (${code}).`,
        );
      });
      const sha256 = createHash('sha256').update(text).digest('hex');
      const answer = { file, bytes: Buffer.byteLength(text), sha256 };
      context.print(
        command,
        answer,
        () => `${file}: ${answer.bytes} bytes, SHA-256 ${sha256}, as the ledger has it`,
      );
    });
}
