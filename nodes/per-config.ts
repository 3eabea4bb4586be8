/** Works something out once for a config, not at every firing; a parameter that changes makes a new config. */
export const perConfig = <C extends object, R>(work: (config: C) => R): ((config: C) => R) => {
  const known = new WeakMap<C, { readonly made: R }>()
  return (config) => {
    const had = known.get(config)
    if (had) return had.made
    const made = work(config)
    known.set(config, { made })
    return made
  }
}
