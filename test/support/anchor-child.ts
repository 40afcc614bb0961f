// A process of its own that publishes to a file anchor: `FOLDER TENANT COUNT [nobody]`. Its last line of output says what came of it.
import { createFileAnchor } from '../../connectors/anchor/file-anchor.ts';
import { createLines } from './anchor-lines.ts';

const [folder = '', tenant = '', count = '1', as] = process.argv.slice(2);
const lineOf = createLines();
const anchor = createFileAnchor({ folder, region: 'eu' });
// Root may do anything; a test of what may not be done needs somebody else.
if (as === 'nobody' && process.getuid?.() === 0) process.setuid?.(65_534);

/** @returns the failure's type and code; null when it was published. */
async function publishNext(): Promise<string | null> {
  try {
    const newest = await anchor.newest({ tenant });
    await anchor.publish(lineOf(tenant, (newest?.head.size ?? 0) + 1, newest));
    return null;
  } catch (error) {
    const { type, details } = error as { type: string; details: { code?: string }[] };
    return `${type} ${details[0]?.code}`;
  }
}

let outcome = 'published';
for (let done = 0; done < Number(count);) {
  const failed = await publishNext();
  if (failed === null) done += 1;
  // Another process was quicker.
  else if (failed !== 'ContractBroken anchor_moved_on') {
    outcome = failed;
    break;
  }
}
process.stdout.write(`${outcome}\n`);
