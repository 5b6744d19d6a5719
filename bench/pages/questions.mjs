// A seeded mix of what people ask of the pages that explore spend.

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const open = { year: null, quarter: null, body: null, department: null, category: null };
const noPlace = { ring: null, where: null, payee: null };

/** Filters over what can be chosen, most of them with a year, and half of them with something else beside. */
function filters({ choices, definitions, payees }, chance) {
  const one = (list) => list[Math.floor(chance() * list.length)];
  const maybe = (share, list) => (chance() < share ? one(list) : null);
  const definition = () => (chance() < 0.7 ? definitions[0] : one(definitions));
  const filter = (more = {}) => {
    const id = definition();
    const where = maybe(0.25, ['inside', 'elsewhere', 'unplaced']);
    return {
      definition: id,
      ...open,
      ...noPlace,
      year: one(choices.years),
      quarter: maybe(0.15, [1, 2, 3, 4]),
      body: maybe(0.2, choices.bodies),
      department: maybe(0.2, choices.departments),
      category: maybe(0.15, choices.categories),
      where,
      ...more,
    };
  };
  return { one, maybe, definition, filter, payee: () => one(payees) };
}

const page = (chance, orders, more = {}) => ({
  search: null,
  order: orders[Math.floor(chance() * orders.length)],
  descending: chance() < 0.7,
  offset: chance() < 0.7 ? 0 : Math.floor(chance() * 5) * 100,
  limit: 100,
  ...more,
});

/** What is asked, by the name of the page: each call makes the next question. */
export function questionsFor(about, seed) {
  const chance = chances(seed);
  const { one, filter, definition, payee } = filters(about, chance);
  const slices = (by) => () => ({
    kind: 'slices',
    by,
    filter: filter(by === 'quarter' ? { quarter: null } : {}),
  });
  const suppliers = (search) => () => ({
    kind: 'suppliers',
    filter: chance() < 0.8 ? filter() : filter({ year: null }),
    list: page(chance, ['name', 'amount', 'lines'], {
      search: search ? `supplier ${Math.floor(chance() * 300)}` : null,
    }),
  });
  const plain = { ...noPlace, ...open };
  const lines = (more) => () => ({
    kind: 'lines',
    filter: { definition: definition(), ...plain, ...more() },
    list: page(chance, ['day', 'supplier', 'amount']),
  });
  return {
    result: () => ({ kind: 'result', definition: definition() }),
    'by year': () => ({ kind: 'slices', by: 'year', filter: filter(chance() < 0.7 ? { year: null } : {}) }),
    'by quarter': slices('quarter'),
    'by body': slices('body'),
    'by department': slices('department'),
    'by category': slices('category'),
    suppliers: suppliers(false),
    'suppliers, searched': suppliers(true),
    'lines of a supplier in a year': lines(() => ({ payee: payee(), year: one(about.choices.years) })),
    'lines of a supplier': lines(() => ({ payee: payee() })),
    'lines of a filter': lines(() => filter({ definition: about.definitions[0] })),
    'all lines': lines(() => ({})),
    'one line': () => ({ kind: 'line', pick: chance() }),
  };
}

/** Pages whose figures come from the cube alone: those for which the goal of 50 ms is stated. */
export const figurePages = [
  'result',
  'by year',
  'by quarter',
  'by body',
  'by department',
  'by category',
  'suppliers',
  'suppliers, searched',
];
