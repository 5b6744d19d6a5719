/** The goals of reading ledgers, as the design states them; each is measured or has no figure (null). */
export function goalsOf(races) {
  const largest = races.at(-1);
  const smallest = races[0];
  const each = races.flatMap((race) => ratioGoals(race));
  return [...each, ...(largest === smallest ? [] : [linearGoal(smallest, largest)]), ...memoryGoals(largest)];
}

const find = (race, name) => race.results.find((result) => result.name === name);
const million = (lines) => `${lines / 1_000_000} M lines`;

function ratioGoals(race) {
  const own = find(race, 'Sevenbox');
  const faster = (name, least) => {
    const other = find(race, name);
    if (!other)
      return { goal: `at least ${least} times as fast as ${name}, ${million(race.lines)}`, figure: null };
    return {
      goal: `at least ${least} times as fast as ${name}, ${million(race.lines)}`,
      figure: other.seconds.median / own.seconds.median,
      cpu: other.cpuSeconds.median / own.cpuSeconds.median,
      reached: other.seconds.median / own.seconds.median >= least,
      unit: 'times',
    };
  };
  const copy = find(race, 'DuckDB COPY');
  const share = own.importSeconds.median / copy.seconds.median;
  return [
    faster('pandas', 10),
    faster('Papa Parse', 3),
    {
      goal: `import (roll-ups left out) within 1.25 times DuckDB's bare COPY, ${million(race.lines)}`,
      figure: share,
      cpu: own.importCpuSeconds.median / copy.cpuSeconds.median,
      reached: share <= 1.25,
      unit: 'times its time',
    },
  ];
}

function linearGoal(smallest, largest) {
  const [one, ten] = [find(smallest, 'Sevenbox'), find(largest, 'Sevenbox')];
  const scale = largest.lines / smallest.lines;
  const figure = ten.seconds.median / one.seconds.median;
  return {
    goal: `time grows with the lines: at most ${1.05 * scale} times from ${million(smallest.lines)} to ${million(largest.lines)}`,
    figure,
    cpu: ten.cpuSeconds.median / one.cpuSeconds.median,
    reached: figure <= 1.05 * scale,
    unit: 'times',
  };
}

function memoryGoals(race) {
  return ['Sevenbox', 'Sevenbox, canonical route'].map((name) => {
    const most = find(race, name).peakMegabytes.most / 1024;
    const goal = `${name}: at most 1.2 GB of memory at ${million(race.lines)}`;
    return { goal, figure: most, cpu: null, reached: most <= 1.2, unit: 'GB' };
  });
}
