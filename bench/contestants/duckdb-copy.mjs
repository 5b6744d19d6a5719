// DuckDB alone: every cell as text from CSV to Parquet. It types nothing, judges nothing and counts nothing.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { report, usageNow } from './outcome.mjs';

const [path, startedAt] = process.argv.slice(2);
const target = join(process.env.BENCH_FOLDER, `copy-${process.pid}.parquet`);
const columns = Array.from({ length: 13 }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(
  `COPY (SELECT * FROM read_csv('${path}', columns = {${columns}}, header = false, auto_detect = false,
    delim = ',', quote = '"', escape = '"', null_padding = true)) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
);
const usage = usageNow(Number(startedAt));
connection.closeSync();
instance.closeSync();
rmSync(target);
report({ usage, found: {} });
