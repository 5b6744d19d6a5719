import type { Route } from '../../site.ts';
import { importRoutes } from './importPages.ts';
import { setRoutes } from './setPages.ts';
import type { MeasuresSite } from './site.ts';

/** The pages on sets of measures: looked at, brought, published, taken away. */
export const measuresRoutes: readonly Route<MeasuresSite>[] = [...setRoutes, ...importRoutes];
