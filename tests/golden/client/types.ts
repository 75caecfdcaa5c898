import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./server.js";
import type { Application } from "./shapes.js";

/** Says of values whether they are of their static type, by what the compiler sees in the generated declarations. */
export interface Types {
  /** What of a shape's value is not of its type; nothing when all is. */
  readonly wrong: (application: Application, shape: string, value: unknown) => string[];
}

/** Values that a compiler's type names and a run-time class makes. */
const CLASSES = { Date, Map, URL, Uint8Array, Promise } as const;

/** Reads the packages' declarations, each when it is first asked for. */
export function readTypes(): Types {
  const read = new Map<Application, ReturnType<typeof readPackage>>();
  return {
    wrong(application, shape, value) {
      const wrong = read.get(application) ?? readPackage(application);
      read.set(application, wrong);
      return wrong(shape, value);
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

  function wrong(type: ts.Type, value: any, path: string): string[] {
    const no = [`${path} is no ${checker.typeToString(type)}: ${String(value)}`];
    if (type.isUnion()) {
      return type.types.some((one) => wrong(one, value, path).length === 0) ? [] : no;
    }
    // A brand is for the compiler only.
    const branded = type.isIntersection() && type.types.find((one) => !(one.flags & ts.TypeFlags.Object));
    if (branded) return wrong(branded, value, path);
    if (type.isIntersection()) return members(type, value, path) ?? no;
    const { flags } = type;
    if (type.isStringLiteral()) return value === type.value ? [] : no;
    if (flags & ts.TypeFlags.String) return typeof value === "string" ? [] : no;
    if (flags & ts.TypeFlags.Number) return typeof value === "number" ? [] : no;
    if (flags & ts.TypeFlags.BigInt) return typeof value === "bigint" ? [] : no;
    if (flags & ts.TypeFlags.BooleanLike) return String(value) === checker.typeToString(type) ? [] : no;
    if (flags & ts.TypeFlags.Null) return value === null ? [] : no;
    if (flags & ts.TypeFlags.Undefined) return value === undefined ? [] : no;
    if (flags & ts.TypeFlags.Never) return no;
    if (!(flags & ts.TypeFlags.Object)) throw new Error(`${path}: no test for ${checker.typeToString(type)}`);
    const name = type.symbol?.name as keyof typeof CLASSES;
    const parts = checker.getTypeArguments(type as ts.TypeReference);
    if (name === "Map") {
      return value instanceof Map
        ? [...value].flatMap(([key, of]) => [...wrong(parts[0]!, key, `${path} key`), ...wrong(parts[1]!, of, path)])
        : no;
    }
    if (Object.hasOwn(CLASSES, name)) return value instanceof CLASSES[name] ? [] : no;
    if (checker.isTupleType(type)) {
      if (!Array.isArray(value) || value.length !== parts.length) return no;
      return parts.flatMap((part, at) => wrong(part, value[at], `${path}[${at}]`));
    }
    if (checker.isArrayType(type)) {
      if (!Array.isArray(value)) return no;
      return value.flatMap((item, at) => wrong(parts[0]!, item, `${path}[${at}]`));
    }
    return members(type, value, path) ?? no;
  }

  function members(type: ts.Type, value: any, path: string): string[] | undefined {
    if (Object.prototype.toString.call(value) !== "[object Object]") return undefined;
    const found: string[] = [];
    for (const property of type.getProperties()) {
      const of = checker.getTypeOfSymbol(property);
      if (Object.hasOwn(value, property.name))
        found.push(...wrong(of, value[property.name], `${path}.${property.name}`));
      else if (!(property.flags & ts.SymbolFlags.Optional)) found.push(`${path}.${property.name} is missing`);
    }
    const index = checker.getIndexInfosOfType(type)[0]?.type;
    for (const name of Object.keys(value)) {
      if (type.getProperty(name)) continue;
      found.push(...(index ? wrong(index, value[name], `${path}.${name}`) : [`${path}.${name} is not declared`]));
    }
    return found;
  }

  return (shape, value) => {
    const group = memberOf(checker.getDeclaredTypeOfSymbol(client), shape);
    const query = memberOf(group, "next");
    // `Query<number, O>`: the second argument of the alias or interface.
    const output = checker.getTypeArguments(query as ts.TypeReference)[1]!;
    return wrong(output, value, shape);
  };
}
