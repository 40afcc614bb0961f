// What the list shows of an ended journey comes from its evidence: who decided, everybody who approved, and why.
import { expect, it } from 'vitest';
import type { EvidenceType } from '../../contracts/evidence-entry.ts';
import type { JourneyPatch } from '../../contracts/ports/store.ts';
import { chainOf, type ChainLink } from '../../test/support/chain-of.ts';
import { journeyContext } from '../../test/support/memory-activity-ports.ts';
import { createSealJourney } from './seal-journey.ts';

const context = journeyContext('advisory-outreach', 'aldermoor-wealth', 'eu');
const proposal = { ref: `doc_${'1'.repeat(32)}`, commitment: 'a'.repeat(64) };

async function shownFor(given: [EvidenceType, Record<string, unknown>][]): Promise<JourneyPatch> {
  const links = given.map(([type, facts], at): ChainLink => ({ type, stage: 'checkpoint', at, facts }));
  const entries = chainOf(context.workflowId, links);
  let shown: JourneyPatch = {};
  const record = { signature: 's', keyId: 'k', index: 1, kind: 'seal', journeyId: null, at: 0, facts: {} };
  const unused = (): never => {
    throw new Error('not part of sealing');
  };
  const seal = createSealJourney({
    runs: { reportEnd: unused },
    store: {
      ledger: {
        seal: async () => record,
        append: unused,
        evidenceOf: unused,
        list: unused,
        find: unused,
        signHead: unused,
        heads: unused,
        inclusion: unused,
        consistency: unused,
        rotateKey: unused,
        publicKeys: unused,
      },
      journeys: {
        record: async ({ patch }) => {
          shown = patch;
        },
        get: unused,
        list: unused,
      },
    },
  });
  await seal({ ...context, outcome: 'acted', head: entries.at(-1)?.hash ?? '', entries });
  return shown;
}

const opened: [EvidenceType, Record<string, unknown>] = ['checkpoint.opened', {}];
const by = (actor: string, more: Record<string, unknown> = {}): [EvidenceType, Record<string, unknown>] => [
  'decision.accepted',
  { decision: 'approve', actor, role: 'adviser', proposal, reasonCode: null, ...more },
];
const names = ({ decision }: JourneyPatch) => decision?.approvals?.map(({ actor }) => actor);

it('names everybody who approved, the one who decided last', async () => {
  const shown = await shownFor([opened, by('a', { remaining: 1 }), by('b', { remaining: 0 })]);
  expect(shown.decision).toMatchObject({ actor: 'b', kind: 'approve', proposal });
  expect(names(shown)).toEqual(['a', 'b']);
});

it('counts approvals of the edited proposal only', async () => {
  const edit = { decision: 'edit_and_approve', remaining: 1 };
  expect(
    names(await shownFor([opened, by('a', { remaining: 1 }), by('b', edit), by('a', { remaining: 0 })])),
  ).toEqual(['b', 'a']);
});

it('shows no decision where half a quorum expired, or an earlier proposal was decided', async () => {
  const expired = ['checkpoint.expired', {}] as [EvidenceType, Record<string, unknown>];
  const half = await shownFor([opened, by('a', { remaining: 1 }), expired]);
  expect(half).toMatchObject({ decision: null, reasons: ['deadline_passed'] });
  expect(await shownFor([opened, by('a'), opened, expired])).toMatchObject({ decision: null });
});

it('shows a rejection with its reason, and nobody as an approver', async () => {
  const shown = await shownFor([
    opened,
    by('a', { remaining: 1 }),
    by('b', { decision: 'reject', reasonCode: 'bad_timing' }),
  ]);
  expect(shown).toMatchObject({ decision: { kind: 'reject', actor: 'b' }, reasons: ['bad_timing'] });
  expect(shown.decision).not.toHaveProperty('approvals');
});
