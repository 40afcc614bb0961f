// Where a region's signed tree heads are anchored. By default in the state folder, beside the database, which protects against a hand in
// the database but not against one on the whole disk; `doctor` says so.
import { join } from 'node:path';
import { createFileAnchor } from '../connectors/anchor/file-anchor.ts';
import type { Anchor } from '../contracts/ports/anchor.ts';
import type { PartStatus } from '../gateway/ports.ts';
import type { Config } from './config.ts';

type Settings = Pick<Config, 'anchorDirectory' | 'stateDirectory'>;

/** A folder for each region, made when the first head comes. */
export function anchorIn(config: Settings, region: string): Anchor {
  return createFileAnchor({ folder: join(anchorFolder(config), region), region });
}

export function anchorFolder({ anchorDirectory, stateDirectory }: Settings): string {
  return anchorDirectory ?? join(stateDirectory, 'anchor');
}

export function anchorStatus(config: Settings): Omit<PartStatus, 'region'> {
  const detail =
    config.anchorDirectory === undefined
      ? 'files in the state folder, beside the database: whoever rewrites both is not found out; set WAYPROOF_ANCHOR_DIR to a folder on another machine or medium'
      : 'files in the folder of WAYPROOF_ANCHOR_DIR';
  return { name: 'anchor', version: null, state: 'ready', detail };
}
