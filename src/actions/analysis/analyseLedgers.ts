import type { Home } from '../../domain/places/index.ts';
import type { Analysis, FileReport, Warning } from '../../domain/spend/analysis.ts';
import { unusedProfiles } from '../../domain/spend/mapping/index.ts';
import { nothingKnown } from '../../domain/spend/supplierFacts.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import { assembleAnalysis, nothingMeasured } from './assemble.ts';
import { decideTexts } from './decideTexts.ts';
import { findSuppliers } from './findSuppliers.ts';
import { importTables } from './importTables.ts';
import { measure } from './measure.ts';
import type { AnalysisParts, AnalysisRequest } from './parts.ts';
import { type KnownPlaces, knowPlaces, loadPlaceIndex } from './places.ts';
import { readTables } from './readTables.ts';
import { reportOfPassedOver } from './reports.ts';

/** An analysis, with what a bundle of its figures needs while the lake is still open. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly home: Home;
  readonly places: KnownPlaces;
  /** The numbers under which the lake knows the tables, and their names. */
  readonly tableNames: readonly (readonly [number, string])[];
}

/** Reports in the order in which the files were opened: by name, and the sheets of a workbook as they stand in it. */
function inOrder(reports: readonly FileReport[], names: readonly string[]): readonly FileReport[] {
  const position = new Map(names.map((name, index) => [name, index]));
  return reports.toSorted((one, other) => (position.get(one.name) ?? 0) - (position.get(other.name) ?? 0));
}

function unusedAnswers({ mapping }: AnalysisRequest, signatures: readonly string[]): readonly Warning[] {
  if (!mapping.answers) return [];
  return unusedProfiles(mapping.answers, signatures).map((profile) => ({
    code: 'answer-not-used',
    file: null,
    sentence: `The saved answers for "${profile}" fit no file here.`,
  }));
}

/**
 * Reads ledgers and computes local-spend figures with bounds. Refuses only what no result can be made for
 * (an unknown home); a bad file is set aside in the result and the others count.
 */
export async function analyseLedgers(
  parts: AnalysisParts,
  request: AnalysisRequest,
): Promise<Decision<Analysed>> {
  const index = await loadPlaceIndex(parts);
  const home = index.home(request.home);
  if (!home.ok) return home;
  const tables = await readTables(parts, request);
  const imported = await importTables(parts, tables.mapped, request);
  const reports = [...imported.reports, ...tables.passedOver.map(reportOfPassedOver)];
  const files = inOrder(reports, tables.names);
  const counted = files.some((file) => file.status === 'read');
  request.progress('Placing suppliers');
  const postcodes = counted ? await decideTexts(parts) : [];
  const suppliers = counted ? await findSuppliers(parts, request) : nothingKnown;
  const places = await knowPlaces(parts, index, { ledgerPostcodes: postcodes, suppliers });
  const { definitions } = request;
  const measured = counted
    ? await measure(parts, places, { home: home.value, definitions })
    : nothingMeasured;
  const signatures = tables.mapped.map((one) => one.decision.signature);
  const analysis = assembleAnalysis({
    ...request,
    productVersion: parts.productVersion,
    home: home.value,
    files,
    rejects: imported.rejects,
    questions: imported.questions,
    warnings: [...unusedAnswers(request, signatures), ...imported.warnings],
    measured,
    places,
  });
  const tableNames = tables.mapped.map((one, index) => [index + 1, one.table.name] as const);
  return accept({ analysis, home: home.value, places, tableNames });
}
