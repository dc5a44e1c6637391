import { contactName, whyOnlyRead, type Contact } from './contacts.ts'
import type { Examination, NotTried } from './examination.ts'
import { mayHarm } from './harm.ts'
import { isLeftOut, type Doing } from './site.ts'
import { isHere } from './surroundings.ts'

/**
 * What an examination left out, and what would try it.
 * @param keeps where the app keeps data
 * @param contacts what it asked for
 */
export function notTriedOf(
  { login, online, visits, writes }: Examination,
  { site, leftOut }: Pick<Doing, 'site' | 'leftOut'>,
  keeps: readonly Contact[],
  contacts: readonly Contact[],
): readonly NotTried[] {
  const { routes, access, onlyReads } = site
  const asked = new Set(visits.map(({ send }) => send))
  const refused = new Set(
    contacts.filter((one) => one.was === 'refused' && one.kind === 'net' && !isHere(one)).map(contactName),
  )
  const left = routes.pages.filter((page) => isLeftOut(site, page)).map((page) => `GET ${page}`)
  const harmful = [...routes.logins, ...routes.logouts, ...routes.writes].filter(
    (send) => mayHarm(send) && !asked.has(send),
  )
  return [
    ...(onlyReads
      ? [
          {
            what: 'requests that write, a moved clock, a second process, NODE_ENV=production',
            why: whyOnlyRead(keeps),
            flag: '--writes',
          },
        ]
      : []),
    ...(site.servers > 1
      ? [
          {
            what: site.servers === 2 ? 'the other server of the app' : `${site.servers - 1} other servers of the app`,
            why: `it listens on ${site.servers} ports, and one is used: the first that has sessions`,
            flag: null,
          },
        ]
      : []),
    ...left
      .filter((send) => !asked.has(send))
      .map((send) => ({ what: send, why: 'it may change what the app keeps', flag: `--visit '${send}'` })),
    ...[...refused].map((name) => ({
      what: `a connection to ${name}`,
      why: 'it is not on this machine',
      flag: online ? null : '--online',
    })),
    ...(access.kind === 'nobody' && !onlyReads && routes.logins.length > 0 && login === null
      ? [
          {
            what: `a login that succeeds at ${routes.logins[0]}`,
            why: 'no account was found in the source that gets in',
            flag: `--login '${routes.logins[0]} user=ada password=...'`,
          },
        ]
      : []),
    ...(leftOut() > 0 && !onlyReads
      ? [{ what: `${leftOut()} more logins`, why: 'nobody logs in more than three times with one account', flag: null }]
      : []),
    ...(onlyReads && !writes
      ? []
      : harmful.map((send) => ({ what: send, why: 'it may delete, pay or mail', flag: `--visit '${send}'` }))),
  ]
}
