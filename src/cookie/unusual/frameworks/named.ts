import type { Framework } from '../../value/framework.ts'
import { NOT_OURS, other, type Shape } from './other.ts'

/** A cookie that is known by its name, with the shape that its value then has. */
interface Named {
  readonly name: RegExp
  readonly value: RegExp
  readonly slug: string
  readonly by: string
  readonly is: string
  readonly protection: Framework['protection']
}

const id = (name: RegExp, value: RegExp, slug: string, by: string): Named => ({
  name,
  value,
  slug,
  by,
  is: `the session id of ${by}`,
  protection: 'id',
})

const TOKEN = /^[\w.,:~|+/=!*-]+$/

const KNOWN: readonly Named[] = [
  id(/^PHPSESSID$/, /^[\w,-]{10,256}$/, 'php', 'PHP'),
  id(/^JSESSIONID$/, /^[\w.!:+/=-]{10,}$/, 'java-servlet', 'a Java servlet container (Tomcat, Jetty)'),
  id(/^SESSION$/, /^[A-Za-z0-9+/]{48}$|^[\da-f]{8}-[\da-f-]{27}$/, 'spring-session', 'Spring Session'),
  id(/^ASP\.NET_SessionId$/i, /^[a-z0-5]{24}$/, 'aspnet', 'ASP.NET'),
  id(/^ASPSESSIONID/, /^[A-Z]{24}$/, 'asp', 'classic ASP'),
  id(/^sessionid$/, /^[a-z0-9]{32}$/, 'django', 'Django'),
  id(/^(?:CFID|CFTOKEN)$/, /^[\w-]+$/, 'coldfusion', 'ColdFusion'),
  id(/^ci_session$/, /^[\w-]{20,}$/, 'codeigniter', 'CodeIgniter'),
  id(/^auth_session$/, /^[a-z0-9]{40}$/, 'lucia', 'Lucia'),
  id(/^(?:laravel_session|.+_session)$/, /^[A-Za-z0-9]{40}$/, 'laravel', 'Laravel'),
  id(/^rack\.session$/, /^[\da-f]{64}$/, 'rack', 'Rack'),
  id(/^\.ASPXAUTH$/i, /^[\dA-F]{64,}$/i, 'aspnet', 'ASP.NET'),
  id(/^\.AspNet\.(?:ApplicationCookie|Cookies)/, /^[\w-]{64,}$/, 'aspnet', 'ASP.NET'),
  id(/^CAKEPHP$/, /^[\w,-]{20,}$/, 'cakephp', 'CakePHP'),
  id(/^grafana_session$/, /^[\da-f]{32}$/, 'grafana', 'Grafana'),
  id(/^KEYCLOAK_SESSION(?:_LEGACY)?$/, /^[\w./+=-]{20,}$/, 'keycloak', 'Keycloak'),
  id(/^(?:S?SESS)[\da-f]{32}$/, /^[\w,-]{20,}$/, 'drupal', 'Drupal'),
  id(/^fe_typo_user$/, /^[\w.-]{20,}$/, 'typo3', 'TYPO3'),
  {
    name: /^(?:__Host-|__Secure-)?(?:next-auth|authjs)\.csrf-token$/,
    value: /^[\da-f]{64}\|[\da-f]{64}$/,
    slug: 'next-auth',
    by: 'NextAuth (Auth.js)',
    is: 'the CSRF token of NextAuth (Auth.js), with its hash behind the bar',
    protection: 'signed',
  },
  {
    name: /^(?:__Host-|__Secure-)?(?:next-auth|authjs)\./,
    value: TOKEN,
    slug: 'next-auth',
    by: 'NextAuth (Auth.js)',
    is: 'a cookie of NextAuth (Auth.js)',
    protection: 'id',
  },
  {
    name: /csrf|xsrf/i,
    value: /^[\w-]+\|[\w-]{32,}$|^[\w-]+\.[\w-]{64,}$/,
    slug: 'csrf-csrf',
    by: 'csrf-csrf',
    is: 'a token against forged requests with its signature, as csrf-csrf makes it, and no session',
    protection: 'signed',
  },
  {
    name: /^_csrf$/,
    value: /^[\w-]{24}$|^[\w-]{36}$/,
    slug: 'unsigned',
    by: 'csurf',
    is: 'the secret of csurf or csrf-sync, and no session: it needs no signature',
    protection: 'id',
  },
  {
    name: /csrf|xsrf/i,
    value: TOKEN,
    slug: 'unsigned',
    by: 'a CSRF guard',
    is: 'a token against forged requests, and no session',
    protection: 'id',
  },
  {
    name: /^(?:_ga|_gid|_gat|_gcl_|_fbp|_fbc|_hj|_pk_|mp_|ajs_|amplitude|__utm|intercom-|hubspotutk|__hs|_clck|_clsk)/,
    value: /^[^\s;]+$/,
    slug: 'unsigned',
    by: 'web analytics',
    is: 'a number that web analytics gives a browser, and no session',
    protection: 'id',
  },
  {
    name: /^(?:__cf_bm|cf_clearance|__cfduid|_cfuvid|AWSALB(?:CORS)?|AWSELB|ARRAffinity(?:SameSite)?|SERVERID|incap_ses_|visid_incap_|ak_bmsc|bm_sz|datadome)/,
    value: /^[^\s;]+$/,
    slug: 'unsigned',
    by: 'a proxy',
    is: 'a cookie of a proxy or a load balancer before the app, and no session of it',
    protection: 'id',
  },
  {
    name: /^__client_uat(?:_\w+)?$/,
    value: /^\d{1,10}$/,
    slug: 'unsigned',
    by: 'Clerk',
    is: 'the time of the last login with Clerk, and no session: that is in __session',
    protection: 'id',
  },
  {
    name: /^io$/,
    value: /^[\w-]{20}$/,
    slug: 'unsigned',
    by: 'Socket.IO',
    is: 'the id of a connection of Socket.IO 2, and no session',
    protection: 'id',
  },
]

/** What is recognized by its name, where the value has the shape that goes with it. */
export const named: Shape = ({ name, value }) => {
  const known = KNOWN.find((one) => one.name.test(name) && one.value.test(value))
  if (!known) return null
  const { slug, by, is, protection } = known
  return other(
    slug,
    { name: by, certainty: slug === 'unsigned' ? 'possible' : 'likely', protection },
    `By its name this is ${is}. ${NOT_OURS}`,
    { id: protection === 'id' && slug !== 'unsigned' ? value : null },
  )
}
