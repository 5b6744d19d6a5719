import type { FastifyInstance } from 'fastify';
import type { OrganisationId, Role } from '../../src/domain/organisations/index.ts';
import { type OpenSite, openSite } from '../../src/main/openSite.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { acceptedOf, emptyHome } from './records.ts';
import { configOf, signIn } from './signedIn.ts';

const boundary = 'invented-boundary';

/** What a form with a note and files looks like on the wire. */
export function evidenceForm(note: string, files: Readonly<Record<string, Buffer>>): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="note"\r\n\r\n${note}\r\n`;
  const parts = Object.entries(files).flatMap(([name, content]) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([Buffer.from(head), ...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

/** The site over a real store, and people who are signed in. */
export interface EvidenceSiteOfTest {
  readonly home: string;
  readonly opened: OpenSite;
  readonly server: FastifyInstance;
  readonly stop: () => Promise<void>;
}

/** Opens the site over an empty embedded store. */
export async function openEvidenceSite(css = ''): Promise<EvidenceSiteOfTest> {
  const home = await emptyHome();
  const settings = { mode: 'real', css, demonstration: () => null, demonstrationBundles: () => [] } as const;
  const opened = acceptedOf(await openSite({ config: configOf({ home }), ...settings }));
  const server = buildServer({ routes: siteRoutes(css), door: opened.door });
  const stop = async () => {
    await server.close();
    await opened.close();
  };
  return { home, opened, server, stop };
}

let people = 0;

/** Somebody who is signed in at such a site, and what their browser does. */
export async function browserOf(
  { home, opened, server }: EvidenceSiteOfTest,
  roles: readonly Role[],
  { organisation, name }: { readonly organisation?: OrganisationId; readonly name?: string } = {},
) {
  people += 1;
  const email = `evidence-${people}@kirkvale.example`;
  const order = { roles, email, ...(organisation && { organisation }), ...(name && { name }) };
  const { cookie, person } = await signIn({ store: opened.store, config: configOf({ home }) }, order);
  const headers = { cookie, host: 'localhost', origin: 'http://localhost' };
  return {
    ...{ person, cookie },
    get: (url: string, method: 'GET' | 'HEAD' = 'GET') => server.inject({ method, url, headers }),
    post: (url: string) => server.inject({ method: 'POST', url, headers }),
    add: (note: string, files: Readonly<Record<string, Buffer>>) =>
      server.inject({
        method: 'POST',
        url: '/evidence/add',
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: evidenceForm(note, files),
      }),
  };
}
