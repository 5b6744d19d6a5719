import type { Home } from '../../domain/places/index.ts';
import {
  type Analysis,
  type FileReport,
  type Question,
  type Reject,
  schemaVersion,
  type Warning,
} from '../../domain/spend/analysis.ts';
import { addControls, assertNothingLost, commonBasis } from '../../domain/spend/control.ts';
import { coverageWarnings } from '../../domain/spend/coverage.ts';
import { nextStep } from '../../domain/spend/nextStep.ts';
import { sameTotalsWarnings } from '../../domain/spend/sameTotals.ts';
import type { Measured } from './measure.ts';
import type { KnownPlaces } from './places.ts';

/** What was found where no file counts. */
export const nothingMeasured: Measured = {
  coverage: [],
  definitions: [],
  figures: [],
  excluded: [],
  unknownSuppliers: [],
};

/** Everything a result is put together from, whether it was just read or lies in the store. */
export interface Findings {
  readonly productVersion: string;
  readonly title: string | null;
  readonly demonstration: boolean;
  readonly home: Home;
  readonly files: readonly FileReport[];
  readonly rejects: readonly Reject[];
  readonly questions: readonly Question[];
  /** About single files and answers; those about the whole are added. */
  readonly warnings: readonly Warning[];
  readonly measured: Measured;
  readonly places: Pick<KnownPlaces, 'references' | 'hasRegister'>;
}

/** One result from its findings. Stops the program where the counts of the files do not add up. */
export function assembleAnalysis(found: Findings): Analysis {
  const { measured, places, home, files } = found;
  const read = files.filter((file) => file.status === 'read');
  const control = addControls(read.map((file) => file.control));
  assertNothingLost('All files', control);
  return {
    schemaVersion,
    product: { name: 'Sevenbox', version: found.productVersion },
    title: found.title,
    demonstration: found.demonstration,
    home: { code: home.code, name: home.name },
    control,
    amountBasis: commonBasis(read.flatMap((file) => file.amountBasis ?? [])),
    files: [...files],
    definitions: [...measured.definitions],
    coverage: [...measured.coverage],
    figures: [...measured.figures],
    excluded: [...measured.excluded],
    rejects: [...found.rejects],
    unknownSuppliers: [...measured.unknownSuppliers],
    questions: [...found.questions],
    warnings: [
      ...(home.note ? [{ code: 'home-replaced', file: null, sentence: home.note }] : []),
      ...coverageWarnings(measured.coverage),
      ...sameTotalsWarnings(files),
      ...found.warnings,
    ],
    references: [...places.references],
    nextStep: nextStep({
      questions: found.questions,
      figures: measured.figures,
      unknownSuppliers: measured.unknownSuppliers,
      hasRegister: places.hasRegister,
    }),
  };
}
