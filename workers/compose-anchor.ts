// Where a region's signed tree heads are anchored. By default in the state folder, beside the database, which protects against a hand in
// the database but not against one on the whole disk; `doctor` says so.
import { join } from 'node:path';
import type { ExportAnchor } from '../activities/evidence/export-bundle.ts';
import { createAnchorAtExport } from '../activities/governance/anchor-at-export.ts';
import { anchorFileOf, createFileAnchor } from '../connectors/anchor/file-anchor.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Anchor } from '../contracts/ports/anchor.ts';
import type { Logger } from 'pino';
import type { PartStatus } from '../gateway/ports.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';

type Settings = Pick<Config, 'anchorDirectory' | 'stateDirectory'>;

/** A folder for each region, made when the first head comes. */
export function anchorIn(config: Settings, region: string): Anchor {
  return createFileAnchor({ folder: folderOf(config, region), region });
}

/** Where the lines of a tenant of the region stand. */
export function anchorFileIn(config: Settings, region: string, tenant: TenantId): string {
  return anchorFileOf(folderOf(config, region), tenant);
}

/** As exports see it: the newest head is published before a bundle is made. */
export function exportAnchorIn(input: {
  config: Settings & Pick<Config, 'run'>;
  region: string;
  stores: Pick<ComposedStore, 'store'>;
  log: Pick<Logger, 'warn'>;
}): ExportAnchor {
  const { config, region, stores, log } = input;
  return createAnchorAtExport({
    ledger: stores.store.ledger,
    anchor: anchorIn(config, region),
    mayBegin: config.run !== 'gateway',
    onError: (error, tenant) => log.warn({ err: error, tenant }, 'a head could not be anchored at an export'),
  });
}

function folderOf({ anchorDirectory, stateDirectory }: Settings, region: string): string {
  return join(anchorDirectory ?? join(stateDirectory, 'anchor'), region);
}

export function anchorStatus(config: Settings): Omit<PartStatus, 'region'> {
  const detail =
    config.anchorDirectory === undefined
      ? 'files in the state folder, beside the database: whoever rewrites both is not found out; set WAYPROOF_ANCHOR_DIR to a folder on another machine or medium'
      : 'files in the folder of WAYPROOF_ANCHOR_DIR';
  return { name: 'anchor', version: null, state: 'ready', detail };
}
