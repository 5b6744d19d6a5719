import type { Analysis } from '../../../domain/spend/analysis.ts';
import { addPostcodes } from '../../../domain/spend/nextStep.ts';
import type { Link, Mount } from '../../components/frame.ts';

/** What to do next: with a command on a result that stands alone, with a link on the site. */
export interface NextStepView {
  readonly sentence: string;
  readonly command: string | null;
  readonly link: Link | null;
}

function linkOf({ questions, nextStep }: Analysis, { answers, references }: Mount): Link | null {
  if (questions.length > 0) return answers === undefined ? null : { text: 'Answer it now', href: answers };
  if (references === null) return null;
  const add = `${references ?? '/references'}/add?kind=`;
  return nextStep?.sentence === addPostcodes
    ? { text: 'Add the postcode directory', href: `${add}onspd` }
    : { text: 'Add a supplier list', href: `${add}suppliers` };
}

/** The next step in the way its surroundings allow; null where nothing is left to do. */
export function nextStepView(analysis: Analysis, mount: Mount): NextStepView | null {
  if (analysis.nextStep === null) return null;
  const { sentence, command } = analysis.nextStep;
  return mount.navigation === null
    ? { sentence, command, link: null }
    : { sentence, command: null, link: linkOf(analysis, mount) };
}
