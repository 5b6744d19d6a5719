/** Where one record of a source begins. */
export interface Place {
  /** In bytes from the beginning of the file. */
  readonly offset: number;
  /** Physical line, from 1; for a sheet its row. */
  readonly line: number;
}

/** Where a record stands: its index among the non-blank records, its byte and its physical line. */
export interface Position extends Place {
  readonly record: number;
}

/** A number by record that changes rarely, kept only where it changes. Records are set in order. */
export interface Steps {
  readonly set: (record: number, value: number) => void;
  readonly at: (record: number) => number;
  /** The record at which the value that holds for `record` was set. */
  readonly since: (record: number) => number;
}

function larger(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(array.length * 2);
  copy.set(array);
  return copy;
}

/** A step function of the record index; zero before the first step. */
export function newSteps(): Steps {
  let keys = new Float64Array(16);
  let values = new Float64Array(16);
  let count = 0;
  let last = 0;
  const find = (record: number): number => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] as number) <= record) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  return {
    set: (record, value) => {
      if (value === last) return;
      last = value;
      if (count === keys.length) [keys, values] = [larger(keys), larger(values)];
      keys[count] = record;
      values[count] = value;
      count += 1;
    },
    at: (record) => values[find(record)] ?? 0,
    since: (record) => keys[find(record)] ?? 0,
  };
}
