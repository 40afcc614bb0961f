// Collects the journey declarations of a folder, so that a new journey is one new file and no change elsewhere.
// It must refuse a declaration that it cannot hash or that would shadow another: histories name journeys for ever.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { hashJson } from '../contracts/canonical-json.ts';
import { isId } from '../contracts/ids.ts';
import { optionLists } from '../contracts/journey.ts';
import type { CataloguedJourney, JourneyCatalog, JourneyDeclaration } from '../contracts/journey.ts';
import { crmVerbs } from '../contracts/ports/crm.ts';
import { SentenceError } from './sentence-error.ts';

const name = z.string().min(1).max(80);
/** What every declaration must hold; the compiler has checked it already, unless the file came without one. */
const declarationShape = z.looseObject({
  type: z.string().refine((value) => isId('journeyType', value), 'kebab-case, 2 to 61 characters'),
  title: z.string().min(1),
  purpose: name,
  intent: name,
  knowledge: z.array(name),
  evidence: z.enum(['required', 'optional']),
  prompt: name,
  output: z.instanceof(z.ZodObject),
  options: z.array(z.enum(optionLists)),
  checkpoint: name,
  verbs: z.array(z.enum(crmVerbs)).min(1),
  propose: z.custom<JourneyDeclaration['propose']>((value) => typeof value === 'function', 'a function'),
  success: z.object({ outcome: name, withinDays: z.number().positive() }),
});

/**
 * Imports every `*.ts` of `directory` (tests excepted) and catalogues each exported declaration.
 * @throws SentenceError that names the file and what is wrong with it.
 */
export async function loadJourneyCatalog(directory: string): Promise<JourneyCatalog> {
  const journeys = new Map<string, CataloguedJourney>();
  const files = (await readdir(directory)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  for (const file of files.sort()) {
    const module = (await import(pathToFileURL(join(directory, file)).href)) as Record<string, unknown>;
    const declarations = Object.values(module).filter(looksLikeDeclaration);
    if (declarations.length === 0)
      throw new SentenceError(`${file} declares no journey; see declareJourney.`);
    for (const declaration of declarations) {
      assertDeclaration(declaration, file);
      if (journeys.has(declaration.type)) {
        throw new SentenceError(
          `${file} declares the journey ${declaration.type}, which another file declares already.`,
        );
      }
      journeys.set(declaration.type, catalogue(declaration));
    }
  }
  return { get: (type) => journeys.get(type), types: () => [...journeys.keys()].sort() };
}

/** The declaration with its hash and its output's JSON schema; `meta` marks survive in the schema. */
export function catalogue(declaration: JourneyDeclaration): CataloguedJourney {
  const { propose, output, ...data } = declaration;
  const outputSchema = z.toJSONSchema(output, { target: 'draft-2020-12' }) as Record<string, unknown>;
  return {
    declaration,
    outputSchema,
    hash: hashJson({ ...data, output: outputSchema, propose: propose.toString() }),
  };
}

function looksLikeDeclaration(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && 'propose' in value;
}

function assertDeclaration(value: unknown, file: string): asserts value is JourneyDeclaration {
  const parsed = declarationShape.safeParse(value);
  if (parsed.success) return;
  const issue = parsed.error.issues[0];
  throw new SentenceError(
    `${file} declares a journey that cannot be used: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}.`,
  );
}
