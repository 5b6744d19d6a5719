import type { ComparedDefinitions, DefinitionInUse } from '../../../actions/definitions/types.ts';
import { differenceOf, type FigurePair } from '../../../domain/spend/figureChange.ts';
import { countCell, poundsCell, shareCell, textCell, writeCsv } from '../../../formats/downloads/csv.ts';
import { countOf } from '../../components/words.ts';
import {
  type ChangeTables,
  changeTables,
  definitionDifference,
  firstPair,
  leastText,
  pointsText,
  shareText,
  writtenDifference,
} from './changeTable.ts';
import {
  basisText,
  type DefinitionPieces,
  leftOutTexts,
  ownRingPlaces,
  ringTexts,
  sideNames,
} from './definitionWords.ts';

export interface CompareView extends ChangeTables {
  /** What is compared, above the title. */
  readonly caption: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly names: readonly [string, string];
  /** What the two mean, row by row; rows that differ are marked. */
  readonly meanings: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
    readonly differs: boolean;
  }[];
}

interface Said {
  readonly title: string;
  readonly sentences: readonly string[];
}

const couldBeSame =
  'Some money could not be placed. It leaves room for the two shares to be the same, so no difference is stated.';

function lower(name: string): string {
  return name.replace(/^Version /, 'version ');
}

function place(pair: FigurePair): string {
  return pair.after?.ring.name ?? '';
}

function when({ period }: FigurePair): string {
  return period === 'undated' ? 'Without a date' : `In ${period}`;
}

function apartSentence(pair: FigurePair, [, after]: CompareView['names']): string {
  const found = differenceOf(pair.before, pair.after);
  if (found.kind !== 'higher' && found.kind !== 'lower') return '';
  const written = writtenDifference(pair);
  const points = written === null ? '' : ` by ${pointsText(written)}`;
  return `The share under ${lower(after)} is ${found.kind}${points}. Wherever the money that could not be placed went, ${leastText(found.least) === undefined ? `it is ${found.kind}` : `the difference is ${leastText(found.least)}`}.`;
}

function finding(pair: FigurePair, names: CompareView['names']): Said {
  const { before, after } = pair;
  const [one, other] = names.map(lower);
  const found = differenceOf(before, after);
  if (found.kind === 'none' || before === null || after === null) {
    const title = `${when(pair)}, no share can be stated for ${place(pair)} under both`;
    return { title, sentences: ['There is not enough spend above the credits to take a share of.'] };
  }
  if (found.kind === 'unchanged' || found.kind === 'equal') {
    const title = `${when(pair)}, the share for ${place(pair)} is the same under ${one} and ${other}`;
    return { title, sentences: [] };
  }
  if (found.kind === 'open' || before.share === null || after.share === null) {
    const title = `${when(pair)}, ${one} and ${other} could give the same share for ${place(pair)}`;
    return found.kind === 'open'
      ? { title, sentences: [couldBeSame] }
      : {
          title: `${when(pair)}, the share for ${place(pair)} is ${found.kind} under ${other}`,
          sentences: [],
        };
  }
  return {
    title: `${when(pair)}, ${shareText(after.share)} was local to ${place(pair)} under ${other} and ${shareText(before.share)} under ${one}`,
    sentences: [apartSentence(pair, names)],
  };
}

function countSentence(pairs: readonly FigurePair[]): string {
  const kinds = pairs.flatMap((pair) =>
    pair.before === null || pair.after === null ? [] : [differenceOf(pair.before, pair.after).kind],
  );
  const count = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length;
  const parts = [
    [count('higher'), 'higher'],
    [count('lower'), 'lower'],
    [count('unchanged', 'equal'), 'the same'],
    [count('open'), 'could be the same'],
    [count('none'), 'cannot be compared'],
  ] as const;
  const said = parts.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]));
  return `${countOf(kinds.length, 'figure')} compared: ${said.join(', ')}.`;
}

function said(compared: ComparedDefinitions, names: CompareView['names']): Said {
  const pair = firstPair(compared.figures);
  if (compared.figures.length === 0) {
    return {
      title: 'There are no figures to compare yet',
      sentences: ['Add a ledger, and the figures of both stand here side by side.'],
    };
  }
  if (pair === undefined) {
    return {
      title: 'The two definitions have no ring in common',
      sentences: ['So no figure of one can be compared with a figure of the other. Both are in the tables.'],
    };
  }
  const found = finding(pair, names);
  return { ...found, sentences: [...found.sentences, countSentence(compared.figures)] };
}

function list(texts: readonly string[], none: string): string {
  return texts.length === 0 ? none : texts.join('; ');
}

function meanings({ before, after }: ComparedDefinitions, pieces: DefinitionPieces): CompareView['meanings'] {
  const rows = [before, after].map((one) => [
    one.name,
    one.sentence,
    list(ringTexts(one, pieces), 'None'),
    list(ownRingPlaces(one, pieces), 'None'),
    basisText(one),
    list(leftOutTexts(one, pieces), 'Nothing'),
  ]);
  const labels = [
    'Name',
    'Local means',
    'Rings',
    'Places of its own ring',
    'Address that counts',
    'Left out',
  ];
  return labels.map((label, position) => {
    const [one = '', other = ''] = rows.map((row) => row[position] ?? '');
    return { label, before: one, after: other, differs: one !== other };
  });
}

function captionOf({ before, after }: ComparedDefinitions): string {
  return before.id === after.id
    ? `${after.name}, version ${before.version} and version ${after.version}`
    : `${before.name}, and ${after.name}`;
}

/** Two definitions side by side: a finding, what they mean, and their figures year by year and ring by ring. */
export function compareView(compared: ComparedDefinitions, pieces: DefinitionPieces): CompareView {
  const names = sideNames(compared.before, compared.after);
  const tables = changeTables(compared.figures, {
    difference: definitionDifference,
    missing: 'No such ring or year',
  });
  return {
    caption: captionOf(compared),
    ...said(compared, names),
    names,
    meanings: meanings(compared, pieces),
    ...tables,
  };
}

/** Everything that can be compared, for a choice of two: the newest versions by `id`, older ones by `id@version`. */
export function compareChoices(all: readonly DefinitionInUse[], chosen: string) {
  const items = all.flatMap(({ definition, older, leads }) => [
    {
      value: `${definition.id}@${definition.version}`,
      text: `${definition.name}, version ${definition.version}${leads ? ' (leads)' : ''}`,
    },
    ...older.map((one) => ({
      value: `${one.definition.id}@${one.definition.version}`,
      text: `${one.definition.name}, version ${one.definition.version}`,
    })),
  ]);
  const exact = items.some((item) => item.value === chosen);
  const newest = items.find((item) => item.value.startsWith(`${chosen}@`))?.value;
  return items.map((item) => ({ ...item, selected: exact ? item.value === chosen : item.value === newest }));
}

const header = [
  'ring_id',
  'ring',
  'period',
  'definition_before',
  'version_before',
  'definition_after',
  'version_after',
  'total_pounds_before',
  'total_pounds_after',
  'local_pounds_before',
  'local_pounds_after',
  'share_before',
  'share_after',
  'share_lowest_before',
  'share_lowest_after',
  'share_highest_before',
  'share_highest_after',
  'difference',
];

/** The comparison as CSV, one row for each ring and year, every year. */
export function compareCsv({ before, after, figures }: ComparedDefinitions): string {
  const rows = figures.map((pair) => {
    const both = [pair.before, pair.after];
    return [
      textCell(pair.ring),
      textCell(pair.after?.ring.name ?? pair.before?.ring.name ?? null),
      textCell(pair.period),
      ...[before, after].flatMap((one) => [textCell(one.id), countCell(Number(one.version))]),
      ...both.map((figure) => poundsCell(figure?.totalPence ?? null)),
      ...both.map((figure) => poundsCell(figure?.localPence ?? null)),
      ...both.map((figure) => shareCell(figure?.share ?? null)),
      ...both.map((figure) => shareCell(figure?.shareLower ?? null)),
      ...both.map((figure) => shareCell(figure?.shareUpper ?? null)),
      textCell(definitionDifference(pair).main),
    ];
  });
  return writeCsv(header, rows);
}
