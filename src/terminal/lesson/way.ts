import type { ProxyPlan } from '../../wire/proxy/forwarded.ts'
import { visible } from '../text.ts'

/**
 * The way from a browser to an app, as in `browser --https--> the proxy --http--> app`.
 * @param behind the proxies on it, from the browser on
 * @param paint how what is spoken is drawn
 */
export function wayThrough(behind: readonly ProxyPlan[], paint: (text: string) => string = (text) => text): string {
  const stops = behind.map(({ name, speaks }) => `${paint(`--${speaks}-->`)} ${visible(name)}`)
  return ['browser', ...stops, `${paint('--http-->')} app`].join(' ')
}
