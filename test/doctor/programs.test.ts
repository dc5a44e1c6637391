import { expect, test } from 'vitest'
import { isCompiler, programOf } from '../../src/doctor/preload/programs.ts'

test.each([
  ['touch', ['x'], 'touch'],
  ['/bin/sh', ['-c', 'touch x'], 'touch'],
  ['sh', ['-c', "'tsx' src/index.ts"], 'tsx'],
  ['sh', ['-c', '"my tool" x'], 'my'],
  ['sh', [], ''],
])('%s %j starts %s', (program, words, expected) => {
  expect(programOf(program, words)).toBe(expected)
})

test.each([
  ['/app/node_modules/@esbuild/linux-x64/bin/esbuild', ['--service=0.25.0', '--ping'], true],
  ['C:\\app\\node_modules\\esbuild\\esbuild.exe', ['--service=0.25.0'], true],
  ['/app/node_modules/@esbuild/linux-x64/bin/esbuild', ['src/index.ts', '--outfile=/var/x.js'], false],
  ['/usr/bin/esbuild', ['--service=0.25.0'], false],
  ['/app/node_modules/tool/bin/tool', ['--service'], false],
])('%s %j is a compiler that only answers: %s', (program, words, expected) => {
  expect(isCompiler(program, words)).toBe(expected)
})
