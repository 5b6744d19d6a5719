import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { openDoor } from '../web/door.ts';
import { buildServer } from '../web/server.ts';
import type { Route } from '../web/site.ts';
import { endServer, listenHere, orPatience } from './listening.ts';

/** A download that never ends, and one that does. */
function serverWith(endless: Readable) {
  const download = (path: string, body: Readable | string): Route<null> => ({
    ...{ method: 'GET', path, action: 'standing.guide', kind: 'download' },
    answer: async () => ({ kind: 'file', name: 'x.txt', contentType: 'text/plain', body }),
  });
  return buildServer({
    routes: [download('/endless', endless), download('/short', 'short')],
    door: openDoor(null),
  });
}

it('a server ends soon though somebody downloads slowly and a browser stays connected', async () => {
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(65_536));
    },
  });
  const server = serverWith(endless);
  const listening = await listenHere(server, 0);
  if (!listening.ok) throw new Error('It does not listen.');
  const slow = get(`${listening.value}/endless`);
  slow.on('error', () => {});
  const [answer] = await once(slow, 'response');
  answer.on('error', () => {});
  const agent = new Agent({ keepAlive: true });
  const [short] = await once(get(`${listening.value}/short`, { agent }), 'response');
  short.resume();
  await once(short, 'end');
  const startedAt = performance.now();
  await endServer(server, 200);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await vi.waitFor(() => expect(endless.destroyed).toBe(true));
  agent.destroy();
});

it('patience ends with what it waits for, and passes its error on', async () => {
  const startedAt = performance.now();
  await orPatience(Promise.resolve(), 60_000);
  await expect(orPatience(Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken');
  await orPatience(new Promise(() => {}), 20);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
