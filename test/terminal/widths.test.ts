import * as fc from 'fast-check'
import { Chalk } from 'chalk'
import { describe, expect, test } from 'vitest'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import { renderInspect } from '../../src/terminal/cookie/inspect.ts'
import type { Style } from '../../src/terminal/style.ts'
import { visible, width } from '../../src/terminal/text.ts'
import { NOW } from '../cookie/corpus/case.ts'
import { corpus } from '../cookie/corpus/corpus.ts'
import { plainStyle } from '../support/style.ts'
import { HOSTILE, hostileText, wellFormed } from './hostile.ts'
import { screens } from './screens.ts'

const chalk = new Chalk({ level: 1 })

/** With colours, because codes in the wrong place are what a wrong width comes from. */
const styleOf = (columns: number): Style =>
  plainStyle({
    columns,
    accent: chalk.cyan,
    dim: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    bold: chalk.bold,
    keyword: chalk.magenta,
    string: chalk.yellow,
  })

const WIDEST = 200
const widths = Array.from({ length: WIDEST }, (_, i) => i + 1)

/** All widths take minutes. Otherwise each text gets every `STEP`th, and each a different first one. */
const isThorough = process.env['TORTURE'] !== undefined
const STEP = 29
const widthsFor = (turn: number): readonly number[] =>
  isThorough ? widths : widths.filter((columns) => columns % STEP === turn % STEP)

// oxlint-disable-next-line no-control-regex
const OUR_COLOURS = /\u001b\[\d{1,2}(?:;\d{1,3})*m/g
const FORBIDDEN = /[^\P{Cc}\n]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u

/** What is wrong with a screen at a width; the first thing of each kind. */
function faultsIn(screen: string, columns: number, fits: number): readonly string[] {
  const bare = screen.replace(OUR_COLOURS, '')
  const faults: string[] = []
  if (FORBIDDEN.test(bare)) faults.push(`control character in ${JSON.stringify(bare)}`)
  const long = columns < fits ? undefined : bare.split('\n').find((line) => width(line) > columns)
  if (long !== undefined) faults.push(`${columns} columns: ${JSON.stringify(long)}`)
  return faults
}

/** From this many columns on the screen of `inspect` keeps to the window. */
const INSPECT_FITS = 24

async function inspectFaults(paste: string, secrets: readonly string[], turn: number): Promise<readonly string[]> {
  const { cookies } = inspectPaste(paste, { secrets, now: NOW })
  const faults: string[] = []
  for (const columns of widthsFor(turn))
    faults.push(...faultsIn(await renderInspect(cookies, NOW, styleOf(columns)), columns, INSPECT_FITS))
  return faults
}

describe('the screen of inspect, from 1 to 200 columns', () => {
  const cases = Object.values(corpus).flat()

  test.each(Object.entries(corpus))('with each paste of: %s', async (_, pastes) => {
    for (const { about, paste, secrets = [] } of pastes) {
      const turn = cases.findIndex((one) => one.about === about)
      expect({ about, faults: await inspectFaults(paste, secrets, turn) }).toEqual({ about, faults: [] })
    }
  })

  test('with hostile names, values and attributes', async () => {
    for (const [turn, text] of HOSTILE.entries()) {
      const line = text.replaceAll(/[\r\n]/g, '')
      for (const paste of [
        text,
        `${text}=${text}`,
        `Set-Cookie: ${line}=1; ${line}; ${line}=${line}; Path=${line}; Expires=${line}`,
        `s%3A${encodeURIComponent(wellFormed(text))}.mac`,
        `j:${JSON.stringify({ [text]: text })}`,
        `a=${Buffer.from(JSON.stringify({ [text]: [text] })).toString('base64')}`,
      ]) {
        expect(await inspectFaults(paste, ['k'], turn)).toEqual([])
      }
    }
  })

  test('with anything that can be pasted', async () => {
    const turn = fc.nat(STEP)
    await fc.assert(
      fc.asyncProperty(hostileText, turn, async (paste, at) => {
        expect(await inspectFaults(paste, ['k'], at)).toEqual([])
      }),
      { numRuns: isThorough ? 2000 : 60 },
    )
  })

  test('with a fault beside anything', async () => {
    // The second has its fault at the end: a signature is missing.
    for (const text of HOSTILE.flatMap((one) => [`a\u0000${one}`, `s:${one}`])) {
      // At each width at which the picture of a fault comes and goes.
      for (let columns = INSPECT_FITS; columns <= 60; columns += 1) {
        const { cookies } = inspectPaste(text, { secrets: ['k'], now: NOW })
        const screen = await renderInspect(cookies, NOW, styleOf(columns))
        expect({ text, faults: faultsIn(screen, columns, INSPECT_FITS) }).toEqual({ text, faults: [] })
      }
    }
  })

  test('an attribute with a long name loses nothing', async () => {
    const name = 'x-attribute-with-a-name-that-is-longer-than-any-that-browsers-know'
    const { cookies } = inspectPaste(`Set-Cookie: a=1; ${name}=its value`, { now: NOW })
    for (const columns of widths) {
      const bare = (await renderInspect(cookies, NOW, styleOf(columns))).replace(OUR_COLOURS, '').replace(/\s/g, '')
      expect(bare).toContain(`${name}itsvalue`)
    }
  })
})

describe.each(screens)('$name, from 1 to 200 columns', ({ render, fits }) => {
  test('with hostile texts', () => {
    for (const [turn, text] of HOSTILE.entries()) {
      for (const columns of widthsFor(turn)) {
        expect({ text, faults: faultsIn(render(styleOf(columns), text, visible(text)), columns, fits) }).toEqual({
          text,
          faults: [],
        })
      }
    }
  })

  test('with an ordinary text, at each width', () => {
    for (const columns of widths) {
      const screen = render(styleOf(columns), 'an ordinary text', 'a title')
      expect({ columns, faults: faultsIn(screen, columns, fits) }).toEqual({ columns, faults: [] })
    }
  })

  test('with any texts', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: WIDEST }), (text, columns) => {
        expect(faultsIn(render(styleOf(columns), text, visible(text)), columns, fits)).toEqual([])
      }),
      { numRuns: isThorough ? 1000 : 15 },
    )
  })
})
