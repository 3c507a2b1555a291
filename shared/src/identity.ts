import { z } from 'zod'
import type { Brand } from './brand.ts'

export type ChairId = Brand<string, 'ChairId'>
export type SessionId = Brand<string, 'SessionId'>
export type SourceId = Brand<string, 'SourceId'>
export type StaffId = Brand<string, 'StaffId'>
export type PatientId = Brand<string, 'PatientId'>
/** Numbered in the judge: `A1`, `A2` ... within one session. */
export type AlarmId = Brand<string, 'AlarmId'>
/** Numbered in the judge: `X1`, `X2` ... within one session. */
export type ExcursionId = Brand<string, 'ExcursionId'>

const id = <Name extends string>(maxLength = 64) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/)
    .max(maxLength)
    .transform((text) => text as Brand<string, Name>)

export const chairIdSchema = id<'ChairId'>(16)
export const sessionIdSchema = id<'SessionId'>()
export const sourceIdSchema = id<'SourceId'>()
export const staffIdSchema = id<'StaffId'>()
export const patientIdSchema = id<'PatientId'>()
export const alarmIdSchema = id<'AlarmId'>(16)
export const excursionIdSchema = id<'ExcursionId'>(16)
