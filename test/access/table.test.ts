import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobody } from '../../src/actions/access/entering.ts';
import { NotAllowed } from '../../src/actions/access/guarded.ts';
import { type ActionName, accessTable, actionNames, ruleOf } from '../../src/domain/organisations/index.ts';
import type { Arriving } from '../../src/web/door.ts';
import { analysisRoutes, siteRoutes } from '../../src/web/routes.ts';
import type { Site } from '../../src/web/site.ts';
import { type BareWorld, openBareWorld } from '../support/accessWorld.ts';
import { partsOf, statesFor } from './addresses.ts';

const routes = siteRoutes('');
const alone = analysisRoutes('');

describe('the table of access and the addresses of the site', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s is a row of the table, and its address can be filled',
    (_name, route) => {
      expect(Object.keys(accessTable)).toContain(route.action);
      expect(() => partsOf(route)).not.toThrow();
      expect(statesFor(route).length).toBeGreaterThan(0);
    },
  );

  it('no action is without an address, but for those of the program', () => {
    const used = new Set<ActionName>([...routes, ...alone].map(({ action }) => action));
    const ofProgram = (action: ActionName) => ruleOf(action).grants.every(({ to }) => to === 'program');
    expect(actionNames.filter((action) => !used.has(action) && !ofProgram(action))).toEqual([]);
  });

  it('no two rows have the same method and address', () => {
    const names = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

/** Parts of a site that are no calls: what was asked, and what anybody may know. */
const noCalls: readonly (keyof Site)[] = [
  ...([
    'visitor',
    'openMeasures',
    'demonstration',
    'demonstrationBundles',
    'css',
    'now',
    'isWell',
    'errand',
  ] as const),
];

describe('the calls that pages are given', () => {
  let world: BareWorld;
  let site: Site;
  const acting = {
    actor: { kind: 'nobody', here: false },
    action: 'people.invite',
    request: 'req_none',
  } as const;
  beforeAll(async () => {
    world = await openBareWorld();
    const visitor = nobody(false);
    const arriving: Arriving = {
      ...{
        action: acting.action,
        kind: 'form',
        url: '/',
        headers: {},
        address: '203.0.113.1',
        request: 'req_none',
      },
    };
    site = { ...world.opened.house.siteFor(acting, visitor, arriving), errand: async () => null };
  }, 300_000);
  afterAll(() => world.close());

  it('are refused one by one to somebody who may do nothing', () => {
    const unguarded: string[] = [];
    let tried = 0;
    for (const [name, calls] of Object.entries(site)) {
      if (noCalls.some((one) => one === name)) continue;
      expect(typeof calls, name).toBe('object');
      for (const method of Object.keys(calls)) {
        try {
          const found: unknown = Reflect.get(calls, method);
          if (typeof found === 'function') unguarded.push(`${name}.${method}`);
        } catch (error) {
          expect(error).toBeInstanceOf(NotAllowed);
          tried += 1;
        }
      }
    }
    expect(unguarded).toEqual([]);
    expect(tried).toBeGreaterThan(50);
  });
});
