// Somebody with access to Temporal calls an erasure's activities himself, on a real store: without two people behind it in register and
// ledger, nothing goes and nothing is certified.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCertifyErasure } from '../../../activities/governance/erasure/certify-erasure.ts';
import { createCloseErasure } from '../../../activities/governance/erasure/close-erasure.ts';
import { createDetachSubject } from '../../../activities/governance/erasure/detach-subject.ts';
import { createEndSubjectRuns } from '../../../activities/governance/erasure/end-subject-runs.ts';
import { createEraseSubject } from '../../../activities/governance/erasure/erase-subject.ts';
import { hashText } from '../../../contracts/canonical-json.ts';
import {
  erasedFactsSchema,
  erasedInWords,
  notReachedInWords,
} from '../../../contracts/erasure-certificate.ts';
import type { CloseErasureInput } from '../../../contracts/erasure.ts';
import type { ErasureRow } from '../../../contracts/ports/erasure.ts';
import type { Store } from '../../../contracts/ports/store.ts';
import { openStoreOnPglite } from '../../contracts/store-on-pglite.ts';

const tenant = 'aldermoor-wealth';
const principal = (name: string) => `prn_${hashText(name).slice(0, 32)}`;
const [anna, sara, nobody] = ['anna', 'sara', 'nobody'].map(principal) as [string, string, string];

let under: Awaited<ReturnType<typeof openStoreOnPglite>>;
let store: Store;
let count = 0;
let touched: string[];

beforeAll(async () => {
  under = await openStoreOnPglite();
  ({ store } = under);
}, 120_000);
afterAll(() => under?.close());
beforeEach(() => {
  touched = [];
});

const clock = Date.now;

function activities() {
  const runs = {
    openJourneys: async () => [],
    endJourney: async () => void touched.push('journey'),
    isClosed: async () => true,
    endAgent: async () => void touched.push('agent'),
  };
  return {
    detach: createDetachSubject({ store, clock }),
    end: createEndSubjectRuns({
      ...{ store, runs, clock, terms: { waitMs: 1_000, everyMs: 1, settleMs: 0 } },
      ...{ pause: async () => undefined, asked: { before: [], keep: () => undefined } },
    }),
    erase: createEraseSubject({
      ...{ store, runs, clock, answers: { before: [], keep: () => undefined } },
      crm: {
        ...{ name: 'crm', region: 'eu' },
        erase: async () => {
          touched.push('crm');
          return { verdict: 'erased', objects: 4 };
        },
      },
      knowledge: {
        ...{ name: 'vectors', region: 'eu' },
        deleteSubject: async () => {
          touched.push('passages');
          return 2;
        },
      },
    }),
    certify: createCertifyErasure({ store, clock }),
    close: createCloseErasure({ store, clock }),
  };
}

/** A customer with a text, and a request to erase him. */
async function begin() {
  count += 1;
  const customerId = `customer-${count}`;
  const subject = await store.vault.subjectOf({ tenant, customerId });
  const { ref } = await store.documents.put({ tenant, subject, kind: 'event', body: { text: 'his own' } });
  const now = clock();
  const asked = { tenant, subject, ground: 'subject_request' as const, requestedBy: anna, now };
  const { row } = await store.erasures.request({ ...asked, deadlineAt: now + 60_000 });
  const context = { tenant, region: 'eu', subject, erasure: row.id };
  const certifying = {
    ...{
      ...context,
      ground: row.ground,
      requestedBy: anna,
      approvedBy: sara,
      runs: { ended: 1, stillOpen: [] },
    },
    erased: { documents: 99, personalValues: 99, passages: 99, connectors: [] },
  };
  return { customerId, subject, ref, row, context, certifying };
}

/** As verifyErasureDecision leaves it. */
const decided = ({ id, subject }: ErasureRow, decision: string, by = sara) =>
  store.ledger.append({
    ...{ tenant, key: `erasure.decided/${id}`, kind: 'erasure.decided', journeyId: null },
    facts: { erasure: id, subject, decision, by, role: 'supervisor' },
  });

const type = (name: string) => expect.objectContaining({ type: name }) as Error;
const certificates = async (id: string) =>
  (await store.ledger.find({ tenant, key: `subject.erased/${id}` })) === null ? 0 : 1;

async function expectUntouched(
  { customerId, ref, row }: Awaited<ReturnType<typeof begin>>,
  state = row.state,
) {
  expect(touched).toEqual([]);
  expect(await store.documents.get({ tenant, ref })).not.toBeNull();
  expect(await store.vault.find({ tenant, customerId })).toBe(row.subject);
  expect(await store.erasures.get({ tenant, id: row.id })).toMatchObject({ state });
  expect(await certificates(row.id)).toBe(0);
}

describe('an erasure that a workflow only tells of', () => {
  it('without an approval in the ledger detaches, ends, destroys and certifies nothing', async () => {
    const { detach, end, erase, certify } = activities();
    const one = await begin();
    await expect(detach({ ...one.context, approvedBy: nobody })).rejects.toEqual(type('PolicyDenied'));
    for (const call of [end(one.context), erase(one.context), certify(one.certifying)])
      await expect(call).rejects.toEqual(type('ContractBroken'));
    expect(await store.ledger.find({ tenant, key: `erasure.decided/${one.row.id}` })).toBeNull();
    await expectUntouched(one);
  });

  it('is not detached for another than who approved, nor after a rejection', async () => {
    const { detach } = activities();
    const approved = await begin();
    await decided(approved.row, 'approved');
    await expect(detach({ ...approved.context, approvedBy: nobody })).rejects.toEqual(type('PolicyDenied'));
    await expectUntouched(approved);
    const rejected = await begin();
    await decided(rejected.row, 'rejected');
    await expect(detach({ ...rejected.context, approvedBy: sara })).rejects.toEqual(type('PolicyDenied'));
    await expectUntouched(rejected);
    const own = await begin();
    await decided(own.row, 'approved', anna);
    await expect(detach({ ...own.context, approvedBy: anna })).rejects.toEqual(type('PolicyDenied'));
    await expectUntouched(own);
  });

  it('closes as rejected or expired and never as approved', async () => {
    const { close, detach } = activities();
    const one = await begin();
    const forged = { ...one.context, state: 'approved', by: sara } as unknown as CloseErasureInput;
    await expect(close(forged)).rejects.toEqual(type('InvalidRequest'));
    await expect(detach({ ...one.context, approvedBy: sara })).rejects.toEqual(type('PolicyDenied'));
    await expectUntouched(one);
  });

  it('of another subject, requester or ground goes no further, though this one was approved', async () => {
    const { detach, end, erase, certify, close } = activities();
    const [one, victim] = [await begin(), await begin()];
    await decided(one.row, 'approved');
    const other = { ...one.context, subject: victim.subject };
    await expect(detach({ ...other, approvedBy: sara })).rejects.toEqual(type('ContractBroken'));
    await detach({ ...one.context, approvedBy: sara });
    const rejecting = close({ ...other, state: 'rejected', by: sara });
    for (const call of [
      end(other),
      erase(other),
      rejecting,
      certify({ ...one.certifying, subject: victim.subject }),
    ])
      await expect(call).rejects.toEqual(type('ContractBroken'));
    await expectUntouched(victim);
    // What was only approved cannot be certified.
    await expect(certify(one.certifying)).rejects.toEqual(type('ContractBroken'));
    await erase(one.context);
    for (const differs of [{ requestedBy: nobody }, { ground: 'authority_order' as const }])
      await expect(certify({ ...one.certifying, ...differs })).rejects.toEqual(type('ContractBroken'));
    expect(await certificates(one.row.id)).toBe(0);
  });

  it('that two people stand behind is certified with the numbers of the register, again and again', async () => {
    const { detach, end, erase, certify, close } = activities();
    const one = await begin();
    await decided(one.row, 'approved');
    await detach({ ...one.context, approvedBy: sara });
    await end(one.context);
    const erased = await erase(one.context);
    expect(erased.connectors.map(({ name }) => name)).toEqual(['crm', 'vectors']);
    const first = await certify({ ...one.certifying, approvedBy: nobody });
    const record = await store.ledger.find({ tenant, key: `subject.erased/${one.row.id}` });
    const counts = { documents: 1, personalValues: 0, passages: 2 };
    expect(record).toMatchObject({ index: first.ledgerIndex, facts: { approvedBy: sara, requestedBy: anna, erased: counts } }); // prettier-ignore
    await end(one.context);
    await close({ ...one.context, state: 'expired', by: null });
    expect(await certify(one.certifying)).toEqual(first);
    expect(await store.erasures.get({ tenant, id: one.row.id })).toMatchObject({ state: 'erased', erased: counts, decidedBy: sara }); // prettier-ignore
  });
});

it('a CRM that could not be asked is said to be not reached, and nothing is said in its name', async () => {
  const { detach, certify } = activities();
  const one = await begin();
  await decided(one.row, 'approved');
  await detach({ ...one.context, approvedBy: sara });
  const unknown = { ...store, erasures: { ...store.erasures, customerOf: async () => null } };
  const forgotten = createEraseSubject({
    ...{ store: unknown, clock, answers: { before: [], keep: () => undefined } },
    runs: { endAgent: async () => undefined },
    crm: { name: 'crm', region: 'eu', erase: () => Promise.reject(new Error('asked for whom?')) },
    knowledge: { name: 'vectors', region: 'eu', deleteSubject: async () => 0 },
  });
  const erased = await forgotten(one.context);
  await certify({ ...one.certifying, erased });
  const record = await store.ledger.find({ tenant, key: `subject.erased/${one.row.id}` });
  const facts = erasedFactsSchema.parse(record?.facts);
  expect(erasedInWords(facts).filter((line) => line.startsWith('crm'))).toEqual([]);
  expect(erasedInWords(facts)).toContain('vectors (eu) answered that it holds nothing about the subject.');
  expect(notReachedInWords(facts)).toContainEqual(
    expect.stringMatching(/^The record of crm \(eu\), which was not asked/),
  );
  // One that was asked is not among them.
  const asked = { ...facts, erased: { ...facts.erased, notAsked: [] } };
  expect(notReachedInWords(asked)).toEqual(
    notReachedInWords(facts).filter((line) => !/not asked/.test(line)),
  );
});
