import { join } from "node:path";
import ts from "typescript";

const FOLDER = join(import.meta.dirname, "..");

/** Compiles each module against the bindings. Returns its diagnostics. */
export function complaints(texts: readonly string[]): string[][] {
  const modules = new Map(texts.map((text, index) => [join(FOLDER, `snippet-${index}.ts`), text]));
  const { config } = ts.readConfigFile(join(FOLDER, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, FOLDER);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = modules.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  const diagnosticsOf = (path: string) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
  return [...modules.keys()].map((path) =>
    diagnosticsOf(path).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
}
