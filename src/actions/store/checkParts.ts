import type { CheckStatus, StoreCheck } from './report.ts';

const mostSentences = 20;

/** One thing that was looked at, with at most twenty sentences on what was found. */
export function check(
  code: string,
  status: CheckStatus,
  sentence: string,
  more: readonly string[] = [],
): StoreCheck {
  const shown = more.slice(0, mostSentences);
  const left = more.length - shown.length;
  return {
    code,
    status,
    sentence,
    more: left > 0 ? [...shown.slice(0, -1), `And ${left + 1} more.`] : shown,
  };
}
