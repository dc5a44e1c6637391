import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderFileDiff } from '../../../src/terminal/exercise/file-diff.ts'
import { plainStyle } from '../../support/style.ts'

const file = (...lines: readonly string[]): string => `${lines.join('\n')}\n`
const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `line ${i + 1}`)
const diff = (before: string, after: string, columns = 80) => renderFileDiff(before, after, plainStyle({ columns }))

test('what goes has a minus, what comes a plus, and the numbers are lines of the first file', () => {
  const before = file('import a', '', 'app.use(a)', 'app.get(b)', 'listen()')
  const after = file('import a', '', 'app.get(b)', 'app.use(c)', 'listen()')
  expect(`\n${diff(before, after)}\n`).toBe(`
   1  import a
   2
 - 3  app.use(a)
   4  app.get(b)
 +    app.use(c)
   5  listen()
`)
})

test('three lines stand round a change, and what is left out is counted', () => {
  const before = numbered(20)
  const after = before.map((line, i) => (i === 9 ? 'another line' : line))
  expect(`\n${diff(file(...before), file(...after))}\n`).toBe(`
   ... 6 lines alike
    7  line 7
    8  line 8
    9  line 9
 - 10  line 10
 +     another line
   11  line 11
   12  line 12
   13  line 13
   ... 7 lines alike
`)
})

test.each<[string, readonly number[], readonly number[]]>([
  ['six lines between two changes are context', [7, 14], [3, 3]],
  ['of seven one is left, which takes no more room than to say so', [6, 14], [2, 3]],
  ['of eight two are left out', [5, 14], [2, 3]],
  ['of thirteen, seven', [5, 19], [7]],
  ['one line at the beginning', [5], [12]],
  ['one line at the end', [16], [12]],
])('%s', (_, places, leftOut) => {
  const before = numbered(20)
  const after = before.map((line, i) => (places.includes(i + 1) ? `no ${line}` : line))
  const text = diff(file(...before), file(...after))
  expect([...text.matchAll(/^ {3}\.\.\. (\d+) lines alike$/gm)].map(([, count]) => Number(count))).toEqual(leftOut)
})

describe('no difference', () => {
  const SOLUTION = file("app.use(session({ secret: 'x' }))", '', 'function a() {', '  return b', '}')

  test.each([
    ['the same file', SOLUTION],
    ['no line break at the end', SOLUTION.trimEnd()],
    ['more of them', `${SOLUTION}\n\n`],
    ['lines that end as on Windows', SOLUTION.replaceAll('\n', '\r\n')],
  ])('%s', (_, before) => {
    expect(diff(before, SOLUTION)).toBe(' No line is different.')
  })

  test.each([
    ['another indentation', SOLUTION.replace('  return', '\treturn')],
    ['spaces at the end', SOLUTION.replace('return b', 'return b  ')],
    ['semicolons', SOLUTION.replace('))', '));').replace('return b', 'return b;')],
    ['other quotes', SOLUTION.replaceAll("'", '"')],
  ])('%s', (_, before) => {
    expect(diff(before, SOLUTION)).toBe(' No line is different, but for spaces, semicolons and quotes.')
  })

  test.each([
    ['a template', SOLUTION.replaceAll("'", '`')],
    ['other spaces within a line', SOLUTION.replace('return b', 'return  b')],
    ['a line less', SOLUTION.replace('\n\n', '\n')],
    ['nothing at all', ''],
  ])('but %s is one', (_, before) => {
    expect(diff(before, SOLUTION)).toMatch(/^ [-+]/m)
  })
})

test('control characters are made visible, and tabs are spaces', () => {
  const text = diff(file('\ta\u001b[2Jb\u202ec'), file('d\re'))
  expect(text).toBe(' - 1    a\\x1b[2Jb\\u202ec\n +    d\\re')
})

test('colours come with the signs', () => {
  const style = { ...plainStyle(), good: (text: string) => `<${text}>`, bad: (text: string) => `{${text}}` }
  expect(renderFileDiff(file('a', 'b'), file('a', 'c'), style)).toBe('   1  a\n {-} 2  {b}\n <+>    <c>')
})

test('long lines go on below their text', () => {
  const long = "res.status(401).json({ error: 'you are not logged in', path: req.path })"
  expect(`\n${diff(file('a'), file('a', long), 40)}\n`).toBe(`
   1  a
 +    res.status(401).json({ error:
      'you are not logged in', path:
      req.path })
`)
})

const line = fc.constantFrom('a', 'b', 'c', '', '  a', 'res.json({ visits: req.session.visits })')
const source = fc.array(line, { maxLength: 30 }).map((lines) => file(...lines, 'end'))

test('whatever the files are: without what goes and with what comes, the first is the second', () => {
  fc.assert(
    fc.property(source, source, (before, after) => {
      const [old, wanted] = [before, after].map((text) =>
        text
          .trimEnd()
          .split('\n')
          .map((words) => words.trim()),
      )
      if (!old || !wanted) throw new Error('There are two files.')
      const digits = String(old.length).length
      const made: string[] = []
      const wrong: string[] = []
      let next = 0
      const text = diff(before, after)
      for (const row of text.startsWith(' No line is different')
        ? [`   ... ${old.length} lines alike`]
        : text.split('\n')) {
        const count = /^ {3}\.\.\. (\d+) lines alike$/.exec(row)?.[1]
        const [sign, number, words] = [row.charAt(1), row.slice(3, 3 + digits).trim(), row.slice(digits + 5).trim()]
        if (count !== undefined) {
          made.push(...old.slice(next, next + Number(count)))
          next += Number(count)
        } else if (sign === '+') {
          if (number !== '') wrong.push(row)
          made.push(words)
        } else {
          if (number !== String(next + 1) || words !== old[next]) wrong.push(row)
          if (sign === ' ') made.push(words)
          next += 1
        }
      }
      expect({ wrong, next, made }).toEqual({ wrong: [], next: old.length, made: wanted })
    }),
  )
})

test.each([20, 40, 80])('%i columns hold every line', (columns) => {
  fc.assert(
    fc.property(source, source, (before, after) => {
      const widest = Math.max(
        ...diff(before, after, columns)
          .split('\n')
          .map((row) => row.length),
      )
      expect(widest).toBeLessThanOrEqual(columns)
    }),
  )
})
