// Looks at weights one by one in whole numbers, with code of its own: what the product says about all weights is compared
// with it, ties included.

const divisor = (one, other) => (other === 0n ? one : divisor(other, one % other));

function wholeRows(rows) {
  let measure = 1n;
  for (const { denominator } of rows.flat()) measure *= denominator / divisor(measure, denominator);
  return rows.map((row) => row.map(({ numerator, denominator }) => (numerator * measure) / denominator));
}

/** For every criterion and step the bids with the most points, exactly; the other weights keep their proportions. */
export function exactGrid({ weights, shares }, steps) {
  const [own] = wholeRows([weights]);
  const rows = wholeRows(shares);
  return own.map((weight, criterion) => {
    const others = own.reduce((sum, one) => sum + one, -weight);
    const ends = rows.map((row) => ({
      atNought: row.reduce((sum, one, column) => (column === criterion ? sum : sum + own[column] * one), 0n),
      atOne: row[criterion] * (others || 1n),
    }));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const points = ends.map(
        ({ atNought, atOne }) => BigInt(steps - step) * atNought + BigInt(step) * atOne,
      );
      let most = points[0];
      for (const one of points) if (one > most) most = one;
      return points.flatMap((one, bid) => (one === most ? [bid] : []));
    });
  });
}

/** The bids that strips say are best at a step, those of both where two meet, and whether the step is an end of a strip. */
export function winnersOfStrips(strips, step, steps) {
  const beyond = ({ numerator, denominator }) => numerator * BigInt(steps) - BigInt(step) * denominator;
  const here = strips.filter(({ from, to }) => beyond(from) <= 0n && beyond(to) >= 0n);
  const named = [...new Set(here.flatMap(({ winners }) => winners))].sort((one, other) => one - other);
  return { named, isEnd: here.some(({ from, to }) => beyond(from) === 0n || beyond(to) === 0n) };
}

/** Whether weights are a move of others: none below nought, their sum unchanged, and two bids level, exactly. */
export function isLevelMove({ weights, shares }, winner, { rival, moved, weights: after }) {
  const [before, now, [size]] = wholeRows([weights, after, [moved]]);
  const sum = (all) => all.reduce((total, one) => total + one, 0n);
  const sizes = now.map((one, column) =>
    one > before[column] ? one - before[column] : before[column] - one,
  );
  const [first, second] = wholeRows([shares[winner], shares[rival]]);
  const lead = sum(now.map((one, column) => one * (first[column] - second[column])));
  return now.every((one) => one >= 0n) && sum(now) === sum(before) && sum(sizes) === size && lead === 0n;
}
