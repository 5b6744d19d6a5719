import { type Mount, menuOfResult, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, page, type Route, type Site } from '../../site.ts';
import { downloadsOnDemand } from '../spend/downloads.ts';
import { type ResultSite, resultRoutes } from '../spend/routes.ts';

const base = '/demonstration';

function stillMade({ visitor }: Site, asked: Asked): Answer {
  return page(
    render('pages/landing/reading.njk', {
      ...siteFrame({ pageTitle: 'The demonstration is being made', section: 'demonstration', visitor }),
      heading: 'The demonstration is being made',
      sentences: [
        'Sevenbox is reading four years of ledgers of an invented council on this computer. The result appears here when that is done.',
      ],
      progress: true,
      leaveSentence: null,
      checkAgain: asked.path,
      forget: null,
    }),
  );
}

function mountAt(visitor: Site['visitor'], path: string): Mount {
  const alone = { base, suffix: '', name: 'Demonstration', trail: [], closer: [], references: null };
  return { ...alone, visitor, navigation: menuOfResult({ ...alone, navigation: null }, path) };
}

function find(site: Site, asked: Asked): ResultSite | Answer {
  const analysis = site.demonstration();
  if (analysis === null) return stillMade(site, asked);
  const downloads = [...downloadsOnDemand(analysis, site.css), ...site.demonstrationBundles()];
  return { analysis, downloads, mount: mountAt(site.visitor, asked.path) };
}

/** The demonstration as a whole result with its own menu; the name of the product leads back to the start. */
export const demonstrationRoutes: readonly Route<Site>[] = resultRoutes(base, 'demonstration', find);
