// What is chosen on a page stands in its address, so that every view can be linked to.

/** What the address says, with what it leaves out as in `defaults`. */
export function read<T extends Record<string, string>>(defaults: T): T {
  const given = new URLSearchParams(location.search)
  const chosen = { ...defaults }
  for (const key of Object.keys(defaults) as (keyof T & string)[]) {
    const value = given.get(key)
    if (value !== null) chosen[key] = value as T[typeof key]
  }
  return chosen
}

/** Writes what differs from the defaults into the address, without a step in the history. */
export function write<T extends Record<string, string>>(chosen: T, defaults: T): void {
  const query = new URLSearchParams()
  for (const key of Object.keys(defaults) as (keyof T & string)[])
    if (chosen[key] !== defaults[key]) query.set(key, chosen[key])
  const text = query.toString()
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : '') + location.hash)
}
