/** The place of one mark; heights are null where there is nothing to draw. */
export interface Spot {
  readonly x: number;
  readonly y: number | null;
  readonly top: number | null;
  readonly bottom: number | null;
  readonly text: string | null;
}

export const nowhere: Spot = { x: 0, y: null, top: null, bottom: null, text: null };

/** Capsules whose ends are nearer than this, in px, look like one. */
const sameEnd = 3;

function near(one: number | null, other: number | null, distance: number): boolean {
  return one !== null && other !== null && Math.abs(one - other) < distance;
}

function liesOver(mark: Spot, capsule: Spot): boolean {
  if (mark.y === null || capsule.top === null || capsule.bottom === null) return false;
  return mark.y > capsule.top && mark.y < capsule.bottom;
}

function hide(one: Spot, other: Spot, radius: number): boolean {
  const sameCapsule = near(one.top, other.top, sameEnd) && near(one.bottom, other.bottom, sameEnd);
  return sameCapsule || near(one.y, other.y, radius * 2) || liesOver(one, other) || liesOver(other, one);
}

/** The positions in a column of marks, grouped so that marks that would hide one another are together. */
export function groupsOf(column: readonly Spot[], radius: number): readonly (readonly number[])[] {
  return column.reduce<readonly (readonly number[])[]>((groups, spot, at) => {
    const touches = (group: readonly number[]) =>
      group.some((other) => hide(column[other] ?? nowhere, spot, radius));
    const joined = groups.filter(touches).flat();
    return [...groups.filter((group) => !touches(group)), [...joined, at].sort((a, b) => a - b)];
  }, []);
}

interface Room {
  readonly radius: number;
  /** How far apart marks side by side should be, in px. */
  readonly step: number;
  /** From one year to the next, in px. */
  readonly spacing: number;
}

function shifts(column: readonly Spot[], room: Room): readonly number[] {
  const moved = column.map(() => 0);
  for (const group of groupsOf(column, room.radius)) {
    const step = Math.min(room.step, room.spacing / (group.length + 1));
    group.forEach((at, place) => {
      moved[at] = (place - (group.length - 1) / 2) * step;
    });
  }
  return moved;
}

/** The marks of each line, moved sideways where they or their capsules would hide one another. */
export function sideBySide(
  lines: readonly (readonly Spot[])[],
  room: Room,
): { readonly spots: readonly (readonly Spot[])[]; readonly any: boolean } {
  const columns = (lines[0] ?? []).map((_, index) => {
    const seen = lines.map((line) => line[index] ?? nowhere);
    return shifts(seen, room);
  });
  const spots = lines.map((line, at) =>
    line.map((spot, index) => ({ ...spot, x: spot.x + (columns[index]?.[at] ?? 0) })),
  );
  return { spots, any: columns.flat().some((shift) => shift !== 0) };
}
