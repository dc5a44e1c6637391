import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refused, refuseUnusable } from './refused.ts'

const HOME = 'src/diagnosis/causes'
const CATALOGUE = 'src/diagnosis/catalogue.ts'
const TEMPLATE = 'test/cause-template'

/** What is left to do when a cause was made. */
export const leftToDo = (code: string): string => `
It is found and tested, but it is the one of the template. Make it yours:
  1. ${HOME}/${code}/broken.js: make the fault happen. fixed.js: the same app without it
  2. ${HOME}/${code}/cause.ts: tell it from what happened, say it in plain words, name the step of a lesson that leads to it
  3. test/diagnosis/${code}.test.ts: a row for each condition, and near misses
  4. ${CATALOGUE}: its place, now the last, is when it is told where several are found

Then, as lessons say at their steps what goes wrong: npm run make
Check it: npm run build && npx vitest run test/diagnosis -t ${code}
`

/**
 * Makes a cause that is found in its broken app and not in its fixed one: a folder of its own, its rows, and an entry at the end of the
 * catalogue.
 * @param code what it is called
 * @param root the folder of the repository
 * @returns what was written, from the root
 * @throws Refused if the code cannot be used; then nothing was written
 */
export function newCause(code: string, root: string): readonly string[] {
  refuseUnusable('cause', code)
  const [folder, rows] = [`${HOME}/${code}`, `test/diagnosis/${code}.test.ts`]
  if ([folder, rows].some((name) => existsSync(path.join(root, name)))) {
    throw new Refused(`There is a cause ${code} already.`, 'Choose another code.')
  }
  const catalogue = withEntry(readFileSync(path.join(root, CATALOGUE), 'utf8'), code)
  for (const name of ['broken.js', 'fixed.js']) {
    cpSync(path.join(root, TEMPLATE, name), path.join(root, folder, name))
  }
  const write = (from: string, to: string, home: Readonly<Record<string, string>>) => {
    const text = readFileSync(path.join(root, TEMPLATE, from), 'utf8').replaceAll('my-cause', code)
    const moved = Object.entries(home).reduce((known, [before, after]) => known.replaceAll(before, after), text)
    writeFileSync(path.join(root, to), moved)
  }
  write('cause.ts', `${folder}/cause.ts`, { '../../src/diagnosis/': '../../' })
  write('cause.test.ts', rows, { "'./cause.ts'": `'../../${folder}/cause.ts'` })
  writeFileSync(path.join(root, CATALOGUE), catalogue)
  return [`${folder}/`, CATALOGUE, rows]
}

/** The catalogue with one more cause at its end. @throws Error if it is written otherwise than the formatter writes it */
function withEntry(catalogue: string, code: string): string {
  const name = code.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const imports = catalogue.split('\n').filter((line) => line.includes(" from './causes/"))
  const [before = '', ...after] = catalogue.split('\n]\n')
  if (imports.length === 0 || after.length !== 1) throw new Error(`The lists in ${CATALOGUE} were not found.`)
  const sorted = [...imports, `import ${name} from './causes/${code}/cause.ts'`].toSorted()
  return `${before.replace(imports.join('\n'), sorted.join('\n'))}\n  ${name},\n]\n${after.join('')}`
}
