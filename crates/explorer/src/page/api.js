/** @import { Definition, Place, Procedure, Shape, Told } from "./types" */

/** The contract, and what is asked of it. */
export class Api {
  /** @param {Told} told */
  constructor({ contract, places }) {
    /** @type {readonly Procedure[]} */
    this.procedures = contract.procedures;
    /** @type {ReadonlyMap<string, Definition>} */
    this.types = new Map(contract.types.map((type) => [type.name, type]));
    /** @type {Map<Procedure | Definition, Place | undefined>} */
    this.places = new Map();
    contract.procedures.forEach((procedure, index) => this.places.set(procedure, places.procedures[index]));
    contract.types.forEach((type, index) => this.places.set(type, places.types[index]));
  }

  /** @param {string} name */
  procedure(name) {
    return this.procedures.find((procedure) => procedure.name === name);
  }

  /** The shape behind a name, with its arguments in place. @param {Shape} shape @returns {Shape} */
  resolve(shape) {
    if (typeof shape === "string" || !("type" in shape)) return shape;
    const definition = this.types.get(shape.type.name);
    if (!definition) return "json";
    return this.resolve(put(definition.shape, definition.parameters ?? [], shape.type.arguments ?? []));
  }

  /** What the caller may leave out altogether. @param {Procedure} procedure */
  mayBeAbsent({ input }) {
    const shape = this.resolve(input);
    if (typeof shape === "string") return shape === "null";
    return "nullable" in shape || ("object" in shape && shape.object.fields.every((field) => field.optional));
  }

  /** Whether a part of the output comes after the rest. @param {Procedure} procedure */
  hasLater({ output }) {
    const shape = this.resolve(output);
    const fields = typeof shape !== "string" && "object" in shape ? shape.object.fields : [];
    return fields.some((field) => typeof field.shape !== "string" && "later" in field.shape);
  }

  /**
   * The declared errors, each with its code and what is known of it.
   *
   * @param {Procedure} procedure
   * @returns {{ name: string, code: string, of: Shape, docs: string | undefined }[]}
   */
  errors({ errors = [] }) {
    return errors.flatMap(({ shape: of, variants }) => {
      const shape = this.resolve(of);
      const told = typeof shape !== "string" && "union" in shape ? shape.union.variants : [];
      // Of an error that stands alone, its type tells.
      const type = variants.length === 1 && typeof of !== "string" && "type" in of ? of.type.name : "";
      const alone = this.types.get(type)?.docs;
      const docs = (/** @type {string} */ name) => told.find((one) => one.name === name)?.docs ?? alone;
      return variants.map(({ name, code }) => ({ name, code, of, docs: docs(name)?.trim() }));
    });
  }

  /** The procedures that speak of a type. @param {string} name */
  usersOf(name) {
    return this.procedures.filter((procedure) => this.#speaks(procedure, name));
  }

  /** @param {Procedure} procedure @param {string} name */
  #speaks({ input, output, errors = [] }, name) {
    /** @type {Set<string>} */
    const seen = new Set();
    /** @param {unknown} part */
    const follow = (part) => {
      if (typeof part !== "object" || part === null) return;
      const named = /** @type {any} */ (part).type?.name;
      if (typeof named === "string" && !seen.has(named)) {
        seen.add(named);
        follow(this.types.get(named)?.shape);
      }
      Object.values(part).forEach(follow);
    };
    [input, output, ...errors.map((error) => error.shape)].forEach(follow);
    return seen.has(name);
  }

  /** The application's name: the crate that most of its types come from. */
  get application() {
    const crates = [...this.types.values()].map((type) => type.rust.split("::")[0] ?? "");
    const count = (/** @type {string} */ name) => crates.filter((other) => other === name).length;
    const [most = "api"] = crates.sort((a, b) => count(b) - count(a));
    return most.replace(/^isotype_/u, "");
  }
}

/**
 * A generic type's shape with arguments in place of its parameters.
 *
 * @template T
 * @param {T} shape
 * @param {string[]} parameters
 * @param {Shape[]} given
 * @returns {T}
 */
function put(shape, parameters, given) {
  if (parameters.length === 0 || typeof shape !== "object" || shape === null) return shape;
  if ("parameter" in shape) return /** @type {T} */ (given[parameters.indexOf(String(shape.parameter))] ?? shape);
  if (Array.isArray(shape)) return /** @type {T} */ (shape.map((part) => put(part, parameters, given)));
  const parts = Object.entries(shape).map(([key, part]) => [key, put(part, parameters, given)]);
  return /** @type {T} */ (Object.fromEntries(parts));
}
