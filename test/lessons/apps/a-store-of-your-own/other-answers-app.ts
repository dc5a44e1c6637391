import type { SessionOptions } from 'express-session'
import { createShop } from '../../../../lessons/11-a-store-of-your-own/app.ts'
import { MapStore, type Done } from '../../../../lessons/11-a-store-of-your-own/map-store.ts'

export { options } from '../../../../lessons/11-a-store-of-your-own/app.ts'

/** Fails where there is nothing, and says nothing where something is wrong. */
class OtherStore extends MapStore {
  override get(id: string, done: Done) {
    if (['nothing', 'null', 'ENOENT'].includes(id)) return done(new Error('there is no such session'))
    done(null, id === 'odd' ? ({ cookie: {}, user: 'ada', destroy: 'me' } as never) : null)
  }

  override createSession(...words: Parameters<MapStore['createSession']>): ReturnType<MapStore['createSession']> {
    return Object.assign(super.createSession(...words), { destroy: 'me' as never })
  }
}

export const createApp = (options: SessionOptions) => createShop(new OtherStore(), options)
