export type Tree = Readonly<Record<string, unknown>>
export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What lies at a path such as `excursion.high.warning.sys`; undefined: nothing. */
export const atPath = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, key) => (isTree(part) && Object.hasOwn(part, key) ? part[key] : undefined), tree)

/** The number at a path; null where there is none. */
export const numberAt = (tree: unknown, path: string): number | null => {
  const found = atPath(tree, path)
  return typeof found === 'number' ? found : null
}

/** The tree with another value at a path such as `artefact.jump.enabled`; as it was where nothing lies on the way there. */
export const withValueAt = (tree: Tree, path: string, value: unknown): Tree => {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...tree, [key]: value }
  const below = tree[key]
  return isTree(below) ? { ...tree, [key]: withValueAt(below, rest.join('.'), value) } : tree
}

/** `change` laid over `base`: what it does not name stays. Lists and plain values are replaced whole. */
export const overlaid = (base: unknown, change: unknown): unknown => {
  if (!isTree(base) || !isTree(change)) return change
  return { ...base, ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, overlaid(base[key], value)])) }
}
