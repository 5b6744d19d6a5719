// Looks at every key of the register, with code of its own: what the index answers is compared with it.
const symbols = ' ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const other = symbols.length;
const wide = symbols.length + 1;

function gramsOf(key) {
  const codes = [...` ${key} `].map((letter) => (symbols.includes(letter) ? symbols.indexOf(letter) : other));
  return new Set(codes.slice(2).map((code, at) => (codes[at] * wide + codes[at + 1]) * wide + code));
}

/** A searcher over keys: grams weigh the square of `1 + ln((keys + 1) / (frequency + 1))`, in whole 64ths. */
export function bruteForce(keysOfRows) {
  const rowsOf = new Map();
  keysOfRows.forEach((key, row) => {
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  });
  const keys = [...rowsOf.keys()];
  const starts = new Uint32Array(keys.length + 1);
  const frequency = new Uint32Array(wide ** 3);
  let grams = new Uint16Array(1 << 20);
  keys.forEach((key, at) => {
    const own = gramsOf(key);
    if (starts[at] + own.size > grams.length) {
      const grown = new Uint16Array(grams.length * 2);
      grown.set(grams);
      grams = grown;
    }
    grams.set([...own], starts[at]);
    starts[at + 1] = starts[at] + own.size;
    for (const gram of own) frequency[gram] += 1;
  });
  const weights = Float64Array.from(frequency, (count) =>
    Math.min(65_535, Math.round(64 * (1 + Math.log((keys.length + 1) / (count + 1))) ** 2)),
  );
  const norms = new Float64Array(keys.length);
  for (let at = 0; at < keys.length; at += 1)
    for (let next = starts[at]; next < starts[at + 1]; next += 1) norms[at] += weights[grams[next]];
  return (key, { most, floor }) => {
    const asked = new Float64Array(wide ** 3);
    let norm = 0;
    for (const gram of gramsOf(key)) {
      asked[gram] = weights[gram];
      norm += weights[gram];
    }
    const found = [];
    for (let at = 0; at < keys.length; at += 1) {
      let common = 0;
      for (let next = starts[at]; next < starts[at + 1]; next += 1) common += asked[grams[next]];
      if (common === 0) continue;
      const similarity = common / Math.sqrt(norm * norms[at]);
      if (similarity >= floor) for (const row of rowsOf.get(keys[at])) found.push({ row, similarity });
    }
    found.sort((one, two) => two.similarity - one.similarity || one.row - two.row);
    return found.slice(0, most);
  };
}
