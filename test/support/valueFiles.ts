type Rows = readonly (readonly string[])[];

/** A workbook laid out as a database of unit costs; places and figures are invented. */
export const unitCostSheets: Readonly<Record<string, Rows>> = {
  Introduction: [
    ['Invented Unit Cost Database v9.9'],
    ['', 'Unit costs of Exampleton, made up for tests'],
    ['', '© Exampleton 2026. This work is licensed under Creative Commons Attribution 4.0 (CC BY 4.0).'],
  ],
  Crime: [
    ['Unit costs: crime'],
    [
      '',
      '',
      'Cost code',
      'Cost detail',
      'Unit',
      'Agency',
      'Agency',
      'Fiscal cost',
      'Price year',
      'Cost 2026/27',
    ],
    ['', '', 'CR1.0', 'Example incident', 'Per incident', 'Police', 'Courts', '£1,200.50', '2010/11', '1900'],
    ['', '', 'CR1.1', 'Part of an example incident', 'Per incident', 'Police', '', '300', '2011/12', '400'],
    ['', '', '', 'A note between rows'],
  ],
  'Education & Skills': [['', '', 'E&S1.0', 'Example course', 'Course', 'Council', '', '50', '2020', '70']],
};

/** Values of carbon by year, invented. */
export const carbonRows: Rows = [
  ['Carbon values of Exampleton, £ per tonne of CO2e, 2020 prices. Open Government Licence v3.0'],
  ['Year', 'Low series', 'Central series', 'High series'],
  ['2025', '10', '20', '30'],
  ['2026', '11.5', '21.5', '31.5'],
];

/** Price levels, invented. */
export const deflatorRows: Rows = [
  ['Price levels of Exampleton. Open Government Licence v3.0'],
  ['Financial year', 'Deflator', 'Per cent change on previous year'],
  ['2010-11', '80', ''],
  ['2011-12', '82', '2.5'],
  ['2025-26', '120', '3'],
];
