// Where the console begins. Order matters: the policy for texts stands before anything is drawn.
import './trusted-types.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './console.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/problem.ts';
import { App } from './app.tsx';
import { theme } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A problem is an answer; only silence is asked again.
      retry: (count, error) => count < 2 && (!(error instanceof ApiProblem) || error.body.status === 503),
      refetchOnWindowFocus: true,
    },
  },
});

const place = document.getElementById('console');
if (place === null) throw new Error('the page has no place for the console');
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="bottom-right" limit={3} autoClose={6000} />
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
