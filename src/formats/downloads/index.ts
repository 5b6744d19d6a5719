export {
  analysisCsv,
  leftOutCsv,
  placesCsv,
  rejectsCsv,
  supplierListCsv,
  unknownSuppliersCsv,
} from './csv.ts';
export { csvStream, packageStream } from './csvStream.ts';
export type { StreamColumn, StreamTable } from './streamTable.ts';
export { analysisWorkbook } from './workbook.ts';
export { workbookStream } from './workbookStream.ts';
export { writeZip, type ZipPart, zipOfFiles } from './zip.ts';
