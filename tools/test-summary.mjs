// What `npm test` says at its end, from the report of vitest. Pure: no files, no processes.

/** The groups of tests, in the order in which they are shown, and the folder that makes a test file part of one. */
const groups = [
  { name: 'browser', folder: 'test/journeys/' },
  { name: 'real data', folder: 'test/real-data/' },
];

function groupOf(path) {
  return groups.find(({ folder }) => path.replaceAll('\\', '/').includes(`/${folder}`))?.name ?? 'unit';
}

function countsOf(file) {
  const tests = file.assertionResults;
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => test.status === 'failed').length;
  const fileFailed = file.status === 'failed' && failed === 0 ? 1 : 0;
  return { passed, failed: failed + fileFailed, skipped: tests.length - passed - failed };
}

function whySkipped(name, machine) {
  if (name === 'browser' && !machine.hasChromium) {
    return 'chromium is not installed (Debian: apt-get install chromium)';
  }
  if (name === 'real data' && !machine.hasSharedData) return '../shared/data is not there';
  return 'the tests say so themselves';
}

/** Whether skipped tests of a group count as failures: all do when everything is required, except for want of data. */
function mustRun(name, machine) {
  return machine.requireAll && !(name === 'real data' && !machine.hasSharedData);
}

function groupSummary(name, files, machine) {
  const counts = files.map(countsOf);
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const strict = skipped > 0 && mustRun(name, machine);
  return {
    name,
    passed,
    failed: strict ? failed + skipped : failed,
    skipped: strict ? 0 : skipped,
    why: skipped > 0 ? whySkipped(name, machine) : null,
    strict,
    files: files.length,
  };
}

function groupLine(group) {
  if (group.files === 0) return `${group.name}: no tests ran`;
  const counts = `${group.name}: ${group.passed} passed, ${group.failed} failed, ${group.skipped} skipped`;
  if (group.why === null) return counts;
  return group.strict
    ? `${counts} (skipped tests count as failed because SEVENBOX_REQUIRE=all: ${group.why})`
    : `${counts} (${group.why})`;
}

/**
 * The lines to print and whether the run failed. `report` is vitest's JSON report or null when there is none,
 * `machine` says what is there: `hasChromium`, `hasSharedData`, `requireAll`, and `exitCode` of vitest.
 */
export function summarise(report, machine) {
  const files = report?.testResults ?? [];
  const named = ['unit', ...groups.map(({ name }) => name)].map((name) =>
    groupSummary(
      name,
      files.filter((file) => groupOf(file.name) === name),
      machine,
    ),
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
