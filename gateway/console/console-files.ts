// The built console, read whole when the process starts: a request names a file of this list or none, so no path of a request ever
// reaches the file system.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface ConsoleFile {
  type: string;
  /** The name holds a hash of the content, so it never changes. */
  immutable: boolean;
  etag: string;
  plain: Buffer;
  br: Buffer;
  gzip: Buffer;
}

export interface ConsoleFiles {
  /** By URL path, e.g. `/assets/index-1a2b3c.js`. */
  files: ReadonlyMap<string, ConsoleFile>;
  /** The page that every address of the console begins with; `{{nonce}}` stands where each answer puts its own. */
  page: string;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** @param folder where `npm run console:build` writes. @returns null when nothing is built there. */
export function readConsole(folder: string): ConsoleFiles | null {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const files = new Map<string, ConsoleFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const url = path.slice(folder.length).replaceAll('\\', '/');
    files.set(url, fileOf(readFileSync(path), type, url.startsWith('/assets/')));
  }
  return { files, page: readFileSync(page, 'utf8') };
}

function fileOf(plain: Buffer, type: string, immutable: boolean): ConsoleFile {
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  // The highest quality costs seconds for a few per cent.
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type, immutable, etag, plain, br, gzip: gzipSync(plain, { level: 9 }) };
}
