import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Route, Site } from '../../src/web/site.ts';
import { multipartForm } from '../support/accessDeeds.ts';
import type { Sent } from '../support/accessWorld.ts';

/**
 * Everything of an answer but the time: what two answers have in common that nobody can tell apart. Once in a minute
 * an answer sets the cookie of the session anew, whatever was asked. `without` is a word that the address brought.
 */
export function whole(
  { statusCode, headers, body, rawPayload }: LightMyRequestResponse,
  without = '',
): string {
  const {
    date: _date,
    connection: _connection,
    'set-cookie': _set,
    'cache-control': _kept,
    ...same
  } = headers;
  const content = without === '' ? rawPayload : body.replaceAll(without, '');
  if (without !== '') delete same['content-length'];
  const seen = JSON.stringify([statusCode, same, createHash('sha256').update(content).digest('hex')]);
  return without === '' ? seen : seen.replaceAll(without, '');
}

export function isSignInFirst({ statusCode, headers }: LightMyRequestResponse): boolean {
  return statusCode === 303 && /^\/sign-in(\?next=|$)/.test(headers.location ?? '');
}

const everyField: Readonly<Record<string, string>> = {
  ...{
    name: 'Ada Fernsby',
    email: 'ada.fernsby@kirkvale.example',
    version: '1',
    home: 'Kirklees',
    orgId: '',
  },
  ...{
    note: 'A visit',
    sentence: 'Paid near us.',
    basis: 'ledger address',
    rings: 'authority',
    kind: 'suppliers',
  },
  ...{ choice: 'person', payee: 'nobody', reason: 'Their invoice says so.' },
  ...{
    publisher: 'Nobody',
    licence: 'Members only',
    sharing: 'no',
    priceYear: '2026',
    edits: '0',
    theme: 'theme',
  },
  ...{ 'inForce-day': '1', 'inForce-month': '4', 'inForce-year': '2027' },
  ...{ 'column-1': 'reference', 'column-2': 'title', 'column-3': 'unit' },
  ...{ roles: 'auditor', person: '', code: '000000', password: 'not this one', next: '/', token: 'never' },
};

/** What is sent with a route: nothing, or a form with something in every field. */
export function payloadFor(
  { kind }: Pick<Route<Site>, 'kind'>,
  filled: boolean,
): Pick<Sent, 'payload' | 'headers'> {
  if (kind === 'upload') {
    const files = filled
      ? [{ field: 'files', name: 'april.csv', content: 'Date,Supplier,Net Amount\r\n' }]
      : [];
    return multipartForm(filled ? everyField : {}, files);
  }
  return { payload: filled ? new URLSearchParams(everyField).toString() : '' };
}

const canary = /canary-[a-z0-9_-]+@kirkvale\.example/g;

/** The addresses of people in a text. */
export function emailsIn(text: string): readonly string[] {
  return [...new Set(text.match(canary))];
}

/** Words of a text as long and as strange as a secret is. */
export function longWordsIn(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9+/_=$:.-]{20,}/g) ?? [];
}

/** What in a page could run or style beside the files of ours. */
export function inlineIn(html: string): readonly string[] {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  const scripts = tags.filter((tag) => /^<script\b/i.test(tag) && !/\ssrc="\/assets\/[a-z-]+\.js"/.test(tag));
  const styled = tags.filter((tag) =>
    /\sstyle\s*=|^<style\b|\son[a-z]+\s*=/i.test(tag.replaceAll(/="[^"]*"/g, '=')),
  );
  const links = tags.filter((tag) =>
    /\s(?:href|src|action|formaction)\s*=\s*["']?\s*(?:javascript|data|vbscript):/i.test(tag),
  );
  return [...scripts, ...styled, ...links];
}
