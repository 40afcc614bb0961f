// The list of released workflow code, signed by whoever releases it. Code that is not in it is never run. Pure.
import { z } from 'zod';
import { JsonFaultError, parseStrictJson } from '../../../contracts/strict-json.ts';
import { isSignedBy, type PublicJwk } from './public-keys.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const releaseListSchema = z.strictObject({
  format: z.literal('wayproof-releases/1'),
  releases: z.array(
    z.strictObject({
      /** SHA-256 of the bundled workflow code, as workers/workflow-bundle.ts builds it. */
      codeHash: hash,
      /** SHA-256 over what it was built from. */
      sources: hash,
      /** Version of Temporal's SDK. */
      sdk: z.string(),
      /** Version of Wayproof. */
      version: z.string(),
      /** Day of the release. */
      at: z.iso.date(),
    }),
  ),
  /** Base64url Ed25519 over the canonical JSON of `{format, releases}`. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;
export type Release = ReleaseList['releases'][number];

export type ReadReleases = { releases: Release[] } | { fault: string };

/** What the signature is over. */
export function signedReleases({ format, releases }: Pick<ReleaseList, 'format' | 'releases'>) {
  return { format, releases };
}

export function readReleases(bytes: Uint8Array, releaseKey: PublicJwk): ReadReleases {
  let value: unknown;
  try {
    value = parseStrictJson(bytes);
  } catch (error) {
    if (error instanceof JsonFaultError) return { fault: 'The release list is no JSON.' };
    throw error;
  }
  const list = releaseListSchema.safeParse(value).data;
  if (!list) return { fault: 'The release list has not the form of one.' };
  if (!isSignedBy(releaseKey, signedReleases(list), list.signature))
    return { fault: 'The signature of the release list does not fit the release key.' };
  return { releases: list.releases };
}

/**
 * The release that a worker's build id names: the SDK's own (`@temporalio/worker@VERSION+HASH`), or 16 digits of the hash where a
 * deployment is named (workers/temporal/join-deployment.ts).
 */
export function releaseOf(releases: readonly Release[], buildId: string): Release | null {
  const own = /^@temporalio\/worker@([0-9A-Za-z.-]+)\+([0-9a-f]{64})$/.exec(buildId);
  if (own) return releases.find(({ codeHash, sdk }) => codeHash === own[2] && sdk === own[1]) ?? null;
  if (!/^[0-9a-f]{16}$/.test(buildId)) return null;
  return releases.find(({ codeHash }) => codeHash.startsWith(buildId)) ?? null;
}
