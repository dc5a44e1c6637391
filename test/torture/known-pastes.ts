import { readFileSync } from 'node:fs'
import { corpus } from '../cookie/corpus/corpus.ts'
import { found } from '../cookie/pastes/found.ts'
import { frameworks } from '../cookie/pastes/frameworks.ts'
import { nothings, notCookies, refusals } from '../cookie/pastes/others.ts'
import type { PasteCase } from '../cookie/pastes/paste-case.ts'

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../cookie/pastes/${file}`, import.meta.url), 'utf8')) as readonly PasteCase[]

/** All pastes that tests know, with what is right to say of them. */
export const knownPastes: readonly string[] = [
  ...[
    ...found,
    ...frameworks,
    ...notCookies,
    ...refusals,
    ...nothings,
    ...read('posted.json'),
    ...read('rebuilt.json'),
    ...read('gathered.json'),
  ].map(({ input }) => input),
  ...Object.values(corpus)
    .flat()
    .map(({ paste }) => paste),
].filter((text) => text.length < 4096)
