// What common tools do with a name, for comparison: exact, edit ratio, cosine of 3-grams. Each answers one identifier
// or null, and is given the product's normalised names, so that none of them suffers from punctuation.

const bits = 32;

/** Where each character stands in a name, as words of 32 bits, for many comparisons with one name. */
function patternOf(name) {
  const words = Math.ceil(name.length / bits) || 1;
  const masks = new Map();
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    let mask = masks.get(code);
    if (!mask) {
      mask = new Uint32Array(words);
      masks.set(code, mask);
    }
    mask[at >>> 5] |= 1 << (at & 31);
  }
  return { name, words, masks, rows: new Uint32Array(words) };
}

function countOnes(value) {
  let left = value - ((value >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Length of the longest common subsequence, 32 columns at once. */
function commonLength({ name, words, masks, rows }, other) {
  rows.fill(0xffffffff);
  for (let at = 0; at < other.length; at += 1) {
    const mask = masks.get(other.charCodeAt(at));
    if (!mask) continue;
    let carry = 0;
    for (let word = 0; word < words; word += 1) {
      const row = rows[word];
      const meets = (row & mask[word]) >>> 0;
      const sum = row + meets + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      rows[word] = (sum >>> 0) | (row & ~mask[word]);
    }
  }
  let ones = 0;
  for (let word = 0; word < words; word += 1) {
    const used = Math.min(bits, name.length - word * bits);
    const kept = used === bits ? 0xffffffff : 2 ** used - 1;
    ones += countOnes(~rows[word] & kept);
  }
  return ones;
}

/** `1 - (insertions + deletions) / both lengths`, the ratio that rapidfuzz and difflib made popular. */
export function editRatio(one, other) {
  const both = one.length + other.length;
  return both === 0 ? 1 : (2 * commonLength(patternOf(one), other)) / both;
}

export function exactPeer(keys) {
  const first = new Map();
  for (let row = keys.length - 1; row >= 0; row -= 1) first.set(keys[row], row);
  return (key) => (first.has(key) ? { row: first.get(key), score: 1 } : null);
}

export function ratioPeer(keys) {
  return (key) => {
    const pattern = patternOf(key);
    let best = { row: -1, score: 0 };
    for (let row = 0; row < keys.length; row += 1) {
      const other = keys[row];
      const both = key.length + other.length;
      if ((2 * Math.min(key.length, other.length)) / both <= best.score) continue;
      const score = (2 * commonLength(pattern, other)) / both;
      if (score > best.score) best = { row, score };
    }
    return best.row < 0 ? null : best;
  };
}

function gramsOf(key) {
  const counts = new Map();
  const padded = ` ${key} `;
  for (let at = 0; at + 3 <= padded.length; at += 1) {
    const gram = padded.slice(at, at + 3);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Cosine of TF-IDF over 3-grams of characters, every row compared: the recipe of scikit-learn. */
export function tfidfIndex(keys) {
  const postings = new Map();
  const grams = keys.map(gramsOf);
  grams.forEach((counts, row) => {
    for (const [gram, count] of counts) {
      const list = postings.get(gram);
      if (list) list.push(row, count);
      else postings.set(gram, [row, count]);
    }
  });
  const idf = (gram) => 1 + Math.log((1 + keys.length) / (1 + (postings.get(gram)?.length ?? 0) / 2));
  const lengthOf = (counts) =>
    Math.sqrt([...counts].reduce((sum, [gram, count]) => sum + (count * idf(gram)) ** 2, 0));
  const lengths = Float64Array.from(grams, lengthOf);
  const sums = new Float64Array(keys.length);
  return {
    nearest(key, { most, floor }) {
      const counts = gramsOf(key);
      const touched = [];
      for (const [gram, count] of counts) {
        const list = postings.get(gram) ?? [];
        const weight = count * idf(gram) ** 2;
        for (let at = 0; at < list.length; at += 2) {
          const row = list[at];
          if (sums[row] === 0) touched.push(row);
          sums[row] += weight * list[at + 1];
        }
      }
      const length = lengthOf(counts);
      const found = touched.map((row) => ({ row, similarity: sums[row] / (length * lengths[row]) }));
      for (const row of touched) sums[row] = 0;
      return found
        .filter(({ similarity }) => similarity >= floor)
        .sort((one, other) => other.similarity - one.similarity || one.row - other.row)
        .slice(0, most);
    },
  };
}

export function tfidfPeer(keys) {
  const index = tfidfIndex(keys);
  return (key) => {
    const [best] = index.nearest(key, { most: 1, floor: 0 });
    return best ? { row: best.row, score: best.similarity } : null;
  };
}
