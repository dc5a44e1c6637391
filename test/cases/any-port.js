import net from 'node:net'

/** Loaded before an app, it lets every server listen on 127.0.0.1 and on a free port: apps of a folder ask for the same one. */

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...words) {
  const [first] = words
  const asked = typeof first === 'object' && first !== null ? first.port : first
  const isPort = asked === undefined || typeof asked === 'number' || /^\d+$/.test(String(asked))
  if (!isPort || first?.path !== undefined) return listen.apply(this, words)
  const callback = words.findLast((word) => typeof word === 'function')
  return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(callback ? [callback] : []))
}
