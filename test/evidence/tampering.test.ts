// Whatever is changed in a bundle is found and named, at any place and in any way; and no honest bundle is accused. Random journeys in a
// real ledger; replays are test/evidence/recorded.test.ts's.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { verifyBundle, type VerifiedBundle } from '../../activities/evidence/verify/verify-bundle.ts';
import { canonicalJson, hashText, type JsonValue } from '../../contracts/canonical-json.ts';
import { evidenceTypes } from '../../contracts/evidence-entry.ts';
import { journeyIdOf, journeyWorkflowId } from '../../contracts/ids.ts';
import { chainOf, type ChainLink } from '../support/chain-of.ts';
import { forgeBundle } from './forge-bundle.ts';
import { anchorText, openEvidenceGround, type EvidenceGround } from './evidence-ground.ts';

const tenant = 'aldermoor-wealth';
const seed = 20_261_121;
let ground: EvidenceGround;
let bundles: string[];
let anchor: string;

const verify = (text: string | Uint8Array): Promise<VerifiedBundle> =>
  verifyBundle(typeof text === 'string' ? Buffer.from(text) : text, {
    anchor: readAnchor(anchor),
    releases: { releases: [] },
    replayer: { replay: () => Promise.resolve({ notDone: 'not here.' }) },
  });

/** The same numbers in every run. */
function numbers(from: string) {
  let state = from;
  return (below: number): number => {
    state = createHash('sha256').update(state).digest('hex');
    return parseInt(state.slice(0, 8), 16) % below;
  };
}

async function randomJourney(number: number): Promise<string> {
  const pick = numbers(`journey ${number}`);
  const { store } = ground;
  const subject = await store.vault.subjectOf({ tenant, customerId: `customer ${number}` });
  const type = 'churn-rescue';
  const workflowId = journeyWorkflowId({
    type,
    tenant,
    subject,
    episode: hashText(`${number}`).slice(0, 16),
  });
  const journeyId = journeyIdOf(workflowId);
  const links: ChainLink[] = [];
  const add = (entryType: ChainLink['type'], facts: Record<string, unknown>) =>
    links.push({ type: entryType, stage: 'detect', at: 1_000 + pick(1e6), facts });
  add('journey.started', { type, region: 'eu' });
  for (let more = pick(12); more > 0; more -= 1) {
    const body = { text: `text ${pick(1e9)} ü 漢 "quoted"`, list: [pick(9), -pick(9) / 8] };
    const draft = await store.documents.put({ tenant, subject, kind: 'draft', body });
    const type = evidenceTypes[pick(evidenceTypes.length - 1)] ?? 'policy.allowed';
    add(type, { draft, value: pick(1000) / 7, note: pick(2) === 1, none: null, codes: ['a', `b${pick(9)}`] });
    if (pick(3) === 0)
      await store.ledger.append({ tenant, key: `refusal/${number}/${more}`, kind: 'decision.refused', journeyId, facts: { code: pick(99) } });
  } // prettier-ignore
  add('journey.ended', { outcome: 'withdrawn', reasonCode: null });
  const entries = chainOf(workflowId, links);
  const head = entries.at(-1)?.hash ?? '';
  const statement = { format: 'wayproof-seal/1', tenant, workflowId, outcome: 'withdrawn', head } as const;
  await store.ledger.seal({ statement: { ...statement, entries: entries.length }, entries });
  const run = {
    workflowId,
    runId: `run-${number}`,
    ending: 'completed',
    closedAt: 1,
    historyBytes: null,
  } as const;
  const json = canonicalJson({ events: [{ eventId: '1', eventType: 'X', at: pick(1e9) }, { eventId: '2' }] });
  if (pick(2) === 0) await ground.archive.keep({ tenant, run, history: { json, events: 2 } });
  await ground.publish(tenant);
  return ground.exportOf({ tenant, journeyId }, pick(2) === 0);
}

beforeAll(async () => {
  ground = await openEvidenceGround('0'.repeat(64));
  bundles = [];
  for (let number = 0; number < 8; number += 1) bundles.push(await randomJourney(number));
  anchor = anchorText(ground.anchorLines);
}, 120_000);
afterAll(() => ground.close());

/** What is refuted, without the history of two invented events. */
const accusations = ({ findings }: VerifiedBundle) =>
  findings.filter(({ state, check }) => state === 'refuted' && check !== 'history');

describe('an honest bundle', () => {
  it('is accused of nothing', async () => {
    for (const bundle of bundles) expect(accusations(await verify(bundle))).toEqual([]);
  });
});

describe('a bundle that was touched', () => {
  const anyBundle = fc.nat({ max: 7 });
  const runs = { seed, numRuns: 150 };

  it('is found out by any flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyBundle, fc.nat(), fc.nat({ max: 7 }), async (which, place, bit) => {
        const bytes = Buffer.from(bundles[which] ?? '');
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        await expectNamed(bytes);
      }),
      runs,
    );
  }, 120_000);

  it('is found out wherever it is cut short or made longer', async () => {
    await fc.assert(
      fc.asyncProperty(anyBundle, fc.nat(), async (which, place) => {
        const text = bundles[which] ?? '';
        await expectNamed(text.slice(0, place % text.length));
        await expectNamed(`${text}${' \n0}]'[place % 5] ?? ' '}`);
      }),
      { ...runs, numRuns: 40 },
    );
  }, 120_000);

  it('is found out when any value is changed, dropped, put in, doubled or swapped, and written in canonical form again', async () => {
    await fc.assert(
      fc.asyncProperty(anyBundle, fc.nat(), fc.nat(), async (which, place, way) => {
        const original = bundles[which] ?? '';
        const touched = touch(JSON.parse(original) as JsonValue, place, way);
        const text = canonicalJson(touched);
        if (text !== original) await expectNamed(text);
      }),
      { ...runs, numRuns: 400 },
    );
  }, 120_000);

  it('is found out when a part comes from another honest bundle', async () => {
    const [one, other] = bundles.map((text) => JSON.parse(text) as Record<string, Record<string, unknown>>);
    for (const name of Object.keys(one ?? {})) {
      const mixed = canonicalJson({ ...one, [name]: other?.[name] });
      if (mixed !== bundles[0]) await expectNamed(mixed);
    }
    for (const name of Object.keys(one?.['ledger'] ?? {})) {
      const mixed = canonicalJson({
        ...one,
        ledger: { ...one?.['ledger'], [name]: other?.['ledger']?.[name] },
      });
      if (mixed !== bundles[0]) await expectNamed(mixed);
    }
  });
});

async function expectNamed(text: string | Uint8Array): Promise<void> {
  const verified = await verify(text);
  const found = accusations(verified);
  expect(found.length, Buffer.from(text).toString('utf8').slice(0, 200)).toBeGreaterThan(0);
  for (const { says } of found) expect(says).toMatch(/^[A-Z].*\.$/);
}

/** Does one thing to one place of a value, in place. */
function touch(root: JsonValue, place: number, way: number): JsonValue {
  const places = placesIn(root);
  const { holder, key } = places[place % places.length] ?? { holder: [], key: 0 };
  const value = (holder as Record<string, JsonValue>)[key] as JsonValue;
  const set = (changed: JsonValue) => ((holder as Record<string, JsonValue>)[key] = changed);
  if (Array.isArray(holder) && way % 5 === 1) holder.splice(Number(key), 1);
  else if (Array.isArray(holder) && way % 5 === 2) holder.splice(Number(key), 0, value);
  else if (Array.isArray(holder) && way % 5 === 3) holder.reverse();
  else if (way % 5 === 1) Reflect.deleteProperty(holder, key);
  else if (way % 5 === 2) (holder as Record<string, JsonValue>)[`${key}x`] = value;
  else if (way % 5 === 3) set(null);
  else if (typeof value === 'number') set(value + 1);
  else if (typeof value === 'string') set(`${value.slice(0, -1)}${value.endsWith('A') ? 'Q' : 'A'}`);
  else if (typeof value === 'boolean') set(!value);
  else set(value === null ? 0 : Array.isArray(value) ? [...value, 0] : { ...value, added: 0 });
  return root;
}

interface Place {
  holder: JsonValue[] | { [key: string]: JsonValue | undefined };
  key: string;
}

function placesIn(value: JsonValue | undefined): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [{ holder: value, key }, ...placesIn(member)]);
}

describe('a bundle that somebody forged with a key of his own', () => {
  const anchorSays = async (text: string) => {
    const { findings } = await verify(text);
    return findings.find(({ check }) => check === 'anchor');
  };

  it('is not proved by the genuine anchor, though everything in it fits', async () => {
    const honest = bundles.at(-1) ?? '';
    expect(await anchorSays(honest)).toMatchObject({ state: 'proved' });
    const forged = forgeBundle(honest, (bundle) => {
      bundle.documents = bundle.documents.map(({ salt: _salt, body: _body, ...document }) => ({
        ...document,
        ...{ kind: null, state: 'erased' as const },
      }));
    });
    // All but the anchor is fooled: that is what the anchor is for.
    expect(accusations(await verify(forged)).filter(({ check }) => check !== 'anchor')).toEqual([]);
    expect((await anchorSays(forged))?.state).not.toBe('proved');
  });
});
