// The kinds of ledger records are a closed list: nothing is appended that it does not name, and it names nothing that nobody appends.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accessKind } from './access-archive.ts';
import { exportKind } from './bundle.ts';
import { erasureKinds } from './erasure-records.ts';
import { ledgerKinds } from './ledger.ts';

const root = join(import.meta.dirname, '..');
const sources = ['activities', 'gateway', 'store', 'workers'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, room, file), 'utf8'))
    .filter((text) => /[lL]edger/.test(text)),
);

it('every kind that is appended is in the list, and every one of the list is appended', () => {
  const named = sources.map((text) =>
    text
      .replaceAll('kind: exportKind', `kind: '${exportKind}'`)
      .replaceAll('kind: accessKind', `kind: '${accessKind}'`)
      .replaceAll(
        /\bkind: erasureKinds\.(\w+)/g,
        (_, name: string) =>
          `kind: '${new Map<string, string>(Object.entries(erasureKinds)).get(name) ?? ''}'`,
      ),
  );
  const written = named.flatMap((text) =>
    [...text.matchAll(/\bkind: '([a-z_]+\.[a-z_]+|seal|incident)'/g)].map(([, kind = '']) => kind),
  );
  expect([...new Set(written)].sort()).toEqual(Object.keys(ledgerKinds).sort());
});
