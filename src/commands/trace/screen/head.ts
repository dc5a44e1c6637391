import path from 'node:path'
import type { Observation, SessionCall, ValueFacts } from '../../../observe/observation.ts'
import type { TraceHead } from '../../../terminal/trace/head.ts'
import { versionOf } from '../../../trace/loaded.ts'
import type { Words } from '../../../trace/words.ts'

/** Options that decide most, in this order, and what they are if nobody says (express-session index.js, `session()`). */
const OPTIONS: readonly (readonly [name: string, usual: unknown])[] = [
  ['cookie.secure', false],
  ['cookie.sameSite', undefined],
  ['cookie.domain', undefined],
  ['cookie.path', '/'],
  ['cookie.maxAge', null],
  ['rolling', false],
  ['proxy', undefined],
  ['resave', false],
  ['saveUninitialized', false],
]

/** What stands above the list: what is known of the app now. @param folder places are told from there */
export function headOf({ program, rest }: Words, observation: Observation, folder: string): TraceHead {
  const { sessions, listens } = observation
  const express = versionOf('express', observation)
  const [call] = sessions.slice(-1)
  const listen = listens.findLast(({ pid }) => pid === call?.pid) ?? listens.at(-1)
  return {
    command: [path.basename(program), ...rest].join(' '),
    versions: [
      call ? `express-session ${call.version ?? ''}`.trim() : '',
      express === null ? '' : `${call ? 'on ' : ''}Express ${express}`,
    ]
      .filter((text) => text !== '')
      .join(' '),
    session: call ? sessionParts(call, sessions, folder) : [express === null ? 'no Express yet' : 'no session() yet'],
    address:
      listen?.port === undefined || listen.port === null
        ? ''
        : `${listen.protocol === 'https' ? 'https' : 'http'}://${hostOf(listen.address)}:${listen.port}`,
  }
}

/** Addresses that stand for all of a machine, and how a person reaches them there. */
const hostOf = (address: string): string =>
  address === '::' || address === '0.0.0.0' || address === ''
    ? 'localhost'
    : address.includes(':')
      ? `[${address}]`
      : address

function sessionParts(call: SessionCall, sessions: readonly SessionCall[], folder: string): readonly string[] {
  const { at, store, name, options } = call
  const others = sessions.filter((one) => one.pid === call.pid).length - 1
  return [
    `session()${at ? ` ${path.relative(folder, at.file)}:${at.line}` : ''}${others > 0 ? ` and ${others} more` : ''}`,
    store?.className ?? 'no store',
    name,
    ...OPTIONS.flatMap(([option, usual]) => {
      const value = options[option]
      return value === undefined || value.value === usual ? [] : [`${option.replace('cookie.', '')}: ${textOf(value)}`]
    }),
  ]
}

const textOf = ({ kind, value }: ValueFacts): string => (value === undefined ? kind : String(value))
