// What people read of an error: only what is true of it.
import { expect, test } from 'vitest';
import { ApiProblem, problemFrom, wordsOf } from './problem.ts';

const refused = new Response(
  JSON.stringify({
    ...{ code: 'decision_refused', title: 'Not accepted', detail: 'See the refusal.', status: 409 },
    refusal: { code: 'already_decided', sentence: 'It is decided.' },
  }),
  { status: 409, headers: { 'content-type': 'application/problem+json' } },
);

test('a refusal speaks in its own sentence', async () => {
  const problem = await problemFrom(refused);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(wordsOf(problem)).toEqual({ title: 'Not accepted', detail: 'It is decided.', instance: null });
});

test('an answer of something else than the gateway is said to be unusable', async () => {
  const problem = await problemFrom(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect([problem.body.status, wordsOf(problem).title]).toEqual([502, 'No usable answer']);
});

test('JSON that is cut off is no usable answer either', async () => {
  const cut = new Response('{"code":', { status: 502, headers: { 'content-type': 'application/json' } });
  expect(wordsOf(await problemFrom(cut)).title).toBe('No usable answer');
});

test('silence is called silence, and nobody is promised that the page asks again', () => {
  const { title, detail } = wordsOf(new TypeError('Failed to fetch'));
  expect(title).toBe('No answer');
  expect(detail).toContain('try again');
  expect(detail).not.toMatch(/by itself/);
});

test('an error of the page is not laid at the gateway’s door', () => {
  expect(wordsOf(new Error('nothing is open')).title).toBe('This page failed');
});
