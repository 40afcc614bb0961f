// Reads files that somebody named on a command line: never more of one than it may hold, and what cannot be read is said in a sentence.
import { readFile, stat } from 'node:fs/promises';

/** A file that was named cannot be read, or is not what it was named for. The message is for a person. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** @param limit in bytes. @throws UnreadableFile */
export async function readBytes(file: string, limit: number): Promise<Uint8Array | 'too_large'> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new UnreadableFile(`${file} is no file.`);
    return found.size > limit ? 'too_large' : await readFile(file);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UnreadableFile(`${file} cannot be read (${code}).`);
  }
}
