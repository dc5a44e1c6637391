'use strict'
// What `trace` lets each Node.js process of a command load before anything else (`NODE_OPTIONS=--require=...`). It is written so that Node.js 10 can read it, because
// that may be a Node.js of any age: one in which an app cannot be observed says so, and goes on as it would have.
const fs = require('fs')
const net = require('net')

/** The tutor looks into its own apps itself. */
function isTutor() {
  const program = process.argv[1] || ''
  if (!/session-tutor(\.js)?$/.test(program)) return false
  try {
    return /[\\/]bin[\\/]session-tutor\.js$/.test(fs.realpathSync(program))
  } catch {
    return false
  }
}

if (!isTutor()) {
  try {
    // Somebody looks on: what takes long is told before it is over.
    require('module')[Symbol.for('session-tutor.live')] = true
    // oxlint-disable-next-line import/no-unassigned-import -- it observes from then on
    require('../dist/src/observe/register.js')
  } catch (error) {
    tellBlind(error)
  }
}

/** Tells the tutor why nothing is observed here; on standard error where even that is not permitted. @param {any} error */
function tellBlind(error) {
  const why = error.code === 'ERR_REQUIRE_ESM' ? 'old-node' : error.code === 'ERR_ACCESS_DENIED' ? 'denied' : 'error'
  const message = String(error.message).split('\n')[0]
  const blind = { pid: process.pid, node: process.version, why: why, message: message }
  const sayHere = function () {
    const reason = why === 'denied' ? 'its permissions do not allow it' : message
    fs.writeSync(2, 'session-tutor cannot observe process ' + process.pid + ': ' + reason + '.\n')
  }
  if (why === 'denied') return sayHere()
  const socket = net.connect(process.env.SESSION_TUTOR_OBSERVE || '')
  socket.on('error', sayHere)
  socket.end(JSON.stringify({ fact: 'blind', blind: blind }) + '\n')
  socket.unref()
}
