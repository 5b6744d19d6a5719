import { Command } from 'commander';
import type { AuditReport, VerifyOrder } from '../actions/audit/parts.ts';
import type { Anchor, ChainHead } from '../domain/organisations/index.ts';
import type { Decision } from '../domain/values/index.ts';
import { anchoredText, auditReportText } from './auditText.ts';
import { exitCodes } from './exitCodes.ts';
import { type KeptDecision, type Speaking, sayRefused } from './storeParts.ts';
import { askedText } from './storeText.ts';

export interface AuditCommandParts extends Speaking {
  /** Verifies the chains, or has the process verify them that holds the store. */
  readonly verify: (order: VerifyOrder) => KeptDecision<AuditReport>;
  /** The heads of all chains. */
  readonly heads: () => KeptDecision<readonly ChainHead[]>;
  readonly readAnchors: (path: string) => Promise<Decision<readonly Anchor[]>>;
  /** Puts heads at the end of a file; answers how many. */
  readonly keepAnchors: (heads: readonly ChainHead[], path: string) => Promise<Decision<number>>;
}

interface VerifyOptions {
  readonly anchor?: string;
  readonly json?: boolean;
  readonly records: boolean;
}

async function verify(parts: AuditCommandParts, { anchor, json, records }: VerifyOptions): Promise<void> {
  const none: Decision<readonly Anchor[]> = { ok: true, value: [] };
  const anchors = anchor === undefined ? none : await parts.readAnchors(anchor);
  if (!anchors.ok) return sayRefused(parts, anchors.refusals);
  const done = await parts.verify({ anchors: anchors.value, records });
  if (!done.ok) return sayRefused(parts, done.refusals);
  const { value: report, asked } = done.value;
  if (asked) parts.talk(askedText);
  parts.out(json ? `${JSON.stringify(report, null, 2)}\n` : auditReportText(report));
  parts.setExitCode(report.sound ? exitCodes.allCounted : exitCodes.failed);
}

async function anchor(parts: AuditCommandParts, path: string): Promise<void> {
  const heads = await parts.heads();
  if (!heads.ok) return sayRefused(parts, heads.refusals);
  if (heads.value.asked) parts.talk(askedText);
  const kept = await parts.keepAnchors(heads.value.value, path);
  if (!kept.ok) return sayRefused(parts, kept.refusals);
  parts.talk(anchoredText(kept.value, path));
}

function verifyCommand(parts: AuditCommandParts): Command {
  return new Command('verify')
    .description('Look whether every entry is as it was written, and every record as its last entry says')
    .option('--anchor <file>', 'compare with heads that `sevenbox audit anchor` wrote')
    .option('--no-records', 'verify the entries only, not the records they are about')
    .option('--json', 'print JSON')
    .action((options: VerifyOptions) => verify(parts, options));
}

function anchorCommand(parts: AuditCommandParts): Command {
  return new Command('anchor')
    .description(
      'Add the last entry of every chain to a file. Keep it elsewhere: it shows what is cut off later',
    )
    .argument('<file>', 'is made when it is not there; what it holds is kept')
    .action((path: string) => anchor(parts, path));
}

/**
 * `sevenbox audit verify [--anchor FILE] [--no-records] [--json]` and `sevenbox audit anchor FILE`. Exit code 0 when
 * sound, 1 when something was changed or the command was refused.
 */
export function auditCommand(parts: AuditCommandParts): Command {
  return new Command('audit')
    .description('The audit chains: who did what, in entries that cannot be changed unseen')
    .addCommand(verifyCommand(parts))
    .addCommand(anchorCommand(parts));
}
