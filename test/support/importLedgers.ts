/** A month as one big city publishes it: exact headers, a body on every line, credits with a minus, an amount per line. */
export function cityMonth(month: number, lines = 12): string {
  const two = String(month).padStart(2, '0');
  const header =
    'Body name,Service label,Expenditure category,Date paid,Transaction number,Net amount,Capital or revenue,Supplier name';
  const rows = Array.from({ length: lines }, (_, index) => {
    const day = String(13 + (index % 15)).padStart(2, '0');
    const body = index % 4 === 3 ? 'Kirkvale Homes' : 'Kirkvale City Council';
    const amount = index % 5 === 4 ? `-${index}.50` : `${100 + index * 7}.25 `;
    const supplier = index % 6 === 5 ? 'REDACTED PERSONAL DATA' : `INVENTED TRADER ${index % 4} LTD`;
    return `${body},Highways,Works,${day}/${two}/2021,21${two}-${String(index).padStart(5, '0')},${amount},R,${supplier}`;
  });
  return `${[header, ...rows].join('\r\n')}\r\n`;
}

/**
 * A month as a small district publishes it: blank columns, a row of commas above the header, quoted amounts, no VAT
 * in the header, a mark of debit or credit that only a person can explain, and one amount that does not read.
 */
export function districtMonth(month: number, lines = 8): string {
  const two = String(month).padStart(2, '0');
  const header =
    'Service Cost Centre,Account Detail,Description,HBC ref no,Name,Payment Date,Debit/Credit,Amount,,';
  const rows = Array.from({ length: lines }, (_, index) => {
    const mark = index % 4 === 3 ? 'S' : 'H';
    const amount = index === 5 ? '1.2O4.50' : `"1,${200 + index}.60"`;
    return `P & C G,IT,Licence ${index},X${two}${index},Imaginary Software ${index % 3} Ltd,${14 + index}/${two}/2021,${mark},${amount},,`;
  });
  return `${[',,,,,,,,,', header, ...rows, ',,,,,,,,,'].join('\n')}\n`;
}
