import type { MappingDecision, RawRecord, TableSample } from '../../src/domain/spend/mapping/index.ts';

/** A table sample from lines of cells set apart by `|`; blank lines keep their line number and are left out. */
export function tableSample(name: string, lines: readonly string[]): TableSample {
  const records = lines
    .map((line, index): RawRecord => ({ line: index + 1, cells: line.split('|') }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { name, head: records.slice(0, 60), spread: records.slice(60), tail: records.slice(-12) };
}

/** Role -> header, with the position (from 1) where a header stands twice or is empty. */
export function rolesOf(decision: MappingDecision): Record<string, string> {
  const names = decision.header.names;
  const shown = (index: number) => {
    const name = names[index] ?? '';
    const twice = names.filter((other) => other === name).length > 1;
    return name === '' || twice ? `${name}#${index + 1}` : name;
  };
  const columns = Object.entries(decision.mapping?.columns ?? {}).map(([role, index]) => [
    role,
    shown(index),
  ]);
  const amount = decision.mapping ? [['amount', shown(decision.mapping.amount)]] : [];
  return Object.fromEntries([...amount, ...columns]);
}
