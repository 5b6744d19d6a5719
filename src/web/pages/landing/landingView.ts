import { mayDo, type Owner } from '../../../domain/organisations/index.ts';
import type { Analysis } from '../../../domain/spend/analysis.ts';
import { headlineFinding } from '../../../domain/spend/headline.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import type { ShareChart } from '../../charts/shareChart.ts';
import {
  demonstrationCaption,
  type Link,
  type PageFrame,
  type PageVisitor,
  siteFrame,
} from '../../components/frame.ts';
import { chartView } from '../spend/chartView.ts';
import { pick } from '../spend/picks.ts';
import { type FieldError, fieldErrors } from './fieldErrors.ts';

/** What the landing page is made from. */
export interface LandingSeen {
  readonly visitor: PageVisitor;
  readonly owner: Owner | null;
  readonly homeNames: readonly string[];
  readonly demonstration: Analysis | null;
  /** The result over what is kept; null where nothing is. */
  readonly kept: Analysis | null;
  /** What was typed as home before a refusal; null on a fresh page. */
  readonly home: string | null;
  readonly refusals: readonly Refusal[];
}

interface QuestionAnswered {
  readonly name: string;
  readonly href: string | null;
  readonly sentence: string;
  readonly note: string;
}

export interface LandingView extends PageFrame {
  readonly heading: string;
  /** What becomes of a file that is read here; null where nobody who looks may read one. */
  readonly reading: string | null;
  readonly kept: (Link & { readonly sentence: string }) | null;
  readonly home: string;
  readonly homeNames: readonly string[];
  readonly errors: readonly FieldError[];
  readonly errorAt: { readonly home: string | null; readonly ledgers: string | null };
  /** Null while the demonstration is being made, or where it has no chart. */
  readonly chart: ShareChart | null;
  readonly making: boolean;
  readonly caption: string;
  /** What the link to the page that the invented council publishes says. */
  readonly published: string;
  /** Whether whoever looks can sign in as somebody invented. */
  readonly canTry: boolean;
  readonly questions: readonly QuestionAnswered[];
}

const heading = 'See where your organisation’s pound goes';
const coming = 'Coming. It is not part of Sevenbox yet.';

function chartOf(demonstration: Analysis | null): ShareChart | null {
  const picked = demonstration === null ? undefined : pick(demonstration);
  if (demonstration === null || picked === undefined) return null;
  const values = 'All values are in the table on the page of the demonstration.';
  return chartView(demonstration, picked, values) ?? null;
}

function questionsFor({ demonstration, kept }: LandingSeen): readonly QuestionAnswered[] {
  const later = (name: string, sentence: string) => ({ name, href: null, sentence, note: coming });
  return [
    {
      name: 'Where does our pound go?',
      href: kept === null ? '/demonstration' : '/spend',
      sentence: 'Turn payment ledgers into local spend figures that stand up to a challenge.',
      note: `Demonstration: ${demonstration === null ? 'being made now' : headlineFinding(demonstration).title}.`,
    },
    later(
      'What do bidders promise?',
      'Choose measures, test the scoring, open sealed bids, record the award.',
    ),
    later('Was it delivered?', 'Follow each promise through evidence to a check by someone else.'),
    later('Is the place better for it?', 'Seven boxes of an inclusive economy on one page.'),
  ];
}

function readingSentence({ actor }: PageVisitor): string | null {
  if (!mayDo(actor, 'readings.start')) return null;
  return actor.kind === 'nobody'
    ? 'Your file stays on this computer. No account needed. Nothing is published or kept. Sevenbox listens on this computer only.'
    : 'Nothing is published, and nothing is kept until you say so.';
}

function publishedBy(demonstration: Analysis | null): string {
  const title = demonstration?.title ?? null;
  return title === null
    ? 'Open this page with its table'
    : `Open the page that ${title} publishes, with its table`;
}

/** Everything the landing page says. */
export function landingView(seen: LandingSeen): LandingView {
  const errors = fieldErrors(seen.refusals, (code) => (code.startsWith('home') ? 'home' : 'ledgers'));
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text ?? null;
  return {
    ...siteFrame({
      pageTitle: errors.length > 0 ? `Error: ${heading}` : heading,
      section: null,
      visitor: seen.visitor,
    }),
    heading,
    reading: readingSentence(seen.visitor),
    kept:
      seen.kept === null
        ? null
        : {
            sentence: `${seen.owner?.name ?? 'Your ledgers'}: ${headlineFinding(seen.kept).title}.`,
            text: 'Go to your spend',
            href: '/spend',
          },
    home: seen.home ?? seen.owner?.home.name ?? '',
    homeNames: seen.homeNames,
    errors,
    errorAt: { home: errorOf('home'), ledgers: errorOf('ledgers') },
    chart: chartOf(seen.demonstration),
    making: seen.demonstration === null,
    caption: demonstrationCaption,
    published: publishedBy(seen.demonstration),
    canTry: seen.visitor.demo && seen.visitor.signedIn === null,
    questions: questionsFor(seen),
  };
}
