import { stoppedSentence } from '../../domain/spend/imports/faults.ts';
import type { ImportId } from '../../domain/spend/imports/types.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { loadPlaceIndex } from '../analysis/places.ts';
import type { ImportCalls, IncomingFile } from '../imports/types.ts';
import { type HeldReading, isBusy, signaturesOf, withAnswers } from './heldReading.ts';
import type { ReadingParts } from './parts.ts';
import { heldMilliseconds, roomFor } from './room.ts';
import type { Reading, ReadingCalls } from './types.ts';

/** Who reads, and how what is read is kept in their name. */
export interface Reader {
  /** Tells readers apart: a reading is there for the one who started it only. */
  readonly holder: string;
  /**
   * A holder whose readings become the reader's own as soon as their id is shown: what somebody began on this computer
   * before signing in. Absent where nothing is taken over.
   */
  readonly adopts?: string;
  readonly receiveImport: ImportCalls['receive'];
}

/** Readings of everybody, which can be ended: everything they hold is removed. */
export interface OpenReadings {
  readonly callsFor: (reader: Reader) => ReadingCalls;
  readonly close: () => Promise<void>;
}

type Files = AsyncIterable<IncomingFile>;

const gone = () =>
  refuse('reading-gone', 'This reading is no longer on this computer. Add the files again to read them.');

/** Reads what is still to come and throws it away, so that a browser that is still sending hears the answer. */
async function drain(files: Files): Promise<void> {
  for await (const { content } of files) for await (const _ of content);
}

/** What is held, and the folders and timers that belong to it. */
class Held {
  private readonly byId = new Map<string, HeldReading>();
  private readonly timers = new Map<string, () => void>();
  /** Readings whose files are in use; their folders are removed when that is over. */
  private readonly inUse = new Set<string>();
  private readonly parts: ReadingParts;
  /** Removes what an earlier run of the program left; waits for nothing else. */
  readonly swept: Promise<void>;

  constructor(parts: ReadingParts) {
    this.parts = parts;
    this.swept = this.sweep();
    this.swept.catch(() => undefined);
  }

  private async sweep(): Promise<void> {
    for (const id of await this.parts.uploads.list()) await this.parts.uploads.remove(id);
  }

  get(id: string): HeldReading | undefined {
    return this.byId.get(id);
  }

  all(): readonly HeldReading[] {
    return [...this.byId.values()];
  }

  add(one: HeldReading): void {
    this.byId.set(one.id, one);
    this.timers.set(
      one.id,
      this.parts.after(heldMilliseconds, () => void this.forget(one.id)),
    );
  }

  /** Changes a reading that is still held; one that was forgotten meanwhile stays so. */
  change(id: string, changed: Partial<HeldReading>): void {
    const one = this.byId.get(id);
    if (one) this.byId.set(id, { ...one, ...changed });
  }

  /** Works with the files of a reading, and removes them afterwards when it was forgotten meanwhile. */
  async using<T>(id: ImportId, work: () => Promise<T>): Promise<T> {
    this.inUse.add(id);
    try {
      return await work();
    } finally {
      this.inUse.delete(id);
      if (!this.byId.has(id)) await this.parts.uploads.remove(id);
    }
  }

  async forget(id: string): Promise<void> {
    const one = this.byId.get(id);
    if (one === undefined) return;
    this.byId.delete(id);
    this.timers.get(id)?.();
    this.timers.delete(id);
    if (!this.inUse.has(id)) await this.parts.uploads.remove(one.id);
  }

  /** Forgets everything at once, files in use too. */
  async close(): Promise<void> {
    const ids = this.all().map((one) => one.id);
    for (const id of ids) await this.forget(id);
    for (const id of ids) await this.parts.uploads.remove(id);
  }
}

async function homeCode(parts: ReadingParts, text: string): Promise<Decision<string>> {
  if (text.trim() === '') return refuse('home-missing', 'Enter the council area that is home.');
  const home = (await loadPlaceIndex(parts)).home(text);
  return home.ok ? accept(home.value.code) : home;
}

async function read(parts: ReadingParts, held: Held, one: HeldReading): Promise<HeldReading['state']> {
  const started = parts.now();
  const progress = (sentence: string) =>
    held.change(one.id, { state: { kind: 'reading', sentence, started } });
  try {
    const analysed = await parts.analyse({
      paths: parts.uploads.pathsOf(one.id, one.files),
      home: one.home,
      definitions: await parts.definitions(),
      mapping: { answers: { schemaVersion: 1, profiles: { ...one.profiles } } },
      title: null,
      demonstration: false,
      progress,
    });
    return analysed.ok
      ? { kind: 'read', analysis: analysed.value.analysis }
      : { kind: 'refused', sentence: analysed.refusals.map((refusal) => refusal.sentence).join(' ') };
  } catch (error) {
    return { kind: 'refused', sentence: stoppedSentence(error) };
  }
}

/** Puts a reading into the queue; it is read with the answers it has when its turn comes. */
function enqueue(parts: ReadingParts, held: Held, id: ImportId): Decision<null> {
  const queued = parts.queue.add(id, async () => {
    const one = held.get(id);
    if (one) held.change(id, { state: await held.using(id, () => read(parts, held, one)) });
  });
  const waiting = {
    kind: 'reading',
    sentence: 'Waiting for its turn',
    started: parts.now(),
  } as const;
  if (queued.ok && held.get(id)?.state.kind !== 'reading') held.change(id, { state: waiting });
  return queued;
}

/** Streams files into a folder of their own. A refusal or a cut-off upload leaves nothing. */
async function receive(parts: ReadingParts, held: Held, id: ImportId, files: Files): Promise<Decision<null>> {
  const received = await held.using(id, () => parts.uploads.receive(id, files));
  if (!received.ok) return received;
  if (received.value.length === 0) return refuse('file-missing', 'Choose at least one payment ledger.');
  held.change(id, { files: received.value });
  return enqueue(parts, held, id);
}

async function start(
  parts: ReadingParts,
  held: Held,
  [holder, said, files]: readonly [string, ...Parameters<ReadingCalls['start']>],
): Promise<Decision<string>> {
  await held.swept;
  const home = await homeCode(parts, said);
  const room = roomFor(held.all().map((one) => ({ id: one.id, busy: isBusy(one) })));
  if (!home.ok || !room.ok) {
    await drain(files);
    return home.ok ? { ok: false, refusals: room.ok ? [] : room.refusals } : home;
  }
  const id = parts.newId();
  const empty = { files: [], profiles: {}, keeping: false, state: { kind: 'receiving' } } as const;
  held.add({ id, holder, home: home.value, ...empty });
  for (const old of room.value) await held.forget(old);
  let done: Decision<null> = gone();
  try {
    done = await receive(parts, held, id, files);
  } finally {
    if (!done.ok) await held.forget(id);
  }
  return done.ok ? accept(id) : done;
}

function shown({ id, state }: HeldReading, waitingBehind: number): Reading | null {
  if (state.kind === 'receiving') return null;
  if (state.kind === 'refused') return { id, state: 'refused', sentence: state.sentence };
  if (state.kind === 'read') {
    return { id, state: 'read', analysis: state.analysis, signatures: signaturesOf(state.analysis) };
  }
  const progress = { sentence: state.sentence, startedMilliseconds: state.started, waitingBehind };
  return { id, state: 'reading', progress };
}

async function answer(
  parts: ReadingParts,
  held: Held,
  [one, profiles]: readonly [HeldReading, Parameters<ReadingCalls['answer']>[1]],
): Promise<Decision<null>> {
  const { id } = one;
  if (one.keeping || one.state.kind !== 'read') {
    return refuse('reading-busy', 'These ledgers are being read. Wait until that is done, then answer.');
  }
  const queued = enqueue(parts, held, one.id);
  if (!queued.ok) return queued;
  held.change(id, { profiles: withAnswers(one.profiles, profiles, signaturesOf(one.state.analysis)) });
  return queued;
}

async function* filesAgain(parts: ReadingParts, one: HeldReading): Files {
  const paths = parts.uploads.pathsOf(one.id, one.files);
  for (const [index, { name }] of one.files.entries()) {
    yield { name, content: parts.contentOf(paths[index] ?? '') };
  }
}

async function keep(
  parts: ReadingParts,
  held: Held,
  [one, receiveImport]: readonly [HeldReading, Reader['receiveImport']],
): Promise<Decision<ImportId>> {
  const { id } = one;
  if (isBusy(one)) {
    return refuse('reading-busy', 'These ledgers are being read or kept already. Wait until that is done.');
  }
  held.change(id, { keeping: true });
  try {
    const kept = await held.using(one.id, () => receiveImport(filesAgain(parts, one), one.profiles));
    if (kept.ok) await held.forget(id);
    return kept;
  } finally {
    held.change(id, { keeping: false });
  }
}

/** The reading of that id, where it is the reader's own or becomes it. */
function findFor(held: Held, { holder, adopts }: Reader, id: string): HeldReading | undefined {
  const one = held.get(id);
  if (one === undefined || one.holder === holder) return one;
  if (one.holder !== adopts) return undefined;
  held.change(id, { holder });
  return held.get(id);
}

function callsFor(parts: ReadingParts, held: Held, reader: Reader): ReadingCalls {
  const { holder, receiveImport } = reader;
  const find = (id: string) => findFor(held, reader, id);
  return {
    start: (home, files) => start(parts, held, [holder, home, files]),
    of: (id) => {
      const one = find(id);
      return one === undefined ? null : shown(one, parts.queue.jobsBefore(id) ?? 0);
    },
    answer: async (id, profiles) => {
      const one = find(id);
      return one === undefined ? gone() : answer(parts, held, [one, profiles]);
    },
    keep: async (id) => {
      const one = find(id);
      return one === undefined ? gone() : keep(parts, held, [one, receiveImport]);
    },
    forget: async (id) => {
      if (find(id) !== undefined) await held.forget(id);
    },
  };
}

/**
 * Reads ledgers that are not kept: they lie in a working folder of their own and the results in memory, for an hour at
 * most, and nothing of them reaches the store. What an earlier run left behind is removed first.
 */
export function openReadings(parts: ReadingParts): OpenReadings {
  const held = new Held(parts);
  return { callsFor: (reader) => callsFor(parts, held, reader), close: () => held.close() };
}
