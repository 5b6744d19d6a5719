import type { Readable } from 'node:stream';
import type { Visitor } from '../actions/access/entering.ts';
import type { AccountCalls } from '../actions/account/types.ts';
import type { AuditCalls } from '../actions/audit/auditPage.ts';
import type { DefinitionCalls } from '../actions/definitions/types.ts';
import type { EvidenceCalls } from '../actions/evidence/types.ts';
import type { ExploreCalls } from '../actions/explore/types.ts';
import type { ImportCalls, IncomingFile } from '../actions/imports/types.ts';
import type { OpenMeasures } from '../actions/measures/openMeasures.ts';
import type { RevisingCalls } from '../actions/measures/revisingTypes.ts';
import type { MeasureCalls } from '../actions/measures/types.ts';
import type { MemberCalls, OrganisationCalls } from '../actions/people/types.ts';
import type { ReadingCalls } from '../actions/readings/types.ts';
import type { ReferenceCalls } from '../actions/references/types.ts';
import type { JoiningCalls, SignInCalls, StartCalls } from '../actions/signIn/types.ts';
import type { SupplierCalls } from '../actions/suppliers/types.ts';
import type { CommitmentCalls, TenderCalls } from '../actions/tenders/types.ts';
import type { ActionName } from '../domain/organisations/index.ts';
import type { Analysis } from '../domain/spend/analysis.ts';
import type { Instant } from '../domain/values/index.ts';
import type { Download } from './pages/spend/downloads.ts';

/** What the pages of the site may ask for. Each group of pages uses its own part of it. */
export interface Site {
  /** Who asks, and where they belong. */
  readonly visitor: Visitor;
  readonly signIn: SignInCalls;
  readonly start: StartCalls;
  readonly joining: JoiningCalls;
  readonly account: AccountCalls;
  readonly people: MemberCalls;
  readonly organisation: OrganisationCalls;
  readonly audit: AuditCalls;
  readonly imports: ImportCalls;
  readonly explore: ExploreCalls;
  readonly definitions: DefinitionCalls;
  readonly references: ReferenceCalls;
  readonly suppliers: SupplierCalls;
  readonly measures: MeasureCalls;
  readonly revising: RevisingCalls;
  readonly openMeasures: OpenMeasures;
  readonly tenders: TenderCalls;
  readonly commitments: CommitmentCalls;
  readonly readings: ReadingCalls;
  readonly evidence: EvidenceCalls;
  /** The demonstration; null while it is being made. */
  readonly demonstration: () => Analysis | null;
  /** What recomputes the demonstration; empty while it is being made. */
  readonly demonstrationBundles: () => readonly Download[];
  /** The style sheet, for reports in one file. */
  readonly css: string;
  readonly now: () => Instant;
  /** Whether the records answer. */
  readonly isWell: () => Promise<boolean>;
  /** Carries out what a command of the same computer asks of the process that holds the store; null when it is not allowed. */
  readonly errand: (
    name: string,
    secret: string,
    query: URLSearchParams,
  ) => Promise<Readable | string | null>;
}

/** The parts of a request that a page reads. */
export interface Asked {
  /** Parts of the address, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Fields of a form; of an upload those that stand before the first file. Empty for GET. */
  readonly form: URLSearchParams;
  /** Files of an upload in their order, each read once; a file field without a file is left out. */
  readonly files: AsyncIterable<IncomingFile>;
  /** The address without its query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What a page answers. */
export type Answer =
  | {
      readonly kind: 'page';
      readonly html: string;
      readonly status?: 200 | 400 | 404 | 409 | 422 | 429 | 503;
      readonly setCookies?: readonly string[];
    }
  /** Sends the browser to another address of ours with GET, after a form or where something has moved on. */
  | { readonly kind: 'go'; readonly to: string; readonly setCookies?: readonly string[] }
  | {
      readonly kind: 'file';
      /** Under which name it is saved; null for what the browser shows itself. */
      readonly name: string | null;
      readonly contentType: string;
      readonly body: string | Buffer | Readable;
      /** Beside the usual ones and in place of them, as for what somebody else uploaded. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly status?: 200 | 503;
    }
  | { readonly kind: 'missing' };

/** What a route is for: `form` changes something, `upload` takes files, the others only read. */
export type RouteKind = 'page' | 'download' | 'asset' | 'form' | 'upload';

/** One address of the product. Everything that is served is a row of such a table. */
export interface Route<S> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Which action of the access table it is. */
  readonly action: ActionName;
  readonly kind: RouteKind;
  readonly answer: (site: S, asked: Asked) => Answer | Promise<Answer>;
}

/** A page with status 200. */
export function page(html: string): Answer {
  return { kind: 'page', html };
}

/** Leads the browser on after a form. */
export function go(to: string, setCookies: readonly string[] = []): Answer {
  return { kind: 'go', to, setCookies };
}

/** The address names nothing. */
export const missing: Answer = { kind: 'missing' };
