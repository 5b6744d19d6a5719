// Papa Parse, streaming, with the accept rules of the product written by hand for this one header.

import { report, usageNow } from './outcome.mjs';
import { readWithPapaParse } from './strictReader.mjs';

const [path, startedAt] = process.argv.slice(2);
const found = await readWithPapaParse(path);
const usage = usageNow(Number(startedAt));
const lines = (groups) => [...groups].map(([key, { pence, count }]) => `${key}|${pence}|${count}`);
const { rejects, bySupplier, byCategory, ...counts } = found;
report({
  usage,
  found: { ...counts, listed: rejects.length, bySupplier: lines(bySupplier), byCategory: lines(byCategory) },
});
