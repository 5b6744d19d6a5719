// A process that shares a store on a server with others, and does what it is told in messages. Plain JavaScript, because
// Node 20 runs no TypeScript: the site is the compiled one, at the addresses given.
const [siteAddress, configAddress, home, databaseUrl] = process.argv.slice(2);
const { openSite } = await import(siteAddress);
const { readConfig } = await import(configAddress);

function accepted(decision) {
  if (decision.ok) return decision.value;
  throw new Error(JSON.stringify(decision.refusals));
}

async function* incoming(files) {
  for (const [name, text] of Object.entries(files)) {
    yield {
      name,
      content: (async function* () {
        yield Buffer.from(text);
      })(),
    };
  }
}

let holdAt = null;
const passed = [];

async function reached(boundary) {
  passed.push(boundary);
  if (boundary !== holdAt) return;
  process.send({ held: boundary });
  // Work goes on as a long reading would: the process lives, and its heart beats.
  while (holdAt === boundary) await new Promise((resolve) => setTimeout(resolve, 20));
}

const opened = accepted(
  await openSite({
    config: { ...accepted(readConfig({})), home, databaseUrl, port: 0 },
    ...{ mode: 'real', css: '', demonstration: () => null, demonstrationBundles: () => [], reached },
  }),
);
const organisation = 'org_00000000000000000001';
const acting = {
  actor: { kind: 'system', organisation, onBehalfOf: null },
  ...{ action: 'store.recover', request: 'test' },
};
const imports = opened.house.imports.callsFor(acting);
const at = new Date().toISOString();

const deeds = {
  facts: () => opened.store.facts(),
  begin: async () => {
    const made = { id: organisation, kind: 'anchor', form: null, name: 'Kirkvale Council', orgId: null };
    await opened.store.as(acting).addOrganisation(made, null, at);
    accepted(await imports.saveOwner({ name: 'Kirkvale Council', orgId: '', home: 'Kirklees' }));
  },
  receive: async ({ files }) => accepted(await imports.receive(incoming(files))),
  confirm: async ({ id }) => {
    const { version } = await imports.importOf(id);
    accepted(await imports.confirm(id, version));
    return Date.now();
  },
  cancel: async ({ id }) => accepted(await imports.cancel(id)).state,
  importOf: async ({ id }) => {
    const { state, sentence } = await imports.importOf(id);
    return { state, sentence, progress: await imports.progressOf(id) };
  },
  batches: async () => (await imports.batches()).length,
  passed: async () => passed,
  holdAt: async ({ boundary }) => {
    holdAt = boundary;
  },
  close: () => opened.close(),
};

process.on('message', ({ number, deed, ...about }) => {
  deeds[deed](about).then(
    (value) => process.send({ number, value }),
    (error) => process.send({ number, error: String(error) }),
  );
});
process.send({ opened: true });
