import { exercise } from '../../../src/exercise/index.ts'
import { arrives, closed, counts, reads } from './checks/page.ts'
import { scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  actions: scenes,
  checks: [counts, reads, arrives, closed],
  hints: [
    'Page and API differ in the port only. Is that another origin? Is it another site?',
    "SameSite=None needs Secure. Which SameSite is right if page and API are one site? With `credentials: 'include'`, `*` does not count.",
    'The answers name `http://localhost:5173` in Access-Control-Allow-Origin, and say Access-Control-Allow-Credentials: true.',
    'Above session(), answer OPTIONS with 204, the same two headers, and Access-Control-Allow-Headers: Content-Type.',
  ],
  explanation: `
Two ports of localhost are one site, so \`sameSite: 'lax'\` lets the cookie through, and there is no need for None, which browsers only take
with Secure. They are two origins, so the API has to say who may read its answers: with cookies that takes the exact origin and
\`Access-Control-Allow-Credentials: true\`. Before JSON the browser asks with OPTIONS, without cookies. That question is answered above session(),
and names the header \`Content-Type\`. Another origin is named nowhere, so its pages read nothing. The package \`cors\` does all that in one line.
`.trim(),
})
