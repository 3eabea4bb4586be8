/** Every fault there is, with what it says. Programs branch on the code, people read the words. */
import type { Words } from './words.ts'

export const codes = {
  'file-missing': { en: 'there is no file {file}', zh: '文件 {file} 不存在' },
  'file-too-large': { en: 'the document is {size} MB; {limit} MB are the limit', zh: '文档为 {size} MB,上限为 {limit} MB' },
  'not-yaml': { en: 'this is not YAML: {why}', zh: '不是有效的 YAML:{why}' },
  'yaml-feature': {
    en: '{feature} are not allowed in a flow document; write the value out',
    zh: '流程文档不允许使用 {feature},请直接写出内容',
  },
  twice: { en: '"{name}" stands here twice, first in line {first}', zh: '"{name}" 重复出现,首次在第 {first} 行' },
  'too-deep': { en: 'more than {limit} lists and groups within each other', zh: '嵌套超过 {limit} 层' },
  number: {
    en: '{number} cannot be kept exactly as a number; put it in quotes if it is a text',
    zh: '{number} 无法精确表示为数字;若为文字请加引号',
  },
  'not-a-flow': { en: 'a flow document begins with "millrace: 1"', zh: '流程文档应以 "millrace: 1" 开头' },
  'newer-version': {
    en: 'this document is of version {version}; this Millrace reads up to {reads}: update Millrace',
    zh: '文档版本为 {version},当前 Millrace 最高支持 {reads},请升级',
  },
  shape: { en: '{why}', zh: '{why}' },
  'bad-name': { en: '"{name}" cannot be a name: use letters, digits, _ and -', zh: '"{name}" 不能用作名称:请使用字母、数字、_ 和 -' },
  'same-name': { en: '"{name}" and "{other}" are the same name written in two ways', zh: '"{name}" 与 "{other}" 是同一名称的两种写法' },
  'unknown-node': { en: 'there is no node "{is}"{hint}', zh: '没有名为 "{is}" 的节点类型{hint}' },
  'unknown-flow': { en: 'there is no flow "{flow}" to use as a subflow', zh: '没有可用作子流程的流程 "{flow}"' },
  'flow-too-large': { en: 'with its subflows unfolded this flow has more than {limit} nodes', zh: '展开子流程后,流程的节点数超过 {limit}' },
  'subflow-circle': { en: 'the subflow "{flow}" holds itself', zh: '子流程 "{flow}" 包含了自身' },
  config: { en: '{why}', zh: '{why}' },
  'config-not-live': { en: 'the field {field} cannot follow a parameter; write a value', zh: '字段 {field} 不能绑定参数,请直接填写数值' },
  'unknown-parameter': { en: 'there is no parameter "{parameter}"', zh: '没有名为 "{parameter}" 的参数' },
  'parameter-type': {
    en: 'the parameter "{parameter}" is {has}; this needs {needs}',
    zh: '参数 "{parameter}" 的类型为 {has},此处需要 {needs}',
  },
  'unknown-connection': { en: 'there is no connection "{connection}" in this project', zh: '项目中没有连接 "{connection}"' },
  'connection-kind': {
    en: 'the connection "{connection}" is of kind {has}; this node needs {needs}',
    zh: '连接 "{connection}" 的类型为 {has},此节点需要 {needs}',
  },
  'unknown-input': { en: '{is} has no input "{input}"{hint}', zh: '{is} 没有输入 "{input}"{hint}' },
  'not-a-wire': { en: '"{wire}" is not a wire: write node.port', zh: '"{wire}" 不是连线:请写成 节点.端口' },
  'wire-from-nowhere': { en: 'there is no node "{node}"{hint}', zh: '没有节点 "{node}"{hint}' },
  'wire-from-no-port': { en: '"{node}" has no output "{port}"{hint}', zh: '"{node}" 没有输出 "{port}"{hint}' },
  'input-missing': { en: 'the input "{input}" needs a wire or a value', zh: '输入 "{input}" 需要连线或数值' },
  'type-misfit': { en: '{from} cannot feed {to}{advice}', zh: '{from} 不能接入 {to}{advice}' },
  'unit-misfit': { en: '{from} cannot feed {to}: they measure different things{advice}', zh: '{from} 不能接入 {to}:两者量纲不同{advice}' },
  'unit-convert': {
    en: 'this is {from}, the input expects {to}; put "convert unit" between them',
    zh: '此处为 {from},输入需要 {to},请在中间加入"单位换算"',
  },
  'event-held': {
    en: 'an event cannot feed the held input "{input}": it would stay for ever; put "latch" or "pulse" between them',
    zh: '事件不能接入保持型输入 "{input}":否则会一直保持;请在中间加入"锁存"或"脉冲"',
  },
  'literal-type': { en: 'the value {value} does not fit {type}', zh: '值 {value} 与类型 {type} 不符' },
  option: { en: '{why}', zh: '{why}' },
  'same-port': { en: 'the config makes two ports named "{port}"', zh: '配置产生了两个同名端口 "{port}"' },
  parameter: { en: '{why}', zh: '{why}' },
  loop: { en: 'the wires {path} go round in a circle; put "previous" into it', zh: '连线 {path} 形成回路,请在其中加入"上一值"' },
  'call-loop': { en: 'the loop {path} goes through a call; put "rate limit" into it', zh: '回路 {path} 经过调用节点,请加入"限速"' },
  'never-fires': {
    en: 'nothing can trigger this node: none of its inputs comes from a source',
    zh: '没有任何输入能触发此节点:其输入均不来自数据源',
  },
  'unit-unknown-variable': { en: 'the unit of {port} cannot be worked out: {why}', zh: '无法推导 {port} 的单位:{why}' },
  'test-step': { en: '{why}', zh: '{why}' },
  'layout-nowhere': { en: 'the layout names "{node}", which is not there', zh: '布局中提到的 "{node}" 不存在' },
  'output-nowhere': { en: 'the output "{output}" is wired to "{wire}", which is not there', zh: '输出 "{output}" 连接到不存在的 "{wire}"' },
  'bad-line': { en: '{why}', zh: '{why}' },
  'edit-refused': { en: '{why}', zh: '{why}' },
  'revision-conflict': {
    en: 'the document is at revision {now}, this change was made on {on}',
    zh: '文档当前版本为 {now},此修改基于版本 {on}',
  },
  'empty-overwrite': {
    en: 'this would empty a flow of {nodes} nodes; delete the nodes instead',
    zh: '此操作会清空含 {nodes} 个节点的流程,请改为逐个删除节点',
  },
  'not-allowed': { en: 'this takes the role {least}; yours is {role}', zh: '此操作需要角色 {least},您的角色为 {role}' },
  project: { en: '{why}', zh: '{why}' },
} as const satisfies Readonly<Record<string, Words>>

export type FaultCode = keyof typeof codes
