import type { Explorer, OpenExplorer } from '../../lake/batches/types.ts';
import type { ExploreParts } from './parts.ts';
import { type Kept, type Now, type Places, placesKey, placesNow } from './state.ts';

/**
 * Batches that are held and places under the editions in use: everything that answers are made from. It stays as it is.
 * When something is added, another is made beside it, and answers come from this one until the other is ready.
 */
export interface Standing {
  readonly key: string;
  readonly now: Now;
  readonly kept: Kept;
  readonly places: Places;
}

/** Makes ready, before anybody waits for it, what is likely to be asked of a standing. */
export type Warm = (parts: ExploreParts, standing: Standing) => Promise<void>;

interface Coming {
  readonly key: string;
  readonly made: Promise<Standing>;
  whole: Standing | null;
}

/** Everything a standing is made from, as text. */
function keyOf(now: Now): string {
  return JSON.stringify([now.batches.map(({ id }) => id).sort(), placesKey(now)]);
}

/** Does one thing after another; one that fails does not stop the next. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** What is kept of one owner between requests. */
export class Keeping {
  /** Finished results, by everything they were made from. */
  private readonly results: Kept['results'] = new Map();
  /** What was asked lately, the oldest first. */
  private readonly questions: Kept['questions'] = new Map();
  private standing: Standing | null = null;
  private coming: Coming | null = null;
  private failed: string | null = null;
  private placings = 0;
  private readonly going = new Set<Promise<unknown>>();
  private readonly inTurn = queue();

  constructor(
    private readonly open: OpenExplorer,
    private readonly warm: Warm,
  ) {}

  /**
   * What a request is answered from: what lies in the store now where that is ready, else the last that was, while the
   * new one is made. It is waited for where there was none before, and where making it failed, so that it is known.
   */
  readonly forRequest = async (parts: ExploreParts, now: Now): Promise<Standing> => {
    const ready = this.readyFor(now);
    if (ready) return ready;
    const made = this.make(parts, now);
    const last = this.standing;
    if (last === null || this.failed === keyOf(now)) return this.moveTo(await made, now);
    made.catch(() => undefined);
    return { ...last, now: { ...last.now, owner: now.owner, stored: now.stored } };
  };

  /** What lies in the store now, however long it takes to make it ready. */
  readonly upToDate = async (parts: ExploreParts, now: Now): Promise<Standing> =>
    this.readyFor(now) ?? this.moveTo(await this.make(parts, now), now);

  /** Makes ready what will lie in the store after something that is about to be done. */
  readonly prepare = async (parts: ExploreParts, soon: Now): Promise<void> => {
    if (this.standing?.key !== keyOf(soon)) await this.make(parts, soon);
  };

  /** Does something with a standing, which stays usable until it is done. */
  readonly during = async <T>(work: () => Promise<T>): Promise<T> => {
    const going = work();
    this.going.add(going);
    try {
      return await going;
    } finally {
      this.going.delete(going);
    }
  };

  private readyFor(now: Now): Standing | null {
    const { standing, coming } = this;
    // Somebody who looked before others did is answered from what those others saw already.
    if (standing && now.looked < standing.now.looked) return standing;
    const key = keyOf(now);
    if (standing?.key === key) return { ...standing, now };
    return coming?.key === key && coming.whole ? this.moveTo(coming.whole, now) : null;
  }

  private moveTo(made: Standing, now: Now): Standing {
    const last = this.standing;
    if (last && now.looked < last.now.looked) return last;
    this.standing = { ...made, now };
    if (this.coming?.key === made.key) this.coming = null;
    if (last && last.places !== made.places) this.retire(last);
    return this.standing;
  }

  private make(parts: ExploreParts, now: Now): Promise<Standing> {
    const key = keyOf(now);
    const before = this.coming;
    if (before?.key === key) return before.made;
    if (before?.whole && before.whole.places !== this.standing?.places) this.retire(before.whole);
    const made = this.inTurn(() => this.build(parts, key, now));
    const coming: Coming = { key, made, whole: null };
    this.coming = coming;
    made.then(
      (standing) => {
        coming.whole = standing;
        if (this.failed === key) this.failed = null;
      },
      () => {
        this.failed = key;
        if (this.coming === coming) this.coming = null;
      },
    );
    return made;
  }

  private async build(parts: ExploreParts, key: string, now: Now): Promise<Standing> {
    const isFirst = this.standing === null;
    const explorer = await this.open.holding(now.batches.map(({ id }) => id));
    const known = this.standing?.places;
    const places = known?.key === placesKey(now) ? known : await placesNow(parts, now);
    const standing = { key, now, kept: this.keptWith(explorer), places };
    // Nobody waits longer for the first answer than they have to. What could not be made ready is made when it is asked for.
    if (!isFirst) await this.during(() => this.warm(parts, standing)).catch(() => undefined);
    return standing;
  }

  private keptWith(explorer: Explorer): Kept {
    return {
      explorer,
      results: this.results,
      questions: this.questions,
      newPlacing: () => {
        this.placings += 1;
        return `placing ${this.placings}`;
      },
      forgetPlacing: (name) => this.forgetLater(name),
    };
  }

  /** Lets go of places that no new request is answered from. */
  private retire({ places }: Standing): void {
    for (const { name } of places.placings.values()) this.forgetLater(name);
    places.placings.clear();
  }

  /** Forgets a placing when everybody who may be using it is done. */
  private forgetLater(placing: string): void {
    Promise.allSettled([...this.going])
      .then(() => this.open.forget(placing))
      .catch(() => undefined);
  }
}
