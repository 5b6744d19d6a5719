export { analysisCsv, leftOutCsv, rejectsCsv, unknownSuppliersCsv } from './csv.ts';
export { analysisWorkbook } from './workbook.ts';
