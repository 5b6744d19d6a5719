import type { ActionIn } from '../../../domain/organisations/index.ts';
import type { Route } from '../../site.ts';
import { decide, showCase } from './casePages.ts';
import { dictionary, showDecisions, take, undo } from './decisionPages.ts';
import type { SuppliersSite } from './frame.ts';
import { decideMany, lookUp, showQueue } from './queuePages.ts';

type Row = Route<SuppliersSite>;

function reads(path: string, name: ActionIn<'suppliers'>, answer: Row['answer']): Row {
  return { method: 'GET', path, action: `suppliers.${name}`, kind: 'page', answer };
}

function changes(path: string, name: ActionIn<'suppliers'>, answer: Row['answer']): Row {
  return { method: 'POST', path, action: `suppliers.${name}`, kind: 'form', answer };
}

/** The pages on who the suppliers are. */
export const suppliersRoutes: readonly Row[] = [
  reads('/suppliers/review', 'queue', showQueue),
  changes('/suppliers/review/many', 'decideMany', decideMany),
  changes('/suppliers/match', 'match', lookUp),
  reads('/suppliers/review/:payee', 'case', showCase),
  changes('/suppliers/review/:payee', 'decide', decide),
  reads('/suppliers/decisions', 'decisions', showDecisions),
  { ...reads('/suppliers/decisions.csv', 'dictionary', dictionary), kind: 'download' },
  { ...changes('/suppliers/decisions/take', 'takeDictionary', take), kind: 'upload' },
  changes('/suppliers/decisions/:decision/undo', 'undo', undo),
];
