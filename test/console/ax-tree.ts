// What a screen reader is told of a page: the browser's own accessibility tree, not what the markup means to say.
import type { Page } from 'playwright-core';

export interface AxNode {
  role: string;
  name: string;
  /** Of a heading. */
  level: number | null;
}

interface RawNode {
  ignored: boolean;
  role?: { value?: unknown };
  name?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function readNode({ role, name, properties = [] }: RawNode): AxNode {
  const level = properties.find((one) => one.name === 'level')?.value.value;
  return {
    ...{ role: textOf(role?.value), name: textOf(name?.value) },
    level: typeof level === 'number' ? level : null,
  };
}

/** Every node that is not hidden from a reader, in the order in which it is read. */
export async function readAxTree(page: Page): Promise<AxNode[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: RawNode[] };
    return nodes.filter(({ ignored }) => !ignored).map(readNode);
  } finally {
    await session.detach();
  }
}

/** What has the keyboard. */
export async function focusedNode(page: Page): Promise<AxNode> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const objectId = result.objectId ?? '';
    const { nodes } = (await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false })) as { nodes: RawNode[] }; // prettier-ignore
    return readNode(nodes[0] ?? { ignored: true });
  } finally {
    await session.detach();
  }
}

const controls = new Set(['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'switch', 'radio', 'radiogroup', 'menuitem', 'tab', 'slider', 'spinbutton', 'dialog', 'region', 'navigation', 'timer', 'image', 'img']); // prettier-ignore

/** @param frame landmarks that must stand exactly once. @returns a line for each fault. */
export function readerFaults(tree: readonly AxNode[], frame: readonly string[]): string[] {
  const faults: string[] = [];
  for (const landmark of frame) {
    const count = tree.filter(({ role }) => role === landmark).length;
    if (count !== 1) faults.push(`${count} × ${landmark}`);
  }
  const headings = tree.filter(({ role }) => role === 'heading');
  const first = headings.filter(({ level }) => level === 1).length;
  if (first !== 1) faults.push(`${first} × heading of level 1`);
  headings.forEach(({ name, level }, index) => {
    const before = headings[index - 1]?.level ?? 0;
    if ((level ?? 0) > before + 1) faults.push(`heading “${name}” of level ${level} after ${before}`);
    if (name === '') faults.push('a heading without words');
  });
  for (const { role, name } of tree)
    if (controls.has(role) && name === '') faults.push(`${role} without a name`);
  const tables = tree.filter(({ role }) => role === 'table' || role === 'grid').length;
  if (tables > 0 && !tree.some(({ role }) => role === 'columnheader')) faults.push('a table without headers');
  return faults;
}
