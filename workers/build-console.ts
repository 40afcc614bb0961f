// Has the web console built where its sources changed, by a process of its own, before a stack serves it. It never downloads.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { productRoot } from './open-ground.ts';

/** A console that cannot be built costs the console alone: the gateway says so at `/`, and the sentence goes to `say`. */
export async function buildConsole(say: (line: string) => void): Promise<void> {
  const code = await new Promise<number | null>((settle) => {
    const child = spawn(process.execPath, [join(productRoot, 'console', 'build.mjs')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', () => settle(null));
    child.on('exit', settle);
  });
  if (code !== 0)
    say('The web console could not be built; the message is above. Everything else works without it.');
}
