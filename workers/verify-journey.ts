// A journey's bundle, verified where it is made, as `wayproof audit verify` does it elsewhere: same checks, same confined replay, no
// network. Each one costs a process of some 150 MB for some seconds, so few run at a time and nobody queues.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAnchor, type ReadAnchor } from '../activities/evidence/verify/read-anchor.ts';
import { readReleases } from '../activities/evidence/verify/read-releases.ts';
import { releaseKey } from '../activities/evidence/verify/release-key.ts';
import { verifyBundle } from '../activities/evidence/verify/verify-bundle.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { ExportBundle, VerifyJourney } from '../gateway/ports.ts';
import { productRoot } from './open-ground.ts';
import { startReplayer } from './replay/start-replayer.ts';

const mostAtOnce = 2;

/** @param input.anchorFileOf where the lines of a tenant's anchor are kept. */
export function createVerifyJourney(input: {
  exportBundle: ExportBundle;
  anchorFileOf: (tenant: TenantId) => string;
}): VerifyJourney {
  const { exportBundle, anchorFileOf } = input;
  let running = 0;
  return async ({ tenant, journeyId }) => {
    if (running >= mostAtOnce) return 'busy';
    running += 1;
    const replayer = startReplayer();
    // Its process takes half a second to start: beside the making of the bundle.
    replayer.prepare();
    try {
      const bundle = await exportBundle({ tenant, journeyId, documents: false });
      const anchor = await linesIn(anchorFileOf(tenant));
      const releases = readReleases(
        await readFile(join(productRoot, 'releases', 'releases.json')),
        releaseKey,
      );
      const { verdict, findings } = await verifyBundle(Buffer.from(bundle, 'utf8'), {
        ...{ anchor, releases, replayer },
      });
      return { verdict, findings };
    } finally {
      replayer.stop();
      running -= 1;
    }
  };
}

async function linesIn(file: string): Promise<ReadAnchor | null> {
  try {
    return readAnchor(await readFile(file, 'utf8'));
  } catch (error) {
    // No head was anchored yet; the verifier then says that nothing was compared.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
