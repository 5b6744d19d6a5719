export { analysisCsv, leftOutCsv, placesCsv, rejectsCsv, unknownSuppliersCsv } from './csv.ts';
export { analysisWorkbook } from './workbook.ts';
