import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyFolder } from '../../src/doctor/copy.ts'
import { temporaryFolder } from '../support/run.ts'

function project(): string {
  const folder = path.join(realpathSync(temporaryFolder()), 'shop')
  for (const name of ['.git', 'src', 'node_modules/express', '../node_modules/ws'])
    mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, '.git/HEAD'), 'ref')
  writeFileSync(path.join(folder, 'src/app.js'), 'one')
  writeFileSync(path.join(folder, 'node_modules/express/index.js'), '')
  return folder
}

test('a folder is copied without its history, its packages and those of the folders above are links', () => {
  const folder = project()
  const copy = copyFolder(folder)
  onTestFinished(() => copy.close())
  const there = (name: string) => existsSync(path.join(copy.folder, name))
  expect(['src/app.js', '.git', 'node_modules/express/index.js', '../node_modules/ws'].map(there)).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect(copy.originalOf(path.join(copy.folder, 'src/app.js'))).toBe(path.join(folder, 'src/app.js'))
  expect(copy.originalOf('/elsewhere/x.js')).toBe('/elsewhere/x.js')
})

test('what is written there stays there, is gone when it is renewed, and all of it is when it is closed', () => {
  const folder = project()
  const copy = copyFolder(folder)
  writeFileSync(path.join(copy.folder, 'src/app.js'), 'two')
  writeFileSync(path.join(copy.folder, 'new.txt'), 'new')
  expect(readFileSync(path.join(folder, 'src/app.js'), 'utf8')).toBe('one')
  copy.renew()
  expect(readFileSync(path.join(copy.folder, 'src/app.js'), 'utf8')).toBe('one')
  expect(existsSync(path.join(copy.folder, 'new.txt'))).toBe(false)
  copy.close()
  expect(existsSync(copy.root)).toBe(false)
  expect(existsSync(path.join(folder, 'node_modules/express/index.js'))).toBe(true)
})

test('a large folder is a link', () => {
  const folder = project()
  mkdirSync(path.join(folder, 'uploads'))
  writeFileSync(path.join(folder, 'uploads/film'), Buffer.alloc(21_000_000))
  const copy = copyFolder(folder)
  onTestFinished(() => copy.close())
  expect(copy.linked).toEqual(['uploads'])
})
