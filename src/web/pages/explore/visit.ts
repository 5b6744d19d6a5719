import type { ExploreCalls, ExploreChoices } from '../../../actions/explore/types.ts';
import type { ImportCalls } from '../../../actions/imports/types.ts';
import type { Owner } from '../../../domain/organisations/index.ts';
import type { RingName } from '../../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../../domain/spend/definitions.ts';
import { filterFromQuery } from '../../../domain/spend/explore/filterQuery.ts';
import type { SpendFilter } from '../../../domain/spend/explore/types.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import type { Answer, Asked, Site } from '../../site.ts';

/** What the pages that explore spend use of the site. */
export type ExploreSite = Pick<Site, 'css' | 'visitor'> & {
  readonly explore: Omit<ExploreCalls, 'figuresUnder'>;
  readonly imports: Pick<ImportCalls, 'owner'>;
};

/** Whose spend is looked at, what can be chosen, and what was. */
export interface Visit {
  readonly visitor: Site['visitor'];
  readonly owner: Owner | null;
  readonly choices: ExploreChoices;
  readonly filter: SpendFilter;
  readonly definition: LocalDefinition;
  /** The ring of the filter, else the innermost. */
  readonly ring: RingName;
}

/** A page that says what to do while there is nothing to explore. */
export function emptyAnswer(visitor: Site['visitor'], owner: Owner | null): Answer {
  const heading = owner === null ? 'Which organisation spends the money?' : 'There is no spend to show yet';
  const sentence =
    owner === null
      ? 'Say whose payments they are when you add the first ledger. Then its spend is shown here.'
      : `Add a payment ledger of ${owner.name}. Once it is imported, its spend is shown here.`;
  const frame = siteFrame({ pageTitle: heading, section: 'spend', visitor });
  return { kind: 'page', html: render('pages/explore/empty.njk', { ...frame, heading, sentence }) };
}

const malformed = ['search-too-long', 'unknown-page', 'unknown-order', 'unknown-direction', 'unknown-where'];

/** A page that says why an address cannot be answered: 404 for what does not exist, 400 for what makes no sense. */
export function refusedAnswer(refusals: readonly Refusal[], visitor: Site['visitor']): Answer {
  const frame = siteFrame({
    pageTitle: 'This part of the spend cannot be shown',
    section: 'spend',
    breadcrumbs: [{ text: 'Spend', href: '/spend' }],
    visitor,
  });
  const unknown = refusals.some(({ code }) => code.startsWith('unknown-') && !malformed.includes(code));
  const html = render('pages/explore/refused.njk', {
    ...frame,
    sentences: refusals.map(({ sentence }) => sentence),
  });
  return { kind: 'page', html, status: unknown ? 404 : 400 };
}

/** The definition that leads for the owner comes first, because it counts where an address names none. */
function ownersFirst(choices: ExploreChoices, owner: Owner | null): ExploreChoices {
  const leads = (one: LocalDefinition) => (one.id === owner?.definition ? 0 : 1);
  return { ...choices, definitions: choices.definitions.toSorted((one, other) => leads(one) - leads(other)) };
}

/** What can be chosen under the definition that an address names; null where nothing is imported. */
export async function choicesFor(
  site: ExploreSite,
  owner: Owner | null,
  definition: string | null,
): Promise<ExploreChoices | null> {
  const first = await site.explore.choices(null);
  if (first === null) return null;
  const known = definition !== null && first.definitions.some((one) => one.id === definition);
  const choices = known ? await site.explore.choices(definition) : first;
  return choices === null ? null : ownersFirst(choices, owner);
}

/** Reads an address as a filter, or gives the page that stands for it. */
export async function visitOf(
  site: ExploreSite,
  asked: Asked,
  fixed: Partial<Record<'payee', string>> = {},
): Promise<Visit | Answer> {
  const owner = await site.imports.owner();
  const choices = await choicesFor(site, owner, asked.query.get('definition') || null);
  const ring = choices?.rings[0];
  if (choices === null || ring === undefined) return emptyAnswer(site.visitor, owner);
  const query = [...Object.entries(fixed), ...asked.query];
  const read = filterFromQuery(query, choices);
  if (!read.ok) return refusedAnswer(read.refusals, site.visitor);
  const filter = read.value;
  const definition = choices.definitions.find((one) => one.id === filter.definition);
  if (definition === undefined) return emptyAnswer(site.visitor, owner);
  return {
    visitor: site.visitor,
    owner,
    choices,
    filter,
    definition,
    ring: choices.rings.find((one) => one.id === filter.ring) ?? ring,
  };
}
