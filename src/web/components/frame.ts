import { type ActionName, type Actor, type Belonging, mayDo } from '../../domain/organisations/index.ts';
import type { Analysis } from '../../domain/spend/analysis.ts';
import type { Whereabouts } from '../../domain/spend/explore/types.ts';

export interface Link {
  readonly text: string;
  readonly href: string;
}

/** What stands above every page of a result that is not kept: what it is, and the addresses of its two forms. */
export interface UnkeptBanner {
  readonly sentence: string;
  /** Null for whoever may not keep ledgers. */
  readonly keep: string | null;
  /** Where somebody who has not signed in comes to keep them; null for everybody else. */
  readonly signIn: string | null;
  readonly forget: string;
}

/** Whom a page is made for. */
export interface PageVisitor {
  readonly actor: Actor;
  readonly signedIn: { readonly name: string } | null;
  /** Where the person works now. */
  readonly organisation: Belonging | null;
  /** All organisations of the person. */
  readonly belongings: readonly Belonging[];
  /** Whether the people here are the invented ones of the demonstration. */
  readonly demo: boolean;
}

/** What the head of a page says of whoever is looking. */
export interface PageHead {
  /** Where the person works now; null for nobody and for whoever belongs nowhere. */
  readonly organisation: string | null;
  /** Whether the person can go on in another organisation. */
  readonly several: boolean;
  /** The name of who is signed in; null for nobody. */
  readonly person: string | null;
}

/** What every page shows around its content. */
export interface PageFrame {
  readonly pageTitle: string;
  readonly navigation: readonly (Link & { readonly current: boolean })[];
  readonly demonstration: string | null;
  readonly breadcrumbs: readonly Link[];
  /** Absent where nobody can sign in, as on a result that stands alone. */
  readonly head?: PageHead;
  /** Whether an action is offered to whoever is looking; what is not offered is refused too. */
  readonly may?: (action: ActionName) => boolean;
  /** Where the product's own script is loaded: pages of the site, not a result in one file. */
  readonly script?: boolean;
  /** Whether there is a site around the page, with its standing pages. */
  readonly site?: boolean;
  readonly unkept?: UnkeptBanner;
}

/** Where the other parts of the result are: pages of their own, or sections of one file. */
export interface Places {
  readonly rejects: string;
  readonly leftOut: string;
  readonly files: string;
  readonly about: string;
}

/** Where the figures of a result lead: the suppliers and payments behind them, and other definitions. */
export interface Opens {
  /** The suppliers of one period (all where it is not given), as seen from a ring. */
  readonly suppliers: (of: {
    readonly period?: string;
    readonly ring?: string;
    readonly where?: Whereabouts;
  }) => string;
  /** The payments of a payee that could not be placed, by its name. */
  readonly unplaced: (name: string) => string;
  /** The same result under another definition. */
  readonly definition: (id: string) => string;
  /** Where definitions are made. */
  readonly definitions: string;
}

/** Where the pages of one result hang, and what stands around them. */
export interface Mount {
  /** The address of the result without a slash at its end: empty, `/demonstration`, `/spend`. */
  readonly base: string;
  /** A query string that every address of the result carries, with its question mark; or empty. */
  readonly suffix: string;
  /** The menu; a result that stands alone has its own. */
  readonly navigation: PageFrame['navigation'] | null;
  /** What the menu and the breadcrumbs call the result. */
  readonly name: string;
  /** Pages above the result. */
  readonly trail: readonly Link[];
  /** Further pages that look closer at the spend; they stand before the others. */
  readonly closer: readonly (Link & { readonly note: string })[];
  /** Absent for a result that stands alone. */
  readonly opens?: Opens;
  /** Absent for a result that stands alone. */
  readonly visitor?: PageVisitor;
  /** Where open questions are answered; a result that stands alone names the option of the command instead. */
  readonly answers?: string;
  /** Where supplier lists and registers are added; null where that would not change the result. */
  readonly references?: string | null;
  readonly unkept?: UnkeptBanner;
}

/** A result that has the server to itself. */
export const aloneMount: Mount = {
  base: '',
  suffix: '',
  navigation: null,
  name: 'Local spend',
  trail: [],
  closer: [],
};

/** The address of the result itself. */
export function homeOf(mount: Mount): string {
  return `${mount.base || '/'}${mount.suffix}`;
}

/** Addresses of the other pages of a result. */
export function placesOf({ base, suffix }: Mount): Places {
  return {
    rejects: `${base}/rejects${suffix}`,
    leftOut: `${base}/left-out${suffix}`,
    files: `${base}/files${suffix}`,
    about: `${base}/about-the-figure${suffix}`,
  };
}

export const sectionPlaces: Places = {
  rejects: '#rejects',
  leftOut: '#left-out',
  files: '#files',
  about: '#about',
};

/** The parts of one result as a menu, the one at this address marked. */
export function menuOfResult(mount: Mount, href: string): PageFrame['navigation'] {
  const places = placesOf(mount);
  const parts = [
    { text: mount.name, href: homeOf(mount) },
    { text: 'Files', href: places.files },
    { text: 'Rejected lines', href: places.rejects },
    { text: 'Left out', href: places.leftOut },
    { text: 'About the figure', href: places.about },
  ];
  return parts.map((item) => ({ ...item, current: item.href === href }));
}

/** The sentence that marks demonstration figures wherever they are shown. */
export const demonstrationCaption =
  'Figures in the shape of a chart Kirklees Council showed in 2021; one West Yorkshire value was not legible and is assumed. The council and its suppliers are invented.';

/** What stands above every page of the demonstration. */
export const demonstrationWarning =
  'Everybody on this computer can sign in as invented people. Do not put real data here.';

/** What a page says of being a demonstration: of its figures, of the whole site, or of both; null where it is neither. */
function demonstrationText(figures: boolean, visitor: PageVisitor | undefined): string | null {
  const said = [...(visitor?.demo ? [demonstrationWarning] : []), ...(figures ? [demonstrationCaption] : [])];
  return said.length > 0 ? said.join(' ') : null;
}

/** The frame of one page of a result; pages below the result lead back to it with a breadcrumb. */
export function frameFor(
  analysis: Pick<Analysis, 'demonstration'>,
  pageTitle: string,
  href: string,
  mount: Mount = aloneMount,
): PageFrame {
  const home = homeOf(mount);
  return {
    pageTitle,
    navigation: mount.navigation ?? menuOfResult(mount, href),
    site: mount.navigation !== null,
    script: mount.navigation !== null,
    demonstration: demonstrationText(analysis.demonstration, mount.visitor),
    breadcrumbs: href === home ? mount.trail : [...mount.trail, { text: mount.name, href: home }],
    ...(mount.visitor === undefined ? {} : madeFor(mount.visitor)),
    ...(mount.unkept === undefined ? {} : { unkept: mount.unkept }),
  };
}

/** The parts of the site, as the menu names them, and the action of each. */
export const sections = {
  spend: { text: 'Spend', href: '/spend', action: 'spend.result' },
  suppliers: { text: 'Suppliers', href: '/suppliers', action: 'suppliers.overview' },
  measures: { text: 'Measures', href: '/measures', action: 'measures.list' },
  tenders: { text: 'Tenders', href: '/tenders', action: 'tenders.list' },
  commitments: { text: 'Commitments', href: '/commitments', action: 'commitments.show' },
  ledgers: { text: 'Ledgers', href: '/ledgers', action: 'imports.ledgers' },
  definitions: { text: 'Definitions', href: '/definitions', action: 'definitions.all' },
  references: { text: 'Reference data', href: '/references', action: 'references.all' },
  evidence: { text: 'Evidence', href: '/evidence', action: 'evidence.list' },
  people: { text: 'People', href: '/people', action: 'people.list' },
  organisation: { text: 'Organisation', href: '/organisation', action: 'organisation.show' },
  audit: { text: 'Audit', href: '/audit', action: 'audit.list' },
  demonstration: { text: 'Demonstration', href: '/demonstration', action: 'demonstration.result' },
} as const satisfies Readonly<Record<string, Link & { readonly action: ActionName }>>;
export type Section = keyof typeof sections;

/** The demonstration is for whoever has nothing of their own to look at; the rest belongs to an organisation. */
function isOffered(id: string, action: ActionName, { actor, organisation, demo }: PageVisitor): boolean {
  if (id === 'demonstration') return demo || actor.kind === 'nobody';
  return organisation !== null && mayDo(actor, action);
}

/** The menu of the site with one part marked: only what the visitor may look at. */
export function siteNavigation(visitor: PageVisitor, current: Section | null): PageFrame['navigation'] {
  return Object.entries(sections)
    .filter(([id, { action }]) => isOffered(id, action, visitor))
    .map(([id, { text, href }]) => ({ text, href, current: id === current }));
}

function madeFor({ actor, signedIn, organisation, belongings }: PageVisitor) {
  return {
    head: {
      organisation: organisation?.name ?? null,
      several: belongings.length > 1,
      person: signedIn?.name ?? null,
    },
    may: (action: ActionName) => mayDo(actor, action),
  };
}

/** The frame of a page of the site. The last breadcrumb is the page above, not the page itself. */
export function siteFrame(page: {
  readonly pageTitle: string;
  readonly section: Section | null;
  /** Absent where nobody knows who is looking, as on a page that says that there is no page. */
  readonly visitor?: PageVisitor | undefined;
  readonly breadcrumbs?: readonly Link[];
}): PageFrame {
  const { pageTitle, section, visitor, breadcrumbs = [] } = page;
  return {
    pageTitle,
    navigation: visitor === undefined ? [] : siteNavigation(visitor, section),
    demonstration: demonstrationText(false, visitor),
    breadcrumbs,
    script: true,
    site: true,
    ...(visitor === undefined ? {} : madeFor(visitor)),
  };
}
