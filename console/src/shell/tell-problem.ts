// A problem of something that leaves no place on the page to stand in: told at the window's edge.
import { notifications } from '@mantine/notifications';
import { wordsOf } from '../api/problem.ts';

export function tellProblem(error: unknown): void {
  const { title, detail } = wordsOf(error);
  notifications.show({ title, message: detail, color: 'red' });
}
