// Shares and bounds from judged answers.
import { isRight } from './ask.mjs';
import { nameMark } from './truth.mjs';

/** `ln` of the gamma function (Lanczos), for the incomplete beta function. */
function lnGamma(value) {
  const parts = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2,
    -0.5395239384953e-5,
  ];
  const base = value + 5.5;
  const sum = parts.reduce((total, part, at) => total + part / (value + 1 + at), 1.000000000190015);
  return (value + 0.5) * Math.log(base) - base + Math.log((2.5066282746310007 * sum) / value);
}

function betaFraction(x, a, b) {
  let [c, d] = [1, 1 - ((a + b) * x) / (a + 1)];
  d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
  let result = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d || 1e-300);
      c = 1 + term / c || 1e-300;
      result *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return result;
}

function incompleteBeta(x, a, b) {
  if (x <= 0 || x >= 1) return Math.max(0, Math.min(1, x));
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** The least share that is still possible with so many right of so many, at 95 % on this one side (Clopper-Pearson). */
export function lowerBound(right, all, doubt = 0.05) {
  if (right === 0) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, right, all - right + 1) > doubt) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

const none = {
  positives: 0,
  right: 0,
  wrong: 0,
  negatives: 0,
  false: 0,
  held: 0,
  falseHeld: 0,
  readRight: 0,
  unread: 0,
};

/**
 * Counts answers `{ question, entity }`. `read` says what a reader found of links on names labelled "no match": a map
 * from the mark of the name and the link to `right` or `wrong`.
 */
export function count(answers, read = new Map()) {
  const total = { ...none };
  for (const { question, entity } of answers) {
    if (question.truth.length > 0) {
      total.positives += 1;
      if (entity) total[isRight(question, entity) ? 'right' : 'wrong'] += 1;
      continue;
    }
    total.negatives += 1;
    if (question.held) total.held += 1;
    if (!entity) continue;
    total.false += 1;
    if (question.held) total.falseHeld += 1;
    const verdict = question.checked ? 'wrong' : read.get(linkMark(question, entity));
    if (verdict === 'right') total.readRight += 1;
    if (verdict === undefined) total.unread += 1;
  }
  return total;
}

/** Under which a reader's verdict about one link is kept. */
export function linkMark(question, entity) {
  return nameMark(`${question.name}|${entity.name}`);
}

function shares(total, falseLinks, negatives) {
  const recall = total.right / total.positives;
  const precision = total.right / (total.right + total.wrong + falseLinks);
  const evenly = (falseLinks * total.positives) / negatives;
  const even = total.right / (total.right + total.wrong + evenly);
  const f1 = (one, other) => (one + other === 0 ? 0 : (2 * one * other) / (one + other));
  return {
    recall,
    precision,
    falseRate: falseLinks / negatives,
    f1: f1(recall, precision),
    f1Even: f1(recall, even),
  };
}

/** By the labels as they are; without names that the register holds word for word; and with links read by hand. */
export function rates(total) {
  return {
    labels: shares(total, total.false, total.negatives),
    clean: shares(total, total.false - total.falseHeld, total.negatives - total.held),
    read: shares(total, total.false - total.readRight, total.negatives - total.readRight),
  };
}
