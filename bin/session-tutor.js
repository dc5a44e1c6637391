#!/usr/bin/env node
import { existsSync } from 'node:fs'
import module from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const entry = new URL('../dist/src/main.js', import.meta.url)

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`session-tutor needs Node.js 20.19 or newer, and this is ${process.version}.`, 'Install a newer Node.js.')
} else if (!existsSync(entry)) {
  fail('session-tutor is not built yet.', 'Run: npm ci')
} else {
  module.enableCompileCache?.()
  const { main } = await import(entry.href)
  process.exitCode = await main(process.argv.slice(2))
}

/** @param {string} problem @param {string} remedy */
function fail(problem, remedy) {
  process.stderr.write(`${problem}\n${remedy}\n`)
  process.exitCode = 2
}
