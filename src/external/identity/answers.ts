import { APIError } from 'better-auth/api';
import { z } from 'zod';
import type { AskingHeaders, SetCookies } from './types.ts';

/** What the library answered, in a form that all its answers have. */
export interface Answered {
  readonly ok: boolean;
  /** The library's own word for what is wrong; empty where nothing is. */
  readonly code: string;
  readonly body: unknown;
  readonly location: string | null;
  readonly setCookies: SetCookies;
}

const refusedSchema = z.object({ code: z.string() });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is refused before the library begins comes as an error, and is an answer as any other. */
function refusedEarly(error: unknown): Response {
  if (!(error instanceof APIError)) throw error;
  return Response.json(error.body ?? {}, { status: error.statusCode });
}

/** Reads an answer. Throws when the library failed at its work, so that nothing of it counts. */
export async function answered(asked: Promise<Response>): Promise<Answered> {
  const response = await asked.catch(refusedEarly);
  if (response.status >= 500) throw new Error(`Sign-in failed inside with status ${response.status}.`);
  const body = parsed(await response.text());
  const refused = refusedSchema.safeParse(body);
  const ok = response.status < 300;
  return {
    ok,
    code: !ok && refused.success ? refused.data.code : '',
    body,
    location: response.headers.get('location'),
    setCookies: response.headers.getSetCookie(),
  };
}

/** The cookies of a request as the library wants them. */
export function headersOf({ cookie }: AskingHeaders): Headers {
  return new Headers(cookie === undefined ? {} : { cookie });
}

/** Only the cookie of a sign-in that is not finished: a session that is open as well must not vouch for it. */
export function unfinishedOnly({ cookie = '' }: AskingHeaders): Headers {
  const kept = cookie.split(';').filter((pair) => pair.trim().split('=')[0]?.endsWith('.two_factor'));
  return new Headers({ cookie: kept.join(';') });
}
