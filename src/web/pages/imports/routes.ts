import type { Route, Site } from '../../site.ts';

export const importsRoutes: readonly Route<Site>[] = [];
