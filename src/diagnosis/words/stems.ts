/**
 * The words of a text, as they are compared: in small letters, without endings, one spelling for what people write in several ways.
 * Not linguistics, but the same for both sides.
 */
export function stemsOf(text: string): readonly string[] {
  const joined = SPELLINGS.reduce((known, [spelling, word]) => known.replaceAll(spelling, word), text.toLowerCase())
  const words = joined.match(/[\p{L}\p{N}_]+/gu) ?? []
  return words.filter((word) => word.length <= LONGEST && !isNumber(word) && !COMMON.has(word)).map(stemOf)
}

/** What is longer is an id, a signature or a path, and no word. */
const LONGEST = 30

/** A status or a small number may mean something; ports, times and ids do not. */
const isNumber = (word: string): boolean => /^\d+$/.test(word) && !/^[2345]\d\d$/.test(word)

/** What is written in several words or ways, and the one that stands for it here. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(is|does|do|did|was|were|are|has|have|ca|could|wo|would|should)n['’]?t\b/g, ' not '],
  [/\b(cannot|cant|never|without|none|no longer|no)\b/g, ' not '],
  [/\b(do|does|did) nothing\b/g, ' not effect '],
  [/\b(re[- ]?)?(log|logs|logg?ed|logg?ing|sign|signs|signed|signing) ?-?(in|on|into)\b/g, ' login '],
  [
    /\b(log|logs|logg?ed|logg?ing|sign|signs|signed|signing|kick|kicks|kicked|throw|throws|thrown) ?-?(off|out)\b/g,
    ' logout ',
  ],
  [/\bset-cookies?\b|\b(set|sets|setting) (the |a |any |my )?(session )?cookies?\b/g, ' setcookie cookie '],
  [/\b(new|another|different|fresh) (session|sid)( ?id)?s?\b/g, ' newsession session '],
  [/\bsame[- ]site\b/g, ' samesite '],
  [/\bmax[-_ ]age\b/g, ' maxage '],
  [/\bcross[- ](site|origin|domain)\b/g, ' crosssite '],
  [/\bmemory[- ]stores?\b/g, ' memorystore '],
  [/\bweb[- ]?sockets?\b|\bsocket\.io\b|\bsockets\b/g, ' socket '],
  [/\bback[- ]?end\b/g, ' server '],
  [/\bfront[- ]?end\b/g, ' frontend '],
  [/\bnpm\b|\byarn\b/g, ' package '],
  [/\btime[- ]?outs?\b|\btimed out\b/g, ' timeout '],
  [/\bevery ?(one|body)\b|\ball (the )?(users|visitors|people)\b/g, ' everybody '],
  [
    /\bsome ?(one|body) else\b|\beach other(['’]?s)?\b|\bof (an)?others?\b(?! \w)|\b(an)?other (users?|visitors?|persons?|people|customers?|accounts?)\b/g,
    ' stranger ',
  ],
  [/\b(each|every) time\b|\beach\b/g, ' every '],
  [/\b(server|app|process|node|watcher) (reloads?|reloading|reboots?)\b/g, ' restart '],
  [/\b(right|straight) away\b/g, ' soon '],
  [/\b(not|n['’]t) (available|defined|exist|exists)\b/g, ' undefined '],
  [/\b(twice|(two|three|several|many|a few|\d(-\d)?) times)\b/g, ' twice '],
  [/\b2\b/g, ' two '],
  [/\breact[- ]native\b/g, ' mobile '],
  [
    /\b(server|app|dyno|pod|container|instance)s? (cycl(es?|ing)|sleeps?|(goes|go) to sleep|wakes? up|spins? down)\b/g,
    ' restart ',
  ],
  [/\bre-?deploy/g, 'restart deploy'],
  [/\bre-?(start|boot|launch)(s|ed|ing|ment)?\b|\bnodemon\b/g, ' restart '],
  [/\bdeploy(s|ed|ing|ments?)?\b/g, ' deploy production '],
  [/\bat (once|the same (time|moment))\b/g, ' concurrent '],
  [/\bsub-?domains?\b/g, ' subdomain domain '],
  [/\be-?mails?\b/g, ' email '],
]

/** Words that say nothing about what is wrong. */
const COMMON = new Set(
  (
    'a about above after again all also always am an and any anyone app application are as at be because been before being but by code ' +
    'could did do does doing down during each express for from further get gets getting had has have having he help her here hi hello how however i if ' +
    'in into is issue it its itself just like me might more most my myself need new now of on once one only or other our out over own ' +
    'please problem question same say says seem seems she should show shows so some somehow still such than thank thanks that the their them then ' +
    'there these they thing things this those though through to too try trying under until up use used user users using very want was ' +
    'way we were what when where which while who whom why will with work works would you your s t m re ve ll d js node nodejs'
  ).split(' '),
)

/** Endings, the longest first, and how much of a word must be left of them. */
const ENDINGS: readonly (readonly [ending: RegExp, left: number])[] = [
  [/(?<=.)ies$/, 3],
  [/ings?$/, 3],
  [/ed$/, 3],
  [/(?<=s|x|ch|sh)es$/, 3],
  [/ly$/, 4],
  [/(?<![su])s$/, 3],
]

/** Words that people use for the same thing, each line by the one that stands for all. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  [
    'lost: lose loses losing loose looses loosing gone vanish vanished vanishes disappear disappears disappeared disappearing missing wiped forget forgets forgotten dropped empty emptied cleared reset resets persist persists persisted persisting',
    'undefined: null nil nothing',
    'redirect: redirection redirections',
    'stranger: else someone',
    'hang: hangs hanging stuck freeze freezes frozen pending loading spinning spins',
    'finish: finishes finished finishing complete completes completed',
    'crash: crashes crashed crashing exits exited dies died quits',
    'fail: fails failed failing failure broken breaks',
    'several: multiple many lots',
    'create: creates created creating makes made generated generates generating',
    'expire: expires expired expiring expiry expiration ends',
    'change: changes changed changing differs different differ',
    'ignore: ignored ignores ignoring',
    'overwrite: overwritten overwrites overwrote overwriting',
    'concurrent: simultaneous simultaneously parallel overlap overlapping overlaps concurrently race',
    'request: requests call calls called visit visits reload refresh refreshes refreshing refreshed reloads',
    'fetch: ajax axios xhr xmlhttprequest httpclient superagent',
    'postman: insomnia hoppscotch thunderclient',
    'frontend: react angular vue svelte nextjs spa',
    'mobile: flutter expo ionic cordova capacitor android ios iphone okhttp dart unity',
    'instance: instances replica replicas dyno dynos pod pods worker workers cluster',
    'page: pages route routes endpoint endpoints url',
    'proxy: railway nginx heroku apache cloudflare traefik haproxy caddy ingress balancer elb alb proxies',
    'production: prod live deployed hosting hosted',
    'local: locally localhost machine',
    'reject: rejected rejects refuse refused refuses refusing block blocked blocks blocking',
    'send: sent sends sending',
    'write: writes wrote written writing',
    'see: sees saw seen',
    'save: saves saved saving stored storing',
    'soon: early earlier immediately quickly instantly',
    'steal: stolen steals hijack hijacked hijacking copied',
    'extend: extends extended extending renew renews renewed prolong',
    'typescript: ts2339 tsc',
  ].flatMap((line) => {
    const [word = '', ...others] = line.split(/:? /)
    return others.map((other) => [other, word] as const)
  }),
)

/** The word that stands for one with a slip in it, as a stem; null where none is near. @param isNear whether two words may be the same */
export function meantBy(stem: string, isNear: (one: string, other: string) => boolean): string | null {
  for (const [word, meant] of SYNONYMS) if (word.length > 4 && isNear(stem, word)) return stemOf(meant)
  return null
}

/** A word without its ending, and the one that stands for it. */
function stemOf(typed: string): string {
  const word = SYNONYMS.get(typed) ?? typed
  for (const [ending, left] of ENDINGS) {
    const rest = word.replace(ending, '')
    if (rest !== word && rest.length >= left) {
      return rest.replace(/([bdfglmnprt])\1$/, '$1').replace(/(?<=..)[ei]$/, '')
    }
  }
  return word.replace(/(?<=...)[ey]$/, '')
}
