//! `trpc.d.ts` and `trpc.js`: router type and link for `@trpc/client` and its framework integrations.

use std::collections::BTreeSet;

use isotype_contract::{Contract, Procedure, ProcedureKind};

use crate::{
    codec::{self, Codecs},
    index_dts::HEADER,
    jsdoc,
    namespace::{self, Entry, Namespace},
    signature::Signature,
    types::PrintedTypes,
};

/// Imports of helper types. The local names start with `$`, which no Rust identifier contains.
const HELPERS: &str = r#"import type {
  TRPCBuiltRouter as $Router,
  TRPCDefaultErrorShape as $DefaultErrorShape,
  TRPCMutationProcedure as $MutationProcedure,
  TRPCQueryProcedure as $QueryProcedure,
  TRPCSubscriptionProcedure as $SubscriptionProcedure,
} from "@trpc/server";
"#;

const ALIASES: &str = r#"
type $ErrorShape<E> = $DefaultErrorShape & { data: { requestId?: string; error?: E } };
type $Query<I, O, E> = $QueryProcedure<{ input: I; output: O; meta: object; errorShape: $ErrorShape<E> }>;
type $Mutation<I, O, E> = $MutationProcedure<{ input: I; output: O; meta: object; errorShape: $ErrorShape<E> }>;
type $Subscription<I, O, E> = $SubscriptionProcedure<{
  input: I;
  output: AsyncIterable<O, void, any>;
  meta: object;
  errorShape: $ErrorShape<E>;
}>;
// `boolean` instead of a literal: tRPC neither requires a transformer nor maps the outputs to their JSON types.
type $Root = { ctx: object; meta: object; errorShape: $ErrorShape<{ type: string }>; transformer: boolean };
"#;

const ROUTER_DOCS: &str = "Type of the API for `createTRPCClient<AppRouter>()` and `createTRPCContext<AppRouter>()`.";

/// Paragraph added to [`ROUTER_DOCS`] if the API has values that JSON cannot represent.
const CODEC_LINK_DOCS: &str =
    "Requires {@link codecLink} as the first link, since some values are not JSON values, such as `Date`.";

const CODEC_LINK_DECLARATION: &str = "
/**
 * Link for `@trpc/client` that converts values between JSON and their declared types. Without it, they stay JSON values.
 *
 * @example
 * createTRPCClient<AppRouter>({ links: [codecLink, httpBatchLink({ url })] });
 */
export declare const codecLink: () => <O, R>(options: { op: O; next: (op: O) => R }) => R;
";

pub(crate) fn declarations(contract: &Contract, root: &Namespace, printed: &PrintedTypes, codecs: &Codecs) -> String {
    let mut record = String::new();
    print(root, contract, &printed.signatures, 1, &mut record);
    let names = imported_types(printed);
    let imports = if names.is_empty() {
        String::new()
    } else {
        format!(
            "import type {{\n{}}} from \"./index.js\";\n",
            names.iter().map(|name| format!("  {name},\n")).collect::<String>()
        )
    };
    let is_coded = !codecs.procedures.is_empty();
    let docs = jsdoc::comment(
        &if is_coded { format!("{ROUTER_DOCS}\n\n{CODEC_LINK_DOCS}") } else { ROUTER_DOCS.to_owned() },
        None,
        "",
    );
    format!(
        "{HEADER}{HELPERS}{imports}{ALIASES}\n{docs}export type AppRouter = $Router<$Root, {{\n{record}}}>;\n{CODEC_LINK_DECLARATION}"
    )
}

pub(crate) fn javascript(contract: &Contract, codecs: &Codecs) -> String {
    if codecs.procedures.is_empty() {
        return format!("{HEADER}export const codecLink = () => ({{ op, next }}) => next(op);\n");
    }
    let tracked = contract.procedures.iter().filter(|procedure| procedure.tracked);
    let tracked = codec::string_array(tracked.map(|procedure| procedure.name.as_str()));
    format!(
        "{HEADER}import {{ trpcCodecLink }} from \"@isotype/client/codec\";\nimport {{ api }} from \"./index.js\";\n\n\
         export const codecLink = trpcCodecLink(api.codecs, {tracked});\n"
    )
}

fn print(namespace: &Namespace, contract: &Contract, signatures: &[Signature], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for (name, entry) in &namespace.entries {
        let name = namespace::property_name(name);
        match entry {
            Entry::Namespace(inner) => {
                *text += &format!("{indent}{name}: {{\n");
                print(inner, contract, signatures, depth + 1, text);
                *text += &format!("{indent}}};\n");
            }
            Entry::Procedure(index) => {
                if let (Some(procedure), Some(signature)) = (contract.procedures.get(*index), signatures.get(*index)) {
                    *text += &jsdoc::procedure(procedure, &indent);
                    *text += &format!("{indent}{name}: {};\n", print_procedure(procedure, signature));
                }
            }
        }
    }
}

fn print_procedure(procedure: &Procedure, signature: &Signature) -> String {
    let Signature { input, output, error } = signature;
    let input_type = input.as_deref().unwrap_or("void");
    let streamed = format!("AsyncIterable<{output}, void, any>");
    let output_type = if procedure.streaming { &streamed } else { output };
    match procedure.kind {
        ProcedureKind::Query => format!("$Query<{input_type}, {output_type}, {error}>"),
        ProcedureKind::Mutation => format!("$Mutation<{input_type}, {output_type}, {error}>"),
        ProcedureKind::Subscription if procedure.tracked => {
            let resume = "{ lastEventId?: string | null }";
            let input = match input {
                Some(input) if input.contains('|') => format!("({input}) & {resume}"),
                Some(input) => format!("{input} & {resume}"),
                None => format!("{resume} | void"),
            };
            format!("$Subscription<{input}, {{ id: string; data: {output} }}, {error}>")
        }
        ProcedureKind::Subscription => format!("$Subscription<{input_type}, {output}, {error}>"),
    }
}

/// Returns the declared types that the signatures refer to.
fn imported_types(printed: &PrintedTypes) -> BTreeSet<&str> {
    let declared: BTreeSet<&str> = printed.declarations.iter().map(|(name, _)| name.as_str()).collect();
    let texts = printed.signatures.iter().flat_map(|one| one.input.iter().chain([&one.output, &one.error]));
    texts
        .flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '_')))
        .filter_map(|word| declared.get(word).copied())
        .collect()
}
