import { describe, expect, test } from 'vitest'
import { pair, say } from './say.ts'

const says = (is: string) => `By its name this is ${is}. express-session neither makes nor reads such a value.`
const HEX = '0f3a9c51d7e84b26'

describe('a session id that is known by its name', () => {
  test.each<[name: string, value: string, kind: string, by: string]>([
    ['PHPSESSID', 'k2v9s8d7f6g5h4j3k2l1q0w9e8', 'php', 'PHP'],
    ['JSESSIONID', '7D1C0E5A9B3F42D68A10.node1', 'java-servlet', 'a Java servlet container (Tomcat, Jetty)'],
    ['SESSION', '2ed6657d-e927-468b-95e1-2665a8aea6a2', 'spring-session', 'Spring Session'],
    ['ASP.NET_SessionId', 'abcdefghijklmnopqrstuv05', 'aspnet', 'ASP.NET'],
    ['ASPSESSIONIDABCD', 'ABCDEFGHIJKLMNOPQRSTUVWX', 'asp', 'classic ASP'],
    ['sessionid', `${HEX}${HEX}`, 'django', 'Django'],
    ['CFTOKEN', '6f2b1c9d-a-long-token', 'coldfusion', 'ColdFusion'],
    ['ci_session', `${HEX}${HEX}`, 'codeigniter', 'CodeIgniter'],
    ['shop_session', 'aB3dE6gH9j'.repeat(4), 'laravel', 'Laravel'],
    ['rack.session', HEX.repeat(4), 'rack', 'Rack'],
    ['.ASPXAUTH', HEX.repeat(5), 'aspnet', 'ASP.NET'],
    ['.AspNet.ApplicationCookie', 'aB3dE6gH9j_-'.repeat(6), 'aspnet', 'ASP.NET'],
    ['CAKEPHP', `${HEX}${HEX}`, 'cakephp', 'CakePHP'],
    ['grafana_session', `${HEX}${HEX}`, 'grafana', 'Grafana'],
    ['KEYCLOAK_SESSION', `shop/${HEX}${HEX}`, 'keycloak', 'Keycloak'],
    [`SSESS${HEX}${HEX}`, `${HEX},${HEX}`, 'drupal', 'Drupal'],
    ['fe_typo_user', `${HEX}${HEX}`, 'typo3', 'TYPO3'],
    ['auth_session', 'ab3de6gh9j'.repeat(4), 'lucia', 'Lucia'],
  ])('%s', async (name, value, kind, by) => {
    const framework = { name: by, certainty: 'likely', protection: 'id' }
    const message = says(`the session id of ${by}`)
    expect(await say(pair(name, value), ['any secret'])).toMatchObject({
      kind,
      id: value,
      framework,
      message,
      verified: null,
    })
  })
})

describe('no session, or not by itself', () => {
  const [SIGNED, ID] = ['signed', 'id']
  test.each<[name: string, value: string, kind: string, by: string, certainty: string, protection: string, is: string]>(
    [
      [
        '__Host-authjs.csrf-token',
        `${HEX.repeat(4)}|${HEX.repeat(4)}`,
        'next-auth',
        'NextAuth (Auth.js)',
        'likely',
        SIGNED,
        'the CSRF token of NextAuth (Auth.js), with its hash behind the bar',
      ],
      [
        'XSRF-TOKEN',
        `${HEX}|${HEX}${HEX}`,
        'csrf-csrf',
        'csrf-csrf',
        'likely',
        SIGNED,
        'a token against forged requests with its signature, as csrf-csrf makes it, and no session',
      ],
      [
        '_csrf',
        'Zk3vPq8xLm2nTr5wYb7cHd9s',
        'unsigned',
        'csurf',
        'possible',
        ID,
        'the secret of csurf or csrf-sync, and no session: it needs no signature',
      ],
      [
        'csrftoken',
        'Zk3vPq8xLm2nTr5wYb7cHd9sQw',
        'unsigned',
        'a CSRF guard',
        'possible',
        ID,
        'a token against forged requests, and no session',
      ],
      [
        '_ga',
        'GA1.1.1234567890.1793600000',
        'unsigned',
        'web analytics',
        'possible',
        ID,
        'a number that web analytics gives a browser, and no session',
      ],
      [
        'AWSALB',
        `${HEX}${HEX}`,
        'unsigned',
        'a proxy',
        'possible',
        ID,
        'a cookie of a proxy or a load balancer before the app, and no session of it',
      ],
      [
        '__client_uat',
        '1793600000',
        'unsigned',
        'Clerk',
        'possible',
        ID,
        'the time of the last login with Clerk, and no session: that is in __session',
      ],
      [
        'io',
        'Zk3vPq8xLm2nTr5wYb7c',
        'unsigned',
        'Socket.IO',
        'possible',
        ID,
        'the id of a connection of Socket.IO 2, and no session',
      ],
    ],
  )('%s', async (name, value, kind, by, certainty, protection, is) =>
    expect(await say(pair(name, value))).toMatchObject({
      kind,
      id: null,
      framework: { name: by, certainty, protection },
      message: says(is),
    }),
  )

  test('a cookie of NextAuth', async () =>
    expect(await say('next-auth.callback-url=http://localhost:3000/a')).toMatchObject({
      kind: 'next-auth',
      id: 'http://localhost:3000/a',
      message: says('a cookie of NextAuth (Auth.js)'),
    }))
})

test.each<[about: string, name: string, value: string]>([
  ['the name without the shape', 'PHPSESSID', 'short'],
  ['the shape without the name', 'visitor', 'k2v9s8d7f6g5h4j3k2l1q0w9e8'],
])('%s is nothing known', async (_, name, value) => {
  const { kind, framework } = await say(pair(name, value))
  expect([kind, framework]).toEqual(['unsigned', null])
})
