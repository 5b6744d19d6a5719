import {
  type AccessRule,
  administrators,
  auditors,
  draftReaders,
  evidenceKeepers,
  evidenceReaders,
  type Grantee,
  keepers,
  open,
  peopleReaders,
  type RecordKind,
  readers,
  tenderKeepers,
  tenderReaders,
} from './rules.ts';

/** The same row for several actions. */
function each<Name extends string>(
  names: readonly Name[],
  rule: AccessRule,
): Readonly<Record<Name, AccessRule>> {
  return Object.fromEntries(names.map((name) => [name, rule])) as Record<Name, AccessRule>;
}

/** Finished records are open to everybody who reads, the others to those who work on them. */
function finished(kind: RecordKind, states: readonly string[]): AccessRule {
  return { kind, grants: [{ to: draftReaders }, { to: readers, in: states }] };
}

const resultPages = ['result', 'rejects', 'leftOut', 'files', 'file', 'about', 'downloads'] as const;

function resultOf<Group extends string>(group: Group, rule: AccessRule) {
  return each(
    resultPages.map((name) => `${group}.${name}` as const),
    rule,
  );
}

const lists = ['slices', 'suppliers', 'supplier', 'lines'] as const;
const listFiles = ['csv', 'zip', 'xlsx'] as const;

/** Nobody has to sign in for these; what they show of an organisation is what the visitor may see. */
const anyone = each(
  [
    ...(['landing.page', 'standing.guide', 'standing.accessibility', 'standing.privacy'] as const),
    ...(['signIn.form', 'signIn.password', 'signIn.secondFactorForm', 'signIn.secondFactor'] as const),
    ...(['signIn.provider', 'signIn.providerReturn', 'signIn.demo', 'signIn.out'] as const),
    ...(['password.askForm', 'password.ask', 'password.resetForm', 'password.reset'] as const),
    ...(['invitations.show', 'invitations.accept', 'invitations.join'] as const),
    ...(['start.form', 'start.make'] as const),
    ...([
      'errands.hello',
      'errands.doctor',
      'errands.backup',
      'errands.heads',
      'errands.verify',
      'health.show',
    ] as const),
  ],
  open('page', 'anyone'),
);

/** What a person does about themselves. */
const account = each(
  [
    ...(['account.show', 'account.data', 'account.passwordForm', 'account.password'] as const),
    ...(['account.secondFactorForm', 'account.secondFactorStart', 'account.secondFactorConfirm'] as const),
    ...(['account.secondFactorStop', 'account.recoveryCodes', 'account.endSession'] as const),
    ...([
      'organisations.list',
      'organisations.choose',
      'organisations.leaveForm',
      'organisations.leave',
    ] as const),
  ],
  open('account', 'signed-in'),
);

const organisation = {
  'organisation.show': open('organisation', 'signed-in'),
  ...each(['organisation.form', 'organisation.save'], open('organisation', administrators)),
  'people.list': open('member', peopleReaders),
  ...each(
    ['people.rolesForm', 'people.roles', 'people.removeForm', 'people.remove'],
    open('member', administrators),
  ),
  ...each(['people.inviteForm', 'people.invite'], open('invitation', administrators)),
  ...each(['people.withdraw'], {
    kind: 'invitation',
    grants: [{ to: administrators, in: ['open', 'expired'] }],
  }),
  ...each(['audit.list', 'audit.download'], open('audit', auditors)),
};

const ledgers = {
  'imports.ledgers': open('ledgers', readers),
  ...each(['imports.owner', 'imports.saveOwner', 'imports.add', 'imports.receive'], open('ledgers', keepers)),
  ...each(['imports.batch', 'imports.batchRejects', 'imports.batchRejectsFile'], open('batch', readers)),
  ...each(['imports.askUndoBatch', 'imports.undoBatch', 'imports.bringBackBatch'], open('batch', keepers)),
  ...each(
    [
      ...(['imports.import', 'imports.table', 'imports.lines', 'imports.columns'] as const),
      ...(['imports.tableRejects', 'imports.tableRejectsFile'] as const),
    ],
    finished('import', ['imported']),
  ),
  ...each(
    [
      ...([
        'imports.answer',
        'imports.confirm',
        'imports.cancel',
        'imports.retry',
        'imports.saveColumns',
      ] as const),
      ...(['imports.askUndoImport', 'imports.undoImport', 'imports.bringBackImport'] as const),
    ],
    open('import', keepers),
  ),
};

const spend = {
  ...resultOf('spend', open('ledgers', readers)),
  ...each(
    lists.map((name) => `spend.${name}` as const),
    open('ledgers', readers),
  ),
  ...each(
    lists.flatMap((name) => listFiles.map((kind) => `spend.${name}.${kind}` as const)),
    open('ledgers', readers),
  ),
  'spend.line': open('ledgers', readers),
  ...each(
    ['definitions.all', 'definitions.one', 'definitions.compare', 'definitions.compareCsv'],
    open('definition', readers),
  ),
  ...each(
    [
      'definitions.new',
      'definitions.make',
      'definitions.changeForm',
      'definitions.change',
      'definitions.lead',
    ],
    open('definition', keepers),
  ),
  ...each(['references.all', 'references.one', 'references.supplierList'], open('reference', readers)),
  ...each(
    [
      ...(['references.addForm', 'references.add', 'references.removeForm'] as const),
      ...(['references.remove', 'references.removed'] as const),
    ],
    open('reference', keepers),
  ),
  ...resultOf('demonstration', open('page', 'anyone')),
  // A result that a command serves on the computer it was made on.
  ...resultOf('result', open('page', 'anyone')),
};

/** Who the suppliers are: everybody who reads figures may see what was found out about them. */
const suppliers = {
  ...each(
    [
      ...(['suppliers.queue', 'suppliers.case', 'suppliers.decisions', 'suppliers.dictionary'] as const),
      ...(['suppliers.overview', 'suppliers.overviewCsv'] as const),
      ...(['suppliers.profile', 'suppliers.profileCsv'] as const),
    ],
    open('supplier', readers),
  ),
  ...each(
    [
      ...(['suppliers.decide', 'suppliers.decideMany', 'suppliers.undo'] as const),
      ...(['suppliers.takeDictionary', 'suppliers.match'] as const),
    ],
    open('supplier', keepers),
  ),
};

/** Reading without keeping: for whoever sits at the computer, and for those who keep ledgers. */
const readings = {
  ...each(
    [
      ...(['readings.start', 'readings.questions', 'readings.answer', 'readings.forget'] as const),
      ...resultPages.map((name) => `readings.${name}` as const),
    ],
    { kind: 'reading', grants: [{ to: 'here' }, { to: keepers }] },
  ),
  ...each(['readings.confirmKeep', 'readings.keep'], open('reading', keepers)),
};

/** Of a file that was removed only its record is left. */
function whileKept(to: Grantee): AccessRule {
  return { kind: 'evidence', grants: [{ to, in: ['kept'] }] };
}

const evidence = {
  ...each(['evidence.list', 'evidence.show'], open('evidence', evidenceReaders)),
  'evidence.file': whileKept(evidenceReaders),
  ...each(['evidence.addForm', 'evidence.add'], open('evidence', evidenceKeepers)),
  ...each(['evidence.removeForm', 'evidence.remove'], whileKept(evidenceKeepers)),
};

/** What counts as social value, and what bidders promised. */
const measures = {
  ...each(['measures.try', 'measures.calculations', 'measures.model'], open('page', 'anyone')),
  ...each(
    [
      ...(['measures.list', 'measures.show', 'measures.download', 'measures.csv'] as const),
      ...(['measures.compare', 'measures.paper'] as const),
    ],
    open('measureSet', readers),
  ),
  ...each(['measures.bids', 'measures.bidsCsv'], open('measureSet', tenderReaders)),
  ...each(
    [
      ...(['measures.importForm', 'measures.import', 'measures.columnsForm', 'measures.columns'] as const),
      ...(['measures.reviseForm', 'measures.revise', 'measures.publish'] as const),
      ...(['measures.removeForm', 'measures.remove'] as const),
    ],
    open('measureSet', tenderKeepers),
  ),
};

const tenders = {
  ...each(
    ['tenders.list', 'tenders.show', 'tenders.download', 'tenders.pastBids'],
    open('tenderFile', tenderReaders),
  ),
  ...each(
    [
      ...(['tenders.addForm', 'tenders.add', 'tenders.addExample', 'tenders.addPastBids'] as const),
      ...(['tenders.removeForm', 'tenders.remove'] as const),
    ],
    open('tenderFile', tenderKeepers),
  ),
  ...each(['commitments.show', 'commitments.csv'], open('tenderFile', readers)),
  ...each(
    [
      ...(['commitments.addForm', 'commitments.add', 'commitments.removeForm'] as const),
      'commitments.remove' as const,
    ],
    open('tenderFile', tenderKeepers),
  ),
};

/** What the program does by itself or at the order of whoever owns the computer. */
const program = each(
  [
    ...([
      'store.start',
      'store.recover',
      'store.adopt',
      'store.restore',
      'store.demonstration',
      'store.retention',
    ] as const),
    ...(['jobs.read', 'jobs.import', 'jobs.match', 'people.erase'] as const),
  ],
  open('store', 'program'),
);

/** Style, script and pictures. */
const assets = each(
  ['assets.styles', 'assets.icon', 'assets.script', 'assets.designSystem'],
  open('page', 'anyone'),
);

/**
 * The one table of access: who may do which action on which kind of record, and in which state of it. An action that
 * is not here cannot be done by anybody.
 */
export const accessTable = {
  ...{ ...anyone, ...account, ...organisation, ...ledgers, ...spend },
  ...{ ...suppliers, ...readings, ...evidence, ...measures, ...tenders, ...program, ...assets },
};

/** The name of an action of the access table. */
export type ActionName = keyof typeof accessTable;

/** What an action is called within its group: `confirm` for `imports.confirm`. */
export type ActionIn<Group extends string> = ActionName extends infer Name
  ? Name extends `${Group}.${infer Rest}`
    ? Rest
    : never
  : never;

/** Every action of the access table. */
export const actionNames = Object.keys(accessTable) as readonly ActionName[];
