interface FileKind {
  /** As people call it, without an article. */
  readonly name: string;
  readonly mediaType: string;
  /** The endings a file of this kind may have; the first is the usual one. */
  readonly endings: readonly string[];
}

/** The kinds of files that are taken as evidence: what people scan, photograph, write and calculate. None runs by itself. */
export const fileTypes = {
  pdf: { name: 'PDF', mediaType: 'application/pdf', endings: ['.pdf'] },
  png: { name: 'PNG picture', mediaType: 'image/png', endings: ['.png'] },
  jpeg: { name: 'JPEG picture', mediaType: 'image/jpeg', endings: ['.jpg', '.jpeg'] },
  text: { name: 'plain text', mediaType: 'text/plain; charset=utf-8', endings: ['.txt'] },
  csv: { name: 'CSV', mediaType: 'text/csv; charset=utf-8', endings: ['.csv'] },
  docx: {
    name: 'Word document',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['.docx'],
  },
  xlsx: {
    name: 'Excel workbook',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['.xlsx'],
  },
  odt: {
    name: 'OpenDocument text',
    mediaType: 'application/vnd.oasis.opendocument.text',
    endings: ['.odt'],
  },
  ods: {
    name: 'OpenDocument spreadsheet',
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    endings: ['.ods'],
  },
} as const satisfies Record<string, FileKind>;

/** The name of a kind of file that is taken. */
export type FileType = keyof typeof fileTypes;

const kinds = Object.entries(fileTypes) as ReadonlyArray<readonly [FileType, FileKind]>;

/** The kind that the text names, as records keep it. */
export function parseFileType(text: string): FileType | undefined {
  return kinds.find(([type]) => type === text)?.[0];
}

/** The kind that the ending of a name promises; undefined where no kind that is taken ends so. */
export function fileTypeOfName(name: string): FileType | undefined {
  const ending = /[^.](\.[a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return kinds.find(([, { endings }]) => endings.some((one) => one === ending))?.[0];
}

/** The kinds that are taken, for the hint beside a file field: `PDF, PNG, JPG, TXT, CSV, DOCX, XLSX, ODT or ODS`. */
export function fileTypesInWords(): string {
  const endings = kinds.map(([, kind]) => (kind.endings[0] ?? '').slice(1).toUpperCase());
  return `${endings.slice(0, -1).join(', ')} or ${endings.at(-1)}`;
}
