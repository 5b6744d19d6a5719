import type { Route, Site } from '../../site.ts';

export const referencesRoutes: readonly Route<Site>[] = [];
