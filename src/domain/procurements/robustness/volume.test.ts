import { expect, it } from 'vitest';
import { nought, one, ratio } from '../../values/index.ts';
import { type Body, facesOf, volumeOf } from './volume.ts';

const cube = (dimensions: number): Body =>
  Array.from({ length: dimensions }, (_, at) => at).flatMap((at) => {
    const unit = Array.from({ length: dimensions }, (_, column) => (column === at ? 1n : 0n));
    return [
      [...unit, 1n],
      [...unit.map((slope) => -slope), 0n],
    ];
  });

it('a cube with an edge of one has a volume of one, and a corner that is cut off its part', () => {
  expect([1, 2, 3, 4].map((dimensions) => volumeOf(cube(dimensions), dimensions))).toEqual([
    one,
    one,
    one,
    one,
  ]);
  expect(volumeOf([...cube(3), [1n, 1n, 1n, 1n]], 3)).toEqual(ratio(1, 6));
  expect(volumeOf([...cube(3), [-1n, -1n, -1n, -1n]], 3)).toEqual(ratio(5, 6));
  expect(volumeOf([...cube(2), [2n, 3n, 3n]], 2)).toEqual(ratio(2, 3));
});

it('a half that is named twice, in other numbers, or only touches a body changes nothing', () => {
  const twice: Body = [...cube(3), ...cube(3), [5n, 0n, 0n, 5n], [0n, 0n, 0n, 7n], [1n, 1n, 1n, 3n]];
  expect(volumeOf(twice, 3)).toEqual(one);
});

it('a body that is empty or flat has no volume', () => {
  expect(volumeOf([...cube(2), [1n, 1n, -1n]], 2)).toEqual(nought);
  expect(volumeOf([...cube(2), [0n, 0n, -1n]], 2)).toEqual(nought);
  expect(volumeOf([...cube(2), [-1n, 0n, -1n]], 2)).toEqual(nought);
  expect(volumeOf([...cube(1), [1n, -1n]], 1)).toEqual(nought);
});

it('a point is whole, and an open line has no length that could be told', () => {
  expect(volumeOf([[0n]], 0)).toEqual(one);
  expect(volumeOf([[1n, 1n]], 1)).toEqual(nought);
});

it('sides of sides are counted down to lengths', () => {
  expect([facesOf(6, 0), facesOf(6, 1), facesOf(6, 2), facesOf(6, 4)]).toEqual([1, 1, 6, 120]);
});
