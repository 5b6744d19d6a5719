// The section of docs/benchmarks.md that `npm run bench:matching-speed` writes.
const fixed = (value, digits = 1) => value.toFixed(digits);
const grouped = (value) => String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
const tools = {
  tfidf: ['exact first, then TF-IDF (cosine of 3-grams)', 'scikit-learn'],
  ratio: ['exact first, then edit ratio', 'rapidfuzz'],
};

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

const figures = ({ precision, recall, f1 }) => [fixed(precision, 3), fixed(recall, 3), fixed(f1, 3)];

/** What a peer would take for all names that it has to look for, by what it took for the sample. */
const extrapolated = (peer, left) => (peer.seconds * left) / peer.left;

function goalRows({ resolved, peers, ours }) {
  const warm = median(resolved.again);
  const said = (reached) => (reached ? 'reached' : 'not reached');
  const tfidf = peers.find(({ name, missing }) => name === 'tfidf' && !missing);
  const ratio = tfidf && extrapolated(tfidf, resolved.left) / warm;
  const apart = ['not measured: python has no scikit-learn', ''];
  return [
    ['at most 10 s, the index open', `${fixed(warm)} s`, said(warm <= 10)],
    [
      'at least 250 times as quick as exact-first TF-IDF',
      ...(ratio ? [`${grouped(ratio)} times`, said(ratio >= 250)] : apart),
    ],
    [
      'F1 not below it, on the same sample',
      ...(tfidf
        ? [
            `${fixed(ours.sample.f1, 3)} and ${fixed(tfidf.total.f1, 3)}`,
            said(ours.sample.f1 >= tfidf.total.f1),
          ]
        : apart),
    ],
    [
      'at most 2 GB of memory',
      `${fixed(resolved.peakMegabytes / 1024, 2)} GB`,
      said(resolved.peakMegabytes <= 2048),
    ],
  ];
}

function methodRows({ resolved, cut, peers, ours, sample }) {
  const warm = median(resolved.again);
  return [
    ['Sevenbox', fixed(warm), '', '1', cut, ...figures(ours.sample)],
    ...peers.map((peer) => {
      const [words, module] = tools[peer.name];
      if (peer.missing)
        return [`${words}: skipped, python has no ${peer.missing}`, '', '', '', '', '', '', ''];
      const all = extrapolated(peer, resolved.left);
      const took = `${fixed(peer.seconds)} for ${peer.left} names of ${grouped(sample)}`;
      return [
        `${words}, ${peer.version ?? module}`,
        took,
        grouped(all),
        grouped(all / warm),
        peer.cut,
        ...figures(peer.total),
      ];
    }),
  ];
}

/** The section, from what was measured. Nothing in it is written by hand. */
export function speedSection(measured) {
  const { sizes, built, resolved, cut, checked, wrong, load, machine, threads, sample, ours, keptPeers } =
    measured;
  const [warm, { cold }] = [median(resolved.again), resolved];
  return `## Matching speed

Written by \`npm run bench:matching-speed\`, which also takes \`-- --companies 5500000 --payees 100000 --sample 2000 --checked 1000
--threads 2 --python python3 --dir FOLDER\`. ${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, Node.js ${machine.versions['Node.js']}. The load of the
machine was ${load.before} before and ${load.after} after.

${table(['goal', 'measured', ''], goalRows(measured))}

${grouped(sizes.payees)} invented payees are resolved against ${grouped(sizes.companies)} invented companies: a payee is the company of the very same
normalised name, else the one nearest to it by the index, if its likeness reaches a cut. Payees are made from names of the register
as ledgers spell them, and 15 in 100 are on no register. Invented names say how quick something is, and nothing of how often it
is right on real ones. The cut with the best F1 was chosen for each tool on ${grouped(sizes.tuning)} other payees.
This is the search alone. The whole matcher reads a name in several ways, takes ten candidates for each and weighs them, which takes
many times as long: [decision 13](decisions/0013-index-of-names.md) says how long.

- The first time: reading and normalising the names ${fixed(built.read)} s, making the index ${fixed(built.built)} s, keeping it
  ${fixed(built.saved)} s; ${grouped(built.bytes / 1e6)} MB on the disk, at most ${grouped(built.peakMegabytes)} MB of memory. Once for each edition.
- A later start, by ${threads} threads: opening what was kept ${fixed(resolved.opened)} s (its checksum and every bound are looked at), and with that all payees
  resolved after ${fixed(cold)} s; again ${resolved.again.map((one) => fixed(one)).join(', ')} s, median ${fixed(warm)} s. ${grouped(resolved.left)} different names are not on the register
  to the letter and ask for a near one. At most ${grouped(resolved.peakMegabytes)} MB.
- The answers about ${grouped(checked)} of these names, and the ten nearest names from a likeness of 0.4, were compared with looking at every name of the
  register, by other code: ${wrong === 0 ? 'all are the same, to the last bit of the likeness' : `${wrong} differ`}.

${table(
  [
    ...['', 'seconds', `seconds for ${grouped(sizes.payees)} payees, extrapolated`, 'times Sevenbox', 'cut'],
    ...['precision', 'recall', 'F1'],
  ],
  methodRows(measured),
)}

Peers get the same normalised names and two processes. They are asked about the first ${grouped(sample)} payees, and only about names that are
not on the register to the letter; seconds for all are those times as many as there are such names among all. Making their tables
ready is not counted. Precision, recall and F1 are of these ${grouped(sample)} payees; of all payees Sevenbox has ${fixed(ours.all.precision, 3)}, ${fixed(ours.all.recall, 3)} and ${fixed(ours.all.f1, 3)} at its
cut of ${cut}. The likeness of Sevenbox is such a cosine too, over the whole name and with each gram counted once; scikit-learn pads each word
and counts grams as often as they come. That, and the cut, is what their F1 differ by.${keptPeers ? ' The peers were asked in an earlier run\nover the same names.' : ''}

${table(
  ['what was done to the name', 'payees', 'linked', 'linked right'],
  ours.kinds.map(({ kind, payees, linked, right }) => [
    kind,
    grouped(payees),
    grouped(linked),
    grouped(right),
  ]),
)}`;
}
