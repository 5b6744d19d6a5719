// Logistic regression with a small penalty, by Newton's steps: the same data always give the same weights.

function solve(matrix, vector) {
  const size = vector.length;
  const rows = matrix.map((row, at) => [...row, vector[at]]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      if (factor === 0) continue;
      for (let at = column; at <= size; at += 1) rows[row][at] -= factor * rows[column][at];
    }
  }
  return rows.map((row, at) => row[size] / row[at]);
}

const chance = (logOdds) => 1 / (1 + Math.exp(-logOdds));
const steps = 40;

/** The weights under which the examples are likeliest; `examples` are `{ features, right }`. */
export function fitWeights(examples, penalty = 1) {
  const size = examples[0].features.length;
  let weights = new Array(size).fill(0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : -penalty * weight));
    const curvature = weights.map((_, row) =>
      weights.map((__, at) => (row === at ? (row === 0 ? 1e-6 : penalty) : 0)),
    );
    for (const { features, right } of examples) {
      const p = chance(features.reduce((sum, value, at) => sum + value * weights[at], 0));
      const error = (right ? 1 : 0) - p;
      const spread = p * (1 - p);
      for (let row = 0; row < size; row += 1) {
        if (features[row] === 0) continue;
        gradient[row] += features[row] * error;
        for (let at = 0; at < size; at += 1) curvature[row][at] += spread * features[row] * features[at];
      }
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, at) => weight + change[at]);
    if (Math.max(...change.map(Math.abs)) < 1e-7) break;
  }
  return weights;
}
