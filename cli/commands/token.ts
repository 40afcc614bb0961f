// `wayproof token`: an access token of a persona, for curl and for WAYPROOF_TOKEN.
import type { Command } from 'commander';
import type { CommandContext, GlobalOptions } from '../context.ts';
import { UsageError } from '../failures.ts';

export function addTokenCommand(program: Command, context: CommandContext): void {
  program
    .command('token')
    .description('print an access token of a persona (embedded identity only; --as and --tenant)')
    .action(async (_options: object, command: Command) => {
      const { as, tenant } = command.optsWithGlobals<GlobalOptions>();
      if (as === undefined || tenant === undefined)
        throw new UsageError('token needs --as PERSONA and --tenant TENANT.');
      const token = await context.client(command).token();
      context.print(command, { access_token: token, token_type: 'Bearer', persona: as, tenant }, () => token);
    });
}
