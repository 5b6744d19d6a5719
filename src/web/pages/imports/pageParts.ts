import type { PageFrame } from '../../components/frame.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import type { Answer, Asked, Site } from '../../site.ts';
import type { ErrorItem } from './importWords.ts';

/** What these pages ask of the site. */
export type ImportSite = Pick<Site, 'imports' | 'now' | 'visitor'>;

/** The page above every page of the journey. */
export const ledgersLink: Link = { text: 'Ledgers', href: '/ledgers' };

/** The frame of a page of the journey; errors go before the title, as the Design System has it. */
export function frameOf(
  site: ImportSite,
  pageTitle: string,
  more: { readonly breadcrumbs?: readonly Link[]; readonly errors?: readonly ErrorItem[] } = {},
): PageFrame {
  return siteFrame({
    pageTitle: (more.errors ?? []).length > 0 ? `Error: ${pageTitle}` : pageTitle,
    section: 'ledgers',
    breadcrumbs: more.breadcrumbs ?? [ledgersLink],
    visitor: site.visitor,
  });
}

/** A form again, with what is wrong in it. */
export function refused(html: string): Answer {
  return { kind: 'page', html, status: 422 };
}

/** The number of a page of a list, from the address. */
export function askedPage({ query }: Pick<Asked, 'query'>): string | undefined {
  return query.get('page') ?? undefined;
}
