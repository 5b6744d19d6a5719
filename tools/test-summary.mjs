// What `npm test` says at its end, from the report of vitest. Pure: no files, no processes.

/** The groups of tests, in the order in which they are shown, and the folder or title that makes a test part of one. */
const groups = [
  { name: 'PostgreSQL', title: 'PostgreSQL server' },
  { name: 'browser', folder: 'test/journeys/' },
  { name: 'real data', folder: 'test/real-data/' },
];

function groupOf(path, titles = []) {
  const inGroup = ({ folder, title }) =>
    folder === undefined
      ? titles.some((one) => one.includes(title))
      : path.replaceAll('\\', '/').includes(`/${folder}`);
  return groups.find(inGroup)?.name ?? 'unit';
}

/** What became of each test, with its group; a file that did not load is one failure. */
function outcomesOf(file) {
  const tests = file.assertionResults.map(({ status, ancestorTitles }) => ({
    group: groupOf(file.name, ancestorTitles),
    outcome: status === 'passed' || status === 'failed' ? status : 'skipped',
  }));
  const lost = file.status === 'failed' && !tests.some(({ outcome }) => outcome === 'failed');
  return lost ? [...tests, { group: groupOf(file.name), outcome: 'failed' }] : tests;
}

function whySkipped(name, machine) {
  if (name === 'browser' && !machine.hasChromium) {
    return 'chromium is not installed (Debian: apt-get install chromium)';
  }
  if (name === 'PostgreSQL' && !machine.hasPostgres) {
    return 'PostgreSQL is not installed (Debian: apt-get install postgresql)';
  }
  if (name === 'real data' && !machine.hasSharedData) return '../shared/data is not there';
  return 'the tests say so themselves';
}

/** Whether skipped tests of a group count as failures: all do when everything is required, except for want of data. */
function mustRun(name, machine) {
  return machine.requireAll && !(name === 'real data' && !machine.hasSharedData);
}

function groupSummary(name, outcomes, machine) {
  const ours = outcomes.filter(({ group }) => group === name);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(
    (wanted) => ours.filter(({ outcome }) => outcome === wanted).length,
  );
  const strict = skipped > 0 && mustRun(name, machine);
  return {
    name,
    passed,
    failed: strict ? failed + skipped : failed,
    skipped: strict ? 0 : skipped,
    why: skipped > 0 ? whySkipped(name, machine) : null,
    strict,
    tests: ours.length,
  };
}

function groupLine(group) {
  if (group.tests === 0) return `${group.name}: no tests ran`;
  const counts = `${group.name}: ${group.passed} passed, ${group.failed} failed, ${group.skipped} skipped`;
  if (group.why === null) return counts;
  return group.strict
    ? `${counts} (skipped tests count as failed because SEVENBOX_REQUIRE=all: ${group.why})`
    : `${counts} (${group.why})`;
}

/**
 * The lines to print and whether the run failed. `report` is vitest's JSON report or null when there is none,
 * `machine` says what is there: `hasChromium`, `hasPostgres`, `hasSharedData`, `requireAll`, and `exitCode` of vitest.
 */
export function summarise(report, machine) {
  const outcomes = (report?.testResults ?? []).flatMap(outcomesOf);
  const named = ['unit', ...groups.map(({ name }) => name)].map((name) =>
    groupSummary(name, outcomes, machine),
  );
  const sum = (key) => named.reduce((total, group) => total + group[key], 0);
  const crashed = sum('failed') === 0 && machine.exitCode !== 0 ? 1 : 0;
  const failed = sum('failed') + crashed;
  return {
    failed: failed > 0,
    lines: [
      ...named.map(groupLine),
      ...(crashed ? [`vitest stopped with exit code ${machine.exitCode}; its output above says why`] : []),
      `${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`,
    ],
  };
}
