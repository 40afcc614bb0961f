// When the button that was pressed goes away with its box, the keyboard would fall to the top of the page: what takes the box's place
// takes it instead. It never takes the keyboard from anything that has it.
import { useEffect, useRef } from 'react';

/** @param wanted false: a page that was opened so keeps its own beginning. @returns for the element, which needs a tabIndex of -1. */
export function useLostKeyboard(wanted: boolean) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const has = document.activeElement;
    if (wanted && (has === null || has === document.body)) place.current?.focus({ preventScroll: true });
  }, [wanted]);
  return place;
}
