/** The shape of a flow document, with what its alternatives are called. */
import { FlowDocument } from '../document.ts'
import type { Words } from '../words.ts'
import type { Shape } from './shape.ts'

const step = {
  en: 'a step of a test begins with feed, wait, command, parameter, reply or expect',
  zh: '测试步骤应为 feed、wait、command、parameter、reply 或 expect',
}
const input = {
  en: 'an input is a wire (boilers.payload), a value ({ value: 5 }) or a parameter ({ parameter: limit })',
  zh: '输入应为连线(boilers.payload)、固定值({ value: 5 })或参数({ parameter: limit })',
}
const type = { en: 'a type is written { type: number, unit: °C }', zh: '类型应写作 { type: number, unit: °C }' }

const choices = (path: readonly PropertyKey[]): Words | undefined =>
  path[0] === 'tests' ? step : path[0] === 'nodes' && path[2] === 'in' ? input : path[0] === 'inputs' ? type : undefined

const known = (path: readonly PropertyKey[]): readonly string[] =>
  path.length === 0
    ? Object.keys(FlowDocument.shape)
    : path[0] === 'nodes' && path.length === 2
      ? ['is', 'was', 'says', 'in', 'config']
      : []

export const flowShape: Shape = { schema: FlowDocument, choices, known }
