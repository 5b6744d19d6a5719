/** Which authorities lie nearest to a point, by straight distance to their generalised boundaries, in metres. */

const metresPerDegree = 111_320;

function boxOf(ring) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** Outer rings of every feature with the code of the authority it belongs to today. */
export function ringsOf(geojson, presentCode) {
  return geojson.features.flatMap((feature) => {
    const { type, coordinates } = feature.geometry;
    const polygons = type === 'Polygon' ? [coordinates] : coordinates;
    const code = presentCode(feature.properties.LAD13CD);
    return polygons.map(([ring]) => ({ code, ring, box: boxOf(ring) }));
  });
}

function toSegment(px, py, [ax, ay], [bx, by], widthFactor) {
  const dx = (bx - ax) * widthFactor;
  const dy = by - ay;
  const qx = (px - ax) * widthFactor;
  const qy = py - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (qx * dx + qy * dy) / length));
  return Math.hypot(qx - along * dx, qy - along * dy);
}

function toBox(x, y, box, widthFactor) {
  const dx = Math.max(box[0] - x, 0, x - box[2]) * widthFactor;
  const dy = Math.max(box[1] - y, 0, y - box[3]);
  return Math.hypot(dx, dy);
}

/** `[code, metres]` pairs, nearest first, for authorities within `reachMetres` or the single nearest. */
export function nearestAuthorities(rings, { latitude, longitude }, reachMetres) {
  const widthFactor = Math.cos((latitude * Math.PI) / 180);
  const reach = reachMetres / metresPerDegree;
  const best = new Map();
  let nearest = Infinity;
  for (const { code, ring, box } of rings) {
    if (toBox(longitude, latitude, box, widthFactor) > Math.max(nearest, reach)) continue;
    let distance = best.get(code) ?? Infinity;
    for (let index = 1; index < ring.length; index += 1) {
      distance = Math.min(
        distance,
        toSegment(longitude, latitude, ring[index - 1], ring[index], widthFactor),
      );
    }
    best.set(code, distance);
    nearest = Math.min(nearest, distance);
  }
  return [...best]
    .map(([code, degrees]) => [code, degrees * metresPerDegree])
    .sort((left, right) => left[1] - right[1] || (left[0] < right[0] ? -1 : 1));
}
