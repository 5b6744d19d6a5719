import type { PlaceCode } from '../values/index.ts';

/** A county above districts. Codes of districts run by county: those of Lancashire are E07000117 to E07000128. */
interface County {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  /** Members whose codes lie outside the run: newer districts, or the authorities a county was split into. */
  readonly others: readonly string[];
}

function county(name: string, run: readonly [string, string], others: readonly string[] = []): County {
  return { name, first: run[0], last: run[1], others };
}

/** Source: ONS codes of counties and districts of England, April 2025 (Open Government Licence v3.0). */
const counties: readonly County[] = [
  county('Cambridgeshire', ['E07000008', 'E07000012']),
  county('Cumbria', ['E07000026', 'E07000031'], ['E06000063', 'E06000064']),
  county('Derbyshire', ['E07000032', 'E07000039']),
  county('Devon', ['E07000040', 'E07000047']),
  county('East Sussex', ['E07000061', 'E07000065']),
  county('Essex', ['E07000066', 'E07000077']),
  county('Gloucestershire', ['E07000078', 'E07000083']),
  county('Hampshire', ['E07000084', 'E07000094']),
  county('Hertfordshire', ['E07000095', 'E07000104'], ['E07000240', 'E07000241', 'E07000242', 'E07000243']),
  county('Kent', ['E07000105', 'E07000116']),
  county('Lancashire', ['E07000117', 'E07000128']),
  county('Leicestershire', ['E07000129', 'E07000135']),
  county('Lincolnshire', ['E07000136', 'E07000142']),
  county('Merseyside', ['E08000011', 'E08000015']),
  county('Norfolk', ['E07000143', 'E07000149']),
  county('Northamptonshire', ['E07000150', 'E07000156'], ['E06000061', 'E06000062']),
  county('Nottinghamshire', ['E07000170', 'E07000176']),
  county('Oxfordshire', ['E07000177', 'E07000181']),
  county('Staffordshire', ['E07000192', 'E07000199']),
  county('Suffolk', ['E07000200', 'E07000206'], ['E07000244', 'E07000245']),
  county('Surrey', ['E07000207', 'E07000217']),
  county('Tyne and Wear', ['E08000020', 'E08000024'], ['E08000037']),
  county('Warwickshire', ['E07000218', 'E07000222']),
  county('West Sussex', ['E07000223', 'E07000229']),
  county('Worcestershire', ['E07000234', 'E07000239']),
];

/** Whether an authority lies in the county of this name, or undefined where no county has it. */
export function countyNamed(
  isName: (name: string) => boolean,
): { readonly name: string; readonly holds: (code: PlaceCode) => boolean } | undefined {
  const found = counties.find((one) => isName(one.name));
  if (found === undefined) return undefined;
  return {
    name: found.name,
    holds: (code) => (code >= found.first && code <= found.last) || found.others.includes(code),
  };
}
