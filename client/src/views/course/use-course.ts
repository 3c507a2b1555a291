import type { PatientCourse } from '@chairside/shared/patient-course'
import { useServices } from '../common/services.tsx'
import { type Kept, useKept } from '../common/use-kept.ts'

/** The course of a patient. */
export const useCourse = (patientId: string): Kept<PatientCourse> => {
  const { courses } = useServices()
  return useKept({ source: courses, id: patientId, read: (id) => courses.course(id), unknown: 'unknown-patient' })
}
