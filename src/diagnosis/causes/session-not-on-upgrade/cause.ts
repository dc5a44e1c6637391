import { cause } from '../../cause.ts'

export default cause({
  code: 'session-not-on-upgrade',
  title: 'A WebSocket asks for the session, and no middleware ran for it',
  level: 'error',
  lesson: 1,
  step: 'Above session() and below it',
  symptoms: ['session-undefined', 'process-ends'],
  words: [
    'websocket req.session undefined',
    'ws request session undefined',
    'socket.io session undefined',
    'socket.request.session undefined',
    'session in websocket',
    'upgrade request session',
    'share session with socket.io',
  ],
  howToTell: 'req.session is undefined in the handler of a WebSocket, and not in the handlers of pages',
  explains: ['process-ended', 'handler-threw'],
  find({ upgrades }) {
    const asked = upgrades.filter(({ by, missing }) => by.length === 0 && missing !== null)
    const [first] = asked
    if (!first) return null
    return {
      message:
        `The upgrade to a WebSocket at ${first.url} came to no middleware: Express is given requests for pages, and upgrades go past it. So nothing ` +
        'had read the cookie when req.session was asked for, and it was undefined.',
      at: first.missing,
      exchange: null,
      count: asked.length,
    }
  },
  fix: {
    text: 'Keep what session() returns, and call it with the upgrade before the WebSocket is opened; with socket.io give it to io.engine.use().',
    code: "const sessions = session({ ... })\napp.use(sessions)\n\nserver.on('upgrade', (req, socket, head) => {\n  sessions(req, {}, () => wss.handleUpgrade(req, socket, head, (ws) => wss.emit('connection', ws, req)))\n})",
  },
  moves: [{ send: 'POST /login' }, { opens: '/chat' }, { says: 'Hello' }],
  needs: ['ws'],
})
