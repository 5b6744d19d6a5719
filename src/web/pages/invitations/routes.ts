import type { Offer } from '../../../actions/signIn/types.ts';
import { roleName } from '../../../domain/organisations/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type Answer, type Asked, go, type Route, type Site } from '../../site.ts';
import { errorsOf, type FormError, formPage } from '../signIn/formParts.ts';
import { withNext } from '../signIn/next.ts';
import { passwordHint } from '../signIn/passwordPages.ts';

type InvitationSite = Pick<Site, 'joining' | 'signIn' | 'visitor'>;

/** A link that cannot be used looks the same whatever the reason is. */
function unusable({ visitor }: InvitationSite, refusals: readonly Refusal[]): Answer {
  const [first] = refusals;
  const about = { visitor, title: 'This invitation cannot be used' };
  const shown = formPage('pages/invitations/unusable.njk', about, { sentence: first?.sentence });
  return { ...shown, status: first?.code === 'too-many-attempts' ? 429 : 404 };
}

/** How somebody takes up an invitation, as they come. */
function stageOf({ visitor }: InvitationSite, { email, known }: Offer) {
  const { signedIn } = visitor;
  if (signedIn !== null) return signedIn.email === email ? 'accept' : 'another';
  return known ? 'sign-in' : 'join';
}

/** The address of an invitation. A token that is none is refused wherever it is looked for. */
const addressOf = (token: string) => `/invitations/${encodeURIComponent(token)}`;

interface InvitationForm {
  readonly token: string;
  readonly name?: string;
  readonly errors?: readonly FormError[];
}

async function invitationPage(
  site: InvitationSite,
  { token, name = '', errors = [] }: InvitationForm,
): Promise<Answer> {
  const offer = await site.joining.offer(token);
  if (!offer.ok) return unusable(site, offer.refusals);
  const { organisation, roles, email } = offer.value;
  const rows = [
    ['Organisation', organisation],
    ['Your roles there', roles.map(roleName).join(', ')],
    ['Email address', email],
  ].map(([key, value]) => ({ key: { text: key }, value: { text: value } }));
  const here = addressOf(token);
  const { visitor } = site;
  const about = { visitor, title: `Join ${organisation}`, errors };
  return formPage('pages/invitations/invitation.njk', about, {
    ...{ rows, here, name, email, passwordHint, signedIn: visitor.signedIn },
    stage: stageOf(site, offer.value),
    signIn: withNext('/sign-in', here),
    providers: (await site.signIn.ways()).providers,
  });
}

function show(site: InvitationSite, { params }: Asked): Promise<Answer> {
  return invitationPage(site, { token: params.token ?? '' });
}

async function accept(site: InvitationSite, { params }: Asked): Promise<Answer> {
  const token = params.token ?? '';
  if (site.visitor.signedIn === null) return go(withNext('/sign-in', addressOf(token)));
  const done = await site.joining.accept(token);
  if (done.ok) return go('/');
  const [first] = done.refusals;
  return first?.code === 'invitation-for-another' ? go(addressOf(token)) : unusable(site, done.refusals);
}

async function join(site: InvitationSite, { params, form }: Asked): Promise<Answer> {
  const token = params.token ?? '';
  const [name, password] = [form.get('name') ?? '', form.get('password') ?? ''];
  const done = await site.joining.join(token, { name, password });
  if (done.ok) return go('/', done.value);
  const isOfForm = done.refusals.every(({ code }) => /^(person|password):/.test(code));
  if (!isOfForm) return unusable(site, done.refusals);
  const errors = errorsOf(done.refusals, (code) => (code === 'person:name' ? 'name' : 'password'));
  return invitationPage(site, { token, name, errors });
}

/** Taking up an invitation. */
export const invitationRoutes: readonly Route<InvitationSite>[] = [
  { method: 'GET', path: '/invitations/:token', action: 'invitations.show', kind: 'page', answer: show },
  { method: 'POST', path: '/invitations/:token', action: 'invitations.accept', kind: 'form', answer: accept },
  {
    method: 'POST',
    path: '/invitations/:token/join',
    action: 'invitations.join',
    kind: 'form',
    answer: join,
  },
];
