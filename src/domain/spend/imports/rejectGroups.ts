import { addPence, type Pence, toPence } from '../../values/index.ts';
import type { Control, Reject } from '../analysis.ts';
import type { RejectGroup } from './types.ts';

function sumOf(rejects: readonly Reject[]): Pence | null {
  const known = rejects.flatMap(({ pence }) => (pence === null ? [] : [toPence(pence)]));
  return known.length === rejects.length ? addPence(...known) : null;
}

/**
 * Rejected lines by reason, the reason of the most lines first. Lines that were rejected but are not among `rejects`
 * stand together at the end under the rule `further`, so that the groups hold every rejected line.
 */
export function rejectGroups(
  rejects: readonly Reject[],
  { rejected }: Pick<Control, 'rejected'>,
): readonly RejectGroup[] {
  const byRule = new Map<string, { readonly example: Reject; readonly all: Reject[] }>();
  for (const reject of rejects) {
    const group = byRule.get(reject.rule);
    if (group) group.all.push(reject);
    else byRule.set(reject.rule, { example: reject, all: [reject] });
  }
  const groups = [...byRule].map(
    ([rule, { example, all }]): RejectGroup => ({ rule, example, lines: all.length, pence: sumOf(all) }),
  );
  const last = rejects.at(-1);
  const further = rejected - rejects.length;
  return [
    ...groups.toSorted((one, other) => other.lines - one.lines),
    ...(last && further > 0 ? [{ rule: 'further', example: last, lines: further, pence: null }] : []),
  ];
}
