'use strict'
// What `doctor` lets each Node.js process of a command load before anything else (`NODE_OPTIONS=--require=...`): with `--import`, Node.js 20 loads the app itself as
// a module, and then takes no .ts from ts-node. An app that could not be kept in does not start.
const fs = require('fs')

/** @type {string[]} */
const files = JSON.parse(process.env.SESSION_TUTOR_LOADS || '[]')
try {
  for (const file of files) require(file)
} catch (error) {
  const version = process.version
  fs.writeSync(2, 'session-tutor cannot keep an app to itself on Node.js ' + version + ': ' + String(error) + '\n')
  process.exit(1)
}
