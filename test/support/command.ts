import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly talk: string;
}

export interface CommandSettings {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `sevenbox` as a process of its own, with its state in a hidden folder below `cwd`. */
export function sevenbox(words: readonly string[], settings: CommandSettings): Promise<Ended> {
  return new Promise((done, fail) => {
    const env = { ...process.env, SEVENBOX_HOME: `${settings.cwd}/.state`, ...settings.environment };
    const child = spawn(process.execPath, [program, ...words], { cwd: settings.cwd, env });
    let [out, talk] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      talk += text;
    });
    child.on('error', fail).on('close', (code) => done({ code, out, talk }));
  });
}
