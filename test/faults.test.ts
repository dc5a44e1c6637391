import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import net from 'node:net'
import { describe, expect, test } from 'vitest'
import { UserError } from '../src/errors.ts'
import { causeOf, lackOf, machineFault } from '../src/faults.ts'

/** What something throws or rejects with. */
async function thrownBy(deed: () => unknown): Promise<unknown> {
  try {
    await deed()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

const system = (code: string, syscall: string, more: object = {}) =>
  Object.assign(new Error(`${syscall} ${code}: so says the system`), { code, syscall, errno: -1, ...more })

describe('what the machine lacks', () => {
  test.each([
    [system('ENOSPC', 'write', { path: '/a/b' }), /^\/a\/b cannot be used: the disk is full \(ENOSPC\)\.$/],
    [system('EDQUOT', 'write'), /quota is used up \(EDQUOT\)/],
    [system('EROFS', 'open', { path: '/a' }), /read-only \(EROFS\)/],
    [system('EMFILE', 'open', { path: '/a' }), /^Too many files are open \(EMFILE\)\.$/],
    [system('ENFILE', 'open'), /^Too many files are open \(ENFILE\)\.$/],
    [system('ENOENT', 'uv_cwd'), /^The current folder does not exist any more\.$/],
    [system('EAGAIN', 'spawn /usr/bin/node'), /^No more processes can be started \(EAGAIN\)\.$/],
    [system('ENOENT', 'spawn /usr/bin/node'), /Node\.js .* is gone \(ENOENT\)/],
    [system('EADDRINUSE', 'listen'), /^No port is free at 127\.0\.0\.1 \(EADDRINUSE\)\.$/],
    [system('EADDRNOTAVAIL', 'listen'), /^This machine does not reach itself/],
    [
      Object.assign(system('EADDRNOTAVAIL', 'connect'), { message: 'connect EADDRNOTAVAIL 127.0.0.1:80' }),
      /^No port is free/,
    ],
    [
      Object.assign(system('ENETUNREACH', 'connect'), { message: 'connect ENETUNREACH 127.0.0.1:80' }),
      /^This machine does not reach itself/,
    ],
    [system('ENOBUFS', 'listen'), /^The memory of this machine is used up \(ENOBUFS\)\.$/],
  ])('%s', (error, message) => {
    const fault = machineFault(error)
    expect(fault).toBeInstanceOf(UserError)
    expect(fault?.message).toMatch(message)
    expect(fault?.hint).toMatch(/^[A-Z][^]*\.$/)
    expect(fault?.exitCode).toBe(2)
    // It may come by several places on its way.
    expect(machineFault(fault)).toBe(fault)
  })

  test.each([
    new TypeError('a is not a function'),
    system('ENOENT', 'open', { path: '/a' }),
    system('ECONNREFUSED', 'connect'),
    Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' }),
    { code: 28, message: 'ENOSPC' },
    'ENOSPC',
    null,
    undefined,
  ])('and nothing else: %s', (error) => {
    expect(machineFault(error)).toBeNull()
  })

  test('as Node.js really throws it', async () => {
    const noProgram = await thrownBy(() => once(spawn('/no/such/node'), 'exit'))
    expect(machineFault(noProgram)?.message).toMatch(/is gone \(ENOENT\)/)

    const server = net.createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as net.AddressInfo
    const taken = await thrownBy(() => once(net.createServer().listen(port, '127.0.0.1'), 'listening'))
    server.close()
    expect(machineFault(taken)?.message).toMatch(/^No port is free/)
    // So it comes from another process.
    const { code, message } = taken as NodeJS.ErrnoException
    expect(lackOf({ code: code ?? null, message })?.message).toMatch(/^No port is free/)
  })
})

describe('what a learner’s program met', () => {
  test.each([
    ['EADDRINUSE', 'listen EADDRINUSE: address already in use 127.0.0.1:3000', /^No port is free/],
    ['ENOSPC', 'ENOSPC: no space left on device, write', /^The disk is full/],
    ['EMFILE', "EMFILE: too many open files, open 'a'", /^Too many files/],
  ])('%s is the machine’s', (code, message, told) => {
    expect(lackOf({ code, message })?.message).toMatch(told)
  })

  test.each([
    ['ENOENT', "ENOENT: no such file or directory, open 'a'"],
    ['ENOENT', 'spawn convert ENOENT'],
    ['EACCES', "EACCES: permission denied, open '/a'"],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:6379'],
    ['ENETUNREACH', 'connect ENETUNREACH 192.0.2.1:80'],
    ['ERR_ACCESS_DENIED', 'Access to this API has been restricted'],
    [null, 'listen EADDRINUSE'],
  ])('%s, %s is its own', (code, message) => {
    expect(lackOf({ code, message })).toBeNull()
  })
})

test('why a place cannot be used, as the end of a sentence', async () => {
  const error = await thrownBy(() => mkdtempSync('/no/such/folder/a-'))
  expect(causeOf(error)).toEqual({ reason: 'there is no such folder (ENOENT)', remedy: 'Create it' })
  expect(causeOf(system('EWEIRD', 'open')).reason).toContain('EWEIRD')
  expect(causeOf('odd').reason).toBe('odd')
})
