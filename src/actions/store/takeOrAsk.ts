import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import type { StoreHolder } from '../../records/lock.ts';

/** The process that holds the store, when it can be asked. */
export type Asked = StoreHolder & { readonly address: string; readonly secret: string };

export interface TakeOrAskParts<S> {
  /** Takes the store and opens it; refused with the code `store-held` while another process holds it. */
  readonly take: () => Promise<Decision<S & { readonly close: () => Promise<void> }>>;
  readonly holder: () => Promise<StoreHolder | null>;
}

/** A value, and whether the process that holds the store was asked for it. */
export interface Kept<T> {
  readonly value: T;
  readonly asked: boolean;
}

function canBeAsked(holder: StoreHolder | null): holder is Asked {
  return holder !== null && holder.address !== null && holder.secret !== null;
}

async function own<S extends { readonly close: () => Promise<void> }, T>(
  store: S,
  work: (store: S) => Promise<Decision<T>>,
): Promise<Decision<Kept<T>>> {
  try {
    const done = await work(store);
    return done.ok ? accept({ value: done.value, asked: false }) : done;
  } finally {
    await store.close();
  }
}

/**
 * Works on the store when nobody else holds it; otherwise has its holder asked. Refused in words when the holder has
 * no address to be asked at, as another command has none.
 */
export async function takeOrAsk<S, T>(
  { take, holder }: TakeOrAskParts<S>,
  work: (store: S) => Promise<Decision<T>>,
  ask: (holder: Asked) => Promise<Decision<T>>,
): Promise<Decision<Kept<T>>> {
  const taken = await take();
  if (taken.ok) return own(taken.value, work);
  if (!taken.refusals.some(({ code }) => code === 'store-held')) return taken;
  const held = await holder();
  if (!canBeAsked(held)) return taken;
  const done = await ask(held);
  return done.ok ? accept({ value: done.value, asked: true }) : done;
}

/** Why leftovers are not swept while a site runs over the store. */
export function mendRefused({ pid }: StoreHolder): Decision<never> {
  const sentence = `Sevenbox is running (process ${pid}) and uses this store. Stop it before leftovers are removed; it removes them itself when it starts.`;
  return refuse('store-held', sentence);
}
