import type { ProfilePicture } from '@chairside/shared/clinic-profiles/clinic-profile'
import { ENTERED, type EnteredField, type InfusionOrder, orderSchema, patientSchema } from '@chairside/shared/session'

/** What is filled in so far; absent: nothing, or no number. */
export interface Filled {
  readonly identifier: string
  readonly name: string
  readonly infusionNumber: number | undefined
  readonly courseLength: number | undefined
  readonly weightKg: number | undefined
  readonly doseMg: number | undefined
  readonly durationMin: number | undefined
  readonly concentrationMgPerMl: number | undefined
}

/** Whether a number may be entered there. */
export const isEntered = (field: EnteredField, value: number | undefined): boolean =>
  value !== undefined && value >= ENTERED[field].low && value <= ENTERED[field].high

export const orderOf = (filled: Filled): InfusionOrder | null => {
  const { weightKg, doseMg, durationMin, concentrationMgPerMl } = filled
  if (!isEntered('doseMg', doseMg) || !isEntered('concentrationMgPerMl', concentrationMgPerMl)) return null
  return orderSchema.safeParse({ drug: 'ketamine', weightKg, doseMg, durationMin, concentrationMgPerMl }).data ?? null
}

export const patientOf = (filled: Filled) => {
  const { identifier, name, infusionNumber, courseLength } = filled
  return patientSchema.safeParse({ identifier, name, infusionNumber, courseLength }).data ?? null
}

/** What the pump would be set to. */
export interface PumpFigures {
  readonly volumeMl: number
  readonly mlPerHour: number
  readonly mgPerMin: number
}

export const pumpFigures = ({ doseMg, durationMin, concentrationMgPerMl }: InfusionOrder): PumpFigures => {
  const volumeMl = doseMg / concentrationMgPerMl
  return { volumeMl, mlPerHour: volumeMl * (60 / durationMin), mgPerMin: doseMg / durationMin }
}

export type OrderRemark =
  | { readonly kind: 'dose-reason' | 'dose-refused'; readonly limit: number }
  | { readonly kind: 'unusual-duration'; readonly low: number; readonly high: number }

/** S2: what the start will ask because of this order. The server decides; this says it in time. */
export const orderRemarks = (
  order: InfusionOrder,
  profile: ProfilePicture | undefined,
  protocolId: string | null,
): readonly OrderRemark[] => {
  const protocol = profile?.protocols.find(({ id }) => id === protocolId) ?? profile?.protocols[0]
  const perKg = order.doseMg / order.weightKg
  const remarks: OrderRemark[] = []
  const dose = protocol?.dose
  if (dose !== undefined && perKg > dose.refusedMgPerKg) remarks.push({ kind: 'dose-refused', limit: dose.refusedMgPerKg })
  else if (dose !== undefined && perKg > dose.reasonMgPerKg) remarks.push({ kind: 'dose-reason', limit: dose.reasonMgPerKg })
  const usual = profile?.durationMin
  if (usual !== undefined && (order.durationMin < usual.low || order.durationMin > usual.high))
    remarks.push({ kind: 'unusual-duration', low: usual.low, high: usual.high })
  return remarks
}
