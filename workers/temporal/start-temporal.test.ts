// The stack's own Temporal server: it comes up whole, gives way to nobody, and clears its own leftover away.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchAttributeNames } from '../../contracts/wire-names.ts';
import { readConfig } from '../config.ts';
import { freePort, portIsFree, portUser } from '../port-user.ts';
import { findInstalledTemporal } from './find-temporal.ts';
import { startTemporal } from './start-temporal.ts';

const temporal = await findInstalledTemporal(readConfig().machine);

let stateDirectory: string;
let ports: { port: number; uiPort: number };
beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'wayproof-temporal-'));
  ports = { port: await freePort(), uiPort: await freePort() };
});
afterEach(() => rm(stateDirectory, { recursive: true, force: true }));

const start = (executable = temporal?.executable ?? '') =>
  startTemporal({ executable, stateDirectory, ...ports });

/** A server's executable that does what `body` says. */
async function script(body: string): Promise<string> {
  const file = join(stateDirectory, 'server.sh');
  await writeFile(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return file;
}

describe('startTemporal', () => {
  it('says why in one sentence when the server does not start', async () => {
    await expect(start('/bin/false')).rejects.toThrow(/^Temporal did not start: .*temporal\.log/);
  });
  it('names the line that complains, not the end of a stack', async () => {
    const panicking = await script('echo "panic: no such column"; echo "main.go:18 +0x96"; exit 2');
    await expect(start(panicking)).rejects.toThrow(/did not start: panic: no such column/);
  });
  it('begins anew three times when a port that the server picked is lost, and then says so', async () => {
    const unlucky = await script(`echo begun >> "${stateDirectory}/begun"
echo 'level=ERROR msg="listen tcp 127.0.0.1:40001: bind: address already in use"'; exit 1`);
    await expect(start(unlucky)).rejects.toThrow(/did not start: .*address already in use/);
    expect((await readFile(join(stateDirectory, 'begun'), 'utf8')).split('\n')).toHaveLength(3 + 1);
  });
  it('refuses a port that somebody else holds', async () => {
    const holder = createServer();
    await new Promise<void>((settle) => holder.listen(ports.uiPort, '127.0.0.1', settle));
    await expect(start('/bin/false')).rejects.toThrow(
      /which Temporal's UI needs, is taken.*WAYPROOF_TEMPORAL_UI_PORT/,
    );
    await new Promise((settle) => holder.close(settle));
  });
});

describe.runIf(temporal !== null)('[needs temporal] the running server', () => {
  it('knows the search attributes, serves its UI, and is gone after stop', async () => {
    const server = await start();
    const connection = await Connection.connect({ address: server.address });
    const known = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(known.customAttributes ?? {})).toEqual(
      expect.arrayContaining(Object.values(searchAttributeNames)),
    );
    expect((await fetch(server.uiUrl)).status).toBe(200);
    await connection.close();
    await server.stop();
    expect(await portIsFree(ports.port)).toBe(true);
  });
  it('comes up although its first beginning lost a port', async () => {
    const once = await script(`[ -e "${stateDirectory}/begun" ] && exec "${temporal?.executable}" "$@"
touch "${stateDirectory}/begun"; echo "bind: address already in use"; exit 1`);
    const server = await start(once);
    expect(await portIsFree(ports.port)).toBe(false);
    await server.stop();
    expect(await portIsFree(ports.port)).toBe(true);
  });
  it('tells when it was lost', async () => {
    const server = await start();
    const user = await portUser(ports.port);
    if (user !== null) process.kill(user.pid, 'SIGKILL');
    expect(await server.lost).toMatch(/ended unexpectedly/);
    await server.stop();
  });
  it.runIf(process.platform === 'linux')(
    'takes the place of a leftover of the same state folder',
    async () => {
      const database = join(stateDirectory, 'temporal', 'temporal.db');
      await mkdir(join(stateDirectory, 'temporal'));
      const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(ports.port)];
      const leftover = spawn(
        temporal?.executable ?? '',
        [...args, '--db-filename', database, '--log-level', 'never'],
        {
          stdio: 'ignore',
        },
      );
      const ended = new Promise((settle) => leftover.on('exit', settle));
      while (await portIsFree(ports.port)) await pause(50);
      const server = await start();
      await ended;
      expect(await portIsFree(ports.port)).toBe(false);
      await server.stop();
    },
  );
});
