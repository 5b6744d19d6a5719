import { appendFile, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { keepAnchors, readAnchors } from '../actions/audit/anchors.ts';
import type { AuditReport, VerifyOrder } from '../actions/audit/parts.ts';
import { verifyAudit } from '../actions/audit/verifyAudit.ts';
import { takeOrAsk } from '../actions/store/takeOrAsk.ts';
import { auditCommand } from '../cli/audit.ts';
import type { Speaking } from '../cli/storeParts.ts';
import type { Config } from '../config.ts';
import type { ChainHead } from '../domain/organisations/index.ts';
import { accept, type Decision, instantAt } from '../domain/values/index.ts';
import { askHeads, askVerify } from '../external/holder.ts';
import { sha256Hex } from '../records/audit.ts';
import type { Store } from '../records/types.ts';
import { accessOf } from './keeping.ts';

/** What this process reads of a report that another one made. */
const reportSchema: z.ZodType<Decision<AuditReport>> = z.custom<Decision<AuditReport>>(
  (value) => typeof value === 'object' && value !== null && 'ok' in value,
);
const headsSchema: z.ZodType<readonly ChainHead[]> = z.array(
  z.object({ chain: z.string(), number: z.int(), hash: z.string() }),
);

const files = {
  readText: (path: string) => readFile(path, 'utf8'),
  appendText: (path: string, text: string) => appendFile(path, text, { mode: 0o600 }),
  now: () => instantAt(Date.now()),
};

/** Verifies the audit chains of an open store, and the records they are about. */
export function verifyStore(store: Pick<Store, 'auditSnapshot'>, order: VerifyOrder): Promise<AuditReport> {
  return store.auditSnapshot((snapshot) => verifyAudit({ ...snapshot, sha256: sha256Hex }, order));
}

/** The same with the anchors in a file, as another command of this computer asks for it. */
export async function verifyWithFile(
  store: Pick<Store, 'auditSnapshot'>,
  { anchor, records }: { readonly anchor: string | null; readonly records: boolean },
): Promise<Decision<AuditReport>> {
  const anchors = anchor === null ? accept([]) : await readAnchors(files, anchor);
  return anchors.ok ? accept(await verifyStore(store, { anchors: anchors.value, records })) : anchors;
}

/** Writes the heads of all chains to the file that the settings name, so that a cut tail is seen. */
export async function anchorStore(
  store: Pick<Store, 'auditHeads'>,
  { auditAnchor }: Pick<Config, 'auditAnchor'>,
): Promise<Decision<number>> {
  return auditAnchor === null
    ? accept(0)
    : keepAnchors(files, await store.auditHeads(), resolve(auditAnchor));
}

/** The command `audit`. */
export function auditing(config: Config, speaking: Speaking): Command {
  const access = accessOf(config);
  let anchorFile: string | null = null;
  return auditCommand({
    ...speaking,
    readAnchors: (path) => {
      anchorFile = resolve(path);
      return readAnchors(files, anchorFile);
    },
    keepAnchors: (heads, path) => keepAnchors(files, heads, path),
    heads: () =>
      takeOrAsk(
        access,
        async (store) => accept(await store.auditHeads()),
        (holder) => askHeads(holder, headsSchema),
      ),
    verify: (order) =>
      takeOrAsk(
        access,
        async (store) => accept(await verifyStore(store, order)),
        async (holder) => {
          const asked = await askVerify(holder, reportSchema, { anchor: anchorFile, records: order.records });
          return asked.ok ? asked.value : asked;
        },
      ),
  });
}
