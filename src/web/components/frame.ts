import type { Analysis } from '../../domain/spend/analysis.ts';

/** What every page shows around its content. */
export interface PageFrame {
  readonly pageTitle: string;
  readonly navigation: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly demonstration: string | null;
  readonly breadcrumbs: readonly { readonly text: string; readonly href: string }[];
}

/** Where the other parts of the result are: pages of their own, or sections of one file. */
export interface Places {
  readonly rejects: string;
  readonly leftOut: string;
  readonly files: string;
  readonly about: string;
}

export const pagePlaces: Places = {
  rejects: '/rejects',
  leftOut: '/left-out',
  files: '/files',
  about: '/about-the-figure',
};

export const sectionPlaces: Places = {
  rejects: '#rejects',
  leftOut: '#left-out',
  files: '#files',
  about: '#about',
};

const navigation = [
  { text: 'Local spend', href: '/' },
  { text: 'Files', href: pagePlaces.files },
  { text: 'Rejected lines', href: pagePlaces.rejects },
  { text: 'Left out', href: pagePlaces.leftOut },
  { text: 'About the figure', href: pagePlaces.about },
];

/** The sentence that marks demonstration figures wherever they are shown. */
export const demonstrationCaption =
  'Figures in the shape of a chart Kirklees Council showed in 2021; one West Yorkshire value was not legible and is assumed. The council and its suppliers are invented.';

/** The frame of one page; pages below the result lead back to it with a breadcrumb. */
export function frameFor(analysis: Analysis, pageTitle: string, href: string): PageFrame {
  return {
    pageTitle,
    navigation: navigation.map((item) => ({ ...item, current: item.href === href })),
    demonstration: analysis.demonstration ? demonstrationCaption : null,
    breadcrumbs: href === '/' ? [] : [{ text: 'Local spend', href: '/' }],
  };
}
