/** The words of one email: what the mailers of `external` send to a single address. */
export interface MessageText {
  readonly subject: string;
  /** Paragraphs, each on one line. */
  readonly lines: readonly string[];
  /** The one thing to do next; null where there is nothing. */
  readonly link: { readonly text: string; readonly href: string } | null;
}

const mostOfName = 100;

/** A name that somebody else chose, on one line and short enough that it cannot become a message of its own. */
function shownName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const letters = [...plain];
  return letters.length <= mostOfName ? plain : `${letters.slice(0, mostOfName - 1).join('')}…`;
}

function count(number: number, one: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${one}s`;
}

const ignore =
  'If you did not expect this email, you can ignore it. Nothing happens unless you use the link.';

/** Invites the reader to an organisation. It does not name who invited, because the reader may be a stranger. */
export function invitationMessage(about: {
  readonly organisation: string;
  readonly href: string;
  readonly days: number;
}): MessageText {
  const organisation = shownName(about.organisation);
  return {
    subject: `Join ${organisation} on Sevenbox`,
    lines: [
      `An administrator of ${organisation} has invited you to join it on Sevenbox.`,
      `The link works once, for ${count(about.days, 'day')}.`,
      ignore,
    ],
    link: { text: 'Accept the invitation', href: about.href },
  };
}

/** Lets the reader choose a new password. */
export function passwordResetMessage(about: {
  readonly href: string;
  readonly minutes: number;
}): MessageText {
  return {
    subject: 'Reset your Sevenbox password',
    lines: [
      'Somebody asked to reset the password of your Sevenbox account.',
      `The link works once, for ${count(about.minutes, 'minute')}.`,
      'If you did not ask, you can ignore this email. Your password stays as it is.',
    ],
    link: { text: 'Choose a new password', href: about.href },
  };
}

const notYou =
  'If it was not you, reset your password now and tell an administrator of your organisation. Somebody else may be able to sign in as you.';

/** Warns the reader that the password is another one now; `href` leads to where it can be reset. */
export function passwordChangedMessage(about: { readonly href: string }): MessageText {
  return {
    subject: 'Your Sevenbox password was changed',
    lines: [
      'The password of your Sevenbox account was changed. You were signed out everywhere else.',
      'If you changed it, you do not need to do anything.',
      notYou,
    ],
    link: { text: 'Reset your password', href: about.href },
  };
}

const factorWords = {
  added: [
    'A second factor was turned on',
    'Signing in to your Sevenbox account now needs a code from an app.',
  ],
  removed: [
    'The second factor was turned off',
    'Signing in to your Sevenbox account no longer needs a code from an app.',
  ],
  'new codes': [
    'New recovery codes were made',
    'New recovery codes were made for your Sevenbox account. The old ones no longer work.',
  ],
} as const;

/** Warns the reader that the second step of signing in is another one now. */
export function secondFactorChangedMessage(about: {
  readonly change: keyof typeof factorWords;
  readonly href: string;
}): MessageText {
  const [subject, line] = factorWords[about.change];
  return {
    subject: `${subject} for your Sevenbox account`,
    lines: [line, 'If you did this, you do not need to do anything.', notYou],
    link: { text: 'Reset your password', href: about.href },
  };
}

/** Tells the reader that an organisation is closed to them; it gives no reason and offers no link. */
export function removedMessage(about: { readonly organisation: string }): MessageText {
  const organisation = shownName(about.organisation);
  return {
    subject: `You no longer belong to ${organisation} on Sevenbox`,
    lines: [
      `You were removed from ${organisation} on Sevenbox and can no longer see its records.`,
      `If you think this is a mistake, ask an administrator of ${organisation}.`,
    ],
    link: null,
  };
}
