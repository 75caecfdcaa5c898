/** @import { ContractResponse, Definition, Procedure, Shape, SourceLocation } from "./types" */

/** Contract of the API, with lookups by name. */
export class Api {
  /** @param {ContractResponse} response */
  constructor({ contract, locations }) {
    /** @type {readonly Procedure[]} */
    this.procedures = contract.procedures;
    /** @type {ReadonlyMap<string, Definition>} */
    this.types = new Map(contract.types.map((type) => [type.name, type]));
    /** @type {Map<Procedure | Definition, SourceLocation | undefined>} */
    this.locations = new Map();
    contract.procedures.forEach((procedure, index) => this.locations.set(procedure, locations.procedures[index]));
    contract.types.forEach((type, index) => this.locations.set(type, locations.types[index]));
  }

  /** @param {string} name */
  procedure(name) {
    return this.procedures.find((procedure) => procedure.name === name);
  }

  /** Returns the shape of a named type with its arguments substituted. @param {Shape} shape @returns {Shape} */
  resolve(shape) {
    if (typeof shape === "string" || !("type" in shape)) return shape;
    const definition = this.types.get(shape.type.name);
    if (!definition) return "json";
    return this.resolve(substitute(definition.shape, definition.parameters ?? [], shape.type.arguments ?? []));
  }

  /** Returns `true` if a caller may omit the input. @param {Procedure} procedure */
  isInputOptional({ input }) {
    const shape = this.resolve(input);
    if (typeof shape === "string") return shape === "null";
    return "nullable" in shape || ("object" in shape && shape.object.fields.every((field) => field.optional));
  }

  /** Returns `true` if the output has a deferred field. @param {Procedure} procedure */
  hasDeferred({ output }) {
    const shape = this.resolve(output);
    const fields = typeof shape !== "string" && "object" in shape ? shape.object.fields : [];
    return fields.some((field) => typeof field.shape !== "string" && "deferred" in field.shape);
  }

  /**
   * Returns the declared errors of a procedure, each with its code and documentation.
   *
   * @param {Procedure} procedure
   * @returns {{ name: string, code: string, type: Shape, docs: string | undefined }[]}
   */
  errors({ errors = [] }) {
    return errors.flatMap(({ shape: type, variants }) => {
      const shape = this.resolve(type);
      const documented = typeof shape !== "string" && "union" in shape ? shape.union.variants : [];
      // If a type has a single error, the documentation is on the type itself.
      const typeName = variants.length === 1 && typeof type !== "string" && "type" in type ? type.type.name : "";
      const typeDocs = this.types.get(typeName)?.docs;
      const docs = (/** @type {string} */ name) =>
        documented.find((variant) => variant.name === name)?.docs ?? typeDocs;
      return variants.map(({ name, code }) => ({ name, code, type, docs: docs(name)?.trim() }));
    });
  }

  /** Returns the procedures whose input, output or errors contain a type. @param {string} name */
  proceduresUsing(name) {
    return this.procedures.filter((procedure) => this.#uses(procedure, name));
  }

  /** @param {Procedure} procedure @param {string} name */
  #uses({ input, output, errors = [] }, name) {
    /** @type {Set<string>} */
    const seen = new Set();
    /** @param {unknown} part */
    const visit = (part) => {
      if (typeof part !== "object" || part === null) return;
      const typeName = /** @type {any} */ (part).type?.name;
      if (typeof typeName === "string" && !seen.has(typeName)) {
        seen.add(typeName);
        visit(this.types.get(typeName)?.shape);
      }
      Object.values(part).forEach(visit);
    };
    [input, output, ...errors.map((error) => error.shape)].forEach(visit);
    return seen.has(name);
  }

  /** Application name, taken from the crate that declares most of the types. */
  get application() {
    const crates = [...this.types.values()].map((type) => type.rustPath.split("::")[0] ?? "");
    const count = (/** @type {string} */ name) => crates.filter((other) => other === name).length;
    const [most = "api"] = crates.sort((a, b) => count(b) - count(a));
    return most.replace(/^isotype_/u, "");
  }
}

/**
 * Substitutes type arguments for the parameters of a generic type.
 *
 * @template T
 * @param {T} shape
 * @param {string[]} parameters
 * @param {Shape[]} typeArguments
 * @returns {T}
 */
function substitute(shape, parameters, typeArguments) {
  if (parameters.length === 0 || typeof shape !== "object" || shape === null) return shape;
  if ("parameter" in shape) {
    return /** @type {T} */ (typeArguments[parameters.indexOf(String(shape.parameter))] ?? shape);
  }
  if (Array.isArray(shape)) {
    return /** @type {T} */ (shape.map((part) => substitute(part, parameters, typeArguments)));
  }
  const parts = Object.entries(shape).map(([key, part]) => [key, substitute(part, parameters, typeArguments)]);
  return /** @type {T} */ (Object.fromEntries(parts));
}
