import { type Acting, mayDo } from '../../domain/organisations/index.ts';

/** Somebody asks for what the access table does not let them do. The answer does not say whether the thing exists. */
export class NotAllowed extends Error {
  /** As the web answers it: like an address where nothing is. */
  readonly statusCode = 404;

  constructor({ action }: Acting) {
    super(`${action} is not open to who asks`);
  }
}

/**
 * Calls that look into the access table before anything else: none is carried out for somebody who may not do what the
 * request is for. Throws `NotAllowed`.
 */
export function guarded<Calls extends object>(acting: Acting, calls: Calls): Calls {
  return new Proxy(calls, {
    get: (target, name, receiver) => {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof found === 'function' && !mayDo(acting.actor, acting.action)) throw new NotAllowed(acting);
      return found;
    },
  });
}
