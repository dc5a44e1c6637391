import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { onlyForCompiler, without, withoutEmptyList } from '../../src/lesson/without-types.ts'
import { packageRoot } from '../../src/package-root.ts'
import { formatted } from './formatted.ts'
import type { MadeFile } from './made-files.ts'

/** The starters and solutions in JavaScript, each made from the one in TypeScript beside it. */
export async function madeJavaScript(): Promise<readonly MadeFile[]> {
  const sources = readdirSync(path.join(packageRoot, 'lessons'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('lessons', name.split(path.sep).join('/')))
    .filter((file) => /\/exercise\/(starter|solution)\.ts$/.test(file))
    .toSorted()
  return Promise.all(
    sources.map(async (source) => ({
      file: source.replace(/\.ts$/, '.js'),
      text: await toJavaScript(source, readFileSync(path.join(packageRoot, source), 'utf8')),
    })),
  )
}

/**
 * The same program without types: every line that is not about types stays as it is, comments too. The command that runs it names
 * the other file.
 * @param file its name, for messages
 * @throws Error if the source is not TypeScript, or has something that is more than types, as an enum has
 */
export async function toJavaScript(file: string, source: string): Promise<string> {
  const { types } = await onlyForCompiler(file, source)
  const text = withoutEmptyList(without(source, types)).replace(
    /^(\/\/ Run it yourself with: node \S+)\.ts \(Node\.js .*\)$/m,
    '$1.js',
  )
  return formatted(file.replace(/\.ts$/, '.js'), text)
}
