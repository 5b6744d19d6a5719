import type { Analysis } from '../domain/spend/analysis.ts';
import { aloneMount } from './components/frame.ts';
import { accountRoutes } from './pages/account/routes.ts';
import { assetRoutes } from './pages/assets.ts';
import { auditRoutes } from './pages/audit/routes.ts';
import { commitmentRoutes } from './pages/commitments/routes.ts';
import { definitionsRoutes } from './pages/definitions/routes.ts';
import { errandRoutes } from './pages/errands/routes.ts';
import { evidenceRoutes } from './pages/evidence/routes.ts';
import { exploreRoutes } from './pages/explore/routes.ts';
import { healthRoutes } from './pages/health/routes.ts';
import { importsRoutes } from './pages/imports/routes.ts';
import { invitationRoutes } from './pages/invitations/routes.ts';
import { landingRoutes } from './pages/landing/routes.ts';
import { measuresRoutes } from './pages/measures/routes.ts';
import { organisationRoutes } from './pages/organisation/routes.ts';
import { organisationsRoutes } from './pages/organisations/routes.ts';
import { peopleRoutes } from './pages/people/routes.ts';
import { referencesRoutes } from './pages/references/routes.ts';
import { revisingRoutes } from './pages/revising/routes.ts';
import { signInRoutes } from './pages/signIn/routes.ts';
import type { Download } from './pages/spend/downloads.ts';
import { resultRoutes } from './pages/spend/routes.ts';
import { startRoutes } from './pages/start/routes.ts';
import { supplierProfileRoutes } from './pages/supplierProfile/routes.ts';
import { suppliersRoutes } from './pages/suppliers/routes.ts';
import { tenderRoutes } from './pages/tenders/routes.ts';
import { tryMeasuresRoutes } from './pages/tryMeasures/routes.ts';
import type { Route, Site } from './site.ts';

/** One result that is served alone, as `sevenbox analyse --serve` does. */
export interface AloneSite {
  readonly analysis: Analysis;
  readonly downloads: readonly Download[];
}

/** Every address of a result that is served alone. HEAD follows GET; nothing else is answered. */
export function analysisRoutes(css: string): readonly Route<AloneSite>[] {
  return [
    ...resultRoutes<AloneSite>('', 'result', (site) => ({ ...site, mount: aloneMount })),
    ...assetRoutes(css),
  ];
}

/** Every address of the site. */
export function siteRoutes(css: string): readonly Route<Site>[] {
  return [
    ...landingRoutes,
    ...signInRoutes,
    ...startRoutes,
    ...invitationRoutes,
    ...accountRoutes,
    ...organisationsRoutes,
    ...suppliersRoutes,
    ...supplierProfileRoutes,
    ...importsRoutes,
    ...exploreRoutes,
    ...definitionsRoutes,
    ...tryMeasuresRoutes,
    ...measuresRoutes,
    ...revisingRoutes,
    ...tenderRoutes,
    ...commitmentRoutes,
    ...referencesRoutes,
    ...evidenceRoutes,
    ...peopleRoutes,
    ...organisationRoutes,
    ...auditRoutes,
    ...errandRoutes,
    ...healthRoutes,
    ...assetRoutes(css),
  ];
}
