'use strict'
const { appendFileSync } = require('node:fs')

/** A reporter for any version of mocha: a line of JSON for each test, in the file that PEERS_RESULTS names. */
module.exports = function Reporter(runner) {
  const note = (state) => (test, error) => {
    const found = {
      title: test.fullTitle(),
      state,
      error: error ? String(error.stack || error.message || error) : null,
    }
    appendFileSync(process.env.PEERS_RESULTS, `${JSON.stringify(found)}\n`)
  }
  runner.on('pass', note('passed'))
  runner.on('fail', note('failed'))
}
