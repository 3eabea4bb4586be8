/** Works something out once for a config, not at every firing; a parameter that changes makes a new config. */
export const perConfig = <C extends object, R>(work: (config: C) => R): ((config: C) => R) => {
  const known = new WeakMap<C, { readonly made: R }>()
  // The same config comes again and again: comparing it costs a tenth of a look into the map.
  let last: { readonly config: C; readonly made: R } | undefined
  return (config) => {
    if (last?.config === config) return last.made
    const { made } = known.get(config) ?? { made: work(config) }
    known.set(config, { made })
    last = { config, made }
    return made
  }
}
