// How the replaying process is confined with what this platform has: no network (a Linux network namespace), no writing and no other
// processes (Node's permission model), a limit of memory, no environment.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface ConfinedCommand {
  command: string;
  args: string[];
}

/** What the process found when it looked: true where it could. */
export interface Confinement {
  network: boolean;
  /** Anything but what `confinedCommand` lists. */
  read: boolean;
  write: boolean;
  processes: boolean;
}

const child = join(import.meta.dirname, 'replay-child.mjs');
// A history of 16 MB is some 200 MB as objects.
const heapMegabytes = 1024;

/** @param codeFolders where workflow code may be read. */
export function confinedCommand(codeFolders: readonly string[]): ConfinedCommand {
  const folders = [...modules(), ...codeFolders].map((folder) => `${folder}/*`);
  const node = [
    `--max-old-space-size=${heapMegabytes}`,
    '--experimental-permission',
    '--allow-addons',
    ...[child, ...folders].map((readable) => `--allow-fs-read=${readable}`),
    '--no-warnings',
    child,
  ];
  hasNamespaces ??= process.platform === 'linux' && spawnSync('unshare', [...namespace, 'true']).status === 0;
  if (hasNamespaces) return { command: 'unshare', args: [...namespace, process.execPath, ...node] };
  return { command: process.execPath, args: node };
}

const namespace = ['--user', '--net', '--'];
/** Asked once in a process; undefined: not yet. */
let hasNamespaces: boolean | undefined;

/** The folder of the installed packages, by the name under which it is reached and by its own. */
function modules(): string[] {
  const worker = createRequire(import.meta.url).resolve('@temporalio/worker/package.json');
  const folder = join(worker, '..', '..', '..');
  return [...new Set([folder, realpathSync(folder), join(import.meta.dirname, '..', '..', 'node_modules')])];
}

/** One line for a person. */
export function describeConfinement({ network, read, write, processes }: Confinement): string {
  const held = [
    network ? 'network not cut off on this platform' : 'no network',
    read ? 'reading not limited' : 'reading packages and released code only',
    write ? 'writing not forbidden' : 'no writing',
    processes ? 'other processes not forbidden' : 'no other process',
  ];
  return `replayed in a process of its own: ${held.join(', ')}, ${heapMegabytes} MB at most`;
}
