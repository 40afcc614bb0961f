// The confined process of the replayer: plain Node, one line of JSON in, one out. It loads workflow code only under the hash that it
// was told, replays histories as data, and ends with its standard input. It must never need the network, a key or a file to write.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';

const { DefaultLogger, Runtime, Worker } = await import('@temporalio/worker');
// What a hostile history makes the SDK say goes nowhere.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF' } },
});

/** What holds here, looked at rather than promised. */
const confinement = {
  network: Object.keys(networkInterfaces()).length > 0,
  read: process.permission ? process.permission.has('fs.read') : true,
  write: process.permission ? process.permission.has('fs.write') : true,
  processes: process.permission ? process.permission.has('child') : true,
};
answer({ ready: confinement });

const codes = new Map();
function codeOf({ codePath, codeHash }) {
  const known = codes.get(codeHash);
  if (known) return known;
  const code = readFileSync(codePath, 'utf8');
  if (createHash('sha256').update(code).digest('hex') !== codeHash) return null;
  // One list of releases has a few; a process lives for one command.
  codes.set(codeHash, code);
  return code;
}

async function replay({ workflowId, events, ...named }) {
  const code = codeOf(named);
  if (code === null) return { notDone: 'the workflow code at hand is not what its hash says.' };
  const entries = [];
  const emit = { fn: (_info, entry) => void entries.push(entry), callDuringReplay: true };
  try {
    // In this thread: worker threads are not permitted here.
    await Worker.runReplayHistory(
      { workflowBundle: { code }, debugMode: true, sinks: { evidence: { emit } } },
      { events },
      workflowId,
    );
  } catch (error) {
    const kind = error instanceof Error ? error.name : '';
    const broken = kind === 'DeterminismViolationError';
    return {
      refused: broken
        ? 'The released code does not go this way through the history.'
        : 'The history cannot be replayed: it is not one that the released code wrote.',
    };
  }
  return { entries };
}

function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, ...question } = JSON.parse(line);
  answer({ id, answer: await replay(question) });
}
process.exit(0);
