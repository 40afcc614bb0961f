// The recorded histories, as they stand in their files.
import { readFileSync } from 'node:fs';
import type { Manifest } from './manifest.ts';

const folder = new URL('histories/', import.meta.url);

export function recordedText(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

export const recordedManifest = JSON.parse(recordedText('manifest')) as Manifest;
