/** Names of tables and columns inside a statement: always quoted, so that no name can be anything but a name. */

export const quoted = (name: string): string => {
  if (name === '' || name.includes('\0')) throw new Error(`${JSON.stringify(name)} cannot be a name`)
  return `"${name.replaceAll('"', '""')}"`
}

/** `readings`, or `plant.readings` in a schema. */
export const table = (name: string): string => {
  const [schema = '', rest] = name.split('.', 2)
  return rest === undefined || name.split('.').length > 2 ? quoted(name) : `${quoted(schema)}.${quoted(rest)}`
}
