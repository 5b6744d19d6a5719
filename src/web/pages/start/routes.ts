import type { TypedStart } from '../../../actions/signIn/types.ts';
import { kindName, organisationKinds, orgIdSchemes } from '../../../domain/organisations/index.ts';
import type { PageVisitor } from '../../components/frame.ts';
import { type Answer, type Asked, go, type Route, type Site } from '../../site.ts';
import { errorsOf, type FormError, formPage } from '../signIn/formParts.ts';
import { passwordHint } from '../signIn/passwordPages.ts';

type StartSite = Pick<Site, 'start' | 'visitor'>;

const fields = ['organisation', 'kind', 'scheme', 'number', 'name', 'email', 'password'] as const;

const fieldOfCode: Readonly<Record<string, string>> = {
  'owner:name': 'organisation',
  'owner:org-id': 'number',
  'org-id': 'number',
  'organisation:kind': 'kind',
  'person:name': 'name',
  'person:email': 'email',
};

const fieldOf = (code: string) => fieldOfCode[code] ?? 'password';

function linkOver(visitor: PageVisitor): Answer {
  const shown = formPage('pages/start/over.njk', { visitor, title: 'This link cannot be used' });
  return { ...shown, status: 404 };
}

interface StartForm {
  readonly token: string;
  readonly said: Partial<TypedStart>;
  readonly errors?: readonly FormError[];
}

function startPage(visitor: PageVisitor, { token, said, errors = [] }: StartForm): Answer {
  const kinds = organisationKinds.map((kind) => ({
    ...{ value: kind, text: kindName(kind) },
    checked: kind === said.kind,
  }));
  const registers = orgIdSchemes.map(({ code, name }) => ({ value: code, text: name }));
  const schemes = [{ value: '', text: 'None, or another' }, ...registers].map((one) => ({
    ...one,
    selected: one.value === (said.scheme ?? ''),
  }));
  return formPage(
    'pages/start/start.njk',
    { visitor, title: 'Begin with your organisation', errors },
    { action: `/start/${token}`, said: { ...said, password: '' }, kinds, schemes, passwordHint },
  );
}

async function show({ start, visitor }: StartSite, { params }: Asked): Promise<Answer> {
  const token = params.token ?? '';
  const said = await start.offered(token);
  return said === null ? linkOver(visitor) : startPage(visitor, { token, said });
}

async function make({ start, visitor }: StartSite, { params, form }: Asked): Promise<Answer> {
  const token = params.token ?? '';
  const typed = Object.fromEntries(fields.map((field) => [field, form.get(field) ?? '']));
  const said = typed as Readonly<Record<(typeof fields)[number], string>>;
  const made = await start.make(token, said);
  if (made === null) return linkOver(visitor);
  if (made.ok) return go('/', made.value);
  return startPage(visitor, { token, said, errors: errorsOf(made.refusals, fieldOf) });
}

/** The first start of a store that nobody administers. */
export const startRoutes: readonly Route<StartSite>[] = [
  { method: 'GET', path: '/start/:token', action: 'start.form', kind: 'page', answer: show },
  { method: 'POST', path: '/start/:token', action: 'start.make', kind: 'form', answer: make },
];
