function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function spread(values) {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** Throws unless all that judge made the same two roll-ups. */
function refuseOtherRollUps(contestants, runs) {
  const judging = contestants.filter(({ judges }) => judges).map(({ name }) => name);
  const found = new Set(
    runs
      .filter(({ name }) => judging.includes(name))
      .map(({ rollUps }) => `${rollUps.bySupplier} ${rollUps.byCategory}`),
  );
  if (found.size !== 1) throw new Error(`The contestants made ${found.size} different sets of roll-ups`);
}

function resultOf(name, runs) {
  const of = (pick) => spread(runs.map(pick));
  const stages = Object.keys(runs[0].stages).map((stage) => [
    stage,
    median(runs.map((run) => run.stages[stage])),
  ]);
  const importing = runs.every(({ usage }) => usage.importSeconds !== undefined);
  return {
    name,
    seconds: of(({ usage }) => usage.seconds),
    cpuSeconds: of(({ usage }) => usage.cpuSeconds),
    peakMegabytes: of(({ usage }) => usage.peakMegabytes),
    ...(importing
      ? {
          importSeconds: of(({ usage }) => usage.importSeconds),
          importCpuSeconds: of(({ usage }) => usage.importCpuSeconds),
        }
      : {}),
    stages: Object.fromEntries(stages),
    counts: runs[0].counts,
    busiest: Math.max(...runs.map(({ loadBefore }) => loadBefore)),
  };
}

/** Medians and spreads of every contestant. */
export function summarise(contestants, runs) {
  refuseOtherRollUps(contestants, runs);
  return contestants.map(({ name }) =>
    resultOf(
      name,
      runs.filter((run) => run.name === name),
    ),
  );
}
