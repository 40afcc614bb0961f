// The switch: what is away answers as an unreachable part does, and is itself again when it is given back.
import { expect, test } from 'vitest';
import type { KnowledgeStore } from '../../contracts/ports/knowledge.ts';
import type { GenerateInput, ModelConnector } from '../../contracts/ports/model.ts';
import { createOutageSwitch } from './outage.ts';

const search = { scope: { tenant: 't', roles: [] }, query: '', vector: [], sources: [], limit: 1 };
const store = {
  ...{ name: 'pgvector', region: 'eu' },
  search: () => Promise.resolve([]),
} as unknown as KnowledgeStore;
const composer = { provider: 'extractive', region: 'eu' } as ModelConnector;

test('the knowledge store refuses while it is away, and tells once that somebody asked', async () => {
  const { wrap, takeAway } = createOutageSwitch();
  const switched = wrap.knowledge?.(store);
  expect(await switched?.search(search)).toEqual([]);
  const outage = takeAway('knowledge');
  await expect(switched?.search(search)).rejects.toMatchObject({ type: 'DependencyUnavailable' });
  await outage.felt;
  outage.giveBack();
  expect(await switched?.search(search)).toEqual([]);
  expect(switched).toMatchObject({ name: 'pgvector', region: 'eu' });
});

test('a model that is away stands in where none is configured, and the composer stays', async () => {
  const { wrap, takeAway } = createOutageSwitch();
  const models = wrap.models?.({ primary: null, fallback: composer, judge: null });
  expect(models?.primary).toBeNull();
  const outage = takeAway('model');
  const away = models?.primary;
  expect(away).toMatchObject({ provider: 'ollama', region: 'eu' });
  await expect(away?.generate({} as GenerateInput)).rejects.toMatchObject({ type: 'DependencyUnavailable' });
  await outage.felt;
  expect(models?.fallback).toBe(composer);
  outage.giveBack();
  expect(models?.primary).toBeNull();
});

test('one part away leaves the other alone', async () => {
  const { wrap, takeAway } = createOutageSwitch();
  takeAway('model');
  expect(await wrap.knowledge?.(store).search(search)).toEqual([]);
});
