// A program: it reads and draws pastes that are made of known ones. Arguments: a file with those, in a JSON list; the first seed; how many.

import { readFileSync } from 'node:fs'
import { inspectAnything } from '../../src/cookie/inspect-anything.ts'
import type { Guesser } from '../../src/cookie/signature/known-secrets.ts'
import { respellingGuesser } from '../../src/cookie/signature/respelled.ts'
import { renderFolded } from '../../src/terminal/cookie/folded.ts'
import { renderInspect } from '../../src/terminal/cookie/inspect.ts'
import { renderNotACookie } from '../../src/terminal/cookie/not-a-cookie.ts'
import { plainStyle } from '../support/style.ts'
import { NOW } from '../cookie/corpus/case.ts'
import { createDice, pasteOf } from './paste-maker.ts'

/** What came of a range of seeds. */
export interface Outcome {
  /** One line for each that threw, or wrote what it should not. */
  readonly faults: readonly string[]
  /** The slowest, in milliseconds of this process, the best of several tries. */
  readonly slowest: { readonly ms: number; readonly seed: number }
}

/** The published secrets are hundreds of HMACs, so they are tried now and then only. */
const PUBLISHED = respellingGuesser()
const NONE: Guesser = () => null

/** What drives a terminal, or makes a text look like another one. Lines may end. */
// oxlint-disable-next-line no-control-regex -- this is what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

/** Reads and draws the paste of a seed, at one width from 1 to 200. @returns what is wrong; null for nothing */
async function tryPaste(seed: number, known: readonly string[]): Promise<string | null> {
  const paste = pasteOf(seed, known)
  const { roll } = createDice(~seed)
  const style = plainStyle({ columns: 1 + roll(200) })
  const secrets = roll(2) === 0 ? [] : ['a secret of the server', 'x'].slice(0, 1 + roll(2))
  const guesser = roll(50) === 0 ? PUBLISHED : NONE
  try {
    const { cookies, more, notACookie } = await inspectAnything(paste, { secrets, now: NOW, guesser })
    const screen =
      notACookie !== null
        ? renderNotACookie(notACookie, style)
        : roll(2) === 0
          ? await renderFolded(cookies, style, '--all', { more })
          : await renderInspect(cookies, NOW, style, { more })
    const control = CONTROL.exec(screen)
    return control === null ? null : `seed ${seed}: writes ${JSON.stringify(control[0])}`
  } catch (error) {
    return `seed ${seed}: ${error instanceof Error ? error.message : 'throws something'}`
  }
}

/** Milliseconds of this process that a paste takes: others that want the core do not count. */
async function cost(seed: number, known: readonly string[]): Promise<number> {
  const begin = process.cpuUsage()
  await tryPaste(seed, known)
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}

/** So long on the clock, a paste is tried again: it may have been the machine. In milliseconds. */
const SUSPICIOUS = 50
const TRIES = 4

/** Tries all seeds from one on. @param count how many @param known pastes that are changed */
async function tryPastes(first: number, count: number, known: readonly string[]): Promise<Outcome> {
  const faults: string[] = []
  let slowest = { ms: 0, seed: first }
  /* oxlint-disable no-await-in-loop -- one after the other, to know which takes long */
  for (let seed = first; seed < first + count; seed += 1) {
    const began = performance.now()
    const fault = await tryPaste(seed, known)
    if (fault !== null) faults.push(fault)
    let ms = performance.now() - began
    if (ms < Math.max(SUSPICIOUS, slowest.ms)) continue
    for (let tries = 0; tries < TRIES && ms > SUSPICIOUS; tries += 1) ms = Math.min(ms, await cost(seed, known))
    if (ms > slowest.ms) slowest = { ms, seed }
  }
  /* oxlint-enable no-await-in-loop */
  return { faults, slowest }
}

const [file = '', first = '', count = ''] = process.argv.slice(2)
const known = JSON.parse(readFileSync(file, 'utf8')) as readonly string[]
process.stdout.write(JSON.stringify(await tryPastes(Number(first), Number(count), known)))
