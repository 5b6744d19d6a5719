import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The demonstration as `npm start` serves it, as a process of its own. */
export interface ServedDemo {
  readonly address: string;
  readonly out: string;
  readonly talk: () => string;
  readonly stop: () => Promise<number | null>;
}

/** Starts the demonstration over a home folder on a free port, and waits until it answers. */
export function serveDemo(home: string): Promise<ServedDemo> {
  return new Promise((done, fail) => {
    const env = { ...process.env, SEVENBOX_HOME: home, PORT: '0' };
    const child = spawn(process.execPath, [program, 'demo', '--serve'], { env });
    let [out, talk] = ['', ''];
    const ended = new Promise<number | null>((end) => child.on('close', end));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      talk += text;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(talk)?.[0];
      const stop = () => {
        child.kill('SIGTERM');
        return ended;
      };
      if (address) done({ address, out, talk: () => talk, stop });
    });
    child.on('close', () => fail(new Error(talk)));
  });
}
