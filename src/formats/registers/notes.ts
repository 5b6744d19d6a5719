import { formatCount } from '../../domain/values/index.ts';

const mostNotes = 20;
const mostWords = 60;

/** Counts what was left out or read in part, each kind with its first example, so that nothing is dropped silently. */
export class Notes {
  private readonly found = new Map<string, { count: number; readonly example: string }>();

  /** `what` goes on from "1,234 records": `have no number and are left out`. */
  add(what: string, example: string): void {
    const known = this.found.get(what);
    if (known) known.count += 1;
    else this.found.set(what, { count: 1, example: example.slice(0, mostWords) });
  }

  /** Sentences, the commonest first. */
  sentences(): readonly string[] {
    const sorted = [...this.found].sort(([, one], [, other]) => other.count - one.count);
    const told = sorted.slice(0, mostNotes).map(([what, { count, example }]) => {
      const records = `${formatCount(count)} ${count === 1 ? 'record' : 'records'}`;
      return `${records}: ${what}${example === '' ? '' : `, for example "${example}"`}.`;
    });
    const more = sorted.length - told.length;
    return more > 0 ? [...told.slice(0, -1), `${more + 1} more kinds of remarks are not listed.`] : told;
  }
}
