import type { OrganisationId, PersonId } from '../../domain/organisations/index.ts';

/** The tables of `migrations/0004-people.sql`, as far as we read and write them besides the library. */
export interface IdentityTables {
  readonly people: {
    readonly id: PersonId;
    readonly name: string;
    readonly email: string;
    readonly email_verified: boolean;
    readonly two_factor_enabled: boolean;
    readonly demo: boolean;
  };
  readonly sessions: {
    readonly id: string;
    readonly token: string;
    readonly person: PersonId;
    readonly organisation: OrganisationId | null;
    readonly expires_at: Date;
    readonly created_at: Date;
    readonly updated_at: Date;
  };
  readonly verifications: {
    readonly id: string;
    readonly identifier: string;
    readonly value: string;
    readonly expires_at: Date;
    readonly created_at: Date;
    readonly updated_at: Date;
  };
}
