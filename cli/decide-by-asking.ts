// Asks a person at a terminal for his decision: shows the proposal, what would change in the CRM and what the guard found, and then asks.
// It decides nothing by itself; an answer that is not understood is asked for again, and no answer is no decision.
import { describeJourney } from './describe-journey.ts';
import type { JourneyDetail } from './describe-journey.ts';
import type { GatewayClient } from './gateway-client.ts';
import { indent } from './layout.ts';
import type { Terminal } from './terminal.ts';
import { parseInput, readInput } from './read-input.ts';

interface PreviewSeen {
  verdict: 'pass' | 'fail';
  findings: { code: string; severity: string; sentence?: string }[];
  crm: {
    verdict: string;
    code: string | null;
    diff: { object: string; id: string; field: string; before: unknown; after: unknown }[] | null;
  };
}

type Ask = NonNullable<Terminal['ask']>;

/** @returns members of the decision's body; null: he left it. */
export async function decideByAsking(input: {
  terminal: Terminal;
  ask: Ask;
  client: GatewayClient;
  journey: JourneyDetail;
}): Promise<Record<string, unknown> | null> {
  const { terminal, ask, client, journey } = input;
  terminal.out(describeJourney(journey, terminal.now(), ''));
  const preview = (edit: unknown) =>
    client.request<PreviewSeen>({
      method: 'POST',
      path: `/v1/journeys/${encodeURIComponent(journey.id)}/preview`,
      body: { edit },
    });
  terminal.out(describePreview(await preview(null)));
  for (;;) {
    const answer = (await ask('approve, edit, reject, or leave it? '))?.trim().toLowerCase();
    if (answer === undefined || 'leave'.startsWith(answer) || answer === '') return null;
    if ('approve'.startsWith(answer)) return withComment(ask, { decision: 'approve' });
    if ('reject'.startsWith(answer)) {
      const reasonCode = await askReason(ask, journey.checkpoint?.rejectReasons ?? []);
      if (reasonCode !== null) return withComment(ask, { decision: 'reject', reasonCode });
    }
    if ('edit'.startsWith(answer)) {
      const edit = await askEdit(terminal, ask);
      if (edit === null) continue;
      terminal.out(describePreview(await preview(edit)));
      if ((await ask('send this edit? yes or no: '))?.trim().toLowerCase().startsWith('y'))
        return withComment(ask, { decision: 'edit_and_approve', edit });
    }
  }
}

/** What would change, and what is the matter with it. */
function describePreview({ verdict, findings, crm }: PreviewSeen): string {
  const changes = (crm.diff ?? []).map(
    ({ object, id, field, before, after }) =>
      `${object} ${id}: ${field}  ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
  );
  const none = crm.diff === null ? [`(${crm.code ?? crm.verdict.replaceAll('_', ' ')})`] : ['(nothing)'];
  const found = findings.map(({ code, severity, sentence }) =>
    `${severity}  ${code}  ${sentence ?? ''}`.trim(),
  );
  return [
    'would change in the CRM',
    indent((changes.length > 0 ? changes : none).join('\n')),
    `guard: ${verdict}`,
    ...(found.length > 0 ? [indent(found.join('\n'))] : []),
  ].join('\n');
}

async function askReason(ask: Ask, reasons: readonly string[]): Promise<string | null> {
  const listed = reasons.map((reason, index) => `${index + 1} ${reason}`).join(', ');
  const answer = (await ask(`why? ${listed}: `))?.trim() ?? '';
  return reasons[Number(answer) - 1] ?? reasons.find((reason) => reason === answer) ?? null;
}

async function askEdit(terminal: Terminal, ask: Ask): Promise<unknown> {
  const file = (await ask('file with the edited output (`journeys show ID --draft` prints one): '))?.trim();
  if (file === undefined || file === '') return null;
  const edit = parseInput(await readInput(terminal, file), file);
  if (typeof edit === 'object' && edit !== null && !Array.isArray(edit)) return edit;
  terminal.error(`${file} is not a JSON object.`);
  return null;
}

async function withComment(ask: Ask, decision: Record<string, unknown>): Promise<Record<string, unknown>> {
  const comment = (await ask('comment, if any: '))?.trim() ?? '';
  return { ...decision, ...(comment !== '' && { comment }) };
}
