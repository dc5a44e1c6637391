import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Home } from '../wire/home.ts'
import type { CodeShown } from './events.ts'
import type { AppModule, Lesson } from './script.ts'
import { LessonError } from './seen.ts'
import { linesWithout, onlyForCompiler } from './without-types.ts'

/**
 * Loads an app of a lesson. Each call gives a module of its own, as a new process would.
 * @param name the file beside the script, without its ending
 */
export async function loadApp(lesson: Lesson, name: string): Promise<AppModule> {
  loads += 1
  const url = new URL(`./${name}${path.extname(fileURLToPath(lesson.home))}?load=${loads}`, lesson.home)
  return (await import(/* @vite-ignore */ url.href)) as AppModule
}

let loads = 0

/** What a file of a lesson is called where it is shown: what is built of it has the same lines (build.ts), and another ending. */
export const shownAsSource: Home['shownAs'] = (file) => file.replace(/\.js$/, '.ts')

/** Where the apps of a lesson lie. */
export const appHome = ({ home }: Lesson): Home => ({
  folder: path.dirname(fileURLToPath(home)),
  shownAs: shownAsSource,
})

/** The source of each app of a lesson. @param packageRoot as for {@link readSource} */
export function appSources(lesson: Lesson, packageRoot: string): readonly string[] {
  const folder = sourceFolder(lesson, packageRoot)
  const names = readdirSync(folder).filter((name) => name.endsWith('app.ts'))
  return names.map((name) => readFileSync(path.join(folder, name), 'utf8'))
}

/** Where the sources of a lesson lie, which are there also when built files run. */
const sourceFolder = (lesson: Lesson, packageRoot: string): string =>
  path.join(packageRoot, 'lessons', path.basename(path.dirname(fileURLToPath(lesson.home))))

/**
 * The source of a lesson's file, whole or one region of it.
 * @param packageRoot the folder of package.json; the sources lie in its `lessons`, also when built files run
 * @throws LessonError if there is no such region
 */
export function readSource(
  lesson: Lesson,
  file: string,
  region: string | undefined,
  packageRoot: string,
): Pick<CodeShown, 'firstLine' | 'text' | 'lines'> {
  const source = readFileSync(path.join(sourceFolder(lesson, packageRoot), file), 'utf8')
  const shown = region === undefined ? { firstLine: 1, text: source.trimEnd() } : cutRegion(source, region)
  return {
    ...shown,
    async lines() {
      const { types, comments } = await rangesOf(file, source)
      const last = shown.firstLine + shown.text.split('\n').length
      const linesOf = (ranges: typeof types) =>
        linesWithout(source, ranges).filter(({ number }) => number >= shown.firstLine && number < last)
      return { withTypes: linesOf(comments), javascript: linesOf([...types, ...comments]) }
    },
  }
}

const parsed = new Map<string, ReturnType<typeof onlyForCompiler>>()

/** What of a source is for the compiler only. It is parsed once: a lesson shows its files in parts. */
function rangesOf(file: string, source: string): ReturnType<typeof onlyForCompiler> {
  const ranges = parsed.get(source) ?? onlyForCompiler(file, source)
  parsed.set(source, ranges)
  return ranges
}

/**
 * The lines between `// #region name` and the next `// #endregion`.
 * @returns the text, and the line number in the file at which it starts
 * @throws LessonError if there is no such region
 */
export function cutRegion(source: string, region: string): { readonly firstLine: number; readonly text: string } {
  const lines = source.split('\n')
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`)
  const end = lines.findIndex((line, i) => i > start && line.trim() === '// #endregion')
  if (start < 0 || end < 0) throw new LessonError(`The source has no region ${JSON.stringify(region)}.`)
  return { firstLine: start + 2, text: lines.slice(start + 1, end).join('\n') }
}
