/** What the code editor is told about the wires. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declarations, withoutTypes, withTypes } from './signature.ts'

test('the parameters are typed while the code is edited, and as they were when it is taken', () => {
  const code = 'export default function (inputs, state, at) {\n  return { value: inputs.value }\n}\n'
  assert.match(withTypes(code), /inputs: Inputs/)
  assert.equal(withoutTypes(withTypes(code)), code)
})

test('inputs and outputs have the types of the ports', () => {
  const text = declarations({
    inputs: [
      { name: 'value', type: { type: 'number', unit: '°C' } },
      { name: '温度', type: { type: 'list', of: { type: 'text' } } },
    ],
    outputs: [{ name: 'high', type: { type: 'boolean' } }],
  })
  assert.match(text, /\/\*\* °C \*\/\n {2}readonly "value": number/)
  assert.match(text, /readonly "温度": readonly string\[\]/)
  assert.match(text, /readonly "high"\?: boolean/)
})
