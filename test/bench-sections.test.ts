import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSection } from '../bench/report/sections.mjs';

const page = readFileSync(new URL('../docs/benchmarks.md', import.meta.url), 'utf8');
const names = ['ledgers', 'pages', 'web', 'matching', 'matching speed', 'robustness'];

/** A page without its section, and the section. */
function parted(text: string, name: string) {
  const [start, end] = [text.indexOf(`<!-- ${name}: `), text.indexOf(`<!-- ${name} end -->`)];
  return { before: text.slice(0, start), after: text.slice(end), section: text.slice(start, end) };
}

it.each(names)('writing the section on %s leaves everything else on the page as it is', (name) => {
  const written = withSection(page, name, '## Measured anew\n\n| $& | $1 |\n');
  const [old, now] = [parted(page, name), parted(written, name)];
  expect(now.section).toMatch(/^<!-- .* -->\n## Measured anew\n\n\| \$& \| \$1 \|\n$/);
  expect([now.before, now.after]).toEqual([old.before, old.after]);
  expect(withSection(written, name, old.section.replace(/^.*\n/, ''))).toBe(page);
});

it('a section that is not there comes to the end, once', () => {
  const first = withSection('# Benchmarks\n\nBy hand.\n', 'web', 'one');
  expect(first).toBe(
    '# Benchmarks\n\nBy hand.\n\n<!-- web: written by npm run bench:web -->\none\n<!-- web end -->\n',
  );
  expect(withSection(first, 'web', 'two')).toBe(first.replace('one', 'two'));
});

it('a page whose marks are broken is not written over', () => {
  const whole = withSection('# Benchmarks\n', 'web', 'one');
  for (const mark of ['<!-- web: written by npm run bench:web -->', '<!-- web end -->']) {
    expect(() => withSection(whole.replace(mark, ''), 'web', 'two')).toThrow('marks of the section on web');
  }
});
