import { type ActionName, actionNames } from '../../../domain/organisations/index.ts';

type Words = Readonly<Record<string, string>>;

/** Words for names that are made of a group and a part, as `spend.rejects` is. */
function each(group: string, words: Words, about: string): Words {
  return Object.fromEntries(
    Object.entries(words).map(([name, text]) => [`${group}.${name}`, `${text}${about}`]),
  );
}

const resultWords: Words = {
  result: 'See the result',
  rejects: 'See the rejected lines',
  leftOut: 'See what is left out',
  files: 'See the files',
  file: 'See how one file was read',
  about: 'See what local means',
  downloads: 'Download the result',
};

const results: Words = {
  ...each('spend', resultWords, ' of the spend'),
  ...each('demonstration', resultWords, ' of the demonstration'),
  ...each('result', resultWords, ' that a command serves'),
  ...each('readings', resultWords, ' of ledgers that are not kept'),
};

const listWords: Words = {
  slices: 'the parts of the spend',
  suppliers: 'suppliers',
  supplier: 'the payments of a supplier',
  lines: 'payments',
};

const lists: Words = Object.fromEntries(
  Object.entries(listWords).flatMap(([name, what]) => [
    [`spend.${name}`, `See ${what}`],
    [`spend.${name}.csv`, `Download ${what} (CSV)`],
    [`spend.${name}.zip`, `Download ${what} (ZIP)`],
    [`spend.${name}.xlsx`, `Download ${what} (XLSX)`],
  ]),
);

const people: Words = {
  'organisation.show': 'See the organisation',
  'organisation.form': 'Open the form of the organisation',
  'organisation.save': 'Change the organisation',
  'people.list': 'See the people',
  'people.rolesForm': 'Open the form for roles',
  'people.roles': 'Change the roles of a person',
  'people.removeForm': 'Open the page to remove a person',
  'people.remove': 'Remove a person',
  'people.inviteForm': 'Open the form to invite',
  'people.invite': 'Invite a person',
  'people.withdraw': 'Withdraw an invitation',
  'people.erase': 'Erase a person by command',
  'invitations.show': 'Open an invitation',
  'invitations.accept': 'Accept an invitation',
  'invitations.join': 'Join by an invitation',
  'audit.list': 'See what was done',
  'audit.download': 'Download what was done',
  'organisations.list': 'See their organisations',
  'organisations.choose': 'Go on in another organisation',
  'organisations.leaveForm': 'Open the page to leave an organisation',
  'organisations.leave': 'Leave the organisation',
};

const signingIn: Words = {
  'landing.page': 'See the first page',
  'standing.guide': 'Read the guide',
  'standing.accessibility': 'Read the accessibility statement',
  'standing.privacy': 'Read what is stored',
  'signIn.form': 'Open the sign-in page',
  'signIn.password': 'Sign in with a password',
  'signIn.secondFactorForm': 'Open the page for the code',
  'signIn.secondFactor': 'Enter the code of a second factor',
  'signIn.provider': 'Go to a directory to sign in',
  'signIn.providerReturn': 'Come back from a directory',
  'signIn.demo': 'Sign in as a person of the demonstration',
  'signIn.out': 'Sign out',
  'password.askForm': 'Open the form to reset a password',
  'password.ask': 'Ask to reset a password',
  'password.resetForm': 'Open a link to reset a password',
  'password.reset': 'Reset a password',
  'start.form': 'Open the first-start page',
  'start.make': 'Make the first organisation',
  'account.show': 'See the own account',
  'account.name': 'Change the own name',
  'account.passwordForm': 'Open the form for the own password',
  'account.password': 'Change the own password',
  'account.secondFactorForm': 'Open the page on the second factor',
  'account.secondFactorStart': 'Start to set up a second factor',
  'account.secondFactorConfirm': 'Turn the second factor on',
  'account.secondFactorStop': 'Turn the second factor off',
  'account.recoveryCodes': 'Make new recovery codes',
  'account.data': 'Download what is kept about themselves',
  'account.endSession': 'End a session',
};

const ledgers: Words = {
  'imports.ledgers': 'See the ledgers',
  'imports.owner': 'Open the form on whose ledgers these are',
  'imports.saveOwner': 'Say whose ledgers these are',
  'imports.add': 'Open the page to add ledgers',
  'imports.receive': 'Upload ledgers',
  'imports.batch': 'See a file that was added',
  'imports.batchRejects': 'See the rejected lines of a file',
  'imports.batchRejectsFile': 'Download the rejected lines of a file',
  'imports.askUndoBatch': 'Open the page to take a file out of the figures',
  'imports.undoBatch': 'Take a file out of the figures',
  'imports.bringBackBatch': 'Bring a file back into the figures',
  'imports.import': 'See an import',
  'imports.table': 'See how a table was read',
  'imports.lines': 'See the first lines of a table',
  'imports.columns': 'See the columns of a table',
  'imports.tableRejects': 'See the rejected lines of a table',
  'imports.tableRejectsFile': 'Download the rejected lines of a table',
  'imports.answer': 'Answer questions of an import',
  'imports.confirm': 'Confirm an import',
  'imports.cancel': 'Cancel an import',
  'imports.retry': 'Read an import again',
  'imports.saveColumns': 'Say what columns mean',
  'imports.askUndoImport': 'Open the page to undo an import',
  'imports.undoImport': 'Undo an import',
  'imports.bringBackImport': 'Bring an import back',
  'readings.start': 'Read a ledger without keeping it',
  'readings.questions': 'See the questions about ledgers that are not kept',
  'readings.answer': 'Answer questions about ledgers that are not kept',
  'readings.forget': 'Forget ledgers that are not kept',
  'readings.confirmKeep': 'Open the page to keep ledgers',
  'readings.keep': 'Keep ledgers that were read',
  'spend.line': 'See one payment',
};

const data: Words = {
  'definitions.all': 'See the definitions',
  'definitions.one': 'See a definition',
  'definitions.compare': 'Compare definitions',
  'definitions.compareCsv': 'Download a comparison of definitions',
  'definitions.new': 'Open the form for a definition',
  'definitions.make': 'Make a definition',
  'definitions.changeForm': 'Open the form to change a definition',
  'definitions.change': 'Change a definition',
  'definitions.lead': 'Let a definition lead',
  'references.all': 'See the reference data',
  'references.one': 'See an edition of reference data',
  'references.supplierList': 'Download the supplier list',
  'references.addForm': 'Open the form for reference data',
  'references.add': 'Add reference data',
  'references.removeForm': 'Open the page to remove reference data',
  'references.remove': 'Remove reference data',
  'references.removed': 'See what removing reference data changed',
  'suppliers.overview': 'See who the money went to',
  'suppliers.overviewCsv': 'Download spend by kind of supplier',
  'suppliers.profile': 'See all about one supplier',
  'suppliers.profileCsv': 'Download the spend with one supplier',
  'suppliers.queue': 'See the suppliers to review',
  'suppliers.case': 'See one supplier to review',
  'suppliers.decide': 'Decide who a supplier is',
  'suppliers.decideMany': 'Decide who several suppliers are',
  'suppliers.undo': 'Undo a decision about a supplier',
  'suppliers.decisions': 'See the decisions about suppliers',
  'suppliers.dictionary': 'Download the decisions about suppliers',
  'suppliers.takeDictionary': 'Take over decisions about suppliers',
  'suppliers.match': 'Look the names of suppliers up',
  'evidence.list': 'See the evidence',
  'evidence.show': 'See a file of evidence',
  'evidence.file': 'Download a file of evidence',
  'evidence.addForm': 'Open the form to add evidence',
  'evidence.add': 'Add evidence',
  'evidence.removeForm': 'Open the page to remove evidence',
  'evidence.remove': 'Remove evidence',
};

const tendering: Words = {
  'measures.try': 'Try the open measures',
  'measures.calculations': 'Work out what stands beside measures',
  'measures.model': 'See which government model applies',
  'measures.list': 'See the measures',
  'measures.show': 'See a set of measures',
  'measures.download': 'Download a set of measures (JSON)',
  'measures.csv': 'Download a set of measures (CSV)',
  'measures.compare': 'Compare two versions of measures',
  'measures.paper': 'Download the paper on a revision',
  'measures.bids': 'See measures against past bids',
  'measures.bidsCsv': 'Download measures against past bids',
  'measures.importForm': 'Open the form to import measures',
  'measures.import': 'Import measures',
  'measures.columnsForm': 'See the columns of imported measures',
  'measures.columns': 'Say what columns of measures mean',
  'measures.reviseForm': 'Open the form to revise measures',
  'measures.revise': 'Revise measures',
  'measures.publish': 'Publish measures',
  'measures.removeForm': 'Open the page to remove measures',
  'measures.remove': 'Remove measures',
  'tenders.list': 'See the tenders to rehearse',
  'tenders.show': 'Rehearse a tender',
  'tenders.download': 'Download a rehearsal',
  'tenders.addForm': 'Open the form to add a tender',
  'tenders.add': 'Add a tender',
  'tenders.addExample': 'Add the example of a tender',
  'tenders.pastBids': 'See the past bids',
  'tenders.addPastBids': 'Add past bids',
  'tenders.removeForm': 'Open the page to remove a tender or past bids',
  'tenders.remove': 'Remove a tender or past bids',
  'commitments.show': 'See what bidders promised',
  'commitments.csv': 'Download what bidders promised',
  'commitments.addForm': 'Open the form to add results',
  'commitments.add': 'Add results of procurements',
  'commitments.removeForm': 'Open the page to remove results',
  'commitments.remove': 'Remove results of procurements',
};

const program: Words = {
  'errands.hello': 'Ask whether the program answers',
  'errands.doctor': 'Check the store by command',
  'errands.backup': 'Back up the store by command',
  'errands.heads': 'Read the heads of the audit chains by command',
  'errands.verify': 'Verify the audit chains by command',
  'health.show': 'Ask whether the site is well',
  'store.start': 'Make the organisation at the first start',
  'store.recover': 'Bring unfinished work in order at a start',
  'store.restore': 'Restore a backup',
  'store.demonstration': 'Make the demonstration',
  'store.retention': 'Remove what was kept long enough',
  'store.erase': 'Erase a person',
  'store.adopt': 'Take over what was there before there were organisations',
  'store.anchor': 'Write down the heads of the audit chains',
  'jobs.read': 'Read uploaded ledgers',
  'jobs.import': 'Add ledgers',
  'jobs.match': 'Look up suppliers in the registers',
  'assets.styles': 'Load the style of a page',
  'assets.icon': 'Load the icon',
  'assets.script': 'Load the script of a page',
  'assets.designSystem': 'Load a part of the design',
};

/** How people sign in, as the chain of the system names it. */
const identityWords: Words = {
  'identity.person-created': 'A person was added',
  'identity.signed-in': 'Signed in',
  'identity.sign-in-refused': 'Tried to sign in',
  'identity.second-factor-on': 'Turned the second factor on',
  'identity.second-factor-off': 'Turned the second factor off',
  'identity.second-factor-failed': 'Gave a wrong code of a second factor',
  'identity.recovery-code-used': 'Used a recovery code',
  'identity.recovery-codes-renewed': 'Made new recovery codes',
  'identity.password-changed': 'Changed the password',
  'identity.password-reset': 'Reset the password',
  'identity.session-ended': 'A session ended',
  'identity.account-linked': 'Linked an account of a directory',
};

/** What every action is called in plain words, as an order: the outcome stands beside it. */
export const actionWords: Words = {
  ...{ ...results, ...lists, ...people, ...signingIn },
  ...{ ...ledgers, ...data, ...tendering, ...program, ...identityWords },
};

/** What an action is called; its own name where it is one that this program does not know any more. */
export function actionText(action: string): string {
  return Object.hasOwn(actionWords, action) ? (actionWords[action] ?? action) : action;
}

const groupNames: Words = {
  imports: 'Ledgers and imports',
  jobs: 'Work on imports',
  definitions: 'Definitions',
  references: 'Reference data',
  suppliers: 'Suppliers',
  evidence: 'Evidence',
  people: 'People',
  invitations: 'Invitations',
  organisation: 'The organisation',
  organisations: 'Choosing and leaving organisations',
  spend: 'Spend',
  readings: 'Reading without keeping',
  audit: 'Audit',
  account: 'Own account',
  store: 'Upkeep',
};

const known = (group: string) => actionNames.some((name: ActionName) => name.startsWith(`${group}.`));

/** Groups of actions that entries of an organisation can be filtered by. */
export const actionGroups: readonly { readonly id: string; readonly name: string }[] = Object.entries(
  groupNames,
)
  .filter(([id]) => known(id))
  .map(([id, name]) => ({ id, name }));
