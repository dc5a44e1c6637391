import net from 'node:net'

/** Loaded before an app, it lets every server listen on 127.0.0.1 and on a free port, whatever it asks for: nobody else reaches it. */

const listen = net.Server.prototype.listen as (this: net.Server, ...words: unknown[]) => net.Server

net.Server.prototype.listen = function (this: net.Server, ...words: unknown[]) {
  const [first] = words
  const asked: unknown = typeof first === 'object' && first !== null ? (first as { port?: unknown }).port : first
  const hasPath = typeof first === 'object' && first !== null && 'path' in first && first.path !== undefined
  const isPort =
    asked === undefined ||
    typeof asked === 'function' ||
    typeof asked === 'number' ||
    (typeof asked === 'string' && /^\d*$/.test(asked))
  if (!isPort || hasPath) return listen.apply(this, words)
  const callback = words.findLast((word) => typeof word === 'function')
  return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(callback ? [callback] : []))
} as typeof net.Server.prototype.listen
