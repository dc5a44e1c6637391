import type { ProxyPlan } from '../../wire/proxy/forwarded.ts'
import { visible } from '../text.ts'

/**
 * The way from a browser to an app, as in `browser --https--> the proxy --http--> app`.
 * @param behind the proxies on it, from the browser on
 * @param paint how what is spoken is drawn
 * @param servers where it ends, by their names; left out: at an app
 */
export function wayThrough(
  behind: readonly ProxyPlan[],
  paint: (text: string) => string = (text) => text,
  servers: readonly string[] = ['app'],
): string {
  const stops = behind.map(({ name, speaks }) => `${paint(`--${speaks}-->`)} ${visible(name)}`)
  return ['browser', ...stops, `${paint('--http-->')} ${visible(servers.join(' or '))}`].join(' ')
}
