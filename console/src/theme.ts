// Colours, type and spacing of the console; components take theirs from here.
import { Badge, createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

// The library's greys are neutral; beside petrol they look brown.
const dark: MantineColorsTuple = [
  '#d5dade',
  '#b8c0c7',
  '#98a3ab',
  '#8b969f',
  '#3b444b',
  '#2f373d',
  '#252c31',
  '#1b2024',
  '#161a1e',
  '#101417',
];

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
  colors: { petrol, dark },
  primaryColor: 'petrol',
  // White on the dark one has 5 : 1.
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
  components: {
    // A state is a word, not a shout.
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 600, style: { flex: 'none' } } }),
    // A picture without words; what it belongs to has a name.
    ComboboxChevron: { defaultProps: { 'aria-hidden': true } },
  },
  respectReducedMotion: true,
});
