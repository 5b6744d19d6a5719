// The thread that holds the embedded PostgreSQL. Plain JavaScript, because Node 20 cannot run TypeScript in a worker;
// it is read from src/ both by the source and by the compiled program, as the .sql files are.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

const { folder, program } = workerData;

function syncPath(path) {
  const isFolder = statSync(path).isDirectory();
  // Windows cannot sync a folder, and needs no telling.
  if (isFolder && process.platform === 'win32') return;
  const file = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** PGlite's own file system forgets `fsync`: what is acknowledged would be lost when power fails. */
class DurableFiles extends NodeFS {
  async init(engine, options) {
    const prepared = await super.init(engine, options);
    const addSync = ({ NODEFS }) => {
      NODEFS.stream_ops.fsync = (stream) => {
        // A folder is opened without a file of Node's own.
        if (stream.nfd === undefined) syncPath(NODEFS.realPath(stream.node));
        else fsyncSync(stream.nfd);
        return 0;
      };
    };
    const { emscriptenOpts } = prepared;
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [addSync, ...(emscriptenOpts.preRun ?? [])] } };
  }
}

/** BIGINT as a number, as `serverDialect.ts` reads it. */
function wholeNumber(text) {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is too large for a number`);
  return value;
}

const syncedParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync'],
];

function openEngine(path) {
  return PGlite.create({
    fs: new DurableFiles(path),
    parsers: { 20: wholeNumber },
    startParams: syncedParameters,
    pgliteWasmModule: program,
  });
}

/** A store half made when the process died is made anew: it gets its name only when it is whole. */
async function makeStore() {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const engine = await PGlite.create(unfinished, { pgliteWasmModule: program });
  await engine.close();
  for (const path of readdirSync(unfinished, { recursive: true })) syncPath(join(unfinished, path));
  renameSync(unfinished, folder);
  syncPath(dirname(folder));
}

/** PGlite would make a new, empty store over files that have lost their mark. */
function isNew() {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return true;
  if (!existsSync(join(folder, 'PG_VERSION'))) throw new Error('PG_VERSION is missing');
  return false;
}

async function open() {
  if (isNew()) await makeStore();
  return openEngine(folder);
}

async function answerAlone(engine, { sql, parameters }) {
  if (parameters.length === 0) return (await engine.exec(sql)).at(-1);
  return engine.query(sql, parameters);
}

/** A statement among its scripts: each begins only once the one before it succeeded. */
async function answer(engine, request) {
  if (request.before !== '') await engine.exec(request.before);
  const answered = await answerAlone(engine, request);
  if (request.after !== '') await engine.exec(request.after);
  return answered;
}

function described(error) {
  const { message = String(error), code, constraint, detail } = error ?? {};
  return { message, code, constraint, detail };
}

/** One request at a time, in the order in which they came. */
let last = open().then(
  (engine) => {
    parentPort.postMessage({ opened: true });
    return engine;
  },
  (error) => {
    parentPort.postMessage({ opened: false, error: described(error) });
    process.exit(1);
  },
);

async function serve(engine, request) {
  if (request.close) {
    await engine.close();
    parentPort.postMessage({ id: request.id, rows: [], affected: 0 });
    parentPort.close();
    return engine;
  }
  try {
    const { rows = [], affectedRows = 0 } = (await answer(engine, request)) ?? {};
    parentPort.postMessage({ id: request.id, rows, affected: affectedRows });
  } catch (error) {
    parentPort.postMessage({ id: request.id, error: described(error) });
    // An error of the engine itself, not of a statement: nothing it says from here on can be trusted.
    if (error instanceof WebAssembly.RuntimeError) process.exit(1);
  }
  return engine;
}

parentPort.on('message', (request) => {
  last = last.then((engine) => serve(engine, request));
});
