/** How many findings are kept of each kind of report. */
export const keptFindings = 100;

/** Keeps the first findings and counts all. */
export function collector<T>() {
  const findings: T[] = [];
  let found = 0;
  return {
    add: (finding: T) => {
      found += 1;
      if (findings.length < keptFindings) findings.push(finding);
    },
    report: (): { readonly findings: readonly T[]; readonly found: number } => ({ findings, found }),
  };
}
