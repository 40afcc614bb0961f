// One Markdown file with front matter, checked. It must never guess a missing audience: who may read decides the author.
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

const frontMatter = z.strictObject({
  title: z.string().min(1).max(200),
  source: z.enum(knowledgeSources),
  /** Roles that may read it; `all` for everybody. */
  audience: z.array(z.string().regex(/^[a-z][a-z0-9:-]{0,63}$/)).min(1),
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  updated: z.iso.date(),
});

export type KnowledgeFile = z.infer<typeof frontMatter> & { path: string; body: string };

/** @returns the file, or what is wrong with it; a problem names the path and the member, never the text. */
export function readKnowledgeFile({
  path,
  text,
}: {
  path: string;
  text: string;
}): KnowledgeFile | { problem: string } {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (!match) return { problem: `${path}: starts without front matter (--- lines around title, source, …)` };
  const [, head = '', body = ''] = match;
  if (body.trim() === '') return { problem: `${path}: has no text` };
  const parsed = frontMatter.safeParse(parseYaml(head));
  if (parsed.success) return { ...parsed.data, path, body: body.replaceAll('\r\n', '\n') };
  const [issue] = parsed.error.issues;
  return {
    problem: `${path}: front matter ${issue?.path.join('.') || 'is no YAML mapping'}: ${issue?.message ?? 'invalid'}`,
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
