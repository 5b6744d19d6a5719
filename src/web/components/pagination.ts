/** One page of a long list, as the Design System's pagination component takes it. */
export interface PageOfList {
  readonly from: number;
  readonly to: number;
  readonly page: number;
  readonly pages: number;
  readonly pagination: object | null;
}

function around(page: number, pages: number): readonly number[] {
  const wanted = [1, page - 1, page, page + 1, pages];
  return [...new Set(wanted)].filter((one) => one >= 1 && one <= pages).sort((a, b) => a - b);
}

/** The address of one page of a list; `path` may carry a query string already. */
function pageAddress(path: string, page: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}page=${page}`;
}

function items(page: number, pages: number, path: string): readonly object[] {
  const shown = around(page, pages);
  return shown.flatMap((one, index) => {
    const gap = index > 0 && one - (shown[index - 1] ?? one) > 1 ? [{ ellipsis: true }] : [];
    return [...gap, { number: one, href: pageAddress(path, one), current: one === page }];
  });
}

/** The slice of a list that a page number asks for; undefined when there is no such page. */
export function pageOfList(
  count: number,
  perPage: number,
  { path, asked }: { readonly path: string; readonly asked: string | undefined },
): PageOfList | undefined {
  const pages = Math.max(1, Math.ceil(count / perPage));
  const page = asked === undefined ? 1 : /^[1-9]\d{0,6}$/.test(asked) ? Number(asked) : 0;
  if (page < 1 || page > pages) return undefined;
  const link = (to: number) => ({ href: pageAddress(path, to) });
  const pagination = {
    ...(page > 1 ? { previous: link(page - 1) } : {}),
    ...(page < pages ? { next: link(page + 1) } : {}),
    items: items(page, pages, path),
  };
  return {
    from: (page - 1) * perPage,
    to: Math.min(count, page * perPage),
    page,
    pages,
    pagination: pages === 1 ? null : pagination,
  };
}
