import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';

// Templates stay under src/: three folders up is the package, both from src/web/components and dist/web/components.
const ours = fileURLToPath(new URL('../../../src/web/', import.meta.url));
const designSystem = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist',
);

const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([ours, designSystem], { noCache: false, watch: false }),
  { autoescape: true, trimBlocks: true, lstripBlocks: true },
);

/** Fills a template under src/web, for example `pages/spend/result.njk`. All values are escaped unless marked safe. */
export function render(template: string, view: object): string {
  return environment.render(template, view);
}
