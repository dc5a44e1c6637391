import { expect, test } from 'vitest'
import { columnsOf, isHeading } from '../../../src/cookie/paste/headings.ts'

test.each(
  (
    'Name Value|name value|Key Value|Cookie Value|Names Values|Nom Valeur|Nombre Valor|Nome Valore|Nome Valor' +
    '|Naam Waarde|Namn Värde|Navn Verdi|Navn Værdi|Nazwa Wartość|Název Hodnota|Ad Değer|Nimi Arvo|Név Érték' +
    '|Nume Valoare|Name Wert|Имя Значение|Название Значение|名前 値|名称 值|名稱 值|이름 값|Tên Value'
  ).split('|'),
)('%s', (heading) => {
  const [name = '', value = ''] = heading.split(' ')
  expect(isHeading(name, value)).toBe(true)
  expect(columnsOf(`# host\t${value}\t${name}`)).toEqual({ name: 2, value: 1 })
  expect(columnsOf(`${name}\t${value}`)).toBeNull()
  expect(columnsOf(`${name}\t#\t ${value} `)).toEqual({ name: 0, value: 2 })
  expect(isHeading(`${name}x`, value)).toBe(false)
  expect(isHeading(name, `${value}x`)).toBe(false)
})

test.each([
  ['Name', 'John'],
  ['name_of_shop', 'value'],
  ['theme', 'value'],
])('%s %s is a cookie', (name, value) => expect(isHeading(name, value)).toBe(false))

test('a table without the one or the other has no such columns', () => {
  expect(columnsOf('host\tname')).toBeNull()
  expect(columnsOf('host\tvalue')).toBeNull()
})
