import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./server.js";
import type { Application } from "./shapes.js";

/** Checks values against their static types in the generated declarations. */
export interface Types {
  /** Returns the parts of a shape's value that do not match its type. */
  readonly wrong: (application: Application, shape: string, value: unknown) => string[];
}

/** Classes by type name. */
const CLASSES = { Date, Map, URL, Uint8Array, Promise } as const;

/** Reads the declarations of the packages on first use. */
export function readTypes(): Types {
  const read = new Map<Application, ReturnType<typeof readPackage>>();
  return {
    wrong(application, shape, value) {
      const check = read.get(application) ?? readPackage(application);
      read.set(application, check);
      return check(shape, value);
    },
  };
}

function readPackage(application: Application): (shape: string, value: unknown) => string[] {
  const file = join(ROOT, `bindings/${application}/index.d.ts`);
  const options = { strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, noEmit: true };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file)!;
  const client = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source)!)
    .find((symbol) => symbol.name === "Client")!;
  const memberOf = (type: ts.Type, name: string) => checker.getTypeOfSymbol(type.getProperty(name)!);
  return (shape, value) => {
    const router = memberOf(checker.getDeclaredTypeOfSymbol(client), shape);
    const query = memberOf(router, "next");
    // The second type argument of `Query<number, O>`.
    const output = checker.getTypeArguments(query as ts.TypeReference)[1]!;
    return mismatches(checker, output, value, shape);
  };
}

/** Returns the parts of a value that do not match a type. */
function mismatches(checker: ts.TypeChecker, type: ts.Type, value: any, path: string): string[] {
  const mismatch = [`${path} is not ${checker.typeToString(type)}: ${String(value)}`];
  if (type.isUnion()) {
    return type.types.some((member) => mismatches(checker, member, value, path).length === 0) ? [] : mismatch;
  }
  // A brand exists only in types.
  const branded = type.isIntersection() && type.types.find((member) => !(member.flags & ts.TypeFlags.Object));
  if (branded) return mismatches(checker, branded, value, path);
  if (type.isIntersection()) return memberMismatches(checker, type, value, path) ?? mismatch;
  const isMatch = matchesPrimitive(checker, type, value);
  if (isMatch !== undefined) return isMatch ? [] : mismatch;
  if (!(type.flags & ts.TypeFlags.Object)) throw new Error(`${path}: unsupported type ${checker.typeToString(type)}`);
  return objectMismatches(checker, type, value, path) ?? mismatch;
}

/** Returns `true` if a value matches a primitive type, or `undefined` if the type is not primitive. */
function matchesPrimitive(checker: ts.TypeChecker, type: ts.Type, value: any): boolean | undefined {
  const { flags } = type;
  if (type.isStringLiteral()) return value === type.value;
  if (flags & ts.TypeFlags.String) return typeof value === "string";
  if (flags & ts.TypeFlags.Number) return typeof value === "number";
  if (flags & ts.TypeFlags.BigInt) return typeof value === "bigint";
  if (flags & ts.TypeFlags.BooleanLike) return String(value) === checker.typeToString(type);
  if (flags & ts.TypeFlags.Null) return value === null;
  if (flags & ts.TypeFlags.Undefined) return value === undefined;
  if (flags & ts.TypeFlags.Never) return false;
  return undefined;
}

/** Returns the mismatches inside an object, or `undefined` if the value as a whole does not have the type. */
function objectMismatches(checker: ts.TypeChecker, type: ts.Type, value: any, path: string): string[] | undefined {
  const check = (part: ts.Type, of: any, at: string) => mismatches(checker, part, of, at);
  const name = type.symbol?.name as keyof typeof CLASSES;
  const parts = checker.getTypeArguments(type as ts.TypeReference);
  if (name === "Map") {
    if (!(value instanceof Map)) return undefined;
    return [...value].flatMap(([key, of]) => [...check(parts[0]!, key, `${path} key`), ...check(parts[1]!, of, path)]);
  }
  if (Object.hasOwn(CLASSES, name)) return value instanceof CLASSES[name] ? [] : undefined;
  if (checker.isTupleType(type)) {
    if (!Array.isArray(value) || value.length !== parts.length) return undefined;
    return parts.flatMap((part, at) => check(part, value[at], `${path}[${at}]`));
  }
  if (checker.isArrayType(type)) {
    if (!Array.isArray(value)) return undefined;
    return value.flatMap((item, at) => check(parts[0]!, item, `${path}[${at}]`));
  }
  return memberMismatches(checker, type, value, path);
}

/** Returns the mismatches of the members, or `undefined` if the value is not a plain object. */
function memberMismatches(checker: ts.TypeChecker, type: ts.Type, value: any, path: string): string[] | undefined {
  if (Object.prototype.toString.call(value) !== "[object Object]") return undefined;
  const found: string[] = [];
  const check = (of: ts.Type, name: string) => mismatches(checker, of, value[name], `${path}.${name}`);
  for (const property of type.getProperties()) {
    if (Object.hasOwn(value, property.name)) found.push(...check(checker.getTypeOfSymbol(property), property.name));
    else if (!(property.flags & ts.SymbolFlags.Optional)) found.push(`${path}.${property.name} is missing`);
  }
  const index = checker.getIndexInfosOfType(type)[0]?.type;
  for (const name of Object.keys(value)) {
    if (type.getProperty(name)) continue;
    found.push(...(index ? check(index, name) : [`${path}.${name} is not declared`]));
  }
  return found;
}
