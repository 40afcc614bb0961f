// What the console shows, at a terminal against the same stack: my list, the reasons, and a decision that is asked for.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '../../workers/config.ts';
import { says } from '../support/stack-process.ts';
import { retail } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const root = join(import.meta.dirname, '..', '..');
const as = ['--as', 'retention-lead', '--tenant', retail];

/** A terminal for a program that asks only where a person sits: `script` of the system. */
function hasTerminal(): boolean {
  try {
    execFileSync('which', ['script']);
    return true;
  } catch {
    return false;
  }
}

export function describeCommandLine(ground: () => ConsoleGround): void {
  const environment = () => ({ PATH: readConfig().machine.path, WAYPROOF_URL: ground().origin });
  const wayproof = async (...args: string[]) => {
    const run = promisify(execFile);
    const line = ['cli/wayproof.mjs', 'journeys', ...args, ...as];
    return (await run(process.execPath, line, { cwd: root, env: environment() })).stdout;
  };

  it('lists at the command line what is in my hands, tells why, and decides, as words and as JSON', async () => {
    const { id, checkpoint } = await ground().begun(retail, 'retention-lead');
    expect(await wayproof('list', '--mine')).not.toContain(id);
    await wayproof('claim', id);
    expect(await wayproof('list', '--mine')).toContain(id);
    const mine = JSON.parse(await wayproof('list', '--mine', '--json')) as { journeys: { id: string }[] };
    expect(mine.journeys.map((journey) => journey.id)).toContain(id);
    expect(await wayproof('show', id)).toContain(checkpoint.proposalHash);
    const explained = JSON.parse(await wayproof('show', id, '--explain', '--json')) as {
      rationale: { paragraphs: { sentences: string[] }[] };
    };
    const [sentence = 'none'] = explained.rationale.paragraphs.flatMap(({ sentences }) => sentences);
    expect((await wayproof('show', id, '--explain')).replaceAll(/\s+/g, ' ')).toContain(
      sentence.slice(0, 60),
    );
    const decided = JSON.parse(await wayproof('decide', id, '--reject', 'bad_timing', '--json')) as object;
    expect(decided).toMatchObject({ verdict: 'accepted', decision: 'reject' });
    expect(await wayproof('list', '--mine')).not.toContain(id);
  }, 120_000);

  it.skipIf(!hasTerminal())(
    'asks a person at a terminal for his decision [needs script]',
    async () => {
      const { id } = await ground().begun(retail, 'retention-lead');
      const line = [process.execPath, 'cli/wayproof.mjs', 'journeys', 'decide', id, ...as].join(' ');
      const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: root, env: environment() });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      const exit = new Promise<number | null>((settle) => child.on('exit', settle));
      const terminal = { child, output: () => text, exit };
      for (const [question, answer] of [
        ['approve, edit, reject, or leave it? ', 'reject'],
        ['why? 1 not_suitable, 2 bad_timing', '2'],
        ['comment, if any: ', 'At the terminal.'],
      ] as const) {
        await says(terminal, question, 60);
        child.stdin.write(`${answer}\n`);
      }
      expect(await exit).toBe(0);
      expect(text).toContain('would change in the CRM');
      expect(text).toContain('reject accepted for proposal');
      const journey = await ground().get('retention-lead', retail, `/v1/journeys/${id}`);
      expect(journey).toMatchObject({ decision: { kind: 'reject', reasonCode: 'bad_timing' } });
    },
    120_000,
  );
}
