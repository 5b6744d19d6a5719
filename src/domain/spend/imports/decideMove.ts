import { accept, type Decision, refuse } from '../../values/index.ts';
import type { Import, ImportState } from './types.ts';

/** What can happen to an import. `choose` keeps what was read, `answer` changes how it is read. */
export type ImportEvent =
  | 'received'
  | 'cut-off'
  | 'read'
  | 'choose'
  | 'answer'
  | 'confirm'
  | 'imported'
  | 'stop'
  | 'retry'
  | 'cancel';

const moves: Readonly<Record<ImportState, Readonly<Partial<Record<ImportEvent, ImportState>>>>> = {
  receiving: { received: 'reading', 'cut-off': 'cancelled', cancel: 'cancelled' },
  reading: { read: 'waiting', stop: 'stopped', cancel: 'cancelled' },
  waiting: { choose: 'waiting', answer: 'reading', confirm: 'importing', cancel: 'cancelled' },
  importing: { imported: 'imported', stop: 'stopped', cancel: 'cancelled' },
  imported: {},
  cancelled: {},
  stopped: { retry: 'reading', cancel: 'cancelled' },
};

const now: Readonly<Record<ImportState, string>> = {
  receiving: 'The files of this import are still being uploaded.',
  reading: 'The files of this import are being read.',
  waiting: 'This import waits until you confirm it.',
  importing: 'This import is being added.',
  imported: 'This import is finished.',
  cancelled: 'This import was cancelled.',
  stopped: 'This import was stopped and nothing of it was added.',
};

const advice: Readonly<Record<ImportState, string>> = {
  receiving: 'Wait until they are here.',
  reading: 'Wait until they are read, or cancel the import.',
  waiting: 'Check what we read, then confirm or cancel it.',
  importing: 'Wait until it is done, or cancel it.',
  imported: 'To take it out of the figures, undo it.',
  cancelled: 'Upload the files again to import them.',
  stopped: 'Read the files again, or cancel it.',
};

/** The state an import is in after an event; refused with a sentence where the event does not fit its state. */
export function decideMove({ state }: Pick<Import, 'state'>, event: ImportEvent): Decision<ImportState> {
  const next = moves[state][event];
  return next ? accept(next) : refuse(`import-${state}`, `${now[state]} ${advice[state]}`);
}
