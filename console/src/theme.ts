// Colours, type and spacing of the console; components take theirs from here.
import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eef8f8',
  '#d9eded',
  '#b0d9da',
  '#84c4c6',
  '#5fb1b4',
  '#3f9fa3',
  '#248d92',
  '#137b80',
  '#0b6c70',
  '#06565a',
];

export const theme = createTheme({
  colors: { petrol },
  primaryColor: 'petrol',
  // White on the dark one has 5 : 1.
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
});
