// Only the command that runs is loaded: so each must be found by every name that it adds, and help must know them all.
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../test/support/command-line.ts';
import { addCommands, commands } from './commands.ts';
import type { CommandContext } from './context.ts';

const { run } = commandLine();
const context = {} as CommandContext;
const program = () => new Command('wayproof').option('--json').option('--tenant <tenant>');
const added = async (line: string) => {
  const one = program();
  await addCommands(one, context, line.split(' '));
  return one.commands.map((command) => command.name());
};

describe('a command', () => {
  it.each(commands.map(({ names, load }) => ({ names, load })))(
    '$names is found by every name that it adds',
    async ({ names, load }) => {
      const one = program();
      (await load())(one, context);
      expect(one.commands.map((command) => command.name())).toEqual(names);
    },
  );

  it('is the only one that is loaded, whatever stands before it', async () => {
    for (const line of [
      'audit verify x',
      '--json audit',
      '--tenant journeys audit',
      '--tenant=a --json audit',
    ])
      expect(await added(line), line).toEqual(['audit']);
  });

  it('that nobody knows, or that help is asked of, is looked for among all', async () => {
    const all = commands.flatMap(({ names }) => names);
    for (const line of ['audti', '--help', 'help audit', '--nonsense audit', '--json'])
      expect(await added(line), line).toEqual(all);
    expect((await run('audti')).error).toContain('Did you mean audit?');
  });
});
