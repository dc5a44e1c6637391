import { askedFor } from './asked-for.ts'
import { comesLate, keepsComing } from './clock.ts'
import { firstVisits } from './first-visits.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { oldCookie } from './old-cookie.ts'
import { otherSite } from './other-site.ts'
import { overlap } from './overlap.ts'
import { passersBy } from './passers-by.ts'
import { production } from './production.ts'
import { freshFolder, restart } from './restart.ts'
import type { Scenario } from './scenario.ts'
import { secondBrowser } from './second-browser.ts'
import { silentProxy } from './silent-proxy.ts'
import { sockets } from './sockets.ts'
import { tlsProxy } from './tls-proxy.ts'
import { twoProcesses } from './two-processes.ts'

/** Every scenario, in the order in which they are tried: browsers keep their cookies from one to the next. */
export const scenarios: readonly Scenario[] = [
  firstVisits,
  login,
  askedFor,
  secondBrowser,
  overlap,
  passersBy,
  tlsProxy,
  silentProxy,
  otherSite,
  sockets,
  oldCookie,
  keepsComing,
  logout,
  comesLate,
  restart,
  twoProcesses,
  production,
  freshFolder,
]
