/** Pairs of a question and a key of a band that may be near enough. */
export interface Pairs {
  readonly clear: () => void;
  readonly add: (question: number, key: number) => void;
  /** Puts the keys in order of their questions; `starts` then says where those of each question begin. */
  readonly sort: (questions: number) => { readonly keys: Uint16Array; readonly starts: Uint32Array };
}

/** Room for as many pairs as there are. */
export function pairList(): Pairs {
  let questionsOf = new Uint16Array(1 << 12);
  let keysOf = new Uint16Array(1 << 12);
  let sorted = new Uint16Array(1 << 12);
  let starts = new Uint32Array(1);
  let count = 0;
  const grow = (): void => {
    const [oldQuestions, oldKeys] = [questionsOf, keysOf];
    questionsOf = new Uint16Array(2 * count);
    keysOf = new Uint16Array(2 * count);
    sorted = new Uint16Array(2 * count);
    questionsOf.set(oldQuestions);
    keysOf.set(oldKeys);
  };
  const add = (question: number, key: number): void => {
    if (count === keysOf.length) grow();
    questionsOf[count] = question;
    keysOf[count] = key;
    count += 1;
  };
  const sort = (questions: number) => {
    if (starts.length < questions + 2) starts = new Uint32Array(questions + 2);
    starts.fill(0);
    for (let at = 0; at < count; at += 1) {
      const next = (questionsOf[at] ?? 0) + 2;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let one = 1; one < starts.length; one += 1)
      starts[one] = (starts[one - 1] ?? 0) + (starts[one] ?? 0);
    for (let at = 0; at < count; at += 1) {
      const next = (questionsOf[at] ?? 0) + 1;
      sorted[starts[next] ?? 0] = keysOf[at] ?? 0;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    return { keys: sorted, starts };
  };
  return {
    clear: () => {
      count = 0;
    },
    add,
    sort,
  };
}
