import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { Tables } from './tables.ts';

/** What a record was before a change and after it, as hashes over its salted content; null where it was not there. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Shape {
  readonly table: string;
  /** What names a record of this kind, as SQL text. */
  readonly id: string;
  /** The column that says which organisation it belongs to. */
  readonly of: string;
  /** Everything a record says, as SQL; not who made it, which the entry says and erasing a person takes away. Columns that are added later get a kind of their own or new hashes. */
  readonly content: readonly string[];
  /** Never changed once it is there; others are held until the transaction ends, so that nobody changes them between. */
  readonly lasting?: true;
}

const shapes = {
  organisation: {
    table: 'organisations',
    of: 'id',
    id: 'id',
    content: ['id', 'kind', 'form', 'name', 'org_id', 'created_at', 'changed_at'],
  },
  'ledger-settings': {
    table: 'owners',
    of: 'id',
    id: 'id',
    content: ['id', 'home_code', 'home_name', 'definition', 'created_at', 'changed_at'],
  },
  import: {
    table: 'imports',
    of: 'owner',
    id: 'id',
    content: [
      ...['id', 'owner', 'state', 'created_at', 'changed_at', 'files'],
      ...['answers', 'reading', 'sentence', 'version'],
    ],
  },
  batch: {
    table: 'batches',
    of: 'owner',
    id: 'id',
    content: [
      ...[
        'id',
        'owner',
        'import',
        'identity',
        'name',
        'sha256',
        'signature',
        'profile',
        'report',
        'warnings',
      ],
      ...['state', 'imported_at', 'ended_at', 'superseded_by'],
      '(select rejects from batch_rejects where batch = batches.id)',
    ],
  },
  'saved-answers': {
    table: 'profiles',
    of: 'owner',
    lasting: true,
    id: `md5(signature) || '-' || ordinal`,
    content: ['owner', 'signature', 'ordinal', 'profile', 'saved_at'],
  },
  definition: {
    table: 'definitions',
    of: 'owner',
    lasting: true,
    id: `id || '@' || version`,
    content: ['owner', 'id', 'version', 'ordinal', 'definition', 'saved_at', 'copied_from', 'note'],
  },
  'evidence-file': {
    table: 'evidence_files',
    of: 'organisation',
    id: 'id',
    // Not who added it, which is forgotten with the person; the entry says it.
    content: ['id', 'organisation', 'sha256', 'name', 'type', 'bytes', 'note', 'added_at', 'removed_at'],
  },
  'supplier-decision': {
    table: 'supplier_decisions',
    of: 'organisation',
    id: 'id',
    // Not who decided or undid it, which is forgotten with the person; the entries say it.
    content: [
      ...['id', 'organisation', 'supplier_number', 'name_keys', 'name', 'outcome', 'identifier'],
      ...['delivery_postcode', 'reason', 'editions', 'source', 'decided_at', 'undone_at'],
    ],
  },
  matching: {
    table: 'matchings',
    of: 'organisation',
    lasting: true,
    id: 'id',
    content: [
      ...['id', 'organisation', 'editions', 'rules', 'names', 'linked', 'ambiguous'],
      ...['content_hash', 'made_at'],
    ],
  },
  'measure-set': {
    table: 'measure_sets',
    of: 'organisation',
    id: 'id',
    // Not who saved it, which is forgotten with the person; the entries say it.
    content: [
      ...['id', 'organisation', 'set_key', 'version', 'state', 'content', 'redistributable', 'source'],
      ...['edits', 'saved_at', 'published_at'],
    ],
  },
  'tender-file': {
    table: 'tender_files',
    of: 'organisation',
    lasting: true,
    id: 'id',
    content: ['id', 'organisation', 'kind', 'title', 'file_name', 'sha256', 'content', 'saved_at'],
  },
  membership: {
    table: 'memberships',
    of: 'organisation',
    id: 'person',
    content: ['organisation', 'person', 'roles', 'joined_at', 'changed_at'],
  },
  invitation: {
    table: 'invitations',
    of: 'organisation',
    id: 'id',
    content: [
      ...['id', 'organisation', 'email', 'roles', 'token_hash', 'state'],
      ...['created_at', 'expires_at', 'ended_at'],
    ],
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** A kind of record whose changes are in the audit chain. */
export type SubjectKind = keyof typeof shapes;

export const subjectKinds = Object.keys(shapes) as readonly SubjectKind[];

function hashed({ content }: Shape): RawBuilder<string> {
  const said = sql.raw(content.join(', '));
  return sql<string>`encode(sha256(convert_to(salt || json_build_array(${said})::text, 'UTF8')), 'hex')`;
}

async function hashesOf(
  tx: Transaction<Tables>,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const shape: Shape = shapes[kind];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; hash: string }>`
    select ${sql.raw(shape.id)} as id, ${hashed(shape)} as hash
    from ${sql.table(shape.table)} where ${sql.raw(shape.id)} in (${sql.join(ids)})
    ${shape.lasting ? sql`` : sql`for update`}`.execute(tx);
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

/** A record as it is now, and the chain in which its changes are. */
interface Present {
  readonly chain: OrganisationId;
  readonly id: string;
  readonly hash: string;
}

/** The hash of every record of a kind that an organisation has, in the order of their names. */
export async function* presentHashes(
  tx: Transaction<Tables>,
  { kind, chain }: { readonly kind: SubjectKind; readonly chain: OrganisationId },
  page = 200,
) {
  const shape: Shape = shapes[kind];
  const id = sql.raw(shape.id);
  for (let after = ''; ; ) {
    const { rows }: { readonly rows: readonly Present[] } = await sql<Present>`
      select ${sql.ref(shape.of)} as chain, ${id} as id, ${hashed(shape)} as hash from ${sql.table(shape.table)}
      where ${sql.ref(shape.of)} = ${chain} and (${id}) collate "C" > ${after}
      order by (${id}) collate "C" limit ${sql.lit(page)}`.execute(tx);
    for (const row of rows) yield { kind, ...row };
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = last.id;
  }
}

/** The records that a change may touch, by kind. */
export type Touched = Readonly<Partial<Record<SubjectKind, readonly string[]>>>;

/** Carries out a change, and says which of the records it may touch are others now. */
export async function tracked<T>(
  tx: Transaction<Tables>,
  touched: Touched,
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly subjects: readonly Subject[] }> {
  const kinds = subjectKinds.filter((kind) => (touched[kind] ?? []).length > 0);
  const look = async () => {
    const seen = new Map<string, ReadonlyMap<string, string>>();
    for (const kind of kinds) seen.set(kind, await hashesOf(tx, kind, touched[kind] ?? []));
    return seen;
  };
  const was = await look();
  const value = await work();
  const is = await look();
  const subjects = kinds.flatMap((kind) =>
    (touched[kind] ?? []).flatMap((id): readonly Subject[] => {
      const [before, after] = [was.get(kind)?.get(id) ?? null, is.get(kind)?.get(id) ?? null];
      return before === after ? [] : [{ kind, id, before, after }];
    }),
  );
  return { value, subjects };
}
