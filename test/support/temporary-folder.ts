import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished, TestRunner } from 'vitest'

/** Folders of tests that run side by side: vitest does not know which of them asks, so they stay until the file is through. */
const left: string[] = []
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true })

/** A fresh folder that is gone when the test is, or its file, where tests run side by side. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-test-'))
  const test = TestRunner.getCurrentTest()
  if (test && !test.concurrent) onTestFinished(() => remove(folder))
  else left.push(folder)
  return folder
}

/** Removes the folders of the file that is through. */
export const removeLeft = (): void => left.splice(0).forEach(remove)
