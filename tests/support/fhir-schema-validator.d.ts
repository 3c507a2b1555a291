declare module '@asymmetrik/fhir-json-schema-validator' {
  class SchemaValidator {
    validate(resource: unknown, verbose?: boolean): readonly unknown[]
  }
  export = SchemaValidator
}
