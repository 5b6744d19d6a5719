declare const emailAddress: unique symbol;

/** One plain email address, as `name@example.org`. */
export type EmailAddress = string & { readonly [emailAddress]: true };

const mostCharacters = 254;
const word = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const beforeAt = new RegExp(`^${word}(?:\\.${word})*$`);
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * The address, when the text is exactly one in its plainest form. A display name, a comment, quotes, a list, an address
 * of a machine by number and letters beyond ASCII are none: each of them is a way to smuggle a second recipient.
 */
export function parseEmailAddress(text: string): EmailAddress | undefined {
  if (text.length > mostCharacters) return undefined;
  const [local = '', domain = '', ...more] = text.split('@');
  const labels = domain.split('.');
  const plain =
    more.length === 0 &&
    local.length <= 64 &&
    beforeAt.test(local) &&
    labels.length >= 2 &&
    labels.every((part) => label.test(part)) &&
    /[A-Za-z]/.test(labels.at(-1) ?? '');
  return plain ? (text as EmailAddress) : undefined;
}
