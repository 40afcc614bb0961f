// The switch by which the demo takes a part of its own stack away: the knowledge store, or the configured model. It works at
// the port, so that the same happens on embedded and on real parts; what comes of it is the product's doing.
import { failures } from '../../contracts/failures.ts';
import type { KnowledgeStore } from '../../contracts/ports/knowledge.ts';
import type { ModelConnector } from '../../contracts/ports/model.ts';
import type { WrapParts } from '../wrap-parts.ts';

export type OutagePart = 'knowledge' | 'model';

export interface Outage {
  /** Settles when the part was asked for the first time while it was away. */
  felt: Promise<void>;
  giveBack(): void;
}

export interface OutageSwitch {
  wrap: WrapParts;
  takeAway(part: OutagePart): Outage;
}

export function createOutageSwitch(): OutageSwitch {
  /** What is away, and whom to tell when it is asked for. */
  const away = new Map<OutagePart, () => void>();

  function answer(part: OutagePart): void {
    const tell = away.get(part);
    if (!tell) return;
    tell();
    throw failures.dependencyUnavailable('taken away for the demonstration', { part });
  }

  /** Stands in even where no model is configured, so that the same case is the same everywhere. */
  const awayModel = (region: string): ModelConnector => ({
    provider: 'ollama',
    region,
    probe: () => Promise.resolve({ ready: false, detail: 'taken away for the demonstration' }),
    async generate() {
      answer('model');
      // Given back between the choice of the model and its call: as away as a moment before.
      throw failures.dependencyUnavailable('taken away for the demonstration', { part: 'model' });
    },
  });

  function switched(knowledge: KnowledgeStore): KnowledgeStore {
    const { name, region } = knowledge;
    const unlessAway =
      <Input, Result>(call: (input: Input) => Promise<Result>) =>
      async (input: Input): Promise<Result> => {
        answer('knowledge');
        return call(input);
      };
    return {
      ...{ name, region },
      upsert: unlessAway((input) => knowledge.upsert(input)),
      search: unlessAway((input) => knowledge.search(input)),
      deleteDocument: unlessAway((input) => knowledge.deleteDocument(input)),
      deleteSubject: unlessAway((input) => knowledge.deleteSubject(input)),
      aboutSubject: unlessAway((input) => knowledge.aboutSubject(input)),
      documents: unlessAway((input) => knowledge.documents(input)),
      stats: unlessAway((input) => knowledge.stats(input)),
      probe: () => knowledge.probe(),
    };
  }

  return {
    wrap: {
      knowledge: switched,
      models: (models) => ({
        fallback: models.fallback,
        judge: models.judge,
        get primary() {
          return away.has('model') ? awayModel(models.fallback.region) : models.primary;
        },
      }),
    },
    takeAway(part) {
      let tell: () => void = () => undefined;
      const felt = new Promise<void>((settle) => (tell = settle));
      away.set(part, tell);
      return { felt, giveBack: () => void away.delete(part) };
    },
  };
}
