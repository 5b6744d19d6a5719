import { open } from 'node:fs/promises';
import { readTender, type TenderToEvaluate } from '../../domain/procurements/index.ts';
import { type Decision, refuse } from '../../domain/values/index.ts';
import { readTenderWorkbook } from './readTenderWorkbook.ts';

/** A tender of 200 bids and 40 criteria is far smaller. */
const mostBytes = 5_000_000;

async function textOf(path: string): Promise<Decision<string>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > mostBytes)
      return refuse('tender-large', `${path} is larger than 5 MB, which no tender needs.`);
    return { ok: true, value: await file.readFile('utf8') };
  } finally {
    await file.close();
  }
}

async function readJsonFile(path: string): Promise<Decision<TenderToEvaluate>> {
  const text = await textOf(path).catch(() => refuse('file-unreadable', `${path} cannot be read.`));
  if (!text.ok) return text;
  try {
    return readTender(JSON.parse(text.value.replace(/^\uFEFF/, '')));
  } catch {
    return refuse('tender-json', `${path} cannot be used as a tender, because it is not JSON.`);
  }
}

/**
 * Reads a tender from a JSON file, or from an XLSX, ODS or CSV file with the same in it, by the ending of the name. Refuses
 * with everything that is wrong in it.
 */
export async function readTenderFile(path: string): Promise<Decision<TenderToEvaluate>> {
  return /\.(xlsx?|xlsm|ods|csv|tsv)$/i.test(path) ? readTenderWorkbook(path) : readJsonFile(path);
}
