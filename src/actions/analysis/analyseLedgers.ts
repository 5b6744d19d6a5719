import type { Home } from '../../domain/places/index.ts';
import { type Analysis, type FileReport, schemaVersion, type Warning } from '../../domain/spend/analysis.ts';
import { addControls, assertNothingLost, commonBasis } from '../../domain/spend/control.ts';
import { coverageWarnings } from '../../domain/spend/coverage.ts';
import { unusedProfiles } from '../../domain/spend/mapping/index.ts';
import { nextStep } from '../../domain/spend/nextStep.ts';
import { sameTotalsWarnings } from '../../domain/spend/sameTotals.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import { decideTexts } from './decideTexts.ts';
import { type Imported, importTables } from './importTables.ts';
import { type Measured, measure } from './measure.ts';
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

interface Seen {
  readonly files: readonly FileReport[];
  readonly imported: Imported;
  readonly home: Home;
  /** What the headers of the tables have in common, the keys of saved answers. */
  readonly signatures: readonly string[];
}

function unusedAnswers({ mapping }: AnalysisRequest, signatures: readonly string[]): readonly Warning[] {
  if (!mapping.answers) return [];
  return unusedProfiles(mapping.answers, signatures).map((profile) => ({
    code: 'answer-not-used',
    file: null,
    sentence: `The saved answers for "${profile}" fit no file here.`,
  }));
}

const nothingMeasured: Measured = {
  coverage: [],
  definitions: [],
  figures: [],
  excluded: [],
  unknownSuppliers: [],
};

function assemble(
  request: AnalysisRequest & { readonly productVersion: string },
  seen: Seen,
  found: { readonly measured: Measured; readonly places: KnownPlaces },
): Analysis {
  const read = seen.files.filter((file) => file.status === 'read');
  const control = addControls(read.map((file) => file.control));
  assertNothingLost('All files', control);
  const { measured, places } = found;
  return {
    schemaVersion,
    product: { name: 'Sevenbox', version: request.productVersion },
    title: request.title,
    demonstration: request.demonstration,
    home: { code: seen.home.code, name: seen.home.name },
    control,
    amountBasis: commonBasis(read.flatMap((file) => file.amountBasis ?? [])),
    files: [...seen.files],
    definitions: [...measured.definitions],
    coverage: [...measured.coverage],
    figures: [...measured.figures],
    excluded: [...measured.excluded],
    rejects: [...seen.imported.rejects],
    unknownSuppliers: [...measured.unknownSuppliers],
    questions: [...seen.imported.questions],
    warnings: [
      ...(seen.home.note ? [{ code: 'home-replaced', file: null, sentence: seen.home.note }] : []),
      ...coverageWarnings(measured.coverage),
      ...sameTotalsWarnings(seen.files),
      ...unusedAnswers(request, seen.signatures),
      ...seen.imported.warnings,
    ],
    references: [...places.references],
    nextStep: nextStep({
      questions: seen.imported.questions,
      figures: measured.figures,
      unknownSuppliers: measured.unknownSuppliers,
      hasRegister: places.hasRegister,
    }),
  };
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
  const places = await knowPlaces(parts, index, postcodes);
  const { definitions } = request;
  const measured = counted
    ? await measure(parts, places, { home: home.value, definitions })
    : nothingMeasured;
  const analysis = assemble(
    { ...request, productVersion: parts.productVersion },
    { files, imported, home: home.value, signatures: tables.mapped.map((one) => one.decision.signature) },
    { measured, places },
  );
  const tableNames = tables.mapped.map((one, index) => [index + 1, one.table.name] as const);
  return accept({ analysis, home: home.value, places, tableNames });
}
