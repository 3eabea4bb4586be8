/** What broken YAML is called for people who never learnt YAML. */
import type { ErrorCode } from 'yaml'
import type { Words } from '../words.ts'

const words: Partial<Record<ErrorCode, Words>> = {
  TAB_AS_INDENT: { en: 'a line begins with a tab; indent with spaces', zh: '行首使用了制表符,请用空格缩进' },
  BAD_INDENT: { en: 'this line is indented differently from its neighbours', zh: '此行的缩进与相邻行不一致' },
  MISSING_CHAR: { en: 'a closing quote or bracket, a comma or a colon is missing', zh: '缺少引号、括号、逗号或冒号' },
  UNEXPECTED_TOKEN: { en: 'something stands here that does not belong', zh: '此处有多余的内容' },
  BLOCK_AS_IMPLICIT_KEY: { en: 'a text with ": " in it needs quotes', zh: '含有 ": " 的文字需要加引号' },
  MULTILINE_IMPLICIT_KEY: { en: 'a colon is missing, or a name runs over several lines', zh: '缺少冒号,或名称跨越了多行' },
  BAD_SCALAR_START: { en: 'a text that begins with this sign needs quotes', zh: '以该符号开头的文字需要加引号' },
  BAD_DQ_ESCAPE: { en: 'a \\ in double quotes has to be doubled', zh: '双引号内的 \\ 需要写成 \\\\' },
  BLOCK_IN_FLOW: { en: 'inside { } and [ ] everything is written in one line', zh: '{ } 和 [ ] 内部须写在同一行' },
  KEY_OVER_1024_CHARS: { en: 'a name is longer than 1024 signs', zh: '名称超过 1024 个字符' },
}

/** The library's own sentence stands behind, for those who did. */
export const yamlWhy = (code: ErrorCode, message: string): Words => {
  const told = words[code]
  const [detail = message] = message.split('\n')
  return told ? { en: `${told.en} (${detail})`, zh: `${told.zh}(${detail})` } : { en: detail, zh: detail }
}
