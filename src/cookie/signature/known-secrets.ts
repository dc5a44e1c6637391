import { digestAsText, keyTrier } from './hmac.ts'
import { digestIn, type Signed } from './signature.ts'
import { SPREAD } from './spread-secrets.ts'

/** A secret that stands in public teaching material, so everybody has it. */
export interface KnownSecret {
  readonly secret: string
  /** Where it stands, in words to print to a learner: one of perhaps many places. */
  readonly source: string
}

/**
 * Secrets that documentation, tutorials and example projects write down for the `secret` option of session(), for
 * cookie-parser and cookie-session, or as SESSION_SECRET in a sample .env file. A cookie that one of them signed is
 * signed with no secret at all. The ones met most often come first.
 *
 * Found by searching public documentation, packages, repositories, gists, issues and pages for those options; every
 * entry was read at the place it names. To add one: it is there to be copied or replaced (a placeholder, a teaching
 * example, the default of a starter), you have seen it written letter for letter, and `source` says where. Never a
 * guess or a variation, and never the key of somebody's deployment that leaked.
 */
export const knownSecrets: readonly KnownSecret[] = [
  ...table().map(([secret, source]) => ({ secret, source })),
  ...Object.entries(SPREAD).flatMap(([source, secrets]) => secrets.map((secret) => ({ secret, source }))),
]

const KEYS = knownSecrets.map((known) => ({ known, bytes: Buffer.from(known.secret) }))

/** What remains of a secret where capitals, and what separates words and ends sentences, do not count. */
const essence = (secret: string): string => secret.toLowerCase().replaceAll(/[\s_.!-]/g, '')

let essences: ReadonlySet<string> | undefined

/** Whether a secret is one of them, capitals and separators aside: anyone who tries secrets tries `keyboardCat` as well. */
export function isPublished(secret: string): boolean {
  essences ??= new Set(knownSecrets.map((known) => essence(known.secret)))
  return essences.has(essence(secret))
}

/** Tries the whole list on a signature. Null when none of it fits. */
export function findKnownSecret(signed: Signed): KnownSecret | null {
  const digest = digestIn(signed)
  if (!digest) return null
  const wanted = digestAsText(digest)
  const digestWith = keyTrier(signed.hash, signed.text)
  return KEYS.find(({ bytes }) => digestWith(bytes, 0, bytes.length) === wanted)?.known ?? null
}

/** A secret that nobody gave: it was found by trying a list. */
export interface Guess {
  /** To print. */
  readonly secret: string
  /** To sign with: the bytes of a word list need not be UTF-8. */
  readonly key: string | Uint8Array
  /**
   * The list that it stands in: the published ones, with the place of publication, and whether it stands there in another spelling;
   * or a word list, with the line counted from 1.
   */
  readonly from: { readonly published: string; readonly respelled?: boolean } | { readonly line: number }
}

/** Finds a secret that makes a signature, or null. */
export type Guesser = (signed: Signed) => Guess | null

/** Tries the published secrets. */
export const guessPublished: Guesser = (signed) => {
  const known = findKnownSecret(signed)
  return known && { secret: known.secret, key: known.secret, from: { published: known.source } }
}

function table(): readonly (readonly [secret: string, source: string])[] {
  return [
    ['keyboard cat', 'the express-session README'],
    ['secret', 'github.com/bradtraversy/node_passport_login (app.js)'],
    ['ilovescotchscotchyscotchscotch', 'github.com/scotch-io/easy-node-authentication (server.js)'],
    ['Super secret secret', 'github.com/CatOrmerod/unpaid-overtime-calc (session.js)'],
    ['my-secret', 'the NestJS documentation (docs.nestjs.com)'],
    ['mySecret', 'github.com/keycloak/keycloak-nodejs-connect (example)'],
    ['your-secret-key', 'a page on errorhandle.ai about express-session'],
    ['your secret', 'the connect-redis page on socket.dev'],
    ['yourSecret', 'the cookie-parser page on socket.dev'],
    ['shhhh, very secret', 'github.com/expressjs/express (examples/auth)'],
    ['my secret here', 'github.com/expressjs/express (examples/cookies)'],
    ['manny is cool', 'github.com/expressjs/express (examples/cookie-sessions)'],
    ['session_cookie_secret', 'a snippet on pastebin.com that uses express-mysql-session'],
    ['mysecret', 'github.com/expressjs/session (issue 145)'],
    ['secret123', 'github.com/heroku/facebook-template-nodejs (web.js)'],
    ['123456', 'github.com/ibm-cloud-security/appid-serversdk-nodejs (samples)'],
    ['changeit', 'github.com/socketio/socket.io (examples/passport-example)'],
    ['MEAN', 'github.com/meanjs/mean (config/env/default.js)'],
    ['Your Session Secret goes here', 'github.com/sahat/hackathon-starter (.env.example)'],
    ['work hard', 'github.com/Createdd/Writing (a tutorial on authentication)'],
    ['This is a secret', 'the connect-mongodb-session README'],
    ['a santa at nasa', 'the prisma-session-store README'],
    ['CHANGEME', 'the connect-session-sequelize README'],
    ['yoursecret', 'the connect-nedb-session README'],
    ['my session secret', 'the passport.socketio README'],
    ['your secret sauce', 'the session.socket.io README'],
    ['pass', 'the socket.io-express-session README'],
    ['A secret', 'the filestore README'],
    ['very Secure Secret', 'the express-session-socket.io README'],
    ['your-session-secret', 'the serverless-dynamodb-session-store README'],
    ['keyboard-cat', 'the my-captcha-png README'],
    ['mr ripley', 'the everyauth README'],
    ['whodunnit', 'the everyauth 0.0.1 README'],
    ['secret-key-1', 'a page on tessl.io about cookie-session'],
    ['secret-key-2', 'a page on tessl.io about cookie-session'],
    ['key1', 'github.com/github/codeql (an example with cookie-session)'],
    ['key2', 'github.com/github/codeql (an example with cookie-session)'],
    ['grant', 'github.com/simov/grant (issue 54)'],
    ['very secret', 'github.com/simov/grant (issue 54)'],
    ['mySecretKey', 'github.com/tutsplus/passport-mongo (app.js)'],
    ['mysupersecret', 'github.com/mschwarzmueller/nodejs-shopping-cart-tutorial (app.js)'],
    ['thisshouldbeabettersecret!', 'github.com/Colt/YelpCamp (issue 14)'],
    ['thisshouldbeabettersecret', 'github.com/Colt/YelpCamp (issue 14)'],
    ['snickers', 'github.com/wesbos/Learn-Node (variables.env.sample)'],
    ['conduit', 'github.com/gothinkster/node-express-realworld-example-app (app.js)'],
    ['myblog', 'github.com/nswbmw/N-blog (config/default.js)'],
    ['node_club_secret', 'github.com/cnodejs/nodeclub (config.default.js)'],
    ['COOKIE_SECRET', 'github.com/bezkoder/node-js-express-login-example (server.js)'],
    ['CHANGE THIS SECRET', 'github.com/auth0-samples/auth0-nodejs-webapp-sample (01-Login)'],
    ['Enter_the_Express_Session_Secret_Here', 'github.com/Azure-Samples/ms-identity-node (.env.dev)'],
    ['12345QWERTY-SECRET', 'github.com/microsoftgraph/nodejs-connect-rest-sample (app.js)'],
    ['secret squirrel', 'github.com/onelogin/onelogin-oidc-node (app.js)'],
    ['fusionauth-node-example', 'github.com/FusionAuth/fusionauth-example-node (app.js)'],
    ['kitty', 'github.com/strongloop/loopback-example-passport (server.js)'],
    ['YOUR_SECRET', 'github.com/stripe/stripe-connect-rocketrides (config.default.js)'],
    ['this should be secure', 'gist.github.com/leon-do (Okta with Express)'],
    ['this is a secret', 'github.com/google/webauthndemo (issue 140)'],
    ['session_cookie_secret_key_here', 'github.com/OWASP/NodeGoat (config/env/all.js)'],
    ['k3yb0ardc4t', 'github.com/jedireza/drywall (config.example.js)'],
    ['Sup3rS3cr3tK3y', 'github.com/jedireza/drywall (app.js)'],
    ['1234567890QWERTY', 'github.com/marklogic-community/slush-marklogic-node (issue 64)'],
    ['s3Cur3', 'the Express documentation (expressjs.com)'],
    ['youruniquesecret', 'github.com/goldbergyoni/nodebestpractices (sessions.md)'],
    ['fingerprint_customer', 'github.com/ibm-developer-skills-network/expressBookReviews'],
    ['some secret hurr', 'the koa-session README'],
    ['im a newer secret', 'github.com/koajs/koa (docs/api)'],
    ['i like turtle', 'github.com/koajs/koa (docs/api)'],
    ['s3cret1', 'github.com/remix-run/remix (docs/utils/sessions.md)'],
    ['r3m1xr0ck5', 'github.com/remix-run/remix (docs/utils/sessions.md)'],
    ['a long, randomly-generated string stored in env', 'github.com (many apps with express-openid-connect)'],
    ['a secret with minimum length of 32 characters', 'github.com (many apps with @fastify/session)'],
    ['complex_password_at_least_32_characters_long', 'github.com (many apps with iron-session)'],
    ['D53gxl41G', 'the Express course on codecademy.com'],
    ['f4z4gs$Gcg', 'the Express course on codecademy.com'],
    ['asdfghjkl', 'a TypeScript course on educative.io'],
    ['The cake is a lie', 'the Passport chapter on riptutorial.com'],
    ['user', 'a tutorial on pabbly.com'],
    ['snapcracklepop', 'an article on medium.com about session options'],
    ['12345', 'an article on segmentfault.com'],
    ['sessiontest', 'an article on blog.csdn.net about express-session'],
    ['baiwumm', 'an article on blog.csdn.net about NestJS'],
    ['shh-my-secret', 'the Bearer documentation (docs.bearer.com)'],
    ['my-hardcoded-secret', 'github.com/Bearer/bearer (a rule about hardcoded secrets)'],
    ['topsecret', 'a question on newbetuts.com about the secret option'],
    ['This is my funky secret oh my god it has ninja turtles', 'gist.github.com/pnhoang (a sample .env)'],
    ['some secret here', 'github.com/expressjs/session (issue 273)'],
    ['session secret', 'github.com/expressjs/session (issue 529)'],
    ['test', 'github.com/expressjs/session (issue 465)'],
    ['s3cr3et', 'github.com/expressjs/session (issue 434)'],
    ['password', 'github.com/expressjs/session (issue 446)'],
    ['some-secret', 'github.com/expressjs/session (issue 189)'],
    ['blah', 'github.com/expressjs/express (issue 1635)'],
    ['mySceret!!!', 'github.com/expressjs/express (issue 1635)'],
    ['mysecrethere', 'github.com/tj/connect-redis (issue 180)'],
    ['cookie', 'github.com/tj/connect-redis (issue 46)'],
    ['your secret sauce2', 'github.com/tj/connect-redis (issue 62)'],
    ['superSecret', 'github.com/madhums/node-express-mongoose-demo (issue 140)'],
    ['My secret goes here', 'github.com/JasonGiedymin/express-messages-bootstrap (issue 15)'],
    ['xyzxyzxyzxyzxyzxyzxyz', 'github.com/schn4ck/schnack (issue 64)'],
    ['secretcode', 'github.com/safak/youtube (issue 74)'],
    ['users', 'github.com/boostcampwm-2022/web25-SCOPA (issue 18)'],
    ['blog', 'github.com/gmw-zjw/blog (issue 6)'],
    ['hello world', 'github.com/gmw-zjw/blog (issue 6)'],
    ['your_session_secret', 'github.com/GitMetricsLab/github_tracker (.env.example)'],
    ['your_random_session_secret_min_32_characters', 'github.com/GitMetricsLab/github_tracker (pull request 682)'],
    ['replace_this_with_a_long_random_secret', 'github.com/enockola/tapitude (wiki)'],
    ['your-secret-key-change-this-in-production', 'github.com/elm1nst3r/GHOST-osint-crm (issue 17)'],
    ['developmentSessionSecret', 'github.com/pssilva/e-arq-acme-coorp (server.js)'],
    ['supersecret123', 'github.com/DanielVineshen/ts-graphql-node (config.ts)'],
    ['fallbacksecret', 'github.com/gbowne1/RadioLogger (session.middleware.js)'],
    ['1234sdfsidf23434', 'github.com/edwardtanguay/node-express-session-basics (README)'],
    ['session secret that is not secret', 'github.com/jfgrissom/web-authentication-by-the-numbers (index.ts)'],
    ['super secret not secret', 'github.com/jsfuentes/Code-Cheatsheet (session.md)'],
    ['this is a secret!!!', 'github.com/OleksandrPetryk/ignite (a lesson on signed cookies)'],
    ['cats', 'github.com/ionm28/SSO-demo (server.js)'],
    ['Super secret', 'github.com/PotionSela/Dev-thoughts-blog (server.js)'],
    ['Login Session', 'github.com/Edev14/express_example (session-service.js)'],
    ['keyboardcat', 'github.com/Andelir/api-rest-scale (index.js)'],
    ['secret key', 'github.com/olsi10/node (node13)'],
    ['secret-key', 'github.com/bushido2014/express-js-crud-mongodb (index.js)'],
    ['secret_key', 'github.com/arshmakker/express-boilerplate (express-config.js)'],
    ['SECRET', 'github.com/darthzeran/LASTcreate (google.js)'],
    ['nodeisawesome', 'github.com/Leocardoso94/voting-app (app.js)'],
    ['vidyapathaisalwaysrunning', 'github.com/webdevboy/node-express-jade--passport-mssql (server.js)'],
    ['some secret word here', 'github.com/vladzheltov1/market.io.ts (mod_session.ts)'],
    ['bahut secret', 'github.com/durgaprasadmerotha/Backenddiffrance (connect-flash)'],
    ['k1', 'github.com/srikanthpragada/FSWD_21_AUG_2023 (express/state)'],
    ['this-is-secret', 'gist.github.com/ayanchoudhary'],
    ['very-secret-cookie', 'gist.github.com/CDT'],
    ['secret_', 'gist.github.com/desaijay315'],
    ['some secret', 'gist.github.com/dance2die'],
    ['Key', 'gist.github.com/Muhammed-Rahif'],
    ['foobarbazfizzbuzz', 'gist.github.com/mike-schultz'],
    ['whatasecret', 'gist.github.com/s1moe2'],
    ['a-secure-secret', 'gist.github.com/georgeben'],
    ['this_should_be_your_secret', 'gist.github.com/gensart-x'],
    ['pure cat flight grass', 'gist.github.com/mayuroks'],
    ['learn node', 'gist.github.com/newz2000'],
    ['appsecret', 'gist.github.com/BoyCook'],
    ['screct', 'gist.github.com/fantasywind'],
    ['string', 'gist.github.com/matsumotius'],
    ['example', 'gist.github.com/smebberson'],
    ['mykey', 'gist.github.com/nate-getch'],
    ['abc', 'gist.github.com/grawk (an example with lusca)'],
    ['htuayreve', 'gist.github.com/shamod (an example with everyauth)'],
    ['I am not wearing any pants', 'gist.github.com/bobbydavid'],
    ['123', 'gist.github.com/parzibyte'],
    ['cat', 'a snippet on pastebin.com that uses connect-mongo'],
    ['Super Secret !', 'a snippet on pastebin.com that uses session-file-store'],
    ['supersecretkeygoeshere', 'a snippet on pastebin.com that uses connect-mysql'],
    ['random string', 'a snippet on pastebin.com that logs users in'],
    ['My Secret Key', 'a snippet on pastebin.com that uses MySQL'],
    ['secretkey', 'a snippet on pastebin.com that uses connect-mongodb'],
    ['ssshhhhh', 'github.com (a dozen example apps)'],
    ['your-256-bit-secret', 'github.com (examples with JSON Web Tokens)'],
  ]
}
