import type { ColumnType, Generated } from 'kysely';
import type { MeasureSet, MeasureSetId } from '../domain/measures/index.ts';
import type { OrganisationId, PersonId } from '../domain/organisations/index.ts';
import type { TenderFileId, TenderFileKind } from '../domain/procurements/index.ts';
import type { Instant } from '../domain/values/index.ts';
import type { SetSource } from './measureTypes.ts';

export interface MeasureSetsTable {
  readonly id: MeasureSetId;
  readonly organisation: OrganisationId;
  readonly set_key: string;
  readonly version: string;
  readonly state: MeasureSet['status'];
  readonly content: ColumnType<MeasureSet, string, string>;
  readonly redistributable: boolean;
  readonly source: ColumnType<SetSource, string, string>;
  readonly edits: number;
  readonly saved_by: PersonId | null;
  readonly saved_at: Instant;
  readonly published_at: Instant | null;
  readonly salt: Generated<string>;
}

export interface TenderFilesTable {
  readonly id: TenderFileId;
  readonly organisation: OrganisationId;
  readonly kind: TenderFileKind;
  readonly title: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly content: ColumnType<unknown, string, never>;
  readonly saved_by: PersonId | null;
  readonly saved_at: Instant;
  readonly salt: Generated<string>;
}
