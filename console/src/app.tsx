// The pages by their addresses, inside the shell and the session. Every page is fetched when it is first opened.
import { Suspense, lazy } from 'react';
import { Route, Switch } from 'wouter';
import { SessionGate } from './session/session.tsx';
import { SignedIn } from './session/signed-in.tsx';
import { NotFound } from './pages/not-found.tsx';
import { Inbox } from './pages/inbox/inbox.tsx';
import { Shell } from './shell/shell.tsx';
import { Waiting } from './shell/waiting.tsx';
import { LiveUpdates } from './live/live-updates.tsx';

const Journeys = lazy(async () => ({ default: (await import('./pages/journeys/journeys.tsx')).Journeys }));
const Journey = lazy(async () => ({ default: (await import('./pages/journey/journey.tsx')).Journey }));
const Decision = lazy(async () => ({ default: (await import('./pages/decision/decision.tsx')).Decision }));
const Customers = lazy(async () => ({ default: (await import('./pages/customer/customers.tsx')).Customers }));
const Customer = lazy(async () => ({ default: (await import('./pages/customer/customer.tsx')).Customer }));
const Overview = lazy(async () => ({ default: (await import('./pages/overview/overview.tsx')).Overview }));

// An address that is new here is new in gateway/console/serve-console.ts as well.
export function App() {
  return (
    <SessionGate>
      <LiveUpdates />
      <Shell>
        <Suspense fallback={<Waiting what="Opening the page" />}>
          <Switch>
            <Route path="/">
              <Inbox />
            </Route>
            <Route path="/journeys">
              <Journeys />
            </Route>
            <Route path="/journeys/:id/decide">{({ id }) => <Decision key={id} id={id} />}</Route>
            <Route path="/journeys/:id">{({ id }) => <Journey key={id} id={id} />}</Route>
            <Route path="/customers">
              <Customers />
            </Route>
            <Route path="/customers/:id">{({ id }) => <Customer key={id} subject={id} />}</Route>
            <Route path="/overview">
              <Overview />
            </Route>
            <Route path="/signed-in">
              <SignedIn />
            </Route>
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </SessionGate>
  );
}
