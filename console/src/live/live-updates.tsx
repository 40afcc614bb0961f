// Keeps what is shown fresh: by the stream of changes where it can be held, and by asking again where it cannot.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';

// A stream that is refused or cut is tried again after this; meanwhile the lists are asked for.
const pollMs = 10_000;

/** Draws nothing. */
export function LiveUpdates() {
  const client = useQueryClient();
  useEffect(() => {
    let stream: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forgetLists = () => void client.invalidateQueries({ queryKey: keys.lists });
    const changed = (event: MessageEvent<string>) => {
      forgetLists();
      const id = idIn(event.data);
      // Without an id too much changed to be told one by one.
      void client.invalidateQueries({ queryKey: id === null ? keys.anyJourney : keys.journey(id) });
    };
    const open = () => {
      stream = new EventSource('/v1/stream');
      stream.onmessage = changed;
      for (const kind of ['journey', 'reset']) stream.addEventListener(kind, changed);
      stream.onerror = () => {
        // One that the browser reconnects by itself needs nothing; a refused one is closed for good.
        if (stream?.readyState !== EventSource.CLOSED) return;
        forgetLists();
        void client.invalidateQueries({ queryKey: keys.anyJourney });
        timer = setTimeout(open, pollMs);
      };
    };
    open();
    return () => {
      stream?.close();
      clearTimeout(timer);
    };
  }, [client]);
  return null;
}

function idIn(data: string): string | null {
  try {
    const told: unknown = JSON.parse(data);
    return typeof told === 'object' && told !== null && 'id' in told && typeof told.id === 'string'
      ? told.id
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
