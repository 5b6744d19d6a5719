// How often answers are right. A payee may stand for any organisation of the very same normalised name.

/** Counts answers whose likeness reaches the cut: right, wrong, and payees that are on the register. */
export function countsAt(answers, payees, { keys, cut }) {
  let [right, linked, real] = [0, 0, 0];
  payees.forEach(({ truth }, at) => {
    const answer = answers[at];
    if (truth !== null) real += 1;
    if (!answer || answer.similarity < cut) return;
    linked += 1;
    if (truth !== null && keys[answer.row] === keys[truth]) right += 1;
  });
  const precision = linked === 0 ? 0 : right / linked;
  const recall = real === 0 ? 0 : right / real;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { right, linked, real, precision, recall, f1 };
}

/** The cut, of every fortieth from a half, with the best F1. */
export function bestCut(answers, payees, keys) {
  const cuts = Array.from({ length: 20 }, (_, step) => (20 + step) / 40);
  const judged = cuts.map((cut) => ({ cut, f1: countsAt(answers, payees, { keys, cut }).f1 }));
  return judged.reduce((best, one) => (one.f1 > best.f1 ? one : best)).cut;
}

/** The same by what was done to the name. */
export function countsByKind(answers, payees, how) {
  return [...new Set(payees.map(({ kind }) => kind))].sort().map((kind) => {
    const places = payees.flatMap((payee, at) => (payee.kind === kind ? [at] : []));
    const own = places.map((at) => payees[at]);
    return {
      kind,
      payees: own.length,
      ...countsAt(
        places.map((at) => answers[at]),
        own,
        how,
      ),
    };
  });
}
