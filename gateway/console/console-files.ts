// The built console, read whole when the process starts: a request names a file of this list or none, so no path of a request ever
// reaches the file system. What the build compressed is taken as it lies there; nothing is compressed here.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface ConsoleFile {
  type: string;
  /** The name holds a hash of the content, so it never changes. */
  immutable: boolean;
  etag: string;
  plain: Buffer;
  /** As the build compressed it; null: it has not. */
  br: Buffer | null;
  gzip: Buffer | null;
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
    files.set(url, fileAt(path, type, url.startsWith('/assets/')));
  }
  return { files, page: readFileSync(page, 'utf8') };
}

function fileAt(path: string, type: string, immutable: boolean): ConsoleFile {
  const plain = readFileSync(path);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const beside = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : null);
  return { type, immutable, etag, plain, br: beside('.br'), gzip: beside('.gz') };
}
