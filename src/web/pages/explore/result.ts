import type { ExploreChoices } from '../../../actions/explore/types.ts';
import { mayDo } from '../../../domain/organisations/index.ts';
import type { Analysis } from '../../../domain/spend/analysis.ts';
import { openFilter } from '../../../domain/spend/explore/filterQuery.ts';
import { assert } from '../../../domain/values/index.ts';
import { zipOfFiles } from '../../../formats/downloads/index.ts';
import { type Mount, type Opens, siteNavigation } from '../../components/frame.ts';
import type { Answer, Asked, Site } from '../../site.ts';
import { type Download, downloadsOnDemand } from '../spend/downloads.ts';
import type { ResultSite } from '../spend/routes.ts';
import { address, linesAddress, resultAddress, slicesAddress, suppliersAddress } from './addresses.ts';
import type { CloserLink } from './frame.ts';
import { longestSearch } from './listQuery.ts';
import { choicesFor, type ExploreSite, emptyAnswer, refusedAnswer } from './visit.ts';

const made = new WeakMap<Analysis, readonly Download<Buffer>[]>();

/** A download that is made once for an analysis, however often it is asked for. */
function once(download: Download<Buffer>): Download<Buffer> {
  let body: Promise<Buffer> | undefined;
  return {
    ...download,
    body: () => {
      body ??= download.body();
      return body;
    },
  };
}

function downloadsOf(analysis: Analysis, css: string): readonly Download<Buffer>[] {
  const known = made.get(analysis);
  if (known !== undefined) return known;
  const downloads = downloadsOnDemand(analysis, css).map(once);
  made.set(analysis, downloads);
  return downloads;
}

/** Every line behind the figures of a definition; made each time it is asked for, because it can be large. */
function bundleDownload({ explore }: ExploreSite, definition: string | null): Download {
  return {
    name: 'local-spend-bundle.zip',
    label: 'Every line behind the figures (ZIP)',
    about: 'recomputes itself with DuckDB',
    contentType: 'application/zip',
    bytes: null,
    body: async () => {
      const bundle = await explore.bundle(definition);
      assert(bundle !== null, 'what has a result has a bundle');
      return zipOfFiles(bundle.files, bundle.remove);
    },
  };
}

/** Where the figures of the result lead. */
function opensOf(definition: string, choices: ExploreChoices): Opens {
  const filter = openFilter(definition);
  const ring = choices.rings[0]?.id ?? null;
  return {
    suppliers: ({ period = null, ring = null, where = null }) =>
      suppliersAddress(filter, { year: period, ring, where }),
    unplaced: (name) => {
      const search = [...name].slice(0, longestSearch).join('').trim();
      const list = linesAddress(filter, { ring, where: 'unplaced' });
      return search === '' ? list : `${list}&${new URLSearchParams({ search }).toString()}`;
    },
    definition: resultAddress,
    definitions: '/definitions',
  };
}

/** Pages that look closer at the spend, only those that hold more than one part. */
function closerOf(definition: string, { years, bodies, departments, categories, rings }: ExploreChoices) {
  const filter = openFilter(definition);
  const latest = years.findLast((year) => year !== 'undated') ?? null;
  const year = { year: latest };
  const when = latest === null ? '' : ` in ${latest}`;
  const home = rings[0];
  const link = (wanted: boolean, text: string, href: string, note: string): readonly CloserLink[] =>
    wanted ? [{ text, href, note }] : [];
  return [
    ...link(
      home !== undefined,
      `Suppliers in ${home?.name}`,
      suppliersAddress(filter, { ...year, ring: home?.id ?? null, where: 'inside' }),
      `Each with its payments${when}`,
    ),
    ...link(
      home !== undefined,
      'Suppliers that could not be placed',
      suppliersAddress(filter, { ...year, ring: home?.id ?? null, where: 'unplaced' }),
      `In ${home?.name} or not${when}`,
    ),
    ...link(
      departments.length > 1,
      'Departments',
      slicesAddress('department', filter, year),
      `Who spent what${when}`,
    ),
    ...link(
      categories.length > 1,
      'Categories',
      slicesAddress('category', filter, year),
      `What it was for${when}`,
    ),
    ...link(
      bodies.length > 1,
      'Bodies',
      slicesAddress('body', filter, year),
      'Each payer named in the ledgers',
    ),
    ...link(latest !== null, 'Quarters', slicesAddress('quarter', filter, year), `April to March${when}`),
    ...link(years.length > 1, 'Years', slicesAddress('year', filter), 'All ledgers'),
    { text: 'Every payment', href: linesAddress(filter), note: 'Search, sort and download' },
  ];
}

function mountOf(visitor: Site['visitor'], choices: ExploreChoices, asked: string | null): Mount {
  const definition = asked ?? choices.definitions[0]?.id ?? '';
  return {
    base: '/spend',
    suffix: asked === null ? '' : address('', [['definition', asked]]),
    navigation: siteNavigation(visitor, 'spend'),
    name: 'Spend',
    trail: [],
    closer: closerOf(definition, choices),
    opens: opensOf(definition, choices),
    ...(mayDo(visitor.actor, 'references.addForm') ? {} : { references: null }),
    visitor,
  };
}

/** The whole result over all batches, or the page that stands for it. */
export async function findResult(site: ExploreSite, asked: Asked): Promise<ResultSite | Answer> {
  const owner = await site.imports.owner();
  const definition = asked.query.get('definition') || null;
  const choices = await choicesFor(site, owner, definition);
  if (choices === null) return emptyAnswer(site.visitor, owner);
  if (definition !== null && !choices.definitions.some((one) => one.id === definition)) {
    const sentence = 'There is no such definition of local. Choose another one.';
    return refusedAnswer([{ code: 'unknown-definition', sentence }], site.visitor);
  }
  const analysis = await site.explore.analysis(definition);
  if (analysis === null) return emptyAnswer(site.visitor, owner);
  const bundles = analysis.figures.length > 0 ? [bundleDownload(site, definition)] : [];
  const downloads = [...downloadsOf(analysis, site.css), ...bundles];
  return { analysis, downloads, mount: mountOf(site.visitor, choices, definition) };
}
