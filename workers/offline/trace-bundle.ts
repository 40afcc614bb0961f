// `wayproof audit lineage --bundle FILE`: the lineage of one bundle, without server, key or store. It says nothing about whether the
// bundle is honest: that is `audit verify`'s.
import { buildLineage } from '../../activities/evidence/lineage/build-lineage.ts';
import { readBundle } from '../../activities/evidence/verify/read-bundle.ts';
import { bundleBytesLimit, type Bundle } from '../../contracts/bundle.ts';
import type { LineageChange, TracedLineage } from '../../contracts/lineage.ts';
import { readBytes, UnreadableFile } from './read-bytes.ts';

/** @throws UnreadableFile, with a sentence for a person. */
export async function traceBundle(file: string): Promise<TracedLineage> {
  const bytes = await readBytes(file, bundleBytesLimit);
  if (bytes === 'too_large')
    throw new UnreadableFile(`${file} is larger than a bundle may be (${bundleBytesLimit} bytes).`);
  const read = readBundle(bytes);
  if ('fault' in read) throw new UnreadableFile(`${file}: ${read.fault}`);
  if ('certificate' in read)
    throw new UnreadableFile(`${file} is the certificate of an erasure, not a journey.`);
  const { journey, evidence } = read.bundle;
  const { id, workflowId, outcome } = journey;
  const { entries } = evidence;
  const graph = buildLineage([{ journeyId: id, workflowId, entries, changes: changesIn(read.bundle) }]);
  return { journeys: [{ id, outcome, sealed: true }], focus: [], more: false, ...graph };
}

/** The diff, where the bundle was made with its documents. */
function changesIn({ documents }: Bundle): LineageChange[] | null {
  const body = documents.find(({ kind, state }) => kind === 'crm-diff' && state === 'given')?.body;
  if (!Array.isArray(body)) return null;
  return body.flatMap((change): LineageChange[] => {
    if (typeof change !== 'object' || change === null || Array.isArray(change)) return [];
    const { object, id, field, before, after } = change;
    if (typeof object !== 'string' || typeof id !== 'string' || typeof field !== 'string') return [];
    return [
      { object, id, field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) },
    ];
  });
}
