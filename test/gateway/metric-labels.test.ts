// Labels of /metrics are closed lists: whatever a caller writes into a path, a query, a header, a body or a token, no label takes it,
// and no series is born of it.
import { METHODS, STATUS_CODES } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisionRefusalSentences } from '../../contracts/refusals.ts';
import { problemKinds } from '../../gateway/problems.ts';
import { createGround } from './bad-input/ground.ts';
import type { Ground } from './bad-input/ground.ts';
import { goodCall, meetPeople, namedDoors } from './bad-input/doors.ts';
import { hostileTokens } from './bad-input/hostile-tokens.ts';
import { canary } from './harness.ts';

const planted = ['4111111111111111', '4111 1111 1111 1111', 'ruth.halloway@example.org', 'Ruth Halloway', 'DE89370400440532013000', '203.0.113.77', '+35314960123', canary]; // prettier-ignore

let ground: Ground;
beforeAll(async () => {
  ground = await createGround();
  await meetPeople(ground);
});
afterAll(async () => {
  await ground.app.close();
  await ground.database.close();
});

const exposition = async () => (await ground.call({ method: 'GET', url: '/metrics' })).body;

/** Every label that the exposition has, with its values. */
function labelsOf(text: string): Map<string, Set<string>> {
  const labels = new Map<string, Set<string>>();
  for (const [, metric = '', inside = ''] of text.matchAll(/^(\w+)\{(.*)\} /gm)) {
    for (const [, name = '', value = ''] of inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
      if (name === 'le') continue;
      const key = `${metric.replace(/_(?:bucket|sum|count)$/, '')} ${name}`;
      labels.set(key, (labels.get(key) ?? new Set()).add(value));
    }
  }
  return labels;
}

/** Each door with one value planted in all of its places. */
async function knock(value: string): Promise<void> {
  const inUrl = encodeURIComponent(value);
  for (const door of namedDoors) {
    const good = await goodCall(ground, door);
    const paths = [good.url, `${good.url}/${inUrl}`, good.url.replace(/[^/]+$/, inUrl), `/${inUrl}`];
    for (const url of paths) {
      await ground.call({
        ...good,
        url: `${url}?q=${inUrl}&${inUrl}=1`,
        headers: { ...good.headers, 'user-agent': value, 'x-request-id': value, 'x-tenant': value, forwarded: `for=${value}`, accept: value, [`x-${value.replace(/\W/g, '')}`]: '1' },
        ...(typeof good.payload === 'string' && {
          payload: good.payload.replace(/"(?:[^"\\]|\\.)*"(?=[,}\]])/g, JSON.stringify(value)),
        }),
      }); // prettier-ignore
    }
    await ground.call({ ...good, headers: { ...good.headers, 'content-type': `text/${inUrl}`, authorization: `Bearer ${value}` } }); // prettier-ignore
  }
}

test('hostile values in every place of every door give no label, and no series that was not there', async () => {
  const [first = '', ...others] = planted;
  await knock(first);
  const born = labelsOf(await exposition());
  for (const value of others) await knock(value);
  for (const [, authorization] of await hostileTokens(ground))
    await ground.call({ method: 'GET', url: '/v1/journeys', headers: { ...(authorization !== undefined && { authorization }) } }); // prettier-ignore
  const text = await exposition();
  for (const value of planted) {
    for (const form of [value, encodeURIComponent(value), value.replace(/[\s-]/g, '')]) expect([form, text.includes(form)]).toEqual([form, false]); // prettier-ignore
  }
  // A scrape that was born of a value would be one more; statuses and codes may differ with a value's form.
  for (const [label, values] of labelsOf(text)) {
    if (/ (?:route|method|action|decision|result)$/.test(label)) expect([label, [...values].sort()]).toEqual([label, [...(born.get(label) ?? [])].sort()]); // prettier-ignore
  }
}, 120_000);

test('each label is one of a closed list', async () => {
  const routes = [...Object.keys(routesOf()), 'none'];
  const codes = Object.keys(problemKinds);
  const refusals = ['accepted', ...Object.keys(decisionRefusalSentences)];
  const closed: Record<string, readonly string[]> = {
    'wayproof_http_requests_total method': METHODS,
    'wayproof_http_requests_total route': routes,
    'wayproof_http_requests_total status': Object.keys(STATUS_CODES),
    'wayproof_http_request_duration_seconds method': METHODS,
    'wayproof_http_request_duration_seconds route': routes,
    'wayproof_http_problems_total code': codes,
    'wayproof_events_total status': ['accepted', 'duplicate', 'conflict'],
    'wayproof_events_rejected_total code': ['overloaded', 'tenant_overloaded'],
    'wayproof_event_signals_total result': ['held', 'failed'],
    'wayproof_decisions_total decision': ['approve', 'edit_and_approve', 'reject'],
    'wayproof_decisions_total verdict': refusals,
    'wayproof_checkpoint_actions_total action': ['claim', 'release', 'delegate'],
    'wayproof_checkpoint_actions_total verdict': refusals,
  };
  const labels = labelsOf(await exposition());
  expect([...labels.keys()].filter((label) => !Object.hasOwn(closed, label))).toEqual([]);
  for (const [label, values] of labels)
    expect([label, [...values].filter((value) => !closed[label]?.includes(value))]).toEqual([label, []]);
  // The doors were really used.
  expect(labels.get('wayproof_http_requests_total route')?.size).toBeGreaterThan(30);
});

/** The patterns of the doors, as the router writes them. */
function routesOf(): Record<string, true> {
  return Object.fromEntries(
    namedDoors.map(({ name }) => [name.replace(/^\w+ /, '').replace(/\{(\w+)\}/g, ':$1'), true]),
  );
}
