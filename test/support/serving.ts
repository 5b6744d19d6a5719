import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** `sevenbox serve` as a process of its own. */
export interface Serving {
  readonly pid: number;
  readonly address: string;
  readonly talk: () => string;
  /** Sends a signal and waits for the end; the exit code, and how long it took. */
  readonly end: (
    signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL',
  ) => Promise<{ readonly code: number | null; readonly milliseconds: number }>;
}

function addressIn(child: ChildProcess, talk: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', () => {
      const address = /Sevenbox is at (\S+) /.exec(talk())?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with code ${code}: ${talk()}`)));
  });
}

/** Starts the site over a home folder on a free port, and waits until it answers. */
export async function startServing(
  home: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const env = { ...process.env, SEVENBOX_HOME: home, ...environment };
  const child = spawn(process.execPath, [program, 'serve', '--port', '0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let talk = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    talk += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const address = await addressIn(child, () => talk);
  return {
    pid: child.pid ?? 0,
    address,
    talk: () => talk,
    end: async (signal) => {
      process.off('exit', kill);
      const startedAt = performance.now();
      child.kill(signal);
      const code = await ended;
      return { code, milliseconds: performance.now() - startedAt };
    },
  };
}
