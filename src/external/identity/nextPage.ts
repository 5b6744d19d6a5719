/** The path of a page of ours to go on with; the first page for whatever leads, or could be read to lead, elsewhere. */
export function ownPath(next: string, baseUrl: string): string {
  if (!URL.canParse(next, baseUrl)) return '/';
  const { origin, pathname, search, hash } = new URL(next, baseUrl);
  const ours = origin === new URL(baseUrl).origin && !/^\/[/\\]/.test(pathname);
  return ours ? `${pathname}${search}${hash}` : '/';
}
