import { z } from 'zod';
import { payeeClasses } from '../suppliers/index.ts';

/**
 * The result of one analysis, exactly as `sevenbox analyse --json` prints it. One object, versioned:
 * a field is never removed or given another meaning without a new `schemaVersion`.
 * Every field that ends in `Pence` is whole pence, every field that ends in `Share` or named `share` is
 * 0..1 rounded half up at six decimals, and null where no share can be stated.
 */
export const schemaVersion = 1;

const pence = z.int().describe('whole pence, credits negative');
const count = z.int().nonnegative();
const share = z.number().nullable();

const control = z.object({
  physicalRecords: count.describe('records below the header, blank ones too'),
  accepted: count,
  rejected: count,
  blank: count,
  acceptedPence: pence,
  rejectedPence: pence.describe('the amounts of rejected records, where the amount could be read'),
});

const confidence = z.enum(['certain', 'likely', 'ask']);
const amountBasis = z.enum(['net', 'gross', 'not stated']);

const columnReading = z.object({
  header: z.string(),
  position: count.describe('counted from 1'),
  role: z.string().nullable().describe('what the column is read as; null when it is not used'),
  confidence,
  why: z.string(),
});

const fileReport = z.object({
  name: z.string(),
  status: z.enum(['read', 'set-aside', 'ignored']),
  why: z.string().nullable().describe('for a file set aside or ignored: a sentence a person can act on'),
  sha256: z.string().nullable(),
  bytes: count.nullable(),
  format: z.string().nullable().describe('how the file was opened, for example "CSV, Windows-1252, CRLF"'),
  headerLine: count.nullable().describe('physical line of the header; null when there is none'),
  linesAbove: z.array(z.string()).describe('titles and other lines above the header, at most 20'),
  columns: z.array(columnReading),
  amountBasis: amountBasis.nullable(),
  dateOrder: z.enum(['day first', 'month first', 'not ambiguous']).nullable(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  exactDuplicates: z.object({
    records: count.describe('records that repeat an earlier record of the same file, cell by cell'),
    pence: pence.describe('what those repeats add up to; they are counted'),
    everyRecordTwice: z.boolean(),
  }),
  wrongWidthAccepted: count,
  undated: count,
  unnamed: count,
  control,
});

const ring = z.object({ id: z.string(), name: z.string(), codes: z.array(z.string()) });

const figure = z.object({
  definition: z.string(),
  period: z.string().describe('a financial year like 2024/25, or undated'),
  ring,
  totalPence: pence,
  localPence: pence,
  elsewherePence: pence,
  undeterminedPositivePence: pence,
  undeterminedNegativePence: pence.describe('zero or negative'),
  share: share.describe('local / (local + elsewhere): of the money that could be placed'),
  shareOfAll: share.describe('local / total'),
  shareLower: share,
  shareUpper: share,
  whyNoShare: z.string().nullable(),
});

const definition = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  sentence: z.string().describe('what local means here, in words'),
  basis: z.enum(['ledger address', 'registered office', 'delivery site']),
  fallback: z.boolean().describe('whether the ledger address stands in where the basis is silent'),
  scopeSentence: z.string(),
  boundaries: z.string(),
});

const exclusion = z.object({
  definition: z.string(),
  class: z.string(),
  label: z.string(),
  period: z.string(),
  lines: count,
  pence,
});

const reject = z.object({
  file: z.string(),
  line: count.describe('physical line in the file; for a workbook the row of the sheet'),
  column: z.string().nullable(),
  rule: z.string(),
  sentence: z.string(),
  text: z.string().describe('the record as it stands in the file, at most 2,000 characters'),
  pence: pence.nullable(),
});

const unknownSupplier = z.object({
  name: z.string(),
  payee: z.enum(payeeClasses).describe('one named payee, or why the text stands for many'),
  pence,
  lines: count,
  candidates: z.array(z.string()).describe('place names it could be in; empty when it could be anywhere'),
});

const reference = z.object({
  kind: z.string(),
  source: z.string(),
  date: z.string(),
  rows: count,
  licence: z.string(),
  approximate: z.boolean(),
});

const warning = z.object({ code: z.string(), file: z.string().nullable(), sentence: z.string() });

const question = z.object({
  id: z.string().describe('the name under which --answers FILE holds the answer'),
  file: z.string(),
  sentence: z.string(),
  evidence: z.string(),
  options: z.array(z.object({ answer: z.string(), label: z.string(), effect: z.string() })),
  howToAnswer: z.string().describe('the option to add to the command'),
});

const nextStep = z.object({ sentence: z.string(), command: z.string().nullable() });

export const analysisSchema = z.object({
  schemaVersion: z.literal(schemaVersion),
  product: z.object({ name: z.literal('Sevenbox'), version: z.string() }),
  title: z.string().nullable().describe('whose ledgers these are, for headings; null when not given'),
  demonstration: z.boolean(),
  home: z.object({ code: z.string(), name: z.string() }),
  control,
  amountBasis: z.enum(['net', 'gross', 'not stated', 'mixed']),
  files: z.array(fileReport),
  definitions: z.array(definition).describe('the default definition first'),
  coverage: z
    .array(z.object({ period: z.string(), months: count }))
    .describe(
      'financial years and in how many of their months there are payments; undated is not among them',
    ),
  figures: z.array(figure).describe('default definition first, then by period, then by ring from the inside'),
  excluded: z.array(exclusion),
  rejects: z.array(reject).describe('at most 10,000; the control figures count them all'),
  unknownSuppliers: z
    .array(unknownSupplier)
    .describe('the largest first, at most 100, default definition, innermost ring'),
  questions: z.array(question),
  warnings: z.array(warning),
  references: z.array(reference),
  nextStep: nextStep.nullable(),
});

export type Analysis = z.infer<typeof analysisSchema>;
export type Control = z.infer<typeof control>;
export type Figure = z.infer<typeof figure>;
export type FileReport = z.infer<typeof fileReport>;
export type ColumnReading = z.infer<typeof columnReading>;
export type Confidence = z.infer<typeof confidence>;
export type AmountBasis = z.infer<typeof amountBasis>;
export type DefinitionSummary = z.infer<typeof definition>;
export type Exclusion = z.infer<typeof exclusion>;
export type Reject = z.infer<typeof reject>;
export type UnknownSupplier = z.infer<typeof unknownSupplier>;
export type ReferenceUsed = z.infer<typeof reference>;
export type Warning = z.infer<typeof warning>;
export type Question = z.infer<typeof question>;
export type RingName = z.infer<typeof ring>;
