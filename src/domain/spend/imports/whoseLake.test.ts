import { describe, expect, it } from 'vitest';
import { storeId } from '../../../../test/support/records.ts';
import { whoseLake } from './whoseLake.ts';

const [ours, theirs] = [storeId('a'), storeId('b')];
const [known, stranger] = ['bat_known', 'bat_stranger'];

describe('a lake and the records in use', () => {
  it.each([
    ['of one name belong together, whatever is in them', ours, ours, [stranger], true, ours],
    ['of two names do not', theirs, ours, [stranger], false, ours],
    ['of two names do not, even with a batch in common', theirs, ours, [known], false, ours],
    ['go together under the name of the records while the lake is empty', theirs, ours, [], true, ours],
    ['get a new name while the lake is empty and the records have none', theirs, null, [], true, null],
    ['get a new name when both are new', null, null, [], true, null],
    ['without a name belong together by a batch that both have', null, null, [stranger, known], true, null],
    ['take over the one name there is', null, ours, [known], true, ours],
    ['take over the one name there is, also that of the lake', theirs, null, [known], true, theirs],
    ['do not belong together when the records know none of the batches', null, null, [stranger], false, null],
    ['do not, when only the records have a name', null, ours, [stranger], false, ours],
    ['do not, when only the lake has a name', theirs, null, [stranger], false, theirs],
  ] as const)('%s', (_, lake, records, published, together, name) => {
    const found = whoseLake({ lake, records, published, known: new Set([known]) });
    expect(found.together).toBe(together);
    if (together) expect(found.name).toBe(name);
  });
});
