// A problem of the API as an error that pages can show. It holds the API's own fixed sentences, never a text of the page.

/** RFC 9457, with the members that this API adds. */
export interface ProblemBody {
  code: string;
  title: string;
  detail: string;
  status: number;
  instance?: string;
  roles?: string[];
  refusal?: { code: string; sentence: string; findings?: unknown };
  errors?: { pointer: string; reason: string }[];
}

export class ApiProblem extends Error {
  readonly body: ProblemBody;
  /** When it is worth trying again; null: nothing was said. */
  readonly retryAfterSeconds: number | null;

  constructor(body: ProblemBody, retryAfterSeconds: number | null) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get code(): string {
    return this.body.code;
  }
}

/** What a person reads of any error: what happened, and what to do. */
export function wordsOf(error: unknown): { title: string; detail: string; instance: string | null } {
  if (error instanceof ApiProblem) {
    const { title, detail, refusal, instance = null, roles } = error.body;
    const who = roles && roles.length > 0 ? ` It is for: ${roles.join(', ')}.` : '';
    return { title, detail: refusal?.sentence ?? `${detail}${who}`, instance };
  }
  return {
    title: 'No answer',
    detail: 'The gateway does not answer. Check the connection; this page asks again by itself.',
    instance: null,
  };
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  const fallback: ProblemBody = {
    ...{ code: 'internal', title: 'No usable answer', status: response.status },
    detail:
      'The gateway, or something in front of it, answered in a form that this page does not know. Try again.',
  };
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? ((await response.clone().json()) as ProblemBody) : fallback;
  return new ApiProblem(body, Number.isFinite(after) ? after : null);
}
