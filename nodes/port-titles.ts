/** What people call the ports whose names come up again and again; a definition that says its own title keeps it. */
import type { Definition, Words } from '@millrace/flow'
import type { Ports } from '@millrace/flow/port.ts'

/** Name: Chinese. In English a port is called by its name. */
const chinese: Readonly<Record<string, string>> = {
  value: '数值',
  text: '文本',
  list: '列表',
  line: '行',
  item: '项',
  index: '序号',
  record: '记录',
  name: '名称',
  code: '代码',
  event: '事件',
  on: '接通',
  a: 'a',
  b: 'b',
  active: '报警中',
  alarm: '报警',
  sum: '合计',
  mean: '平均',
  min: '最小',
  max: '最大',
  count: '个数',
  of: '总数',
  all: '全部',
  any: '任一',
  deviation: '标准差',
  total: '累计',
  step: '增量',
  rate: '速率',
  held: '受限',
  up: '加',
  down: '减',
  set: '置位',
  reset: '复位',
  reached: '到达',
  rising: '上升沿',
  falling: '下降沿',
  permitted: '允许',
  first: '首个',
  when: '条件',
  yes: '是',
  no: '否',
  else: '其他',
  votes: '票数',
  silent: '静默',
  good: '良好',
  bad: '坏',
  running: '运行',
  made: '产量',
  planned: '计划内',
  availability: '可用率',
  performance: '性能率',
  quality: '质量率',
  oee: 'OEE',
  runTime: '运行时间',
  payload: '载荷',
  topic: '主题',
  body: '内容',
  path: '路径',
  query: '查询参数',
  status: '状态码',
  json: 'JSON',
  retained: '保留',
  place: '位置',
  places: '位置列表',
  read: '读取',
  ask: '查询',
  rows: '行',
}

const titleOf = (name: string): Words | undefined => {
  const zh = Object.hasOwn(chinese, name) ? chinese[name] : undefined
  return zh === undefined ? undefined : { en: name, zh }
}

export const titled = (definition: Definition): Definition => ({
  ...definition,
  ...('in' in definition && { in: ports(definition.in) }),
  ...('out' in definition && { out: ports(definition.out) }),
})

const ports = (ports: Ports): Ports =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => {
      const title = port.title ?? titleOf(name)
      return [name, title ? { ...port, title } : port]
    }),
  )
