import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incomingFiles, newImportId, realReadingParts } from '../../../test/support/realReadings.ts';
import { acceptedOf } from '../../../test/support/records.ts';
import { accept } from '../../domain/values/index.ts';
import { serialQueue } from '../../jobs/serialQueue.ts';
import { type OpenReadings, openReadings, type Reader } from './readingCalls.ts';

const ledger = 'Supplier,Date,Net Amount,Postcode\nInvented Nails Ltd,03/04/2024,120.50,HD1 2AA\n';
const queue = serialQueue((error) => {
  throw error;
});

let home: string;
let open: OpenReadings;
const kept: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sevenbox-adopting-'));
  open = openReadings(realReadingParts(home, { queue }));
  kept.length = 0;
});
afterEach(async () => {
  await open.close();
  rmSync(home, { recursive: true, force: true });
});

function readingsOf(holder: string, adopts?: string) {
  const receiveImport: Reader['receiveImport'] = async (files) => {
    for await (const { name, content } of files) {
      kept.push(`${holder} ${name}`);
      for await (const _ of content);
    }
    return accept(newImportId());
  };
  const reader = { holder, receiveImport };
  return open.callsFor(adopts === undefined ? reader : { ...reader, adopts });
}

async function started(holder: string): Promise<string> {
  return acceptedOf(await readingsOf(holder).start('Kirklees', incomingFiles({ 'april.csv': ledger })));
}

describe('a reading that somebody began before signing in', () => {
  it('is still there for them on that computer, and can be kept', async () => {
    const id = await started('nobody');
    await queue.idle();
    const here = readingsOf('avery', 'nobody');
    expect(here.of(id)?.state).toBe('read');
    acceptedOf(await here.keep(id));
    expect(kept).toEqual(['avery april.csv']);
    expect(here.of(id)).toBeNull();
  });

  it('may be taken over while it is still being read', async () => {
    const id = await started('nobody');
    expect(readingsOf('avery', 'nobody').of(id)?.state).toBe('reading');
    await queue.idle();
    expect(readingsOf('avery').of(id)?.state).toBe('read');
  });

  it('is theirs alone from then on', async () => {
    const id = await started('nobody');
    expect(readingsOf('avery', 'nobody').of(id)).not.toBeNull();
    for (const other of [readingsOf('nobody', 'nobody'), readingsOf('casey', 'nobody')]) {
      expect(other.of(id)).toBeNull();
      expect((await other.keep(id)).ok).toBe(false);
      await other.forget(id);
    }
    expect(readingsOf('avery').of(id)).not.toBeNull();
  });

  it('is not there for somebody at another computer, nor is what somebody else read while signed in', async () => {
    const [id, other] = [await started('nobody'), await started('casey')];
    expect(readingsOf('avery').of(id)).toBeNull();
    expect(readingsOf('avery', 'nobody').of(other)).toBeNull();
    expect(readingsOf('nobody').of(id)).not.toBeNull();
  });
});
