/** The pages that exist; each name is a function in `pages/pages.ts`. */
export type PageName = 'result' | 'rejects' | 'leftOut' | 'files' | 'file' | 'about';

interface PageRoute {
  readonly method: 'GET';
  readonly path: string;
  readonly page: PageName;
  readonly kind: 'page';
}

interface FileRoute {
  readonly method: 'GET';
  readonly path: string;
  readonly page: 'styles' | 'icon' | 'downloads';
  readonly kind: 'asset' | 'download';
}

export type Route = PageRoute | FileRoute;

/** Every address of the product. HEAD follows GET; nothing else is answered. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/', page: 'result', kind: 'page' },
  { method: 'GET', path: '/rejects', page: 'rejects', kind: 'page' },
  { method: 'GET', path: '/left-out', page: 'leftOut', kind: 'page' },
  { method: 'GET', path: '/files', page: 'files', kind: 'page' },
  { method: 'GET', path: '/files/:position', page: 'file', kind: 'page' },
  { method: 'GET', path: '/about-the-figure', page: 'about', kind: 'page' },
  { method: 'GET', path: '/assets/main.css', page: 'styles', kind: 'asset' },
  { method: 'GET', path: '/assets/icon.svg', page: 'icon', kind: 'asset' },
  { method: 'GET', path: '/downloads/:name', page: 'downloads', kind: 'download' },
];
