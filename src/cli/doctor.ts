import { Command } from 'commander';
import type { CheckStatus, StoreReport } from '../actions/store/report.ts';
import { exitCodes } from './exitCodes.ts';
import { type KeptDecision, type Speaking, sayRefused } from './storeParts.ts';
import { askedText, reportText } from './storeText.ts';

export interface DoctorCommandParts extends Speaking {
  /** Looks at the store, or has the process look that holds it. */
  readonly doctor: (order: { readonly mend: boolean }) => KeptDecision<StoreReport>;
}

const codes: Readonly<Record<CheckStatus, number>> = {
  sound: exitCodes.allCounted,
  'look-at-this': exitCodes.somethingSetAside,
  broken: exitCodes.failed,
};

interface Options {
  readonly json?: boolean;
  readonly mend?: boolean;
}

async function run(parts: DoctorCommandParts, { json, mend }: Options): Promise<void> {
  const done = await parts.doctor({ mend: mend === true });
  if (!done.ok) return sayRefused(parts, done.refusals);
  const { value: report, asked } = done.value;
  if (asked) parts.talk(askedText);
  parts.out(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  parts.setExitCode(codes[report.status]);
}

/** `sevenbox doctor [--json] [--mend]`. Exit code 0 when sound, 2 when something needs a look, 1 when broken. */
export function doctorCommand(parts: DoctorCommandParts): Command {
  return new Command('doctor')
    .description('Look whether the store is sound: every batch byte by byte. Nothing is changed')
    .option('--json', 'print JSON')
    .option('--mend', 'remove what was left behind by imports that were cut off')
    .action((options: Options) => run(parts, options));
}
