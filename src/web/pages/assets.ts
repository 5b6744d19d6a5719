import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ActionName } from '../../domain/organisations/index.ts';
import type { Answer, Route } from '../site.ts';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#12436D"/><path fill="#fff" d="M2 6h6v9H2zM9.5 6h6v9h-6zM17 6h6v9h-6zM24.5 6h6v9h-6zM2 17h6v9H2zM9.5 17h6v9h-6zM17 17h6v9h-6z"/></svg>';

/** Reads the style sheet that the build made; throws when there is no build. */
export function builtStyles(): string {
  return readFileSync(new URL('../../../dist/web/styles/main.css', import.meta.url), 'utf8').replace(
    /^\uFEFF/,
    '',
  );
}

function ofDesignSystem(): string {
  const manifest = createRequire(import.meta.url).resolve('govuk-frontend/package.json');
  return readFileSync(join(dirname(manifest), 'dist', 'govuk', 'govuk-frontend.min.js'), 'utf8');
}

function ours(name: 'site.js' | 'keys.js'): string {
  return readFileSync(new URL(`../../../src/web/client/${name}`, import.meta.url), 'utf8');
}

function shown(contentType: string, body: string): Answer {
  return { kind: 'file', name: null, contentType, body };
}

const script = 'text/javascript; charset=utf-8';

/** The style sheet, the icon and the scripts; `css` is the built style sheet. */
export function assetRoutes(css: string): readonly Route<unknown>[] {
  const [system, client, keys] = [ofDesignSystem(), ours('site.js'), ours('keys.js')];
  const asset = (path: string, action: ActionName, answer: () => Answer) =>
    ({ method: 'GET', path, action, kind: 'asset', answer }) as const;
  return [
    asset('/assets/main.css', 'assets.styles', () => shown('text/css; charset=utf-8', css)),
    asset('/assets/icon.svg', 'assets.icon', () => shown('image/svg+xml', icon)),
    asset('/assets/site.js', 'assets.script', () => shown(script, client)),
    asset('/assets/keys.js', 'assets.script', () => shown(script, keys)),
    asset('/assets/govuk-frontend.js', 'assets.designSystem', () => shown(script, system)),
  ];
}
