import type { FastifyInstance } from 'fastify';
import type { Analysed } from '../actions/analysis/analyseLedgers.ts';
import { type Config, checkUnsafe } from '../config.ts';
import type { Analysis } from '../domain/spend/analysis.ts';
import { accept, type Decision } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { openDoor } from '../web/door.ts';
import { builtStyles } from '../web/pages/assets.ts';
import { type Download, spendDownloads } from '../web/pages/spend/downloads.ts';
import { analysisRoutes, siteRoutes } from '../web/routes.ts';
import { buildServer, personOf } from '../web/server.ts';
import { bundleDownload, type MadeDemo, makeDemo } from './analysing.ts';
import { fillingDemo } from './demoStore.ts';
import { endServer, listenHere, orPatience, whenStopped } from './listening.ts';
import { logRequests, openLog } from './logging.ts';
import { type OpenSite, openSite } from './openSite.ts';
import { hostsOf } from './place.ts';
import { talk } from './product.ts';
import { withScratch } from './scratch.ts';
import { keepingUp } from './upkeep.ts';

/** How long requests, then a running job, then the parts of the site may take to end when the program is stopped. */
const patienceMilliseconds = 3000;

/** Serves one result on this computer only, until the program is stopped. */
export async function serveResult(
  config: Config,
  { analysis }: Analysed,
  bundle: string | null,
): Promise<Decision<string>> {
  const bundles = bundle !== null && analysis.figures.length > 0 ? [await bundleDownload(bundle)] : [];
  const downloads = [...(await spendDownloads(analysis, builtStyles())), ...bundles];
  const server = buildServer({
    routes: analysisRoutes(builtStyles()),
    door: openDoor({ analysis, downloads }),
  });
  whenStopped(() => endServer(server, patienceMilliseconds));
  return listenHere(server, config.port);
}

/** The demonstration, made now unless it was made already. */
function demonstrationOf(config: Config, made: MadeDemo | null) {
  let shown: { readonly analysis: Analysis; readonly bundle: Download } | null = null;
  const show = async ({ analysed, bundle }: MadeDemo) => {
    shown = { analysis: analysed.analysis, bundle: await bundleDownload(bundle) };
  };
  const makeAndShow = async (home: string): Promise<Decision<null>> => {
    const done = made === null ? await makeDemo({ ...config, home }) : accept(made);
    if (!done.ok) return done;
    await show(done.value);
    return accept(null);
  };
  const making = async () => {
    // Several servers may share the home folder, and each makes its own.
    const done = await withScratch(config.home, makeAndShow);
    if (done.ok) return;
    for (const { sentence } of done.refusals) talk(`The demonstration could not be made: ${sentence}\n`);
  };
  return {
    analysis: () => shown?.analysis ?? null,
    bundles: () => (shown === null ? [] : [shown.bundle]),
    make: () => {
      making().catch((error: unknown) => talk(`The demonstration could not be made: ${String(error)}\n`));
    },
  };
}

/** What does not end by itself ends with the process, as after a power cut: the next start brings it in order. */
async function stop(opened: OpenSite, server: FastifyInstance): Promise<void> {
  await endServer(server, patienceMilliseconds);
  await opened.rest(patienceMilliseconds);
  await orPatience(opened.close(), patienceMilliseconds);
}

/** Prints the address where a store begins that nobody administers: only who started the program sees it. */
async function sayFirstStart({ house }: OpenSite, address: string): Promise<void> {
  const path = await house.people.startPath();
  if (path === null) return;
  talk(
    `Nobody is administrator here yet. Open this address to begin; it works once:\n${new URL(path, address).href}\n`,
  );
}

/** Opens the store and serves the site on this computer only, until the program is stopped. */
export async function serveSite(
  config: Config,
  mode: 'real' | 'demo',
  demo: MadeDemo | null = null,
): Promise<Decision<string>> {
  const safe = checkUnsafe(config, mode);
  if (!safe.ok) return safe;
  const css = builtStyles();
  const demonstration = demonstrationOf(config, demo);
  const opened = await openSite({
    config,
    css,
    mode,
    demonstration: demonstration.analysis,
    demonstrationBundles: demonstration.bundles,
  });
  if (!opened.ok) return opened;
  const log = openLog({ level: mode === 'demo' ? 'warn' : config.logLevel });
  const server = buildServer({
    routes: siteRoutes(css),
    door: opened.value.door,
    demo: mode === 'demo',
    hosts: hostsOf(config),
    trustProxy: config.trustProxy,
    requestId: () => newId('req'),
    log,
  });
  logRequests(server, { log, personOf });
  const listening = await listenHere(server, config.port, config.host).catch(async (error: unknown) => {
    await opened.value.close();
    throw error;
  });
  if (!listening.ok) {
    await opened.value.close();
    return listening;
  }
  await opened.value.announce(listening.value);
  const endUpkeep = keepingUp(opened.value.store, config);
  await sayFirstStart(opened.value, config.publicUrl ?? listening.value);
  const filling =
    demo === null ? null : fillingDemo(opened.value, { home: config.home, ledgers: demo.folder });
  whenStopped(async () => {
    await endUpkeep();
    await orPatience(filling?.stop() ?? Promise.resolve(), patienceMilliseconds);
    await stop(opened.value, server);
  });
  demonstration.make();
  return accept(listening.value);
}
