const somewhere = 'http://own.invalid';
const longest = 2000;

/** Pages that are no place to come back to after signing in. */
const never = /^\/(sign-in|sign-out|forgotten-password|reset-password)(\/|$)/;

/** Whether a text is a path of ours as it stands: browsers read some others as addresses elsewhere. */
function isPath(text: string): boolean {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(text) && text.length <= longest && !text.includes('\\');
}

/** The page of ours to go on to; the first page for whatever leads, or could be read to lead, elsewhere. */
export function nextPage(text: string | null): string {
  if (text === null || !isPath(text) || !URL.canParse(text, somewhere)) return '/';
  const { origin, pathname, search } = new URL(text, somewhere);
  if (origin !== somewhere || !isPath(pathname) || never.test(pathname)) return '/';
  return `${pathname}${search}`;
}

/** An address of a form that comes back to a page afterwards. */
export function withNext(path: string, next: string): string {
  return next === '/' ? path : `${path}?${new URLSearchParams({ next })}`;
}
