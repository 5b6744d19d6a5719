import {
  hasWeighting,
  type Measure,
  type MeasureChange,
  type MeasureSet,
  measuresOf,
  removalReasons,
} from '../../../domain/measures/index.ts';
import { cutText } from '../../../domain/values/index.ts';

/** What a person has set about one measure of a form. */
export interface SaidMeasure {
  readonly goes: boolean;
  readonly reason: string;
  readonly overlaps: string;
  readonly sentence: string;
  readonly localOnly: boolean;
  readonly dropWeighting: boolean;
  readonly recordOnly: boolean;
  /** The lists that it is to be on. */
  readonly lists: readonly string[];
}

/** The measures of one theme in their order. */
export function measuresIn(set: MeasureSet, theme: string): readonly Measure[] {
  return measuresOf(set)
    .filter((one) => one.theme.id === theme)
    .map(({ measure }) => measure);
}

/** The lists that a form offers: the first list is the whole, and leaving it is going. */
export function offeredLists({ lists }: MeasureSet): MeasureSet['lists'] {
  return lists.filter(({ subsetOf }) => subsetOf !== null);
}

/** A measure as the changes of a draft leave it. */
export function saidOf(measure: Measure, changes: readonly MeasureChange[]): SaidMeasure {
  const own = changes.filter(({ reference }) => reference === measure.reference);
  const has = (kind: MeasureChange['kind']) => own.some((one) => one.kind === kind);
  const removal = own.find((one) => one.kind === 'remove');
  const put = own.flatMap((one) => (one.kind === 'put-on' ? [one.list] : []));
  const off = own.flatMap((one) => (one.kind === 'take-off' ? [one.list] : []));
  return {
    goes: removal !== undefined,
    ...{
      reason: removal?.reason ?? '',
      overlaps: removal?.overlaps ?? '',
      sentence: removal?.sentence ?? '',
    },
    localOnly: measure.localOnly || has('local-only'),
    dropWeighting: has('drop-weighting'),
    recordOnly: measure.recordOnly || has('record-only'),
    lists: [...measure.lists.filter((list) => !off.includes(list)), ...put],
  };
}

/** What a form holds about one measure. */
export function saidInForm(form: URLSearchParams, { reference }: Measure): SaidMeasure {
  const field = (name: string) => form.get(`${name}.${reference}`) ?? '';
  const has = (what: string) => form.getAll(`also.${reference}`).includes(what);
  const lists = form.getAll(`also.${reference}`).filter((one) => one.startsWith('list:'));
  return {
    ...{ goes: field('do') === 'remove', reason: field('reason'), overlaps: field('overlaps').trim() },
    ...{ sentence: cutText(field('sentence').trim(), 500), localOnly: has('local-only') },
    ...{ dropWeighting: has('drop-weighting'), recordOnly: has('record-only') },
    lists: lists.map((one) => one.slice('list:'.length)),
  };
}

function removal(reference: string, { reason, overlaps, sentence }: SaidMeasure): MeasureChange {
  const known = removalReasons.find((one) => one === reason) ?? null;
  const other = known === 'overlaps' && overlaps !== '' ? cutText(overlaps, 40) : null;
  return { kind: 'remove', reference, reason: known, overlaps: other, sentence };
}

/** What a person changes about one measure, against what it is in the version that is revised. */
export function changesOf(set: MeasureSet, measure: Measure, said: SaidMeasure): readonly MeasureChange[] {
  const { reference } = measure;
  if (said.goes) return [removal(reference, said)];
  const lists = offeredLists(set).flatMap(({ id: list }): readonly MeasureChange[] => {
    const [was, is] = [measure.lists.includes(list), said.lists.includes(list)];
    return was === is ? [] : [{ kind: is ? 'put-on' : 'take-off', reference, list }];
  });
  const isRecorded = said.recordOnly && !measure.recordOnly;
  return [
    ...(said.localOnly && !measure.localOnly ? [{ kind: 'local-only', reference } as const] : []),
    ...(said.dropWeighting && hasWeighting(measure) && !isRecorded
      ? [{ kind: 'drop-weighting', reference } as const]
      : []),
    ...(isRecorded ? [{ kind: 'record-only', reference } as const] : []),
    ...lists,
  ];
}
