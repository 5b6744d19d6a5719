import type { ImportCalls } from '../actions/imports/types.ts';
import type { Reader } from '../actions/readings/readingCalls.ts';
import { type Acting, personOf } from '../domain/organisations/index.ts';

/** The holder of what is read without signing in; only the computer of the program itself may do that. */
const nobodyHere = 'nobody';

/** Who reads. Whoever signs in on the computer of the program goes on with what was read there before. */
export function readerFor({ actor }: Acting, { receive }: ImportCalls, here: boolean): Reader {
  const reader = { holder: personOf(actor) ?? nobodyHere, receiveImport: receive };
  return here ? { ...reader, adopts: nobodyHere } : reader;
}
