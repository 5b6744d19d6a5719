import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../../domain/values/index.ts';
import { readDatedValues, readGovernmentModels } from '../../../formats/measures/readTables.ts';
import { calculations } from './calculations.ts';
import { modelView } from './modelView.ts';

const values = readDatedValues();

function calculated(id: string, query: string, today = '2026-11-29') {
  const all = calculations({ query: new URLSearchParams(query), values, today: toLocalDate(today) });
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`There is no calculation ${id}.`);
  return found;
}

describe('what is left of a value', () => {
  it('is told step by step, and as a return on what was put in', () => {
    const query = 'gross=1000&deadweight=20&others=10&years=2&dropOff=50&rate=0&input=540';
    const { result, problems } = calculated('return', query);
    expect(problems).toEqual([]);
    expect(result?.title).toBe('£1,080 is left: £2 for each pound');
    expect(result?.steps[1]).toBe('20% would have happened anyway. £800 is left.');
    expect(result?.steps.at(-1)).toBe('£1,080 for £540: each pound brings £2.');
    expect(calculated('return', 'gross=1000').result?.title).toBe('£1,000 is left');
  });

  it('is refused in a sentence where a number is none or impossible', () => {
    const wrong = (query: string) => calculated('return', query).problems.map(({ text }) => text);
    expect(wrong('gross=much')).toEqual(['Value in the first year: write a number such as 1,250 or 3.5.']);
    expect(wrong('gross=1&deadweight=120')[0]).toContain('The deadweight is 120%');
    expect(wrong('gross=1&years=1.5')[0]).toContain('Give a whole number of years');
    expect(wrong('gross=1&years=999999999999')[0]).toContain('Give a whole number of years');
    expect(wrong('gross=1&input=-5')[0]).toContain('Give what was put in');
    expect(wrong('')).toEqual([]);
    expect(calculated('return', 'gross=much').errorOf).toEqual({
      gross: 'Value in the first year: write a number such as 1,250 or 3.5.',
    });
    expect(calculated('return', '').result).toBeNull();
  });
});

it('better pay is the difference to the lowest lawful wage, and old rates say that they are old', () => {
  const { result, fields, sources } = calculated(
    'wage',
    'paid=13.71&floor=12.71&hours=37.5&weeks=52&posts=2',
  );
  expect(result?.title).toBe('£3,900 a year');
  expect(calculated('wage', 'paid=10&floor=12.71&hours=1&weeks=1&posts=1').problems[0]?.text).toContain(
    'below the lowest lawful wage',
  );
  expect(fields.map(({ value }) => value)).toEqual(['13.71', '12.71', '37.5', '52', '2']);
  expect(sources.map(({ warning }) => warning)).toEqual([
    'Real Living Wage, UK: out of date since 1 November 2026. A newer number was due by then; look it up.',
    null,
  ]);
});

it('wellbeing is worth a range', () => {
  const { result } = calculated('wellbeing', 'points=0.5&people=10&lasting=2');
  expect(result?.title).toBe('£130,000, from £100,000 to £160,000');
  expect(calculated('wellbeing', 'points=11&people=1&lasting=1').problems).toHaveLength(1);
});

describe('the government model of a procurement', () => {
  const models = readGovernmentModels();
  const shown = (query: string) => modelView(models, new URLSearchParams(query));

  it('follows the day on which the procurement commences', () => {
    const asked = (day: string, month: string, year: string) =>
      shown(`day=${day}&month=${month}&year=${year}&value=500,000&buyer=central-government`).answer;
    expect(asked('30', '9', '2025')?.sentence).toContain('PPN 06/20');
    expect(asked('1', '10', '2025')?.sentence).toContain('PPN 002');
    expect(asked('1', '10', '2025')?.title).toBe('This model has to be used');
    expect(shown('day=1&month=10&year=2025&value=500000&buyer=council').answer?.title).toBe(
      'This model may be used',
    );
  });

  it('is not known without a day, and a day that is none is said', () => {
    expect(shown('').answer).toBeNull();
    expect(shown('buyer=council').answer?.title).toBe('The model is not known');
    expect(shown('day=31&month=2&year=2026').problems[0]?.href).toBe('#commencement-day');
    expect(shown('day=31&month=2&year=2026').errorOf).toEqual({
      day: 'Enter a real day, for example 1 10 2026.',
      value: null,
    });
    expect(shown('day=1&month=2&year=2026&value=lots').problems[0]?.href).toBe('#value');
    expect(shown('day=1&month=2&year=2026&value=-5').problems).toHaveLength(1);
    expect(shown('day=<b>&month=2&year=2026').answer).toBeNull();
  });
});
