import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { type YearTarget, zoneTargets } from './steering.ts';

const target: fc.Arbitrary<YearTarget> = fc
  .record({
    totalPence: fc.integer({ min: 1_000_000, max: 90_000_000_000_000 }),
    homeOrCounty: fc.integer({ min: 10, max: 300 }),
    homeOrRegion: fc.integer({ min: 10, max: 300 }),
    notKnown: fc.integer({ min: 10, max: 500 }),
    shares: fc.tuple(
      fc.integer({ min: 1_000, max: 4_000 }),
      fc.integer({ min: 5_000, max: 6_000 }),
      fc.integer({ min: 7_000, max: 9_000 }),
    ),
  })
  .map(({ shares: [home, county, region], ...rest }) => ({ ...rest, home, county, region }));

test('property: zones add up to the year to the penny, and their shares are those asked for', () => {
  fc.assert(
    fc.property(target, (wanted) => {
      const zone = zoneTargets(wanted);
      const total = Object.values(zone).reduce((sum, pence) => sum + pence, 0);
      expect(total).toBe(wanted.totalPence);
      const open = zone['not known'] + zone['home or region'];
      const inCounty = zone.home + zone.county + zone['home or county'];
      const near = (local: number, placed: number, share: number) =>
        expect(Math.abs(local / placed - share / 10_000)).toBeLessThan(0.000_01);
      near(zone.home, total - open - zone['home or county'], wanted.home);
      near(inCounty, total - open, wanted.county);
      near(inCounty + zone.region + zone['home or region'], total - zone['not known'], wanted.region);
    }),
    { numRuns: propertyRuns(300) },
  );
});
