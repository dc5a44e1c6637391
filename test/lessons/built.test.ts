import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { runTutor } from '../support/tutor.ts'

const FOLDER = path.join(packageRoot, 'lessons')
const apps = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(path.join(FOLDER, name)).map((file) => `${name}/${file}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('/lesson.ts'))

const linesOf = (file: string) => readFileSync(path.join(packageRoot, file), 'utf8').split('\n')

test.each(apps)('%s runs as it is read, line for line: what was built of it lacks types, and nothing else', (file) => {
  const source = linesOf(`lessons/${file}`)
  const built = linesOf(`dist/lessons/${file.replace(/\.ts$/, '.js')}`)
  expect(built).toHaveLength(source.length)
  for (const [i, line] of built.entries()) {
    const kept = line.replaceAll(' ', '').length
    const same = Array.from(source[i] ?? '').filter((letter, at) => letter !== ' ' && letter === line[at]).length
    // In the name of a file beside it, ts becomes js.
    expect(kept - same).toBe(/from '\.\/.*\.js'/.test(line) ? 1 : 0)
  }
})

test('a lesson that was built says which line added each layer', async () => {
  const { stdout } = await runTutor(['lesson', '3', '--json', '--no-save'])
  const source = linesOf('lessons/03-genid/app.ts')
  const events = stdout
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { event: string; layers?: { layer: string; at: { file: string; line: number } }[] },
    )
  const layers = events.flatMap((event) => event.layers ?? [])
  expect(layers.length).toBeGreaterThan(20)
  for (const { layer, at } of layers) {
    expect(at.file).toBe('app.ts')
    expect(source[at.line - 1]).toMatch(layer === 'session' ? 'app.use(session(options))' : /^ {2}app\.(get|post)\(/)
  }
})
