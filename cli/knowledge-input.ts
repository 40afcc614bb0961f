// Documents for `knowledge load`: a JSON list, or Markdown with front matter as the sample knowledge has it. It only
// reads; the gateway judges.
import { parse } from 'yaml';
import { UsageError } from './failures.ts';
import { parseInput } from './read-input.ts';

/** @param file its name becomes the document's id when it is Markdown. @throws UsageError when it holds no document. */
export function knowledgeDocuments(text: string, file: string): unknown[] {
  if (file.endsWith('.md')) return [fromMarkdown(text, file)];
  const value = parseInput(text, file);
  const list: unknown =
    typeof value === 'object' && value !== null && 'documents' in value ? value.documents : value;
  if (!Array.isArray(list) || list.length === 0) throw new UsageError(`${file} holds no list of documents.`);
  return list as unknown[];
}

function fromMarkdown(text: string, file: string): unknown {
  const [, head, body] = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined) {
    throw new UsageError(
      `${file} starts without front matter (title, source, audience, language, updated between --- lines).`,
    );
  }
  return { documentId: file, ...frontMatter(head, file), text: body };
}

function frontMatter(head: string, file: string): Record<string, unknown> {
  try {
    // The core schema leaves dates as the text that they are.
    const value: unknown = parse(head, { schema: 'core' });
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Not YAML: said below, without quoting it.
  }
  throw new UsageError(`The front matter of ${file} is no YAML mapping.`);
}
