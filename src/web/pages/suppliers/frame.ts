import { type Link, type PageFrame, siteFrame } from '../../components/frame.ts';
import type { Answer, Site } from '../../site.ts';

/** What the pages on suppliers ask of the site. */
export type SuppliersSite = Pick<Site, 'visitor' | 'suppliers'>;

/** The page above all others. */
export const top: Link = { text: 'Suppliers', href: '/suppliers' };

/** The page above those of the review. */
export const above: Link = { text: 'Supplier review', href: '/suppliers/review' };

/** The frame of a page on suppliers. */
export function frame(
  { visitor }: SuppliersSite,
  pageTitle: string,
  breadcrumbs: readonly Link[] = [top, above],
): PageFrame {
  return siteFrame({ pageTitle, section: 'suppliers', breadcrumbs, visitor });
}

/** A page again, with what is wrong on it. */
export function again(html: string): Answer {
  return { kind: 'page', html, status: 422 };
}
