// A taken port is explained in one sentence that names the port, who holds it, and what to change.
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, portIsFree, portTakenSentence, portUser } from './port-user.ts';

let server: Server | undefined;
afterEach(() => new Promise<void>((settle) => (server ? server.close(() => settle()) : settle())));

async function occupy(): Promise<number> {
  const port = await freePort();
  server = createServer();
  await new Promise<void>((settle) => server?.listen(port, '127.0.0.1', settle));
  return port;
}

describe('a taken port', () => {
  it('is seen as taken, and a free one as free', async () => {
    const port = await occupy();
    expect(await portIsFree(port)).toBe(false);
    expect(await portIsFree(await freePort())).toBe(true);
  });
  it.runIf(process.platform === 'linux')(
    '[needs linux] is given to nobody else for a while, so that it is free when its user comes to listen',
    async () => {
      const given: number[] = [];
      for (let count = 0; count < 600; count++) given.push(await freePort());
      expect(new Set(given).size).toBe(600);
    },
  );
  it('gives one sentence with the port, its user and the variable', async () => {
    const port = await occupy();
    const sentence = await portTakenSentence({ port, purpose: 'the gateway', variable: 'WAYPROOF_PORT' });
    expect(sentence).toContain(`Port ${port}, which the gateway needs, is taken`);
    expect(sentence).toContain('set WAYPROOF_PORT to a free port');
    expect(sentence).not.toContain('\n');
  });
  it.runIf(process.platform === 'linux')('[needs linux] names the process that holds it', async () => {
    const port = await occupy();
    expect((await portUser(port))?.pid).toBe(process.pid);
  });
});
