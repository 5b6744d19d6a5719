import type { OrganisationId, Role } from '../../src/domain/organisations/index.ts';
import { multipartForm } from './accessDeeds.ts';
import type { EvidenceSiteOfTest } from './evidenceSite.ts';
import { configOf, signIn } from './signedIn.ts';

let people = 0;

/** What is said of the made-up list in the form that imports one. */
export const saidOfList: Readonly<Record<string, string>> = {
  ...{ name: 'Mill Street list', version: '1', publisher: 'Mill Street partnership' },
  ...{ licence: 'Members only', sharing: 'no', priceYear: '' },
};

/** Somebody who is signed in at a site, and what their browser sends about measures. */
export async function measuresBrowser(
  { home, opened, server }: EvidenceSiteOfTest,
  roles: readonly Role[],
  organisation?: OrganisationId,
) {
  people += 1;
  const email = `measures-${people}@kirkvale.example`;
  const order = { roles, email, ...(organisation && { organisation }) };
  const signed = await signIn({ store: opened.store, config: configOf({ home }) }, order);
  const headers = { cookie: signed.cookie, host: 'localhost', origin: 'http://localhost' };
  const post = (url: string, fields: Readonly<Record<string, string>> = {}) =>
    server.inject({
      ...{ method: 'POST', url, payload: new URLSearchParams(fields).toString() },
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    });
  const bring = (
    content: string | Buffer,
    {
      name = 'list.csv',
      said = {},
    }: { readonly name?: string; readonly said?: Readonly<Record<string, string>> } = {},
  ) => {
    const form = multipartForm({ ...saidOfList, ...said }, [{ field: 'file', name, content }]);
    return server.inject({
      ...{ method: 'POST', url: '/measures/import', payload: form.payload },
      headers: { ...headers, ...form.headers },
    });
  };
  return {
    ...{ ...signed, headers, post, bring },
    get: (url: string) => server.inject({ method: 'GET', url, headers }),
    /** Brings a list that is taken; the address of its draft. */
    brought: async (...given: Parameters<typeof bring>): Promise<string> => {
      const { statusCode, headers: answered, body } = await bring(...given);
      const [address] = /^\/measures\/sets\/set_[a-z0-9]{20}/.exec(answered.location ?? '') ?? [];
      if (address === undefined) throw new Error(`Nothing was brought: ${statusCode} ${body}`);
      return address;
    },
  };
}
