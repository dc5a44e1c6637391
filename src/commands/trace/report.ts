import type { Environment } from '../../environment.ts'
import { renderReport } from '../../presenters/report/report.ts'
import { createMasking, idsIn, maskedFinding, SHOWN } from '../../trace/mask.ts'
import { openFile } from './open-file.ts'
import type { Teller } from './teller.ts'

/**
 * Writes what was seen as a page, when the command has ended. The file is opened at once, so that it is known in time whether it can be.
 * @throws UserError if it cannot be written
 */
export function reportTo(
  file: string,
  command: string,
  showValues: boolean,
  environment: Pick<Environment, 'folder' | 'now'>,
): Teller {
  const write = openFile(file, environment)
  const mask = showValues ? SHOWN : createMasking()
  return {
    isRecord: true,
    tell() {},
    end(_, summary, collected) {
      // A text is masked by the ids that are known by then.
      for (const { facts } of collected.exchanges) for (const id of idsIn(facts)) mask.id(id)
      const findings = collected.findings.map((finding) => maskedFinding(finding, mask))
      write(renderReport({ command, at: environment.now(), collected: { ...collected, findings }, summary, mask }))
    },
  }
}
