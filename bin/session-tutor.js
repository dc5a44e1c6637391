#!/usr/bin/env node
'use strict'
// CommonJS, as package.json beside it says: Node.js starts it a tenth faster than a module.
const { existsSync } = require('node:fs')
const nodeModule = require('node:module')
const path = require('node:path')

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`session-tutor needs Node.js 20.19 or newer, and this is ${process.version}.`, 'Install a newer Node.js.')
} else if (!existsSync(path.join(__dirname, '../dist/src/main.js'))) {
  fail('session-tutor is not built yet.', 'Run: npm ci')
} else {
  nodeModule.enableCompileCache?.()
  // Where a file of a program cannot be read, Node.js also leaves promises alone that nobody else can see.
  process.on('unhandledRejection', (error) => {
    // While an app runs in this process, what it does is for others to hear.
    if (process.listenerCount('unhandledRejection') === 1) refuse(error)
  })
  // What is thrown there is no rejection.
  start().catch((error) => setImmediate(refuse, error))
}

async function start() {
  // With --no-experimental-require-module a module is only to be had by a promise.
  const { main } = process.features.require_module
    ? require('../dist/src/main.js')
    : await import('../dist/src/main.js')
  // Where nothing is left to wait for and yet it has not ended, that is an error; so Node.js says it of a module.
  const unsettled = () => (process.exitCode = 13)
  process.once('beforeExit', unsettled)
  const code = await main(process.argv.slice(2))
  process.off('beforeExit', unsettled)
  process.exitCode = code
}

/** Told here, because where too few files may be open nothing else can be loaded that tells. @param {unknown} error */
function refuse(error) {
  const { code = '', message = '' } = /** @type {{ code?: string, message?: string }} */ (error ?? {})
  // Where Node.js cannot open a package that is there, it says that it is not (esm/resolve.js, `legacyMainResolve`).
  const [, missing] = /^Cannot find package '(.+?)' imported/.exec(message) ?? []
  const isThere =
    code === 'ERR_MODULE_NOT_FOUND' && missing && path.isAbsolute(missing) && existsSync(path.dirname(missing))
  if (code !== 'EMFILE' && code !== 'ENFILE' && !isThere) throw error
  // It may have been told already.
  if (!process.exitCode) {
    fail(
      `Too many files are open (${isThere ? 'EMFILE' : code}).`,
      'Raise the limit (ulimit -n 1024) or close other programs, and try again.',
    )
  }
  process.exit()
}

/** @param {string} problem @param {string} remedy */
function fail(problem, remedy) {
  process.stderr.write(`${problem}\n${remedy}\n`)
  process.exitCode = 2
}
