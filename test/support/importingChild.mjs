// A process that imports two ledgers over a store, and ends at once where it is told to. Plain JavaScript, because Node
// 20 runs no TypeScript: the site is the compiled one, at the address given. It talks with messages of Node's own.
import { once } from 'node:events';

const [address] = process.argv.slice(2);
const { openSite } = await import(address);
const { readConfig } = await import(new URL('../config.js', address));

async function next() {
  const [message] = await once(process, 'message');
  return message;
}

function accepted(decision) {
  if (decision.ok) return decision.value;
  throw new Error(JSON.stringify(decision.refusals));
}

/** Content in pieces, with a turn of the loop before each, so that a kill can come between two. */
async function* pieces(text) {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += 256) {
    await new Promise((resolve) => setImmediate(resolve));
    yield bytes.subarray(from, from + 256);
  }
}

async function* incoming(files) {
  for (const [name, text] of Object.entries(files)) yield { name, content: pieces(text) };
}

const order = await next();
let kill = null;
let passed = 0;

function reached(boundary) {
  process.send({ reached: boundary });
  if (boundary !== kill?.at) return;
  passed += 1;
  if (passed === kill.nth) process.kill(process.pid, 'SIGKILL');
}

const opened = accepted(
  await openSite({
    config: { ...accepted(readConfig({})), home: order.home, databaseUrl: order.databaseUrl, port: 0 },
    ...{ mode: 'real', css: '', demonstration: () => null, demonstrationBundles: () => [], reached },
  }),
);
const organisation = 'org_00000000000000000001';
const actor = { kind: 'system', organisation, onBehalfOf: null };
const acting = { actor, action: 'store.recover', request: 'test' };
const imports = opened.house.imports.callsFor(acting);
const { idle } = opened;

async function tellFound() {
  const batches = (await imports.batches()).map(({ id, import: of, state, report }) => {
    const { accepted: lines, acceptedPence: pence } = report.control;
    return { id, of, state, lines, pence };
  });
  const all = (await imports.imports()).map(({ id, state, sentence }) => ({ id, state, sentence }));
  process.send({ found: { batches, imports: all } });
}

/** The import that goes on: what the last process left, when that can still reach the place of the kill, or a new one. */
async function importToGoOn() {
  const [last] = await imports.imports();
  if (last?.state === 'imported') accepted(await imports.undo({ import: last.id }));
  const open = last?.state === 'stopped' || last?.state === 'waiting';
  const goesOn = kill === null || kill.goesOnFrom.includes(last?.state);
  if (open && goesOn) {
    if (last.state === 'stopped') accepted(await imports.retry(last.id));
    return last.id;
  }
  if (open) accepted(await imports.cancel(last.id));
  return accepted(await imports.receive(incoming(order.files)));
}

async function importAll() {
  const id = await importToGoOn();
  await idle();
  let one = await imports.importOf(id);
  if (one.reading.tables.some(({ status }) => status === 'asks')) {
    accepted(await imports.answer(id, one.version, { profiles: order.profiles, tables: {} }));
    await idle();
    one = await imports.importOf(id);
  }
  accepted(await imports.confirm(id, one.version));
  await idle();
}

if (!(await imports.organisation())) {
  const made = { id: organisation, kind: 'anchor', form: null, name: order.owner.name, orgId: null };
  await opened.store.as(acting).addOrganisation(made, null, new Date().toISOString());
}
if (!(await imports.owner())) accepted(await imports.saveOwner(order.owner));
await idle();
await tellFound();
for (;;) {
  kill = (await next()).kill;
  passed = 0;
  await importAll();
  await tellFound();
}
