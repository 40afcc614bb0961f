// Who listens on a TCP port, as far as this machine tells (Linux: /proc). For error sentences and for recognising our
// own leftovers; it must never fail where /proc is absent.
import { readFile, readdir, readlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';

export interface PortUser {
  pid: number;
  /** Whole command line. */
  command: string;
}

/** True when `port` can be bound on `host` now. */
export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => settle(true)));
  });
}

/**
 * A free port of this machine. The system gives it to nobody who asks for any port for about a minute: its last
 * connection was closed from this side and lingers (TIME_WAIT), which whoever names the port may still bind over.
 */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((settle, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const lingering = connect({ port, host });
      lingering.once('error', reject);
      lingering.once('close', () => server.close(() => settle(port)));
      lingering.resume();
    });
  });
}

/** The process that listens on `port`, or null when that cannot be known (other user, other system). */
export async function portUser(port: number): Promise<PortUser | null> {
  const sockets = new Set((await Promise.all(['tcp', 'tcp6'].map((file) => listeners(file, port)))).flat());
  if (sockets.size === 0) return null;
  for (const pid of (await list('/proc')).filter((name) => /^\d+$/.test(name))) {
    for (const descriptor of await list(`/proc/${pid}/fd`)) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode !== undefined && sockets.has(inode))
        return { pid: Number(pid), command: await commandOf(pid) };
    }
  }
  return null;
}

/** One sentence: the port, who uses it if known, and the variable to change. */
export async function portTakenSentence(input: {
  port: number;
  purpose: string;
  variable: string;
}): Promise<string> {
  const user = await portUser(input.port);
  const by = user === null ? 'by another process' : `by \`${shorten(user.command)}\` (process ${user.pid})`;
  return `Port ${input.port}, which ${input.purpose} needs, is taken ${by}: stop that process, or set ${input.variable} to a free port.`;
}

async function listeners(file: string, port: number): Promise<string[]> {
  const table = await readFile(`/proc/net/${file}`, 'utf8').catch(() => '');
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    // Column 1 is address:port, column 3 the state (0A = listening), column 9 the socket's inode.
    const listening = columns[1]?.endsWith(`:${wanted}`) && columns[3] === '0A';
    return listening && columns[9] !== undefined ? [columns[9]] : [];
  });
}

async function list(directory: string): Promise<string[]> {
  // Processes end while they are listed, and other users' are closed to us: both mean "not known".
  return readdir(directory).catch(() => []);
}

async function commandOf(pid: string): Promise<string> {
  const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return raw.split('\0').join(' ').trim();
}

function shorten(command: string): string {
  return command.length <= 60 ? command : `${command.slice(0, 57)}...`;
}
