import { expect, test } from 'vitest'
import { methodLine } from '../../src/diagnosis/source/method-line.ts'
import { parse } from '../../src/diagnosis/source/parse.ts'

/** A source in which `get` of the store stands in the line that ends with `// here`. */
const SOURCES: readonly (readonly [what: string, source: string])[] = [
  ['a class', 'class DiskStore extends Store {\n  get(id, done) {} // here\n}'],
  ['another class above it', 'class Other {\n  get() {}\n}\nclass DiskStore {\n  get() {} // here\n}'],
  ['a class without a name', 'class Other {\n  get() {}\n}\nconst DiskStore = class {\n  get() {} // here\n}'],
  ['a class with a name of its own', 'const A = class DiskStore {\n  set() {}\n  get() {} // here\n}'],
  ['an arrow function in a class', 'class DiskStore {\n  map = new Map()\n  get = (id, done) => {} // here\n}'],
  ['an async method', 'class DiskStore {\n  async get() {} // here\n}'],
  ['a prototype', 'function DiskStore() {}\nDiskStore.prototype.get = function () {} // here'],
  ['a store that is given methods', 'const store = new Store()\nstore.get = promised((id) => read(id)) // here'],
  ['an object', 'const methods = {\n  get: 1,\n}\nObject.assign(store, {\n  get: (id, done) => {}, // here\n})'],
  ['a class of another name', 'class B extends A {\n  get() {} // here\n}'],
  ['a class that has it from another one', 'class DiskStore extends A {}\nclass A {\n  get() {} // here\n}'],
]

test.each(SOURCES)('%s', async (_, source) => {
  const program = await parse(source, false)
  const line = source.split('\n').findIndex((text) => text.endsWith('// here')) + 1
  expect(program && methodLine(program, 'DiskStore.get')).toBe(line)
})

test.each([
  ['a property that is no function', 'class DiskStore {\n  get = 1\n}'],
  ['a name that is worked out', 'class DiskStore {\n  [get]() {}\n}\nstore[get] = () => {}'],
  ['a call', 'store.get(1)\nlet get = () => {}'],
  ['a property without a value', 'class DiskStore {\n  get\n}'],
])('%s is no such method', async (_, source) => {
  const program = await parse(source, false)
  expect(program && methodLine(program, 'DiskStore.get')).toBeNull()
})

test('a class itself', async () => {
  const program = await parse('class A {}\nclass DiskStore extends A {\n  get() {}\n}', false)
  expect(program && methodLine(program, 'DiskStore')).toBe(2)
  expect(program && methodLine(program, 'TapeStore')).toBeNull()
})
