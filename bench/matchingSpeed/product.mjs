// The whole matcher on a register that was added to a home, in a process of its own: `node bench/matchingSpeed/product.mjs
// --companies 5500000 --payees 10000 --dist dist`. Prints what that took as JSON; see docs/decisions/0013-index-of-names.md.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { companyRegister } from '../registers/generate.mjs';
import { estateIn, payeesIn } from './estate.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench') },
    companies: { type: 'string', default: '5500000' },
    payees: { type: 'string', default: '10000' },
    dist: { type: 'string', default: 'dist' },
  },
});
const [companies, payees] = [Number(options.companies), Number(options.payees)];
const load = (name) => import(pathToFileURL(join(resolve(options.dist), name)).href);
const { openReferenceStore } = await load('lake/reference/index.js');
const { openFinderApart } = await load('lake/apart/openFinderApart.js');
const { readRegister } = await load('formats/registers/index.js');
const { readMatchingWords } = await load('formats/vocabulary/readMatchingWords.js');
const { readVocabulary } = await load('formats/vocabulary/readVocabulary.js');

async function timed(work) {
  const start = performance.now();
  const value = await work();
  return { seconds: Math.round(performance.now() - start) / 1000, value };
}

/** The number that `companyRegister` gives the company of a row, as an org-id. */
const identifierOf = (row) => `GB-COH-${String((row * 48_271) % 99_999_989).padStart(8, '0')}`;

async function homeWithRegister() {
  const home = join(options.dir, `home-of-${companies}`);
  if (existsSync(join(home, 'reference', 'companies'))) return home;
  const path = await companyRegister(options.dir, companies);
  const order = { kind: 'companies', files: [{ path, label: 'BasicCompanyDataAsOneFile-2026-11-01.zip' }] };
  const added = await openReferenceStore(home).addRegister({
    ...order,
    today: '2026-11-29',
    date: null,
    read: readRegister,
  });
  if (!added.ok) throw new Error(added.refusals[0].sentence);
  return home;
}

const home = await homeWithRegister();
const words = { words: readMatchingWords(), payees: readVocabulary().payees };
const first = await timed(() => openFinderApart(home, words));
await first.value.close();
const again = await timed(() => openFinderApart(home, words));
const estate = estateIn(join(options.dir, 'matching-speed'), { companies, payees, tuning: 10 });
const all = payeesIn(estate.judged);
const nothing = { number: null, postcode: null, category: null, firstPaid: null, lastPaid: null };
const findings = [];
const found = await timed(async () => {
  for (let from = 0; from < all.length; from += 2_000) {
    const some = all.slice(from, from + 2_000).map(({ name }) => ({ name, ...nothing }));
    findings.push(...(await again.value.find(some)));
  }
});
await again.value.close();
const count = (test) => all.filter((payee, at) => test(payee, findings[at])).length;
const isLinked = (_, finding) => finding.kind === 'linked';
const store = openReferenceStore(home);
const asked = Array.from({ length: 1_000 }, (_, at) => identifierOf(at * 1_000));
const [naming, namingFew] = [
  await timed(() => store.entitiesNaming(asked)),
  await timed(() => store.entitiesNaming(asked.slice(0, 1))),
];
const result = {
  ...{ companies, payees },
  ...{ firstSeconds: first.seconds, openedSeconds: again.seconds, foundSeconds: found.seconds },
  ...{ linked: count(isLinked), ambiguous: count((_, { kind }) => kind === 'ambiguous') },
  right: count(
    ({ truth }, finding) =>
      isLinked(null, finding) && truth !== null && finding.identifier === identifierOf(truth),
  ),
  real: count(({ truth }) => truth !== null),
  ...{ namingSeconds: naming.seconds, namingOneSeconds: namingFew.seconds },
  kinds: [...new Set(findings.map(({ kind }) => kind))],
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
