import {
  accept,
  addRatios,
  compareRatios,
  type Decision,
  dividedBy,
  exactInWords,
  type Ratio,
  ratio,
  refuse,
  signOf,
  timesRatios,
} from '../../values/index.ts';
import type { Measure, MeasureSet } from '../measureSet.ts';
import { numberOf } from '../numberOf.ts';
import { type Unit, unitInWords } from '../units.ts';
import type { Quantity } from './types.ts';

/** How many units were offered, with a sentence on how that was counted. */
export interface CountedQuantity {
  /** Null for a text and a yes or no. */
  readonly units: Ratio | null;
  readonly sentence: string;
}

const shapes: Readonly<Record<Unit['kind'], readonly Quantity['kind'][]>> = {
  fte: ['number', 'by'],
  count: ['number', 'by'],
  hours: ['number'],
  weeks: ['number'],
  amount: ['number'],
  'hours-attendees': ['hours-attendees'],
  pounds: ['pounds', 'by'],
  percentage: ['percentage'],
  text: ['text'],
  'yes-no': ['yes-no'],
};

function numbersIn(quantity: Quantity): readonly Ratio[] {
  switch (quantity.kind) {
    case 'number':
      return [quantity.amount];
    case 'by':
      return quantity.parts.map(({ amount }) => amount);
    case 'hours-attendees':
      return [quantity.hours, quantity.attendees];
    case 'pounds':
      return [quantity.pounds, quantity.staffHours, quantity.expertHours];
    case 'percentage':
      return [quantity.numerator, quantity.denominator];
    default:
      return [];
  }
}

function isWhole({ denominator }: Ratio): boolean {
  return denominator === 1n;
}

function withStaffTime(
  set: MeasureSet,
  quantity: Extract<Quantity, { kind: 'pounds' }>,
  { reference, unit }: Measure,
): Decision<CountedQuantity> {
  const { pounds, staffHours, expertHours } = quantity;
  if (signOf(staffHours) === 0 && signOf(expertHours) === 0) {
    return accept({ units: pounds, sentence: `£${exactInWords(pounds)} was offered.` });
  }
  const { staff, expert } = set.hourRates;
  if (unit.kind !== 'pounds' || !unit.staffTime || staff === null || expert === null) {
    return refuse(
      'staff-time-not-counted',
      `${reference} counts pounds and no hours of staff. Offer the hours under a measure of hours, or leave them out.`,
    );
  }
  const units = addRatios(
    pounds,
    timesRatios(staffHours, numberOf(staff.value)),
    timesRatios(expertHours, numberOf(expert.value)),
  );
  return accept({
    units,
    sentence: `£${exactInWords(pounds)}, ${exactInWords(staffHours)} staff hours at £${staff.value} and ${exactInWords(expertHours)} expert hours at £${expert.value} make £${exactInWords(units)}.`,
  });
}

function levelsFit({ reference, unit }: Measure, quantity: Quantity): Decision<null> {
  if (quantity.kind !== 'by' || unit.kind !== 'count') return accept(null);
  const strange = quantity.parts.find(({ of }) => !unit.levels.includes(of));
  return strange === undefined
    ? accept(null)
    : refuse(
        'level-unknown',
        `${reference} is counted by ${unit.levels.join(', ') || 'no level'}, and “${strange.of}” is none of these. Correct the level.`,
      );
}

function wholeFits({ reference, unit }: Measure, quantity: Quantity): Decision<null> {
  const whole = unit.kind === 'count' ? numbersIn(quantity) : [];
  const attendees = quantity.kind === 'hours-attendees' ? [quantity.attendees] : [];
  const part = [...whole, ...attendees].find((number) => !isWhole(number));
  return part === undefined
    ? accept(null)
    : refuse(
        'quantity-not-whole',
        `${reference} counts whole ${attendees.length > 0 ? 'people' : unitInWords(unit)}, and ${exactInWords(part)} is no whole number. Correct the quantity.`,
      );
}

function percentageFits({ reference }: Measure, quantity: Quantity): Decision<null> {
  if (quantity.kind !== 'percentage') return accept(null);
  const { numerator, denominator } = quantity;
  if (signOf(denominator) > 0 && compareRatios(numerator, denominator) <= 0) return accept(null);
  return refuse(
    'percentage-impossible',
    `${reference} is a percentage, and ${exactInWords(numerator)} of ${exactInWords(denominator)} is none. The whole is above nought and the part is not larger than the whole.`,
  );
}

function shapeFits({ reference, unit }: Measure, quantity: Quantity): Decision<null> {
  if (!shapes[unit.kind].includes(quantity.kind)) {
    return refuse(
      'unit-mismatch',
      `${reference} is counted in ${unitInWords(unit)}, and the offer is not. Give the offer in that unit.`,
    );
  }
  return numbersIn(quantity).some((number) => signOf(number) < 0)
    ? refuse(
        'quantity-negative',
        `${reference} has an offer below nought. Give what is offered, or leave the measure out.`,
      )
    : accept(null);
}

function inUnits(set: MeasureSet, measure: Measure, quantity: Quantity): Decision<CountedQuantity> {
  const words = unitInWords(measure.unit);
  switch (quantity.kind) {
    case 'number':
      return accept({
        units: quantity.amount,
        sentence: `${exactInWords(quantity.amount)} ${words} offered.`,
      });
    case 'by': {
      const units = addRatios(...quantity.parts.map(({ amount }) => amount));
      const parts = quantity.parts.map(({ of, amount }) => `${exactInWords(amount)} for ${of}`);
      return accept({ units, sentence: `${exactInWords(units)} ${words} offered: ${parts.join(', ')}.` });
    }
    case 'hours-attendees': {
      const { hours, attendees } = quantity;
      const units = timesRatios(hours, attendees);
      return accept({
        units,
        sentence: `${exactInWords(hours)} hours for ${exactInWords(attendees)} people make ${exactInWords(units)} hours of attendance.`,
      });
    }
    case 'pounds':
      return withStaffTime(set, quantity, measure);
    case 'percentage': {
      const units = timesRatios(dividedBy(quantity.numerator, quantity.denominator), ratio(100));
      return accept({
        units,
        sentence: `${exactInWords(quantity.numerator)} of ${exactInWords(quantity.denominator)}.`,
      });
    }
    case 'text':
      return accept({ units: null, sentence: 'A description was given.' });
    case 'yes-no':
      return accept({ units: null, sentence: quantity.yes ? 'The answer is yes.' : 'The answer is no.' });
  }
}

/** What is offered in units of its measure; refused where the offer does not fit the unit. */
export function countQuantity(
  set: MeasureSet,
  measure: Measure,
  quantity: Quantity,
): Decision<CountedQuantity> {
  for (const fits of [shapeFits, levelsFit, wholeFits, percentageFits]) {
    const decision = fits(measure, quantity);
    if (!decision.ok) return decision;
  }
  return inUnits(set, measure, quantity);
}
