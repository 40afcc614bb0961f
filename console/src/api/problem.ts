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

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.body = body;
  }

  get code(): string {
    return this.body.code;
  }
}

/** What a person reads of any error: what happened, and what to do. Nothing is said to happen by itself: not every page asks again. */
export function wordsOf(error: unknown): { title: string; detail: string; instance: string | null } {
  if (error instanceof ApiProblem) {
    const { title, detail, refusal, instance = null, roles } = error.body;
    const who = roles && roles.length > 0 ? ` It is for: ${roles.join(', ')}.` : '';
    return { title, detail: refusal?.sentence ?? `${detail}${who}`, instance };
  }
  // All that a browser says of a request which nobody answered.
  if (error instanceof TypeError)
    return {
      title: 'No answer',
      detail: 'The gateway does not answer. Check the connection, then try again.',
      instance: null,
    };
  return {
    title: 'This page failed',
    detail: 'Something went wrong on this page, not in the gateway. Load it anew, then try again.',
    instance: null,
  };
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const fallback: ProblemBody = {
    ...{ code: 'internal', title: 'No usable answer', status: response.status },
    detail:
      'The gateway, or something in front of it, answered in a form that this page does not know. Try again.',
  };
  return new ApiProblem(bodyIn(await response.clone().text()) ?? fallback);
}

/** @returns null for what is no problem of this API, such as the page of a proxy. */
function bodyIn(text: string): ProblemBody | null {
  try {
    const told = JSON.parse(text) as Partial<ProblemBody> | null;
    const isProblem = [told?.code, told?.title, told?.detail].every((part) => typeof part === 'string');
    return isProblem ? (told as ProblemBody) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
