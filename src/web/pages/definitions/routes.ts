import type { Route, Site } from '../../site.ts';

export const definitionsRoutes: readonly Route<Site>[] = [];
