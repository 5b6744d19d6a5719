import { siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { page, type Route, type Site } from '../../site.ts';

const standing = [
  { name: 'guide', pageTitle: 'How to use Sevenbox' },
  { name: 'accessibility', pageTitle: 'Accessibility statement' },
  { name: 'privacy', pageTitle: 'Privacy: what is stored, and where' },
] as const;

/** Pages that stand still: the guide, the accessibility statement and what is stored where. */
export const standingRoutes: readonly Route<Site>[] = standing.map(({ name, pageTitle }) => ({
  method: 'GET',
  path: `/${name}`,
  action: `standing.${name}`,
  kind: 'page',
  answer: (site) => {
    const frame = siteFrame({ pageTitle, section: null, visitor: site.visitor });
    return page(render(`pages/landing/${name}.njk`, { ...frame, heading: pageTitle }));
  },
}));
