import type { Route, Site } from '../../site.ts';

export const exploreRoutes: readonly Route<Site>[] = [];
