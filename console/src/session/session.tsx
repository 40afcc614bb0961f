// Who is signed in, for every page. What a session may do decides what is shown; what it is allowed is decided by the API alone.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { answerOf, api, keepCsrf, onSessionEnded } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Call, Session } from '../api/types.ts';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { forgetKeptEdits } from './kept-edit.ts';
import { SessionEnded } from './session-ended.tsx';
import { SignIn } from './sign-in.tsx';

interface SessionUse {
  session: Session;
  may: (call: Call) => boolean;
}

const SessionContext = createContext<SessionUse | null>(null);

/** @throws Error outside of SessionGate. */
export function useSession(): SessionUse {
  const use = useContext(SessionContext);
  if (use === null) throw new Error('a page stands outside of the session');
  return use;
}

/** Where another window tells that it has signed in. */
export const sessionChannel = 'wayproof-session';

async function readSession(): Promise<Session> {
  const session = await answerOf(api.GET('/auth/session'));
  keepCsrf(session.csrf);
  return session;
}

function startAfresh(): void {
  forgetKeptEdits();
  window.location.assign('/');
}

/** Shows the pages to who is signed in; keeps them, with all that was typed, when the session ends underneath them. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keys.session,
    queryFn: readSession,
    staleTime: 60_000,
    refetchInterval: 120_000,
    retry: (count, failure) => !(failure instanceof ApiProblem) && count < 2,
  });
  const who = data && `${data.tenant}/${data.principal}`;
  const [first, setFirst] = useState(who);
  if (first === undefined && who !== undefined) setFirst(who);
  const isAnother = first !== undefined && who !== undefined && first !== who;
  const isOver = error instanceof ApiProblem && error.body.status === 401;

  useEffect(() => onSessionEnded(() => setEnded(true)), []);
  useEffect(() => {
    const channel = new BroadcastChannel(sessionChannel);
    channel.onmessage = () => void refetch();
    return () => channel.close();
  }, [refetch]);
  useEffect(() => {
    if (data === undefined || error !== null) return;
    // Somebody else has signed in: he begins on a page of his own, with nothing of what the other one saw or typed.
    if (isAnother) return startAfresh();
    setEnded(false);
    // What was refused to a session that was over may be asked again.
    void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [client, data, error, isAnother]);

  if (data === undefined) {
    if (isPending) return <Waiting what="Asking who you are" />;
    return isOver ? <SignIn /> : <Problem error={error} again={() => void refetch()} />;
  }
  if (isAnother) return <Waiting what="Somebody else has signed in" />;
  const may = (call: Call) => data.may.includes(call);
  return (
    <SessionContext value={{ session: data, may }}>
      {children}
      <SessionEnded opened={ended || isOver} name={data.name} check={() => void refetch()} />
    </SessionContext>
  );
}
