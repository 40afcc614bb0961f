// The file anchor passes what every anchor passes, and holds against a full disk, a folder that it may not write, a process that died in
// the middle of a line, and a hand in the file.
import { execFile } from 'node:child_process';
import {
  chmod,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, hashText } from '../../contracts/canonical-json.ts';
import type { AnchoredHead } from '../../contracts/tree-head.ts';
import { anchorContract } from '../../test/contracts/anchor.contract.ts';
import { newTenant } from '../../test/contracts/store-under-test.ts';
import { createLines } from '../../test/support/anchor-lines.ts';
import { anchorFileOf, createFileAnchor } from './file-anchor.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, '../../test/support/anchor-child.ts');
const childLimit = 60_000;

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'wayproof-anchor-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const newFolder = () => join(parent, newTenant(), 'anchors');
const open = (folder: string) => createFileAnchor({ folder, region: 'eu' });
const refused = (type: string, code: string) =>
  expect.objectContaining({ type, details: [expect.objectContaining({ code })] }) as unknown;
const textOf = (line: AnchoredHead) => `${canonicalJson(line)}\n`;

anchorContract(async () => {
  const folder = newFolder();
  return { anchor: open(folder), elsewhere: open(folder), close: async () => undefined };
});

/** An anchor with three lines. */
async function filled() {
  const [folder, tenant, lineOf] = [newFolder(), newTenant(), createLines()];
  const anchor = open(folder);
  const lines: AnchoredHead[] = [];
  for (const size of [2, 5, 9]) {
    const line = lineOf(tenant, size, lines.at(-1) ?? null);
    await anchor.publish(line);
    lines.push(line);
  }
  const path = anchorFileOf(folder, tenant);
  const next = lineOf(tenant, 12, lines.at(-1) ?? null);
  return { folder, tenant, anchor, lines, path, next, lineOf, text: () => readFile(path, 'utf8') };
}

describe('the file', () => {
  it('is the owner’s alone, in a folder that is, and leaves nothing else behind', async () => {
    const { folder, path, lines, text } = await filled();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await text()).toBe(lines.map(textOf).join(''));
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is not followed to somewhere else', async () => {
    const { folder, lineOf } = await filled();
    const tenant = newTenant();
    const elsewhere = join(parent, `${tenant}-elsewhere`);
    await writeFile(elsewhere, '');
    await symlink(elsewhere, anchorFileOf(folder, tenant));
    const gone = refused('DependencyUnavailable', 'ELOOP');
    await expect(open(folder).newest({ tenant })).rejects.toEqual(gone);
    await expect(open(folder).publish(lineOf(tenant, 1, null))).rejects.toEqual(gone);
    expect(await readFile(elsewhere, 'utf8')).toBe('');
  });
});

describe('a hand in the file', () => {
  const edits: [string, (lines: string[]) => string[]][] = [
    ['a digit', (lines) => lines.with(1, lines[1]?.replace('"size":5', '"size":6') ?? '')],
    ['a line taken out', (lines) => lines.toSpliced(1, 1)],
    ['the first line taken out', (lines) => lines.slice(1)],
    ['lines swapped', (lines) => [lines[0] ?? '', lines[2] ?? '', lines[1] ?? '']],
    ['a line twice', (lines) => [...lines, lines[2] ?? '']],
    ['an empty line', (lines) => lines.toSpliced(1, 0, '')],
    ['a space', (lines) => lines.with(0, `${lines[0]} `)],
    [
      'another order of members',
      (lines) =>
        lines.with(
          0,
          JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(lines[0] ?? '') as object).reverse())),
        ),
    ],
    ['no line of ours', (lines) => [...lines, 'hello']],
    ['a line without end', (lines) => [...lines, 'x'.repeat(100_000)]],
  ];
  it.each(edits)('is told, with the line: %s', async (_what, edit) => {
    const { folder, tenant, path, next, text } = await filled();
    const edited = edit((await text()).trimEnd().split('\n'));
    await writeFile(path, `${edited.join('\n')}\n`);
    const anchor = open(folder);
    const told = refused('ContractBroken', 'anchor_broken');
    await expect(anchor.newest({ tenant })).rejects.toEqual(told);
    await expect(anchor.newest({ tenant })).rejects.toThrow(
      /^The anchor of tenant .* is broken at line \d+: .*\.$/,
    );
    await expect(anchor.publish(next)).rejects.toEqual(told);
  });

  it('is told by a process that knew the lines, also where the rest is an anchor still', async () => {
    for (const change of [
      async ({ path, lines }: Awaited<ReturnType<typeof filled>>) =>
        truncate(path, Buffer.byteLength(lines.slice(0, 2).map(textOf).join(''))),
      async ({ path }: Awaited<ReturnType<typeof filled>>) => rm(path),
      async ({ path, tenant, lineOf }: Awaited<ReturnType<typeof filled>>) =>
        writeFile(path, textOf(lineOf(tenant, 9, null))),
    ]) {
      const under = await filled();
      await change(under);
      const told = refused('ContractBroken', 'anchor_broken');
      await expect(under.anchor.newest({ tenant: under.tenant })).rejects.toEqual(told);
      await expect(under.anchor.publish(under.next)).rejects.toEqual(told);
    }
  });
});

describe('a last line that was not finished', () => {
  it('is completed where it is the beginning of the very line that comes', async () => {
    for (const length of [1, 100, -1]) {
      const { folder, tenant, path, next, lines, text } = await filled();
      await writeFile(path, textOf(next).slice(0, length), { flag: 'a' });
      await open(folder).publish(next);
      expect(await text()).toBe([...lines, next].map(textOf).join(''));
      expect(await open(folder).newest({ tenant })).toEqual(next);
    }
  });

  it('is a line where only its end is missing, and gets it', async () => {
    const { folder, tenant, path, next, lines, lineOf, text } = await filled();
    await writeFile(path, canonicalJson(next), { flag: 'a' });
    expect(await open(folder).newest({ tenant })).toEqual(next);
    const last = lineOf(tenant, 20, next);
    await open(folder).publish(last);
    expect(await text()).toBe([...lines, next, last].map(textOf).join(''));
  });

  it('is told otherwise, and stays as it is', async () => {
    const { folder, tenant, path, next, lineOf, lines, text } = await filled();
    await writeFile(path, textOf(next).slice(0, 200), { flag: 'a' });
    const before = await text();
    const another = lineOf(tenant, 13, lines.at(-1) ?? null);
    const told = refused('ContractBroken', 'anchor_broken');
    await expect(open(folder).publish(another)).rejects.toEqual(told);
    await expect(open(folder).newest({ tenant })).rejects.toThrow(/half written/);
    expect(await text()).toBe(before);
  });
});

describe('what the machine refuses', () => {
  const inChild = async (before: string, ...args: string[]) => {
    const command = `${before} exec "$0" --import tsx "$@"`;
    const { stdout } = await run('bash', ['-c', command, process.execPath, child, ...args], {
      timeout: childLimit,
    });
    return stdout.trim();
  };

  it('a full disk is told as such, leaves no half line, and the next one goes on', async () => {
    const [folder, tenant] = [newFolder(), newTenant()];
    // A file of at most 1024 bytes: the second or third line fits in part, and the write of the rest fails.
    const outcome = await inChild("trap '' XFSZ; ulimit -f 1;", folder, tenant, '5');
    expect(outcome).toBe('DependencyUnavailable EFBIG');
    const text = await readFile(anchorFileOf(folder, tenant), 'utf8');
    expect(text).toMatch(/}\n$/);
    const newest = await open(folder).newest({ tenant });
    expect(newest?.head.size).toBe(text.split('\n').length - 1);
    await open(folder).publish(createLines()(tenant, 9, newest));
  }, 90_000);

  it('a folder that it may not write, or that is a file, is told by its code alone', async () => {
    const { folder, tenant } = await filled();
    if (process.getuid?.() !== 0) await chmod(folder, 0o000);
    expect(await inChild('', folder, tenant, '1', 'nobody')).toBe('DependencyUnavailable EACCES');
    await chmod(folder, 0o700);
    const file = join(parent, newTenant());
    await writeFile(file, '');
    const publish = open(join(file, 'anchors')).publish(createLines()(tenant, 1, null));
    await expect(publish).rejects.toEqual(refused('DependencyUnavailable', 'ENOTDIR'));
    await expect(publish).rejects.not.toThrow(parent);
  }, 90_000);

  it('two processes write one line after the other', async () => {
    const [folder, tenant] = [newFolder(), newTenant()];
    const each = 15;
    const both = [1, 2].map(() => inChild('', folder, tenant, String(each)));
    expect(await Promise.all(both)).toEqual(['published', 'published']);
    const lines = (await readFile(anchorFileOf(folder, tenant), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(2 * each);
    for (const [at, line] of lines.entries()) {
      const before = lines[at - 1];
      expect((JSON.parse(line) as AnchoredHead).prev).toBe(before === undefined ? null : hashText(before));
    }
  }, 90_000);

  it('the lock of a process that died is no obstacle, nor one that is a minute old; another’s is', async () => {
    const { path, anchor, next, lineOf, tenant } = await filled();
    const lock = `${path}.lock`;
    // No process has this number: it is above what Linux gives.
    await writeFile(lock, `4194305 ${hostname()} x`);
    await anchor.publish(next);
    await writeFile(lock, '1 another-machine x');
    await utimes(lock, new Date(), new Date(Date.now() - 61_000));
    const last = lineOf(tenant, 20, next);
    await anchor.publish(last);
    await writeFile(lock, '1 another-machine x');
    const held = anchor.publish(lineOf(tenant, 21, last));
    await expect(held).rejects.toEqual(refused('DependencyUnavailable', 'anchor_locked'));
    expect(await readFile(lock, 'utf8')).toBe('1 another-machine x');
  }, 90_000);
});
