import { expect, test } from 'vitest'
import { areStoreKeys } from '../../../src/cookie/unusual/store-keys.ts'

const ID = 'p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V'

test.each([
  `sess:${ID}`,
  `shop-sess:${ID}`,
  `shop:v2.1:session:${ID}`,
  `sessions/${ID}.json`,
  `./sessions/${ID}.json`,
  `/sess:${ID}`,
  `${ID}.json`,
  `1) "sess:${ID}"`,
  `1) "0"\n2) 1) "sess:${ID}"\n   2) "sess:${ID}"`,
  `127.0.0.1:6379> KEYS *\n1) "sess:${ID}"`,
  `127.0.0.1:6379[2]> get sess:${ID}\n(nil)`,
  `redis> ping\nsess:${ID}`,
  `redis> ttl "sess:${ID}"\n(integer) -2`,
  `redis> del sess:${ID}\nOK`,
  `redis> keys sess:${ID}\n(empty list or set)`,
  `redis> keys sess:${ID}\n(empty array)`,
  `1793613600.123456 [0 127.0.0.1:51234] "get" "sess:${ID}"`,
])('%j', (text) => expect(areStoreKeys(text)).toBe(true))

test.each([
  '127.0.0.1:6379> KEYS *\n(empty array)',
  `sess:${ID} and more`,
  `sess:${ID}\n(nil) or not`,
  `sess:${ID}\nnot (nil)`,
  `sess:${ID}\n(integer) 7 days`,
  'sess:short',
  `a=sess:${ID}`,
  `${ID}.txt`,
  `x${ID}.json`,
  'redis> ping',
])('%j is none', (text) => expect(areStoreKeys(text)).toBe(false))
