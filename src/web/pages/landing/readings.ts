import type { Reading } from '../../../actions/readings/types.ts';
import { mayDo, type Owner } from '../../../domain/organisations/index.ts';
import { accept, type Decision, type Refusal } from '../../../domain/values/index.ts';
import { type Mount, siteFrame, siteNavigation } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, page, type Route, type Site } from '../../site.ts';
import { downloadsOnDemand } from '../spend/downloads.ts';
import { type ResultSite, resultRoutes } from '../spend/routes.ts';
import { fieldErrors } from './fieldErrors.ts';
import {
  profilesFrom,
  progressSentences,
  questionGroups,
  questionViews,
  readingPlaces,
  unkeptBanner,
} from './readingView.ts';

type Read = Extract<Reading, { readonly state: 'read' }>;

function goneAnswer({ visitor }: Site): Answer {
  const heading = 'This reading is no longer here';
  const html = render('pages/landing/reading.njk', {
    ...siteFrame({ pageTitle: heading, section: null, visitor }),
    heading,
    sentences: [
      'A ledger that is only read is forgotten after an hour, when three newer ones were read, and when Sevenbox stops.',
      'Add the ledger again to read it again.',
    ],
  });
  return { kind: 'page', status: 404, html };
}

function notReadYet({ visitor }: Site, reading: Exclude<Reading, Read>): Answer {
  const { base, forget } = readingPlaces(reading.id);
  const working = reading.state === 'reading';
  const heading = working ? 'Reading your ledgers' : 'These ledgers could not be read';
  return page(
    render('pages/landing/reading.njk', {
      ...siteFrame({ pageTitle: heading, section: null, visitor }),
      heading,
      sentences: working ? progressSentences(reading.progress) : [reading.sentence],
      progress: working,
      leaveSentence: 'You can leave this page and come back to its address. Nothing of your files is kept.',
      checkAgain: base,
      forget,
    }),
  );
}

/** The reading of an address once it is read, or what to answer instead. */
function readAt(site: Site, { params }: Asked): Read | Answer {
  const reading = site.readings.of(params.id ?? '');
  if (reading === null) return goneAnswer(site);
  return reading.state === 'read' ? reading : notReadYet(site, reading);
}

function mountOf({ visitor }: Site, { id }: Read, asks: boolean): Mount {
  const { base, questions, asItIs } = readingPlaces(id);
  return {
    base,
    suffix: asks ? asItIs : '',
    navigation: siteNavigation(visitor, null),
    name: 'What we read',
    trail: [],
    closer: [],
    ...(asks ? { answers: questions } : {}),
    ...(mayDo(visitor.actor, 'references.addForm') ? {} : { references: null }),
    visitor,
    unkept: unkeptBanner(id, visitor.actor),
  };
}

function find(site: Site, asked: Asked): ResultSite | Answer {
  const reading = readAt(site, asked);
  if ('kind' in reading) return reading;
  const { analysis, signatures } = reading;
  const asks = questionGroups(analysis, signatures).length > 0;
  const { base, questions } = readingPlaces(reading.id);
  if (asks && asked.path === base && asked.query.get('questions') !== 'later') return go(questions);
  const mount = mountOf(site, reading, asks);
  return { analysis, downloads: downloadsOnDemand(analysis, site.css), mount };
}

function questionsPage(
  site: Site,
  reading: Read,
  refused: { readonly refusals: readonly Refusal[]; readonly form: URLSearchParams },
): Answer {
  const { base, questions: action, asItIs } = readingPlaces(reading.id);
  const groups = questionGroups(reading.analysis, reading.signatures);
  if (groups.length === 0) return go(base);
  const heading =
    groups.length === 1 ? 'One question before it counts' : `${groups.length} questions before all counts`;
  const errors = fieldErrors(refused.refusals, () => groups[0]?.field ?? '');
  const html = render('pages/landing/questions.njk', {
    ...siteFrame({
      pageTitle: errors.length > 0 ? `Error: ${heading}` : heading,
      section: null,
      visitor: site.visitor,
    }),
    heading,
    errors,
    action,
    later: `${base}${asItIs}`,
    questions: questionViews(groups, refused.form),
  });
  return errors.length > 0 ? { kind: 'page', status: 422, html } : page(html);
}

function ask(site: Site, asked: Asked): Answer {
  const reading = readAt(site, asked);
  if ('kind' in reading) return go(readingPlaces(asked.params.id ?? '').base);
  return questionsPage(site, reading, { refusals: [], form: new URLSearchParams() });
}

async function answer(site: Site, asked: Asked): Promise<Answer> {
  const reading = readAt(site, asked);
  const { base } = readingPlaces(asked.params.id ?? '');
  if ('kind' in reading) return go(base);
  const profiles = profilesFrom(questionGroups(reading.analysis, reading.signatures), asked.form);
  if (Object.keys(profiles).length === 0) {
    const sentence = 'Choose an answer to at least one question.';
    return questionsPage(site, reading, {
      refusals: [{ code: 'answer-missing', sentence }],
      form: asked.form,
    });
  }
  const answered = await site.readings.answer(reading.id, profiles);
  return answered.ok
    ? go(base)
    : questionsPage(site, reading, { refusals: answered.refusals, form: asked.form });
}

/** What a kept reading is counted with: the home of the organisation, which may be another than the one it was read with. */
function homeSentence({ analysis }: Read, owner: Owner | null): string {
  const { home } = analysis;
  if (owner === null) return `The home of the organisation is not known yet. It becomes ${home.name}.`;
  const other = owner.home.code !== home.code;
  return `Home of the organisation is ${owner.home.name}${other ? `, so that counts as local from now on, not ${home.name}` : ''}.`;
}

async function keepPage(site: Site, reading: Read, refusals: readonly Refusal[]): Promise<Answer> {
  const { base, keep: action, asItIs } = readingPlaces(reading.id);
  const heading = 'Keep these ledgers';
  const errors = fieldErrors(refusals, () => 'keep');
  const [owner, organisation] = [await site.imports.owner(), await site.imports.organisation()];
  const html = render('pages/landing/keep.njk', {
    ...siteFrame({
      pageTitle: errors.length > 0 ? `Error: ${heading}` : heading,
      section: null,
      visitor: site.visitor,
    }),
    heading,
    errors,
    action,
    organisation: organisation?.name,
    homeSentence: homeSentence(reading, owner),
    back: `${base}${asItIs}`,
  });
  return errors.length > 0 ? { kind: 'page', status: 422, html } : page(html);
}

async function confirmKeep(site: Site, asked: Asked): Promise<Answer> {
  const reading = readAt(site, asked);
  if ('kind' in reading) return go(readingPlaces(asked.params.id ?? '').base);
  return keepPage(site, reading, []);
}

/** Makes the organisation the owner of ledgers where it has none yet: its home is that of the reading. */
async function ownLedgers({ imports }: Site, { analysis }: Read): Promise<Decision<unknown>> {
  if ((await imports.owner()) !== null) return accept(null);
  const { name = '', orgId = null } = (await imports.organisation()) ?? {};
  return imports.saveOwner({ name, orgId: orgId ?? '', home: analysis.home.code });
}

/** Keeps a reading as an import of the organisation. */
async function keep(site: Site, asked: Asked): Promise<Answer> {
  const reading = readAt(site, asked);
  if ('kind' in reading) return go(readingPlaces(asked.params.id ?? '').base);
  const owned = await ownLedgers(site, reading);
  if (!owned.ok) return keepPage(site, reading, owned.refusals);
  const kept = await site.readings.keep(reading.id);
  return kept.ok ? go(`/imports/${kept.value}`) : keepPage(site, reading, kept.refusals);
}

async function forget(site: Site, asked: Asked): Promise<Answer> {
  await site.readings.forget(asked.params.id ?? '');
  return go('/');
}

const base = '/readings/:id';

/** Ledgers that are read and not kept: progress, questions, the whole result, and what becomes of it. */
export const readingRoutes: readonly Route<Site>[] = [
  ...resultRoutes<Site>(base, 'readings', find),
  { method: 'GET', path: `${base}/questions`, action: 'readings.questions', kind: 'page', answer: ask },
  { method: 'POST', path: `${base}/questions`, action: 'readings.answer', kind: 'form', answer },
  { method: 'GET', path: `${base}/keep`, action: 'readings.confirmKeep', kind: 'page', answer: confirmKeep },
  { method: 'POST', path: `${base}/keep`, action: 'readings.keep', kind: 'form', answer: keep },
  { method: 'POST', path: `${base}/forget`, action: 'readings.forget', kind: 'form', answer: forget },
];
