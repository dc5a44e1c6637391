import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawRecording, readRecording } from './draw.ts'
import { playStory, STORY } from './story.ts'

const RECORDING = path.join(import.meta.dirname, 'session-tutor.svg')

/** What differs from run to run: ids and signatures, whole or shortened; versions and ports too. */
const masked = (frame: string): string =>
  frame
    .replaceAll(/[\w%+/-]*\.\.\.[\w%+/-]*/g, '...')
    .replaceAll(/[\w-]{32,}/g, '<id>')
    .replaceAll(/\d+\.\d+\.\d+(\.\d+:\d+)?/g, '<version>')
    .replaceAll(/ {2,}/g, '  ')

test('the recording tells the story as the program tells it today', async () => {
  const frames = await playStory()
  const still = frames.findIndex(({ lines }) =>
    lines.some((runs) => runs.some(({ text }) => text.includes('Not this time'))),
  )
  const today = drawRecording(frames, { ...STORY, still })
  if (process.env['RECORD']) writeFileSync(RECORDING, today)
  // Does it differ? Run: npm run recording
  expect(readRecording(readFileSync(RECORDING, 'utf8')).map(masked)).toEqual(readRecording(today).map(masked))
})

test('the recording is light, and needs nothing from elsewhere', () => {
  expect(statSync(RECORDING).size).toBeLessThan(300_000)
  const svg = readFileSync(RECORDING, 'utf8')
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/<script|href=|url\(|@import|src=|:\/\/(?!127)/)
  expect(svg).toContain(`<desc id="description">${STORY.description}</desc>`)
})

describe('drawing', () => {
  const run = { column: 0, text: 'a < b & c', colour: undefined, bold: false, dim: false }
  const frame = {
    lines: [[run, { ...run, column: 20, text: '✔ x', colour: 10, bold: true }], [], [run]],
    cursor: { column: 3, line: 2 },
  }
  const frames = [
    { ...frame, seconds: 1, key: 'enter' },
    { ...frame, lines: [], seconds: 3, key: undefined },
  ]
  const svg = drawRecording(frames, { title: 'a & b', description: '', still: 1 })

  test('the text of a drawing can be read again', () => {
    expect(readRecording(svg)).toEqual(['a < b & c           ✔ x\n\na < b & c', ''])
  })

  test('each frame has its time, and a key is shown shortly before it is pressed', () => {
    expect(svg).toContain('animation: screens 4s')
    expect(svg).toMatch(/@keyframes screens \{\n0% .*\(0px\) \}\n25% .*\(-54px\) \}\n100% .*\(-54px\) \}\n\}/)
    expect(svg).toMatch(/@keyframes keys \{\n0% .*\(0px\) \}\n7\.5% .*\(-34px\) \}\n25% .*\(0px\) \}/)
  })

  test('without motion one frame stands still', () => {
    expect(svg).toMatch(/reduced-motion: reduce\) \{\n#screens \{ animation: none; transform: translateY\(-54px\)/)
  })
})
