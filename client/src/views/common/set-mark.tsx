import './set-mark.css'
import type { LimitsPicture } from '@chairside/shared/picture'
import { type ReactNode, useId } from 'react'

const ARM = 6

const Vee = ({ x, y, up }: { readonly x: number; readonly y: number; readonly up: boolean }) => {
  const lift = up ? ARM + 2 : -(ARM + 2)
  return <path d={`M${x - ARM} ${y + lift}L${x} ${y}L${x + ARM} ${y + lift}`} fill="none" strokeWidth={2.2} strokeLinejoin="round" />
}

/** `critical` by the limit in force. */
const toneOf = (sys: number | null, limits: LimitsPicture | null): 'critical' | 'plain' => {
  const critical = limits?.sysHighCritical ?? null
  return sys !== null && critical !== null && sys >= critical ? 'critical' : 'plain'
}

interface Props {
  readonly set: { readonly sys: number | null; readonly state: string; readonly origin: string }
  readonly limits: LimitsPicture | null
  /** Where it stands, in px. */
  readonly x: number
  readonly sys: number
  readonly dia: number
  readonly map: number | undefined
  /** What is said of it besides. */
  readonly children?: ReactNode
}

/** A cuff set as on paper: v at SYS, ^ at DIA, a dash at MAP, joined. */
export const SetMark = ({ set, limits, x, sys, dia, map, children }: Props) => (
  <g className="set-mark" data-tone={toneOf(set.sys, limits)} data-state={set.state} data-origin={set.origin}>
    <line x1={x} x2={x} y1={sys} y2={dia} className="set-stem" />
    <Vee x={x} y={sys} up={false} />
    <Vee x={x} y={dia} up />
    {map !== undefined && <line x1={x - 4} x2={x + 4} y1={map} y2={map} strokeWidth={2} />}
    {children}
  </g>
)

/** The ring of a set that does not count. */
export const HollowMark = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <circle cx={x} cy={y} r={5} fill="none" strokeDasharray="2 2" />
)

/** Hatching for stretches without data, and what refers to it. */
export const useHatching = (): { readonly defs: ReactNode; readonly fill: string } => {
  const id = useId()
  return {
    defs: (
      <defs>
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="8" stroke="var(--hatch)" strokeWidth="3" />
        </pattern>
      </defs>
    ),
    fill: `url(#${id})`,
  }
}
