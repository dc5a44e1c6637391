import type { FindingSeen } from '../../src/trace/findings.ts'
import { NOTHING_TRACED, type TraceRow, type TraceState } from '../../src/terminal/trace/state.ts'

/** Requests, findings and screens of a trace for tables: what a row does not say is as in an app that is right. */

/** 21:04:10, where the tests run. */
const AT = new Date(2026, 10, 24, 21, 4, 10).getTime()

export const row = (number: number, parts: Partial<TraceRow> = {}): TraceRow => ({
  number,
  at: AT + number * 1000,
  client: 'Chrome 1',
  server: 1,
  method: 'GET',
  url: `/page/${number}`,
  status: '200',
  did: ['known', 'unchanged'],
  refused: null,
  isStatic: false,
  ...parts,
})

/** @param first its place in the order in which findings were seen */
export const finding = (first: number, parts: Partial<FindingSeen> = {}): FindingSeen => ({
  first,
  code: `cause-${first}`,
  level: 'error',
  title: `What cause ${first} is`,
  message: `What cause ${first} did.`,
  where: 'app',
  at: { file: 'app.js', line: first },
  option: null,
  write: null,
  calls: null,
  method: null,
  call: null,
  scenario: null,
  exchange: first,
  pid: 1,
  fix: { text: `Fix ${first}.`, code: `fix(${first})`, diff: null },
  lesson: 7,
  step: 'A step',
  count: 1,
  consequences: [],
  ...parts,
})

/** A trace with requests, all of them listed. */
export const traced = (rows: readonly TraceRow[], parts: Partial<TraceState> = {}): TraceState => ({
  ...NOTHING_TRACED,
  rows,
  listed: rows,
  ...parts,
})
