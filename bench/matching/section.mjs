// The section of docs/benchmarks.md that `npm run bench:matching` writes; the other benchmarks leave it alone.
import { lowerBound, rates } from './measure.mjs';

const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;
const grouped = (value) => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const figures = ({ recall, precision, falseRate, f1, f1Even }) => [
  recall.toFixed(3),
  precision.toFixed(3),
  percent(falseRate, 2),
  f1.toFixed(3),
  f1Even.toFixed(3),
];

function methodRows({ ours, peers }) {
  return [
    ['Sevenbox, after reading', ...figures(rates(ours).read)],
    ['Sevenbox', ...figures(rates(ours).labels)],
    ...peers.map(({ name, cut, total }) => [`${name}, from ${cut}`, ...figures(rates(total).labels)]),
  ];
}

function groupRows(groups) {
  return groups.map(({ group, total, ambiguousWithTruth }) =>
    group === 'none'
      ? [
          group,
          grouped(total.negatives),
          '',
          grouped(total.false - total.readRight),
          grouped(total.readRight),
          '',
        ]
      : [
          group,
          grouped(total.positives),
          grouped(total.right),
          grouped(total.wrong),
          '',
          grouped(ambiguousWithTruth),
        ],
  );
}

function bandRows(bands) {
  return bands.map(({ band, total }) => {
    const links = total.right + total.wrong + total.false;
    const read = total.right + total.readRight;
    const shareOf = (right) => `${percent(right / links)}, at least ${percent(lowerBound(right, links))}`;
    return [band, grouped(links), grouped(total.right), shareOf(total.right), grouped(read), shareOf(read)];
  });
}

function causeRows(causes) {
  const words = {
    right: ['linked to the right organisation', ''],
    twin: [
      'linked to another organisation of the very same name',
      'The payer’s “Fernley Hospice” is Fernley Hospice (Northdale) since 2014; a charity closed in 2009 was called Fernley Hospice. Days of closing and of renaming, which the pooled register lacks, decide.',
    ],
    wrong: [
      'linked to another organisation of a near name',
      '“Larkham Mind” was paid, Larkham and Westdale Mind is meant.',
    ],
    named: [
      'not linked, several of one name, the right one among those named',
      '“Arrowgate” and “Arrowgate Limited” are both on the register.',
    ],
    first: [
      'not linked, the right one named first',
      '“St Bride’s Hospice” for St Bride’s Hospice Fernshire: too many are called so to be sure.',
    ],
    later: ['not linked, the right one named further down', ''],
    unseen: [
      'the right one not found',
      'Initials (“FDHS”), brands and homes (“Fernley Court” run by Westdale Holdings), names given up long ago. No likeness of letters finds them; previous names, working names, registers of care homes and reviewed decisions do.',
    ],
  };
  const all = Object.values(causes).reduce((sum, count) => sum + count, 0);
  return Object.entries(words).map(([cause, [said, example]]) => [
    said,
    grouped(causes[cause] ?? 0),
    percent((causes[cause] ?? 0) / all),
    example,
  ]);
}

function councilRows(councils) {
  return councils.flatMap(({ council, parts }) =>
    parts
      .filter(([, { rows }]) => rows > 0)
      .map(([part, { rows, right, wrong, ambiguous, open }]) => [
        council,
        part,
        ...[rows, right, wrong, ambiguous, open].map(grouped),
      ]),
  );
}

/** Goals by the labels as they are; what reading the labels would change is said beside, and reaches no goal by itself. */
function goalRows({ ours }) {
  const { labels, read } = rates(ours);
  const row = (goal, holds, written) => [
    goal,
    written(labels),
    holds(labels) ? 'reached' : 'not reached',
    written(read),
    holds(read) ? 'reached' : 'not reached',
  ];
  return [
    row(
      'recall at least 0.80',
      ({ recall }) => recall >= 0.8,
      ({ recall }) => recall.toFixed(3),
    ),
    row(
      'at most 1 % false links on names with no match',
      ({ falseRate }) => falseRate <= 0.01,
      ({ falseRate }) => percent(falseRate, 2),
    ),
    row(
      'F1 at least 0.87',
      ({ f1 }) => f1 >= 0.87,
      ({ f1 }) => f1.toFixed(3),
    ),
  ];
}

/** What was measured, and on which names. */
function aboutLines({ ours, register, seed }) {
  return [
    '## Matching',
    '',
    'Written by `npm run bench:matching`, which takes `-- --seed 1 --data FOLDER`. The names are those of an audit of payments by the NHS,',
    `checked by people, and names that the same project left unmatched. The register is ${grouped(register)} real names pooled from the`,
    'same files: the candidates of the project’s own search, the audited organisations, and companies of two councils and a sample of',
    'Companies House. The right name is always in it; previous names, states and days of closing are not, though real registers have them.',
    'Against a whole register fewer names are found and more are linked falsely.',
    '',
    `The names are halved by organisation, with a seeded hash (seed ${seed}, the first that was tried). Weights and cuts were fitted on one half; all figures`,
    `here are of the other: ${grouped(ours.positives)} names with an organisation, ${grouped(ours.negatives)} without. What was seen of the other half all the same:`,
    '',
    '- before the halving, 60 audited names and 150 unmatched ones of both halves, to learn what such names are like;',
    '- its totals, each time that features were added, four times in all;',
    '- its links to names without a match, to read whether the label is right. One rule followed from seeing such links in both halves: a',
    '  person’s name is not linked to a company that is only called the same.',
    '',
    'Names with an organisation that the other half does not link, or links wrongly, were never looked at.',
  ];
}

/** What the labels are worth, and what reading some of them changes. */
function labelLines(ours) {
  const { clean } = rates(ours);
  return [
    'The peers see the same normalised names. “False links” is the share of names labelled “no match” that were linked. By the labels Sevenbox is',
    'hardly ahead of the best of them: it links about as many names as exact comparison does, and other ones. What it has over them is',
    'that it says which links are sure, names the candidates where it is not, and takes no class of payee for a company.',
    '',
    'Most of those labels nobody had checked. In a sample of 150, drawn with a seed and read before the halving, 8 (5 %; from 2 to 10 %) name in whole or',
    `in part an organisation that the register holds. Of the ${ours.false} links that Sevenbox made to such names, ${ours.readRight} were read as the same name apart from short`,
    'forms, spaces, codes, what stands behind a legal form, or a legal form left out (as “Fernley Roofing Co” for Fernley Roofing Company',
    'Limited); persons, houses, another legal form and two names in one were read as wrong. There was one reader, the one who made the rules,',
    'who knew which links they were and looked nothing up. “After reading” leaves these names out, neither right nor wrong; the peers’ links were',
    'not read, so that row is not to be compared with theirs. Without any reading, but leaving out what the register holds word for word, false',
    `links are ${percent(clean.falseRate, 2)} and F1 is ${clean.f1.toFixed(3)}.`,
    '',
  ];
}

/** Everything that was measured, as the section of the page. */
export function matchingSection(measured) {
  const { ours, councils, machine } = measured;
  return [
    ...aboutLines(measured),
    '',
    table(['goal', 'by the labels', '', 'after reading', ''], goalRows(measured)),
    '',
    table(
      [
        'half kept for the test',
        'recall',
        'precision',
        'false links',
        'F1',
        'F1, as many names with as without',
      ],
      methodRows(measured),
    ),
    '',
    ...labelLines(ours),
    table(
      [
        'kind',
        'names',
        'linked right',
        'linked wrong',
        'linked although labelled “no match”, read as right',
        'several named, the right one among them',
      ],
      groupRows(measured.groups),
    ),
    '',
    'Bands, and the share that is right, also with 95 % certainty at least (Clopper-Pearson, one side). Ranges of figures are not widened by',
    'these bounds yet: they say what is unknown, not how often a link is wrong.',
    '',
    table(
      ['band', 'links', 'right by the labels', 'share', 'right after reading', 'share after reading'],
      bandRows(measured.bands),
    ),
    '',
    'What became of the names that have an organisation (examples invented):',
    '',
    table(['', 'names', 'share', 'for example'], causeRows(measured.causes)),
    '',
    'The goals for recall and F1 are out of reach on names alone in this register: exact names that belong to another organisation, and names that no',
    'likeness finds, are more than the goals leave room for. What would help: previous names with days and the state of an organisation (both are in',
    'the companies’ and charities’ registers and are used where they are given), working names, locations of the Care Quality Commission, the payer’s area.',
    '',
    '### Names with numbers beside them',
    '',
    'Two councils gave company numbers. The register is one organisation for each number, under its most used spelling, so that only other',
    `spellings are a test. In Wakefield's file of 2016 every digit 0 is missing from the numbers: ${councils.map(({ council, lost }) => `${lost} names in ${council}`).join(', ')} stand with such a`,
    'number and with the whole one. They are read by their name, and the number then confirms it; such a number alone never links.',
    '',
    table(['council', '', 'names', 'right', 'wrong', 'several', 'left open'], councilRows(councils)),
    '',
    `Machine: ${machine}`,
  ].join('\n');
}
