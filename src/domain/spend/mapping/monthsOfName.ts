const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const written =
  /(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])/g;

/** Twelve is followed by one. */
function monthAfter(month: number, steps: number): number {
  return ((month - 1 + steps) % 12) + 1;
}

function range(first: number, last: number): readonly number[] {
  const length = ((last - first + 12) % 12) + 1;
  return Array.from({ length }, (_, step) => monthAfter(first, step));
}

function byWords(name: string): readonly number[] {
  const found = [...name.matchAll(written)].map(([month]) => monthNames.indexOf(month.slice(0, 3)) + 1);
  const [first, last] = [found[0], found.at(-1)];
  return first === undefined || last === undefined ? [] : range(first, last);
}

/** Quarters and periods are counted from January by some and from April by others: both are meant. */
function byParts(name: string): readonly number[] {
  const quarter = Number(/(?<![a-z\d])q([1-4])(?!\d)/.exec(name)?.[1] ?? 0);
  if (quarter) {
    const first = quarter * 3 - 2;
    return [...range(first, first + 2), ...range(monthAfter(first, 3), monthAfter(first, 5))];
  }
  const period = Number(/(?<![a-z\d])p(?:eriod)?[ _-]?(0?[1-9]|1[0-2])(?!\d)/.exec(name)?.[1] ?? 0);
  return period ? [period, monthAfter(period, 3)] : [];
}

function byDigits(name: string): readonly number[] {
  const withYear =
    /(?<!\d)20\d\d[-_ .]{0,3}(0[1-9]|1[0-2])(?!\d)|(?<!\d)20\d\d[-_ .]{0,3}(0[1-9]|1[0-2])[-_ .]?[0-3]\d(?!\d)/;
  const shortYear = /(?<!\d)[1-4]\d(0[1-9]|1[0-2])(?!\d)/;
  const match = withYear.exec(name) ?? shortYear.exec(name);
  const month = match?.[1] ?? match?.[2];
  return month ? [Number(month)] : [];
}

/**
 * The months, 1 to 12, that the name of a file or sheet speaks of: `2012-04`, `July-2020`, `wpdm_1910`,
 * `Published-Data-2017-04-30`, `04-06 - July - September`, `2022-Q1`, `P01`. Empty when it speaks of none.
 */
export function monthsOfName(name: string): ReadonlySet<number> {
  const lower = name.toLowerCase();
  const last = lower.replace(/^.*[›/\\]/s, '');
  for (const part of [last, lower]) {
    const months = [byWords, byParts, byDigits].map((read) => read(part)).find((found) => found.length > 0);
    if (months) return new Set(months);
  }
  return new Set();
}
