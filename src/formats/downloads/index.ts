export { analysisCsv, leftOutCsv, placesCsv, rejectsCsv, unknownSuppliersCsv } from './csv.ts';
export { analysisWorkbook } from './workbook.ts';
export { writeZip, type ZipPart } from './zip.ts';
