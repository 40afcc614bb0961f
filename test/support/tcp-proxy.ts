// A TCP proxy in front of one dependency, which fails as networks do: late, cut, half open, or not there. It reads nothing of
// what passes but the words that it is told to cut at.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * `pass`; `hang`: half open, connections stand and nothing comes or goes any more; `refuse`: what stood is reset and nobody
 * listens; a delay: each piece comes that many milliseconds late, both ways.
 */
export type ProxyMode = 'pass' | 'hang' | 'refuse' | { delayMs: number };

export interface TcpProxy {
  /** `127.0.0.1:port`, the same in every mode. */
  address: string;
  port: number;
  behave(mode: ProxyMode): Promise<void>;
  /**
   * Ends the first connection on which all of these words went up, in this order; later ones pass.
   * `after`: right after the last of them was passed on, so that the other side has it and its answer is lost. `before`: instead
   * of passing it on. @returns a promise that settles when it has cut.
   */
  cutOnce(words: readonly string[], when: 'before' | 'after'): Promise<void>;
  /** Resets every connection that stands; new ones pass. */
  cutAll(): void;
  close(): Promise<void>;
}

interface Pair {
  down: Socket;
  up: Socket;
  /** Words of the armed cut that went up already. */
  matched: number;
}

export async function startTcpProxy(upstream: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let mode: ProxyMode = 'pass';
  let cut: { words: readonly string[]; when: 'before' | 'after'; done: () => void } | null = null;

  function end(pair: Pair): void {
    pairs.delete(pair);
    pair.down.resetAndDestroy();
    pair.up.destroy();
  }

  /** True when this piece completes the words of the armed cut. */
  function completes(pair: Pair, piece: Buffer): boolean {
    if (cut === null) return false;
    const text = piece.toString('latin1');
    let from = 0;
    for (let word = cut.words[pair.matched]; word !== undefined; word = cut.words[pair.matched]) {
      const at = text.indexOf(word, from);
      if (at < 0) return false;
      pair.matched += 1;
      from = at + word.length;
    }
    return true;
  }

  function forward(piece: Buffer, to: Socket): void {
    if (mode === 'hang') return;
    if (typeof mode === 'object') setTimeout(() => to.writable && to.write(piece), mode.delayMs);
    else if (to.writable) to.write(piece);
  }

  function open(down: Socket): void {
    const up = connect(upstream);
    const pair: Pair = { down, up, matched: 0 };
    pairs.add(pair);
    for (const socket of [down, up]) {
      socket.on('error', () => end(pair));
      // Half open is: nobody hears of the other's end either.
      socket.on('close', () => mode !== 'hang' && end(pair));
    }
    up.on('data', (piece) => forward(piece, down));
    down.on('data', (piece) => {
      if (!completes(pair, piece)) return forward(piece, up);
      const { when, done } = cut ?? { when: 'before' as const, done: () => undefined };
      cut = null;
      if (when === 'before') end(pair);
      else {
        // The answer is never read; the connection ends when the other side surely has what was sent.
        up.removeAllListeners('data').resume();
        up.write(piece, () => setTimeout(() => end(pair), 100));
      }
      done();
    });
  }

  let server = createServer(open);
  const listen = (on: Server, port: number) =>
    new Promise<void>((settle, reject) => on.once('error', reject).listen(port, '127.0.0.1', settle));
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const cutAll = () => {
    for (const pair of [...pairs]) end(pair);
  };
  async function unlisten(): Promise<void> {
    const closed = new Promise<void>((settle) => server.close(() => settle()));
    cutAll();
    await closed;
  }

  return {
    address: `127.0.0.1:${port}`,
    port,
    async behave(next) {
      if (next !== mode && next === 'refuse') await unlisten();
      if (next !== mode && mode === 'refuse') {
        server = createServer(open);
        await listen(server, port);
      }
      // What was swallowed meanwhile never comes: a half-open connection is of no use to anybody afterwards.
      if (mode === 'hang' && next !== 'hang') cutAll();
      mode = next;
    },
    cutOnce: (words, when) =>
      new Promise((done) => {
        // What an earlier cut has seen of its own words says nothing about these.
        for (const pair of pairs) pair.matched = 0;
        cut = { words, when, done };
      }),
    cutAll,
    close: () => (mode === 'refuse' ? Promise.resolve() : unlisten()),
  };
}
