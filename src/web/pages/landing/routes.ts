import type { Route, Site } from '../../site.ts';

export const landingRoutes: readonly Route<Site>[] = [];
