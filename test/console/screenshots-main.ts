// Makes the pictures of README and docs from a fresh stack with the sample events. Run by hand after the console has changed:
// node --import tsx test/console/screenshots-main.ts
import { join } from 'node:path';
import { openConsoleGround } from './console-ground.ts';
import { everyLook, shootPages } from './shoot-pages.ts';

const ground = await openConsoleGround();
try {
  const folder = join(import.meta.dirname, '..', '..', 'docs', 'images');
  await shootPages(ground, { folder, looks: everyLook });
} finally {
  await ground.close();
}
