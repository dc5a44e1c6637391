/** How browsers head the columns of their tables of cookies, in the languages of which they write so in Latin letters. */
export const NAME_HEADING =
  /^(?:cookie )?(?:names?|key|nom|nombre|nome|naam|namn|navn|nazwa|n\u00e1zev|ad|nimi|n\u00e9v|nume|t\u00ean|\u0418\u043c\u044f|\u041d\u0430\u0437\u0432\u0430\u043d\u0438\u0435|\u540d\u524d|\u540d\u79f0|\u540d\u7a31|\uc774\ub984)(?![\p{L}\p{N}_])|^cookies?$/iu

/** The same for the column of values. */
export const VALUE_HEADING =
  /^(?:cookie )?(?:values?|wert|valeur|valor|valore|waarde|v\u00e4rde|verdi|v\u00e6rdi|warto\u015b\u0107|hodnota|de\u011fer|arvo|\u00e9rt\u00e9k|valoare|\u0417\u043d\u0430\u0447\u0435\u043d\u0438\u0435|\u5024|\u503c|\uac12)(?![\p{L}\p{N}_])/iu

/** Whether the first two cells of a row are a heading and no cookie. */
export const isHeading = (name: string, value: string): boolean => NAME_HEADING.test(name) && VALUE_HEADING.test(value)

/**
 * Where name and value stand in a table, by its heading. Null where that has none, or they are the first two columns.
 * @param line the first one of the table, its cells parted by tabs
 */
export function columnsOf(line: string): { readonly name: number; readonly value: number } | null {
  const cells = line.split('\t').map((cell) => cell.trim())
  const name = cells.findIndex((cell) => NAME_HEADING.test(cell))
  const value = cells.findIndex((cell) => VALUE_HEADING.test(cell))
  return Math.min(name, value) === -1 || (name === 0 && value === 1) ? null : { name, value }
}
