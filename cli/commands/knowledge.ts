// `wayproof knowledge load|search`: a tenant's documents into the knowledge store, and what a role may find there.
import type { Command } from 'commander';
import { batches } from '../batches.ts';
import type { CommandContext } from '../context.ts';
import { knowledgeDocuments } from '../knowledge-input.ts';
import { indent } from '../layout.ts';
import { readInput } from '../read-input.ts';

/** The gateway takes 50 documents and 256 KiB in one request. */
const limits = { items: 50, bytes: 240_000 };

interface Loaded {
  documents: number;
  written: number;
  unchanged: number;
}

interface Passage {
  documentId: string;
  title: string;
  source: string;
  text: string;
  score: number;
}

export function addKnowledgeCommand(program: Command, context: CommandContext): void {
  const knowledge = program.command('knowledge').description('load and search knowledge');
  knowledge
    .command('load')
    .argument(
      '<files...>',
      'Markdown with front matter, or a JSON array of documents; - reads standard input',
    )
    .description('load documents; unchanged passages are left alone (role compliance)')
    .action(async (files: string[], _options: object, command: Command) => {
      const read = files.map(async (file) =>
        knowledgeDocuments(await readInput(context.terminal, file), file),
      );
      const documents = (await Promise.all(read)).flat();
      const client = context.client(command);
      const total: Loaded = { documents: 0, written: 0, unchanged: 0 };
      for (const batch of batches(documents, limits)) {
        const answer = await client.request<Loaded>({
          method: 'POST',
          path: '/v1/knowledge/documents',
          body: { documents: batch },
        });
        for (const name of ['documents', 'written', 'unchanged'] as const) total[name] += answer[name];
      }
      context.print(
        command,
        total,
        () => `${total.documents} documents: ${total.written} passages written, ${total.unchanged} unchanged`,
      );
    });

  knowledge
    .command('search')
    .argument('<query...>', 'words')
    .description('find passages that your role may read, best first')
    .option('--source <source>', 'only this source, e.g. products')
    .option('--limit <n>', 'at most this many', '8')
    .action(async (words: string[], options: { source?: string; limit: string }, command: Command) => {
      const answer = await context.client(command).request<{ passages: Passage[] }>({
        path: '/v1/knowledge/search',
        query: { q: words.join(' '), ...options },
      });
      context.print(command, answer, () => describe(answer.passages));
    });
}

function describe(passages: readonly Passage[]): string {
  if (passages.length === 0) return 'Nothing found.';
  return passages
    .map(({ score, source, title, documentId, text }) =>
      [
        `${score.toFixed(3)}  ${source}  ${title}  (${documentId})`,
        indent(text.replace(/\s+/g, ' ').trim(), '       '),
      ].join('\n'),
    )
    .join('\n');
}
