import type { IncomingHttpHeaders } from 'node:http';
import type { ActionName } from '../domain/organisations/index.ts';
import type { Answer, RouteKind } from './site.ts';

/** A request that has come in, before anybody knows whether it may. */
export interface Arriving {
  readonly action: ActionName;
  readonly kind: RouteKind;
  /** The address with its query string. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The internet address it came from. */
  readonly address: string;
  /** The number of the request, as logs and the audit chain name it. */
  readonly request: string;
}

/** A request that may go on: what it may ask, and what the answer sets in the browser. */
export interface Entered<S> {
  readonly site: S;
  readonly setCookies?: readonly string[];
  /** Whose request it is, for the log; null for nobody. */
  readonly person?: string | null;
}

/** Lets a request in, or answers it. Every request passes it before its route is asked. */
export type Door<S> = (arriving: Arriving) => Promise<Entered<S> | { readonly answer: Answer }>;

/** The door of a site that knows no people: everybody is let in. */
export function openDoor<S>(site: S): Door<S> {
  return async () => ({ site });
}
