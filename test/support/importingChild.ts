import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ImportBoundary } from '../../src/actions/imports/parts.ts';
import type { BatchState, ImportState } from '../../src/domain/spend/imports/types.ts';

const program = fileURLToPath(new URL('./importingChild.mjs', import.meta.url));

/** What a process imports, and over which store. */
export interface ImportOrder {
  readonly home: string;
  readonly databaseUrl: string | null;
  readonly files: Readonly<Record<string, string>>;
  /** Whose ledgers they are, said where the store does not know. */
  readonly owner: { readonly name: string; readonly orgId: string; readonly home: string };
  /** Answers to the questions of tables, by the name of a table. */
  readonly profiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The catalogue as the process sees it; imports newest first. */
export interface FoundStore {
  readonly batches: readonly {
    readonly id: string;
    readonly of: string;
    readonly state: BatchState;
    readonly lines: number;
    readonly pence: number;
  }[];
  readonly imports: readonly {
    readonly id: string;
    readonly state: ImportState;
    readonly sentence: string | null;
  }[];
}

/** Where a process is killed: by itself the nth time it passes a boundary, or from outside some time after that. */
export interface Kill {
  readonly at: ImportBoundary;
  readonly nth: number;
  readonly milliseconds: number | null;
  /** States from which an import that was left still passes the boundary. */
  readonly goesOnFrom: readonly ImportState[];
}

type Message =
  | { readonly found: FoundStore; readonly reached?: undefined }
  | { readonly reached: ImportBoundary; readonly found?: undefined };

/** A process of its own that opens the compiled site at `address` and imports as it is told. */
export class ImportingChild {
  private readonly started: ChildProcess;
  private readonly ended: Promise<unknown>;
  private readonly messages: Message[] = [];
  private told: () => void = () => undefined;
  private talk = '';

  constructor(address: string) {
    this.started = spawn(process.execPath, [program, address], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.talk += text;
    });
    this.started.on('message', (message: Message) => {
      this.messages.push(message);
      this.told();
    });
    this.started.on('error', () => undefined);
    this.ended = once(this.started, 'close').then(() => this.told());
  }

  /** Opens the store; what it finds there once all is brought in order. */
  async open(order: ImportOrder): Promise<FoundStore> {
    this.started.send({ ...order });
    return this.nextFound();
  }

  /** Begins to open the store, and is killed some time after. */
  async openKilled(order: ImportOrder, milliseconds: number): Promise<void> {
    this.started.send({ ...order });
    await this.killAfter(milliseconds);
  }

  /** Imports to the end, and says what is in the store then. */
  async importAll(): Promise<FoundStore> {
    this.started.send({ kill: null });
    return this.nextFound();
  }

  /** Imports until it is killed. */
  async importKilled({ milliseconds, ...kill }: Kill): Promise<void> {
    this.messages.length = 0;
    const isTimed = milliseconds !== null;
    this.started.send({ kill: { ...kill, nth: isTimed ? 0 : kill.nth } });
    if (isTimed) {
      await this.until(({ reached }) => reached === kill.at);
      await this.killAfter(milliseconds);
      return;
    }
    await this.ended;
    if (this.started.signalCode !== 'SIGKILL') throw new Error(`It ended by itself: ${this.talk}`);
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    this.started.kill('SIGKILL');
    await this.ended;
  }

  private async killAfter(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await this.kill();
  }

  private async nextFound(): Promise<FoundStore> {
    const { found } = await this.until((message) => message.found !== undefined);
    this.messages.length = 0;
    if (found === undefined) throw new Error('It found nothing.');
    return found;
  }

  private async until(wanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const message = this.messages.find(wanted);
      if (message) return message;
      if (this.started.exitCode !== null || this.started.signalCode !== null) {
        throw new Error(`It ended with ${this.started.exitCode ?? this.started.signalCode}: ${this.talk}`);
      }
      await new Promise<void>((resolve) => {
        this.told = resolve;
      });
    }
  }
}
