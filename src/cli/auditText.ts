import type { AuditReport, VerifiedChain } from '../actions/audit/parts.ts';
import { chainName } from '../domain/organisations/index.ts';
import { countOf, formatCount } from '../domain/values/index.ts';

function opening({ sound, chains, anchors }: AuditReport): string {
  if (chains.length === 0) return 'Nothing has been entered in an audit chain yet.';
  if (!sound) return 'Something was changed: the audit chain or records are not as they were entered.';
  const measured = anchors === 0 ? '' : `, and agree with ${countOf(anchors, 'anchor', 'anchors')}`;
  return `All audit chains are as they were entered${measured}.`;
}

function listed(found: number, findings: readonly { readonly sentence: string }[]): readonly string[] {
  const lines = findings.map(({ sentence }) => `  ${sentence}`);
  const more = found - findings.length;
  return more > 0 ? [...lines, `  And ${formatCount(more)} more.`] : lines;
}

function chainLines({ chain, entries, found, findings, records }: VerifiedChain): readonly string[] {
  const compared = records ? `, ${countOf(records.records, 'record', 'records')} compared` : '';
  const name = chainName(chain);
  return [
    `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${countOf(entries, 'entry', 'entries')}${compared}.`,
    ...listed(found, findings),
    ...(records ? listed(records.found, records.findings) : []),
  ];
}

/** What was found in every chain, each finding with the number of its entry. */
export function auditReportText(report: AuditReport): string {
  const lines = report.chains.flatMap(chainLines);
  return `${[opening(report), ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')}\n`;
}

/** What was anchored, and what to do with it. */
export function anchoredText(count: number, path: string): string {
  return `Anchored ${countOf(count, 'chain', 'chains')} in ${path}. Keep a copy where nobody who can write to the records can change it.\nTo compare later: sevenbox audit verify --anchor ${path}\n`;
}
