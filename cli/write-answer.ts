// Writes what the gateway answered into a file, byte for byte as it was sent: what is signed and hashed is that one encoding.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { canonicalJson } from '../contracts/canonical-json.ts';
import { FailedError } from './failures.ts';

export interface WrittenAnswer {
  file: string;
  bytes: number;
  /** In lower-case hex. */
  sha256: string;
}

/**
 * @param options.isPersonal a file that it makes is for its owner's eyes alone.
 * @param options.isNew one that is there already is not touched.
 * @throws FailedError when it cannot be written.
 */
export async function writeAnswer(
  file: string,
  answer: unknown,
  { isPersonal = false, isNew = false }: { isPersonal?: boolean; isNew?: boolean } = {},
): Promise<WrittenAnswer> {
  const text = canonicalJson(answer);
  await writeFile(file, text, { mode: isPersonal ? 0o600 : 0o666, flag: isNew ? 'wx' : 'w' }).catch(
    (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new FailedError(
        code === 'EEXIST'
          ? `${file} is there already and was not touched.`
          : `${file} cannot be written (${code}).`,
      );
    },
  );
  return { file, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}
