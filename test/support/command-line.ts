// `wayproof` against a small HTTP server that answers what a test says: for tests of what the client sends, prints and exits with.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { main } from '../../cli/main.ts';

export interface Seen {
  method: string;
  path: string;
  body: unknown;
  contentType: string | undefined;
  authorization: string | undefined;
}

export const id = 'jrn_0123456789abcdef01234567';
export const now = 1_700_000_000_000;
export const as = '--as retention-lead --tenant lumen-retail';

export const journey = {
  id,
  type: 'churn-rescue',
  tenant: 'lumen-retail',
  subject: 'sub_1',
  stage: 'checkpoint',
  outcome: null,
  reasons: [],
  score: 0.8,
  tier: 'standard',
  checkpoint: {
    requestId: 'cp_1',
    proposalHash: 'ab'.repeat(32),
    approverRole: 'retention-lead',
    opensAt: now - 60_000,
    deadlineAt: now + 3_600_000,
    blocked: false,
    standing: { claim: null, assignee: null, delegators: [], approvals: [], level: 0 },
    remindedAt: null,
    remaining: 1,
    quorum: { approvals: 1, including: null },
    rejectReasons: ['not_suitable', 'bad_timing'],
  },
  decision: null,
  model: { provider: 'extractive', model: 'extractive-composer', fallback: 'no_model_configured' },
  retrieval: { store: 'pgvector', passages: 4 },
  head: null,
  createdAt: now - 60_000,
  content: {
    customerId: 'lr-1',
    proposal: { operations: [{ verb: 'grant_points', points: 500, reason: 'churn-rescue' }] },
    draft: { output: { remedy: 'points-500' } },
    findings: [],
    reasons: [],
    decidedBy: null,
    people: {},
  },
};

/** A server for each test of the file; `answers` are by `METHOD /path`, without the query. */
export function commandLine() {
  let server: Server;
  let url: string;
  const bench = {
    seen: [] as Seen[],
    answers: {} as Record<string, { status: number; body: unknown }>,
    run,
  };

  beforeEach(async () => {
    bench.seen = [];
    bench.answers = {
      'POST /identity/personas/token': { status: 200, body: { access_token: 'persona-token' } },
      'GET /v1/journeys': { status: 200, body: { journeys: [journey], next: null } },
      [`GET /v1/journeys/${id}`]: { status: 200, body: journey },
      [`POST /v1/journeys/${id}/decision`]: {
        status: 200,
        body: { verdict: 'accepted', decision: 'approve', proposalHash: journey.checkpoint.proposalHash },
      },
    };
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const path = request.url ?? '';
        bench.seen.push({
          method: request.method ?? '',
          path,
          body: text === '' ? null : (JSON.parse(text) as unknown),
          contentType: request.headers['content-type'],
          authorization: request.headers.authorization,
        });
        const answer = bench.answers[`${request.method} ${path.split('?')[0]}`] ?? {
          status: 404,
          body: { title: 'No such route' },
        };
        response
          .writeHead(answer.status, { 'content-type': 'application/json' })
          .end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((settle) => server.close(settle)));

  /** Runs a command line, split at spaces where it is one text. Files are given by name and text. */
  async function run(
    line: string | readonly string[],
    files: Record<string, string> = {},
    environment: Record<string, string> = {},
    /** What a person at the terminal answers, in order; then he ends his input. Absent: nobody sits there. */
    answers?: string[],
  ) {
    const out: string[] = [];
    const error: string[] = [];
    const code = await main(typeof line === 'string' ? line.split(' ') : line, {
      out: (text) => out.push(text),
      error: (text) => error.push(text),
      read: async (file) => {
        const text = files[file];
        if (text === undefined) throw Object.assign(new Error('missing'), { code: 'ENOENT' });
        return text;
      },
      ...(answers && { ask: async () => answers.shift() ?? null }),
      now: () => now,
      environment: { WAYPROOF_URL: url, ...environment },
    });
    return { code, out: out.join('\n'), error: error.join('\n') };
  }

  return bench;
}
