// The compiled site as a process of its own, and a person who uses it over HTTP.
import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Starts `sevenbox serve` over an empty home; answers once it has printed its address and the link of the first start. */
export async function startSite({ port, databaseUrl }) {
  const home = mkdtempSync(join(tmpdir(), 'sevenbox-bench-web-'));
  const env = { ...process.env, SEVENBOX_HOME: home, PORT: String(port), LOG_LEVEL: 'info' };
  if (databaseUrl !== null) env.DATABASE_URL = databaseUrl;
  const child = spawn(process.execPath, [program, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const answered = [];
  let rest = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('{')) said += `${line}\n`;
      else answered.push(JSON.parse(line));
    }
  });
  const found = () => /\/start\/[\w-]+/.exec(said)?.[0];
  for (let tries = 0; tries < 600 && found() === undefined; tries += 1) await pause(100);
  if (found() === undefined) throw new Error(`The site did not start: ${said}`);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { pid: child.pid, origin: `http://127.0.0.1:${port}`, start: found(), answered, stop };
}

/** Most and present memory of a process, in megabytes. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') / 1024, most: kilobytes('VmHWM') / 1024 };
}

/** A browser of sorts: it keeps cookies and sends forms as pages of the site do. */
export function visitorOf(origin) {
  const cookies = new Map();
  const send = ({ method = 'GET', path, headers = {}, body = null }) =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const asked = request(new URL(path, origin), {
        method,
        headers: { origin, ...(cookie === '' ? {} : { cookie }), ...headers },
      });
      asked.on('error', reject).on('response', async (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [pair = ''] = line.split(';');
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        let text = '';
        try {
          for await (const chunk of response.setEncoding('utf8')) text += chunk;
          resolve({ status: response.statusCode, location: response.headers.location, text });
        } catch (error) {
          reject(error);
        }
      });
      if (body === null) asked.end();
      else if (typeof body === 'string') asked.end(body);
      else body(asked);
    });
  const form = (path, fields) =>
    send({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const upload = (path, file) => {
    const edge = 'sevenbox-bench-edge';
    const head = `--${edge}\r\ncontent-disposition: form-data; name="files"; filename="${basename(file)}"\r\ncontent-type: text/csv\r\n\r\n`;
    const tail = `\r\n--${edge}--\r\n`;
    const bytes = Buffer.byteLength(head) + statSync(file).size + Buffer.byteLength(tail);
    return send({
      method: 'POST',
      path,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}`, 'content-length': bytes },
      body: (asked) => {
        asked.write(head);
        createReadStream(file)
          .on('end', () => asked.end(tail))
          .pipe(asked, { end: false });
      },
    });
  };
  return { get: (path) => send({ path }), form, upload };
}
