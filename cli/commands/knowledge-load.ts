// `wayproof knowledge load`: files and folders as documents. Everything is read and converted before anything is sent, so
// that a bad file stops the whole load; what is sent twice is left alone, so that a load may be run again at any time.
import type { Command } from 'commander';
import { batches } from '../batches.ts';
import type { CommandContext, GlobalOptions } from '../context.ts';
import { UsageError } from '../failures.ts';
import type { GatewayClient } from '../gateway-client.ts';
import { findSources } from '../knowledge/find-sources.ts';
import type { FoundSources, Source } from '../knowledge/find-sources.ts';
import { readList } from '../knowledge/read-list.ts';
import { readSource } from '../knowledge/read-source.ts';
import type { Document } from '../knowledge/read-source.ts';
import { SourceProblem } from '../knowledge/source-problem.ts';
import type { Terminal } from '../terminal.ts';
import { readInput } from '../read-input.ts';
import type { DocumentState } from './knowledge.ts';

/** The gateway takes 50 documents; fewer show progress. A longer document goes alone: its limit holds for it. */
const limits = { items: 10, bytes: 240_000 };
/** Longer lists of problems help nobody. */
const mostProblems = 10;

interface Loaded {
  documents: number;
  changed: number;
  written: number;
  unchanged: number;
  /** By type; absent from a gateway of before 2026-11-22. */
  hidden?: Record<string, number>;
  screened?: { documentId: string; codes: string[] }[];
}
type Deleted = Pick<DocumentState, 'documentId' | 'passages'>;

export function addKnowledgeLoadCommand(knowledge: Command, context: CommandContext): void {
  const { terminal } = context;
  knowledge
    .command('load')
    .argument(
      '<paths...>',
      'files or folders of .md, .html, .csv and .pdf; a .json list of documents; - reads one',
    )
    .description('load documents; what did not change is left alone (role compliance)')
    .option('--prefix <prefix>', 'what the ids begin with, instead of the folder as typed; "" for nothing')
    .option('--prune', 'also delete the documents of the loaded folders whose files are gone')
    .addHelpText(
      'after',
      '\nMarkdown says what it is in front matter: title, source, audience, language, updated. Other files have these members\n' +
        'in FILE.meta.yaml beside them, or in _meta.yaml for a folder and those below it.',
    )
    .action(async (paths: string[], options: { prefix?: string; prune?: true }, command: Command) => {
      const isList = (path: string) => path === '-' || path.endsWith('.json');
      const found = await findSources(
        paths.filter((path) => !isList(path)),
        options.prefix,
      );
      const scopes = options.prune ? pruneScopes(found) : [];
      const lists = paths.filter(isList).map(async (path) => readList(await readInput(terminal, path), path));
      const documents = [
        ...(await readSources(found.sources, terminal)),
        ...(await Promise.all(lists)).flat(),
      ];
      if (documents.length === 0) throw new UsageError(`${paths.join(', ')}: no document is there.`);
      if (found.leftOut.length > 0)
        terminal.error(
          `Left out ${found.leftOut.length} files that are no documents: ${shortList(found.leftOut)}`,
        );

      const client = context.client(command);
      const { json } = command.optsWithGlobals<GlobalOptions>();
      const progress = json ? undefined : terminal.progress;
      const total = await send(client, documents, progress);
      const kept = new Set(found.sources.map(({ documentId }) => documentId));
      const deleted = await prune(client, scopes, kept);
      context.print(command, { ...total, ...(options.prune && { deleted }) }, () => describe(total, deleted));
    });
}

async function send(client: GatewayClient, documents: readonly unknown[], progress: Terminal['progress']) {
  const total = {
    ...{ documents: 0, changed: 0, written: 0, unchanged: 0 },
    hidden: {} as Record<string, number>,
    screened: [] as NonNullable<Loaded['screened']>,
  };
  try {
    for (const batch of batches(documents, limits)) {
      progress?.(`loading ${total.documents} of ${documents.length} documents`);
      const answer = await client.request<Loaded>({
        method: 'POST',
        path: '/v1/knowledge/documents',
        body: { documents: batch },
      });
      for (const name of ['documents', 'changed', 'written', 'unchanged'] as const)
        total[name] += answer[name];
      for (const [type, count] of Object.entries(answer.hidden ?? {}))
        total.hidden[type] = (total.hidden[type] ?? 0) + count;
      total.screened.push(...(answer.screened ?? []));
    }
  } finally {
    progress?.('');
  }
  return total;
}

/** @throws UsageError that lists what is wrong by file; nothing was sent then. */
async function readSources(sources: readonly Source[], terminal: Terminal): Promise<Document[]> {
  const documents: Document[] = [];
  const problems: string[] = [];
  const ids = new Set<string>();
  for (const source of sources) {
    try {
      if (ids.has(source.documentId)) throw new SourceProblem(`is the second file for ${source.documentId}`);
      ids.add(source.documentId);
      documents.push(await readSource(source, terminal.now));
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      problems.push(`  ${source.file} ${error.message}.`);
    }
  }
  if (problems.length === 0) return documents;
  const more = problems.length > mostProblems ? [`  and ${problems.length - mostProblems} more.`] : [];
  throw new UsageError(['Nothing was loaded:', ...problems.slice(0, mostProblems), ...more].join('\n'));
}

/** @throws UsageError where it is not clear what may be deleted. */
function pruneScopes({ prefixes, sources }: FoundSources): string[] {
  if (prefixes.length === 0)
    throw new UsageError('--prune needs a folder: it deletes what is gone from there.');
  const empty = prefixes.find((prefix) => !sources.some(({ documentId }) => documentId.startsWith(prefix)));
  // A folder that is not mounted looks just like this.
  if (empty !== undefined)
    throw new UsageError(
      `Nothing was pruned: no document is left under ${JSON.stringify(empty)}. Use \`knowledge delete\` to delete all.`,
    );
  return prefixes;
}

async function prune(client: GatewayClient, scopes: readonly string[], kept: ReadonlySet<string>) {
  const deleted: Deleted[] = [];
  for (const prefix of scopes) {
    const path = '/v1/knowledge/documents';
    const { documents } = await client.request<{ documents: DocumentState[] }>({ path, query: { prefix } });
    for (const { documentId } of documents.filter((state) => !kept.has(state.documentId)))
      deleted.push(await client.request<Deleted>({ method: 'DELETE', path, query: { documentId } }));
  }
  return deleted;
}

function describe(total: Loaded, deleted: readonly Deleted[]): string {
  const { documents, changed, written, unchanged, hidden = {}, screened = [] } = total;
  const types = Object.entries(hidden).map(([type, count]) => `${count} ${type}`);
  return [
    `${documents} documents, ${changed} changed: ${written} passages written, ${unchanged} unchanged`,
    ...(types.length > 0
      ? [`taken out for good, since knowledge never holds them: ${types.join(', ')}`]
      : []),
    ...screened.map(
      ({ documentId, codes }) => `look at ${documentId}: it speaks to a model (${codes.join(', ')})`,
    ),
    ...deleted.map(({ documentId, passages }) => `deleted ${documentId} (${passages} passages)`),
  ].join('\n');
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown}, …` : shown;
}
