// One document of knowledge, checked: a Markdown file with front matter, or text whose metadata came beside it. It must
// never guess a missing audience: who may read decides the author.
import { parse } from 'yaml';
import { z } from 'zod';

export const knowledgeSources = [
  'products',
  'faq',
  'policies',
  'offers',
  'interactions',
  'research',
] as const;

const metadata = z.strictObject({
  title: z.string().min(1).max(200),
  source: z.enum(knowledgeSources),
  /** Roles that may read it; `all` for everybody. */
  audience: z.array(z.string().regex(/^[a-z][a-z0-9:-]{0,63}$/)).min(1),
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  updated: z.iso.date(),
  /** The customer that it is about; absent: nobody in particular. */
  customerId: z
    .string()
    .regex(/^[^\s\p{C}]{1,128}$/u)
    .optional(),
});

/** `path` names the document for ever: the same path replaces it. */
export type KnowledgeFile = z.infer<typeof metadata> & { path: string; body: string };
export type CheckedFile = KnowledgeFile | { problem: string };

/** @returns the file, or what is wrong with it; a problem names the path and the member, never the text. */
export function readKnowledgeFile({ path, text }: { path: string; text: string }): CheckedFile {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (!match) return { problem: `${path}: starts without front matter (--- lines around title, source, …)` };
  const [, head = '', body = ''] = match;
  return check({ path, body, head: parseYaml(head), where: 'front matter ' });
}

/** The same for a document whose metadata needs no parsing. */
export function checkKnowledgeFile({
  path,
  body,
  ...head
}: { path: string; body: string } & Record<string, unknown>): CheckedFile {
  return check({ path, body, head, where: '' });
}

function check(input: { path: string; body: string; head: unknown; where: string }): CheckedFile {
  const { path, body, head, where } = input;
  if (body.trim() === '') return { problem: `${path}: has no text` };
  const parsed = metadata.safeParse(head);
  if (parsed.success) return { ...parsed.data, path, body: body.replaceAll('\r\n', '\n') };
  const [issue] = parsed.error.issues;
  return {
    problem: `${path}: ${where}${issue?.path.join('.') || 'is no YAML mapping'}: ${issue?.message ?? 'invalid'}`,
  };
}

/** Unreadable YAML is nothing, and nothing fails the schema. */
function parseYaml(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return null;
  }
}
