import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** A text in a file of a package, and what stands in its place. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
}

/**
 * Copies an installed package of ours into the `node_modules` of a folder, with some texts in it replaced. What it depends
 * on is linked beside it.
 * @throws Error for a text that does not stand exactly once in its file: then it is another version, and the edit is wrong
 */
export function copyPackage(name: string, folder: string, edits: readonly Edit[] = []): void {
  const manifest = createRequire(path.join(packageRoot, 'package.json')).resolve(`${name}/package.json`)
  const from = path.dirname(realpathSync(manifest))
  const modules = path.join(folder, 'node_modules')
  const to = path.join(modules, name)
  cpSync(from, to, { recursive: true })
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: Record<string, string> }
  for (const dependency of Object.keys(dependencies)) {
    if (!existsSync(path.join(to, 'node_modules', dependency)))
      linkPackage(dependency, path.join(modules, dependency), manifest)
  }
  for (const { file, find, replace } of edits) {
    const source = readFileSync(path.join(to, file), 'utf8')
    const pieces = source.split(find)
    if (pieces.length !== 2) throw new Error(`${name}/${file} has ${pieces.length - 1} times, not once: ${find}`)
    writeFileSync(path.join(to, file), pieces.join(replace))
  }
}

/** Links an installed package. @param importer a file that can import it */
export function linkPackage(name: string, link: string, importer = path.join(packageRoot, 'package.json')): void {
  const folders = createRequire(importer).resolve.paths(name) ?? []
  const found = folders.map((folder) => path.join(folder, name)).find((folder) => existsSync(folder))
  if (found === undefined) throw new Error(`${name} is not installed`)
  mkdirSync(path.dirname(link), { recursive: true })
  if (!existsSync(link)) symlinkSync(realpathSync(found), link, 'junction')
}

/** Writes a package of one file into the `node_modules` of a folder. */
export function writePackage(
  name: string,
  folder: string,
  source: string,
  manifest: object | string = { version: '9.9.9' },
): void {
  const home = path.join(folder, 'node_modules', name)
  mkdirSync(home, { recursive: true })
  const text = typeof manifest === 'string' ? manifest : JSON.stringify({ name, ...manifest })
  writeFileSync(path.join(home, 'package.json'), text)
  writeFileSync(path.join(home, 'index.js'), source)
}
