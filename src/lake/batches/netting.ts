/**
 * Adds up money by group and unit. What is one unit is netted within its group; money without a unit is only added up.
 * Keys are pairs of whole numbers in a table of open addresses, which stays small where units of one payee are added
 * and flushed before those of the next. Amounts are whole pence.
 */
export interface Netting {
  /** Adds to the unit of a group. A unit below nought is none: its money is not netted. */
  readonly add: (group: number, unit: number, positive: number, negative: number, lines: number) => void;
  /** Gives every unit of every group once, its money netted unless it has no unit, and forgets it. */
  readonly flush: (see: (group: number, positive: number, negative: number, lines: number) => void) => void;
}

interface Table {
  readonly slots: Int32Array;
  /** The slot of each entry, its key and its sums. */
  readonly at: Int32Array;
  readonly units: Int32Array;
  readonly counts: Int32Array;
  readonly groups: Float64Array;
  readonly plus: Float64Array;
  readonly minus: Float64Array;
}

function table(room: number): Table {
  const [list, amounts] = [() => new Int32Array(room / 2), () => new Float64Array(room / 2)];
  return {
    slots: new Int32Array(room),
    at: list(),
    units: list(),
    counts: list(),
    groups: amounts(),
    plus: amounts(),
    minus: amounts(),
  };
}

/** The slot that holds a key, or the free one where it would be. */
function slotOf({ slots, units, groups }: Table, group: number, unit: number): number {
  const last = slots.length - 1;
  const mixed = Math.imul(unit ^ Math.imul(group, 0x9e3779b1), 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & last;
  for (;;) {
    const entry = (slots[slot] ?? 0) - 1;
    if (entry < 0 || (units[entry] === unit && groups[entry] === group)) return slot;
    slot = (slot + 1) & last;
  }
}

function twiceAsLarge(now: Table, used: number): Table {
  const next = table(now.slots.length * 2);
  for (const name of ['units', 'counts', 'groups', 'plus', 'minus'] as const) next[name].set(now[name]);
  for (let entry = 0; entry < used; entry += 1) {
    const slot = slotOf(next, now.groups[entry] ?? 0, now.units[entry] ?? 0);
    next.slots[slot] = entry + 1;
    next.at[entry] = slot;
  }
  return next;
}

/** An empty netting. */
export function netting(): Netting {
  let now = table(1_024);
  let used = 0;
  return {
    add: (group, unit, positive, negative, lines) => {
      const slot = slotOf(now, group, unit);
      const known = (now.slots[slot] ?? 0) - 1;
      const entry = known < 0 ? used : known;
      if (known < 0) {
        used += 1;
        now.slots[slot] = used;
        now.at[entry] = slot;
        now.groups[entry] = group;
        now.units[entry] = unit;
        now.plus[entry] = 0;
        now.minus[entry] = 0;
        now.counts[entry] = 0;
      }
      now.plus[entry] = (now.plus[entry] ?? 0) + positive;
      now.minus[entry] = (now.minus[entry] ?? 0) + negative;
      now.counts[entry] = (now.counts[entry] ?? 0) + lines;
      if (used === now.units.length) now = twiceAsLarge(now, used);
    },
    flush: (see) => {
      for (let entry = 0; entry < used; entry += 1) {
        const [unit = 0, up = 0, down = 0] = [now.units[entry], now.plus[entry], now.minus[entry]];
        const net = up + down;
        const [positive, negative] = unit < 0 ? [up, down] : [Math.max(net, 0), Math.min(net, 0)];
        see(now.groups[entry] ?? 0, positive, negative, now.counts[entry] ?? 0);
        now.slots[now.at[entry] ?? 0] = 0;
      }
      used = 0;
    },
  };
}
