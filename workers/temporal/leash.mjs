// Holds one child process on a leash: `node leash.mjs COMMAND ARGS...`. When standard input closes, which happens even
// when the parent is killed with SIGKILL, the child ends too. It must never outlive its child, nor the child it.
import { spawn } from 'node:child_process';

/** Time for a clean shutdown (Temporal flushes its database) before the child is killed. */
const graceMs = 5_000;

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('usage: node leash.mjs COMMAND [ARGS...]');
  process.exit(2);
}

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), graceMs);
}

process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('close', end);
process.stdin.on('error', end);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);

child.on('error', (error) => {
  console.error(`${command}: ${error.message}`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(ending ? 0 : (code ?? (signal ? 1 : 0))));
