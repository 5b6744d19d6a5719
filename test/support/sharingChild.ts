import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ImportBoundary } from '../../src/actions/imports/parts.ts';
import type { Progress } from '../../src/actions/imports/types.ts';
import type { ImportState } from '../../src/domain/spend/imports/types.ts';
import type { StoreFacts } from '../../src/records/types.ts';
import type { Compiled } from './compiled.ts';

const program = fileURLToPath(new URL('./sharingChild.mjs', import.meta.url));

/** An import as one of the processes shows it. */
export interface SeenImport {
  readonly state: ImportState;
  readonly sentence: string | null;
  readonly progress: Progress | null;
}

interface Message {
  readonly number?: number;
  readonly value?: unknown;
  readonly error?: string;
  readonly opened?: boolean;
  readonly held?: ImportBoundary;
}

/** A process of its own that shares a store on a server with others. */
export class SharingChild {
  private readonly started: ChildProcess;
  private readonly messages: Message[] = [];
  private told: () => void = () => undefined;
  private talk = '';
  private count = 0;

  constructor(
    compiled: Compiled,
    { home, databaseUrl }: { readonly home: string; readonly databaseUrl: string },
  ) {
    const addresses = ['main/openSite.js', 'config.js'].map((path) => compiled.address(path));
    this.started = spawn(process.execPath, [program, ...addresses, home, databaseUrl], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.talk += text;
    });
    this.started.on('message', (message: Message) => {
      this.messages.push(message);
      this.told();
    });
    this.started.once('close', () => this.told());
  }

  /** Resolves when the store is open. */
  async opened(): Promise<this> {
    await this.until(({ opened }) => opened === true);
    return this;
  }

  readonly begin = () => this.ask<void>('begin');
  readonly facts = () => this.ask<StoreFacts>('facts');
  readonly receive = (files: Readonly<Record<string, string>>) => this.ask<string>('receive', { files });
  /** Confirms an import; when that was, in milliseconds. */
  readonly confirm = (id: string) => this.ask<number>('confirm', { id });
  readonly cancel = (id: string) => this.ask<ImportState>('cancel', { id });
  readonly importOf = (id: string) => this.ask<SeenImport>('importOf', { id });
  readonly batches = () => this.ask<number>('batches');
  /** The boundaries of imports that it passed, in their order. */
  readonly passed = () => this.ask<readonly ImportBoundary[]>('passed');
  /** Lets the next job wait at a boundary, or go on with null. */
  readonly holdAt = (boundary: ImportBoundary | null) => this.ask<void>('holdAt', { boundary });
  readonly close = () => this.ask<void>('close');

  /** Resolves when a job waits at a boundary. */
  async held(boundary: ImportBoundary): Promise<void> {
    await this.until(({ held }) => held === boundary);
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = once(this.started, 'close');
    this.started.kill('SIGKILL');
    await ended;
  }

  private hasEnded(): boolean {
    return this.started.exitCode !== null || this.started.signalCode !== null;
  }

  private async ask<T>(deed: string, about: object = {}): Promise<T> {
    this.count += 1;
    const { count } = this;
    this.started.send({ number: count, deed, ...about });
    const { value, error } = await this.until(({ number }) => number === count);
    if (error !== undefined) throw new Error(`${deed}: ${error}`);
    return value as T;
  }

  private async until(wanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const message = this.messages.find(wanted);
      if (message) return message;
      if (this.hasEnded()) throw new Error(`It ended: ${this.talk}`);
      await new Promise<void>((resolve) => {
        const before = this.told;
        this.told = () => {
          before();
          resolve();
        };
      });
    }
  }
}
