import {
  type DatedValue,
  type DeflatorTable,
  type GovernmentModel,
  parseDeflators,
  parseModels,
  parseValues,
} from '../../domain/measures/index.ts';
import { readDataRows } from '../dataRows.ts';

const folder = new URL('../../../data/measures/', import.meta.url);

/** The government's social value models, as they come with the product. */
export function readGovernmentModels(): readonly GovernmentModel[] {
  return parseModels(readDataRows(new URL('government-models.csv', folder)));
}

/** Wages, the value of carbon and of wellbeing, as they come with the product. */
export function readDatedValues(): readonly DatedValue[] {
  return parseValues(readDataRows(new URL('values.csv', folder)));
}

/** The price levels that come with the product: none, until somebody adds them with their source. */
export function readDeflators(): DeflatorTable {
  return parseDeflators(readDataRows(new URL('deflators.csv', folder)));
}
