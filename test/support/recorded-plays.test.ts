import { expect, test, vi } from 'vitest'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { nameOf, recordedPlay, type Play } from './recorded-plays.ts'

const genid: Play = { slug: 'genid', change: {} }

test('a play has another name where anything that decides it is another', () => {
  const edits = [{ file: 'index.js', find: 'a', replace: 'b' }]
  const others: readonly Play[] = [
    genid,
    { slug: 'login-guard', change: {} },
    { slug: 'genid', change: { rolling: true } },
    { ...genid, again: true },
    { ...genid, edits },
    { ...genid, otherwise: { source: 'export default {}', name: 'a claim' } },
    { ...genid, otherwise: { source: 'export default {}', name: 'another claim' } },
  ]
  expect(new Set(others.map(nameOf)).size).toBe(others.length)
  expect(nameOf({ ...genid })).toBe(nameOf(genid))
})

test('what nobody recorded is played, and comes as JSON has it', async () => {
  const play = vi.fn<() => Promise<readonly LessonEvent[]>>()
  play.mockResolvedValue([{ event: 'explain', text: 'It is so.' }])
  const what = { ...genid, otherwise: { source: 'of this test', name: 'never recorded' } }
  expect(await recordedPlay(what, play, 'trust')).toEqual([{ event: 'explain', text: 'It is so.' }])
  expect(play).toHaveBeenCalledOnce()
})
