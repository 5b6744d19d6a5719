import { type Answer, type Asked, missing, type Route, type Site } from '../../site.ts';

/** Browsers say these of what a page makes them fetch; a command says none of them. */
const ofBrowsers = ['origin', 'cookie', 'referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'];

async function answer(site: Site, name: string, { headers, query }: Asked): Promise<Answer> {
  const secret = headers['x-sevenbox-secret'];
  if (secret === undefined || ofBrowsers.some((header) => headers[header] !== undefined)) return missing;
  const body = await site.errand(name, secret, query);
  if (body === null) return missing;
  const contentType = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/zip';
  return { kind: 'file', name: null, contentType, body };
}

/** What other commands of this user ask of the process that holds the store. Without its secret nothing is there. */
export const errandRoutes: readonly Route<Site>[] = (
  ['hello', 'doctor', 'backup', 'heads', 'verify'] as const
).map((name) => ({
  method: 'GET',
  path: `/errands/${name}`,
  action: `errands.${name}`,
  kind: 'download',
  answer: (site, asked) => answer(site, name, asked),
}));
