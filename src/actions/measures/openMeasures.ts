import type { DatedValue, GovernmentModel, MeasureSet } from '../../domain/measures/index.ts';

/** What anybody may see of measures: it comes with the product, and its licences allow it. */
export interface OpenMeasures {
  /** Sevenbox Open Measures, the newest version first. */
  readonly sets: readonly MeasureSet[];
  readonly models: readonly GovernmentModel[];
  /** Published numbers with their dates: wages, carbon, wellbeing, discounting. */
  readonly values: readonly DatedValue[];
}
