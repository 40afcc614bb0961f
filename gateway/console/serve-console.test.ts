// How the console is served: fixed files, one page, and a policy under which no text becomes a script.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness } from '../../test/gateway/harness.ts';
import { readConsole } from './console-files.ts';

const script = 'export const answer = 42;\n'.repeat(50);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wayproof-console-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta name="style-nonce" content="{{nonce}}">');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), script);
  // As console/build.mjs leaves them.
  writeFileSync(join(folder, 'assets', 'index-abc.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets', 'index-abc.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'assets', 'small-abc.css'), 'a{}');
  writeFileSync(join(folder, 'built-from'), 'of the build alone');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const served = async () => (await createHarness({ console: readConsole(folder) })).app;
const page = { accept: 'text/html,application/xhtml+xml' };

describe('the console’s page', () => {
  test('has a policy without inline scripts, and another nonce each time', async () => {
    const app = await served();
    const [one, other] = [await app.inject('/'), await app.inject('/journeys/jrn_1/decide?do=approve')];
    expect([one.statusCode, other.statusCode]).toEqual([200, 200]);
    const policy = String(one.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|http|\*/);
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? 'none';
    expect(one.body).toContain(`content="${nonce}"`);
    expect(other.body).not.toContain(nonce);
    expect(one.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('answers with 404 where nobody knows the address, and never for the API', async () => {
    const app = await served();
    const unknown = await app.inject({ url: '/nowhere', headers: page });
    expect([unknown.statusCode, unknown.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    for (const url of ['/v1/nowhere', '/auth/nowhere', '/assets/nowhere.js'])
      expect((await app.inject({ url, headers: page })).json()).toMatchObject({ code: 'route_not_found' });
    expect((await app.inject({ method: 'POST', url: '/nowhere', headers: page })).json()).toMatchObject({
      code: 'route_not_found',
    });
  });

  test('answers HEAD as it answers GET, without the body', async () => {
    const app = await served();
    for (const url of ['/', '/journeys', '/assets/index-abc.js']) {
      const [head, get] = [await app.inject({ method: 'HEAD', url }), await app.inject(url)];
      expect([head.statusCode, head.body], url).toEqual([200, '']);
      for (const name of ['content-type', 'cache-control', 'content-length', 'etag', 'x-frame-options'])
        expect(head.headers[name], `${url} ${name}`).toBe(get.headers[name]);
    }
    const { app: bare } = await createHarness({ console: readConsole(join(folder, 'not-there')) });
    expect((await bare.inject({ method: 'HEAD', url: '/' })).statusCode).toBe(503);
  });

  test('is said to be missing where nothing is built, and the rest answers', async () => {
    const { app } = await createHarness({ console: readConsole(join(folder, 'not-there')) });
    const root = await app.inject('/');
    expect(root.statusCode).toBe(503);
    expect(root.body).toContain('npm run console:build');
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });
});

describe('a file of the console', () => {
  const url = '/assets/index-abc.js';

  test('is kept for ever by its name, compressed, and not sent again to who has it', async () => {
    const app = await served();
    const compressed = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    expect(compressed.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(brotliDecompressSync(compressed.rawPayload).toString()).toBe(script);
    const other = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    expect(other.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(other.rawPayload).toString()).toBe(script);
    expect((await app.inject(url)).body).toBe(script);
    const again = await app.inject({ url, headers: { 'if-none-match': String(compressed.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('is sent as it stands where the build did not compress it', async () => {
    const app = await served();
    const answer = await app.inject({
      url: '/assets/small-abc.css',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect([answer.body, answer.headers['content-encoding']]).toEqual(['a{}', undefined]);
    expect(answer.headers.etag).toMatch(/^"[\w-]{22}"$/);
  });

  test('is one of the list: nothing else of the disk can be named', async () => {
    const app = await served();
    for (const path of [
      '/built-from',
      '/index.html',
      '/assets/index-abc.js.br',
      '/assets/../built-from',
      '/assets/..%2f..%2fetc%2fpasswd',
      '/assets/%2e%2e/built-from',
      '//etc/passwd',
    ])
      expect((await app.inject(path)).statusCode, path).toBe(404);
  });
});
