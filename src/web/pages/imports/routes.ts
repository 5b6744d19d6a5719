import type { ActionIn } from '../../../domain/organisations/index.ts';
import type { Route } from '../../site.ts';
import { receiveFiles, showAdd } from './addPages.ts';
import { cancelImport, confirmImport, retryImport, saveAnswers } from './answerPages.ts';
import {
  askUndoBatch,
  batchRejectsFile,
  bringBackBatch,
  showBatch,
  showBatchRejects,
  undoBatch,
} from './batchPages.ts';
import { showImport } from './importPage.ts';
import { showLedgers } from './ledgersPage.ts';
import { saveOwner, showOwner } from './ownerPages.ts';
import type { ImportSite } from './pageParts.ts';
import {
  saveColumns,
  showColumns,
  showLines,
  showTable,
  showTableRejects,
  tableRejectsFile,
} from './tablePages.ts';
import { askUndoImport, bringBackImport, undoImport } from './undoPages.ts';

type Row = Route<ImportSite>;
type Action = ActionIn<'imports'>;

function get(path: string, action: Action, answer: Row['answer']): Row {
  return { method: 'GET', path, action: `imports.${action}`, kind: 'page', answer };
}

function download(path: string, action: Action, answer: Row['answer']): Row {
  return { method: 'GET', path, action: `imports.${action}`, kind: 'download', answer };
}

function post(path: string, action: Action, answer: Row['answer'], kind: Row['kind'] = 'form'): Row {
  return { method: 'POST', path, action: `imports.${action}`, kind, answer };
}

const table = '/imports/:id/tables/:table';

/** Ledgers and their import: add, check, confirm, look at, take out, bring back. */
export const importsRoutes: readonly Row[] = [
  get('/ledgers', 'ledgers', showLedgers),
  get('/ledgers/owner', 'owner', showOwner),
  post('/ledgers/owner', 'saveOwner', saveOwner),
  get('/ledgers/add', 'add', showAdd),
  post('/ledgers/add', 'receive', receiveFiles, 'upload'),
  get('/ledgers/:batch', 'batch', showBatch),
  get('/ledgers/:batch/undo', 'askUndoBatch', askUndoBatch),
  post('/ledgers/:batch/undo', 'undoBatch', undoBatch),
  post('/ledgers/:batch/bring-back', 'bringBackBatch', bringBackBatch),
  get('/ledgers/:batch/rejects', 'batchRejects', showBatchRejects),
  download('/ledgers/:batch/rejects.csv', 'batchRejectsFile', batchRejectsFile),
  get('/imports/:id', 'import', showImport),
  post('/imports/:id/answers', 'answer', saveAnswers),
  post('/imports/:id/confirm', 'confirm', confirmImport),
  post('/imports/:id/cancel', 'cancel', cancelImport),
  post('/imports/:id/retry', 'retry', retryImport),
  get('/imports/:id/undo', 'askUndoImport', askUndoImport),
  post('/imports/:id/undo', 'undoImport', undoImport),
  post('/imports/:id/bring-back', 'bringBackImport', bringBackImport),
  get(table, 'table', showTable),
  get(`${table}/lines`, 'lines', showLines),
  get(`${table}/columns`, 'columns', showColumns),
  post(`${table}/columns`, 'saveColumns', saveColumns),
  get(`${table}/rejects`, 'tableRejects', showTableRejects),
  download(`${table}/rejects.csv`, 'tableRejectsFile', tableRejectsFile),
];
