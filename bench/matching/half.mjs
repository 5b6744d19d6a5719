// One half of the audited names, asked and counted in every way that the page shows.
import { readFileSync } from 'node:fs';
import { isRight, peersOver } from './ask.mjs';
import { count, linkMark } from './measure.mjs';

/** What a reader found of links to names that nobody had checked, by mark. */
export function readVerdicts() {
  const text = readFileSync(new URL('./read-by-hand.csv', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => /^[0-9a-f]{12},/.test(line));
  return new Map(rows.map((row) => row.split(',')));
}

/** The product's answers about one half; strings that an auditor found to be several suppliers have no one answer. */
export function answersOf(asking, questions, half) {
  return questions
    .filter((question) => question.half === half && !question.several)
    .map((question) => ({ question, ...asking.answer(question.name) }));
}

function keyIs(product, one, other) {
  return product.matchKey(one) === product.matchKey(other);
}

function causeOf({ question, entity, kind, named }, { product, asking }) {
  if (entity) {
    if (isRight(question, entity)) return 'right';
    return keyIs(product, entity.name, question.name) ? 'twin' : 'wrong';
  }
  if (kind === 'ambiguous' && named.some((one) => isRight(question, one))) return 'named';
  const place = asking.features(question.name).findIndex((one) => isRight(question, one.entity));
  if (place < 0) return 'unseen';
  return place === 0 ? 'first' : 'later';
}

function groupsOf(answers, read) {
  return ['charity', 'CIC', 'company', 'none'].map((group) => {
    const some = answers.filter(({ question }) => question.group === group);
    const named = some.filter(
      ({ question, kind, named: all }) => kind === 'ambiguous' && all.some((one) => isRight(question, one)),
    );
    return { group, total: count(some, read), ambiguousWithTruth: named.length };
  });
}

function bandsOf(product, answers, read) {
  return product.bands.map((band) => ({
    band,
    total: count(
      answers.filter((one) => one.band === band),
      read,
    ),
  }));
}

function peerTotals({ product, truth }, questions) {
  return peersOver(truth.register, product.matchKey).flatMap(({ name, cuts, best }) => {
    const answers = questions.map((question) => ({
      question,
      ...(best(question) ?? { entity: null, score: 0 }),
    }));
    return cuts.map((cut) => ({
      name,
      cut,
      total: count(answers.map((one) => (one.score >= cut ? one : { ...one, entity: null }))),
    }));
  });
}

/** Counts of one half: the product and its peers, kinds of organisation, bands and causes. */
export function measuredHalf({ product, asking, truth, read, half, withPeers = true }) {
  const answers = answersOf(asking, truth.questions, half);
  const causes = {};
  for (const answer of answers.filter(({ question }) => question.truth.length > 0)) {
    const cause = causeOf(answer, { product, asking });
    causes[cause] = (causes[cause] ?? 0) + 1;
  }
  return {
    ours: count(answers, read),
    groups: groupsOf(answers, read),
    bands: bandsOf(product, answers, read),
    causes,
    peers: withPeers
      ? peerTotals(
          { product, truth },
          answers.map(({ question }) => question),
        )
      : [],
  };
}

const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;

/** Every error by name, for reading on this machine only: false and wrong links, and misses where they may be looked at. */
export function errorList(answers, { read, misses }) {
  const rows = answers.flatMap(({ question, entity, band, kind, named }) => {
    const positive = question.truth.length > 0;
    if (entity && positive && isRight(question, entity)) return [];
    if (!entity && (!positive || !misses)) return [];
    const what = entity ? (positive ? 'wrong' : 'false') : kind;
    const verdict = entity && !positive ? (read.get(linkMark(question, entity)) ?? 'not read') : '';
    const mark = entity ? linkMark(question, entity) : '';
    return [
      [what, verdict, band ?? '', mark, question.name, entity?.name ?? named[0]?.name ?? '', question.notes],
    ];
  });
  return [['what', 'read', 'band', 'mark', 'name', 'candidate', 'notes'], ...rows]
    .map((row) => row.map(quoted).join(','))
    .join('\n');
}
