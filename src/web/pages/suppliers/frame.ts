import { type Link, type PageFrame, siteFrame } from '../../components/frame.ts';
import type { Answer, Site } from '../../site.ts';

/** What the pages on suppliers ask of the site. */
export type SuppliersSite = Pick<Site, 'visitor' | 'suppliers'>;

/** The page above the others. */
export const above: Link = { text: 'Supplier review', href: '/suppliers/review' };

/** The frame of a page on suppliers. */
export function frame(
  { visitor }: SuppliersSite,
  pageTitle: string,
  breadcrumbs: readonly Link[] = [above],
): PageFrame {
  return siteFrame({ pageTitle, section: 'suppliers', breadcrumbs, visitor });
}

/** A page again, with what is wrong on it. */
export function again(html: string): Answer {
  return { kind: 'page', html, status: 422 };
}
