// `wayproof customers export`: everything that is held about a customer, in one file that only its owner may read. The customer's id is
// never repeated, and need not stand in a shell's history.
import type { Command } from 'commander';
import { accessMediaType } from '../../contracts/access-archive.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failures.ts';
import { writeAnswer } from '../write-answer.ts';

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
      const written = await writeAnswer(options.out, archive, { isPersonal: true, isNew: true });
      const { file, bytes, sha256 } = written;
      context.print(
        command,
        written,
        () => `${file}: ${bytes} bytes, SHA-256 ${sha256}, as the ledger has it`,
      );
    });
}
