import type { Route, Site } from '../../site.ts';

/** Whether the site answers and its records do, for whoever watches over it. Says nothing else. */
export const healthRoutes: readonly Route<Site>[] = [
  {
    method: 'GET',
    path: '/health',
    action: 'health.show',
    kind: 'download',
    answer: async (site) => {
      const well = await site.isWell();
      const body = `${JSON.stringify({ status: well ? 'well' : 'unwell' })}\n`;
      return {
        kind: 'file',
        name: null,
        contentType: 'application/json; charset=utf-8',
        body,
        ...(well ? {} : { status: 503 }),
      };
    },
  },
];
