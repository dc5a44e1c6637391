import { exercise, proxy } from '../../../src/exercise/index.ts'
import { address } from './checks/address.ts'
import { known, secure } from './checks/login.ts'
import { plain } from './checks/plain.ts'
import { BROWSERS, scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  behind: [proxy('the proxy', { sees: BROWSERS })],
  actions: scenes,
  checks: [known, secure, plain, address],
  hints: [
    'Look at the login in two places: what the browser sent to the proxy, and what came to the shop. Which protocol did each use?',
    'The proxy does tell the shop: look for **X-Forwarded-Proto**. The shop believes it only if told to.',
    'Express has a setting for that, and both session() and `req.ip` follow it. The option `proxy` of session() leaves `req.ip` as it is.',
    "It is called `'trust proxy'`, and is set with `app.set()`. There is one proxy: so let the shop believe one, and not everybody.",
  ],
  explanation: `
The browser spoke https, but only with the proxy. To the shop came plain http, and over that \`session()\` keeps a cookie back
that is marked \`secure\`, without a word.

The proxy had said https all along, in **X-Forwarded-Proto**. \`app.set('trust proxy', 1)\` lets Express believe it: then
\`req.secure\` is true, and the cookie comes. \`req.ip\` follows the same setting. With 1 it is the last address of
X-Forwarded-For, which your proxy wrote. With \`true\` it is the first, which anybody can make up. The address of the proxy, or
\`'loopback'\` for one on the same machine, would do as well.

\`secure: false\` and \`'auto'\` without trust let people log in, but their cookie then travels over plain http too.
`.trim(),
})
