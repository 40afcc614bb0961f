// The rationale in a bundle: derived again by whoever verifies. Other words are refuted even where everything else was forged to fit; a
// bundle of before has none and is as good as it was; and one of other words is not accused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRationale } from '../../../activities/evidence/verify/check-rationale.ts';
import { readAnchor } from '../../../activities/evidence/verify/read-anchor.ts';
import { verifyBundle } from '../../../activities/evidence/verify/verify-bundle.ts';
import type { Bundle } from '../../../contracts/bundle.ts';
import { journeyIdOf } from '../../../contracts/ids.ts';
import { forgeBundle } from '../forge-bundle.ts';
import { recordedText } from '../../replay/recorded-text.ts';
import { anchorText, openEvidenceGround, sealedIn, type EvidenceGround } from '../evidence-ground.ts';

let ground: EvidenceGround;
let exported: string;
beforeAll(async () => {
  ground = await openEvidenceGround('0'.repeat(64));
  const { tenant } = await ground.sealRecorded('acted-edited');
  await ground.publish(tenant);
  const journeyId = journeyIdOf(sealedIn(recordedText('acted-edited')).workflowId);
  await ground.store.ledger.append({ tenant, journeyId, key: 'refusal/1', kind: 'decision.refused', facts: { code: 'already_decided', decision: 'approve', requestId: 'cp_1', actor: null } });
  exported = await ground.exportOf({ tenant, journeyId });
}, 120_000); // prettier-ignore
afterAll(() => ground?.close());

const honest = () => JSON.parse(exported) as Bundle & { rationale: NonNullable<Bundle['rationale']> };
const foundIn = async (text: string) => {
  const { findings } = await verifyBundle(Buffer.from(text), {
    anchor: readAnchor(anchorText(ground.anchorLines)),
    releases: { releases: [] },
    replayer: { replay: () => Promise.resolve({ notDone: 'not here.' }) },
  });
  return findings;
};
const refuted = async (text: string) =>
  (await foundIn(text)).filter(({ state, check }) => state === 'refuted' && check !== 'anchor');

describe('a rationale in a bundle', () => {
  it('is proved of an honest one, and tells its entries and what only the ledger has', async () => {
    expect((await foundIn(exported)).find(({ check }) => check === 'rationale')).toMatchObject({
      state: 'proved',
    });
    const { evidence, rationale } = honest();
    expect(rationale.paragraphs).toHaveLength(evidence.entries.length + 2);
    expect(rationale.paragraphs.at(-1)?.sentences.join()).toContain('Somebody has already decided.');
  });

  it('that says anything else is refuted with the paragraph, though its forger made the rest fit', async () => {
    const changes: [(paragraphs: Bundle['rationale'] & object) => void, number][] = [
      [({ paragraphs }) => void (paragraphs[8]?.sentences.push('It was approved by everybody.')), 8],
      [({ paragraphs }) => void paragraphs[3]?.sentences.shift(), 3],
      [({ paragraphs }) => void paragraphs.splice(2, 1), 2],
      [({ paragraphs }) => void paragraphs.pop(), honest().rationale.paragraphs.length - 1],
      [({ paragraphs }) => void paragraphs.push({ stage: 'act', entry: null, sentences: ['Yes.'] }), honest().rationale.paragraphs.length],
    ];
    for (const [change, at] of changes) {
      const forged = forgeBundle(exported, (bundle) => {
        bundle.rationale = structuredClone(honest().rationale);
        change(bundle.rationale);
      });
      expect(await refuted(forged)).toMatchObject([{ check: 'rationale', where: `rationale.paragraphs[${at}]` }]);
    }
  }); // prettier-ignore

  it('that was put on other evidence is refuted', async () => {
    const forged = forgeBundle(exported, (bundle) => {
      bundle.rationale = structuredClone(honest().rationale);
      bundle.ledger.records[1] = { ...bundle.ledger.records[1], facts: {} } as Bundle['ledger']['records'][number];
    });
    expect((await refuted(forged)).map(({ check }) => check)).toContain('rationale');
  }); // prettier-ignore

  it('that is not there is not missed: bundles of before have none', async () => {
    const before = forgeBundle(exported, (bundle) => {
      delete bundle.rationale;
    });
    expect(await refuted(before)).toEqual([]);
    expect((await foundIn(before)).map(({ check }) => check)).not.toContain('rationale');
  });

  it('in the words of another version is neither accused nor proved', () => {
    const bundle = honest();
    for (const other of [{ words: 'f'.repeat(64) }, { format: 'wayproof-rationale/2' }]) {
      const rationale = { ...bundle.rationale, ...other, paragraphs: [] };
      expect(checkRationale({ ...bundle, rationale })).toMatchObject([
        { state: 'not_proved', where: 'rationale' },
      ]);
    }
  });
});
