import type { Style } from '../../src/terminal/style.ts'

const plain = (text: string): string => text

/** A style without colours and with ASCII signs. */
export const plainStyle = (changes: Partial<Style> = {}): Style => ({
  accent: plain,
  dim: plain,
  good: plain,
  bad: plain,
  bold: plain,
  keyword: plain,
  string: plain,
  sessions: [plain],
  glyphs: { right: '+', wrong: 'x', pointer: '>', arrow: '->', bullet: '-', done: '#', ahead: '.' },
  program: 'session-tutor',
  columns: 80,
  rows: 24,
  ...changes,
})
