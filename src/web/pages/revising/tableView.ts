import { cellText, type PaperTable } from '../../../domain/procurements/index.ts';

/** A table of a paper as a page shows it: each cell with the name of its column, for narrow screens. */
export function tableView({ id, title, sentence, columns, rows }: PaperTable) {
  return {
    ...{ id, title, sentence, columns },
    rows: rows.map((row) =>
      row.map((cell, position) => ({
        text: cellText(cell),
        // A narrow screen shows the name of a column beside a cell that says something.
        label: cellText(cell) === '' ? '' : (columns[position]?.name ?? ''),
        isNumber: columns[position]?.isNumber ?? false,
      })),
    ),
  };
}
