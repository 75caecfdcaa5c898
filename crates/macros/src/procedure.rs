//! `#[procedure]`: leaves the function as it is, and records what the compiler forgets of it.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Expr, ExprLit, FnArg, GenericArgument, ItemFn, Lit, Meta, Path, PathArguments, PathSegment, ReturnType,
    Type, TypeParamBound, spanned::Spanned,
};

pub(crate) fn expand(arguments: &TokenStream, item: &TokenStream) -> TokenStream {
    let extra = match parse(arguments, item.clone()) {
        Ok(function) => {
            let (record, checks) = (record(&function), checks(&function));
            quote!(#record #checks)
        }
        Err(error) => error.into_compile_error(),
    };
    // The function stands even when something is wrong with it: one mistake, one message.
    quote!(#item #extra)
}

fn parse(arguments: &TokenStream, item: TokenStream) -> syn::Result<ItemFn> {
    if !arguments.is_empty() {
        return Err(syn::Error::new_spanned(
            arguments,
            "`#[procedure]` takes no arguments: a name is given where the procedure is mounted",
        ));
    }
    let function: ItemFn = syn::parse2(item).map_err(|error| {
        syn::Error::new(
            error.span(),
            "`#[procedure]` goes on a function: `async fn(ctx: Ctx<App>, input: Input) -> Output`",
        )
    })?;
    if function.sig.inputs.len() != 2 || function.sig.receiver().is_some() {
        let message = "a procedure takes exactly two arguments, the context and the input: `(ctx: Ctx<App>, input: Input)`; without an input: `(ctx: Ctx<App>, _: ())`";
        return Err(syn::Error::new_spanned(&function.sig, message));
    }
    if let (Some(word), ReturnType::Type(_, output)) = (&function.sig.asyncness, &function.sig.output)
        && is_stream(output)
    {
        let message = "a subscription gives its stream at once, as `fn` and not `async fn`: what it waits for, it waits for in the stream; a query gives `Streaming<impl Stream<…>>`";
        return Err(syn::Error::new_spanned(word, message));
    }
    Ok(function)
}

/// Whether it is `impl Stream`.
fn is_stream(output: &Type) -> bool {
    let is_stream = |path: &Path| path.segments.last().is_some_and(|part| part.ident == "Stream");
    match output {
        Type::ImplTrait(hidden) => {
            hidden.bounds.iter().any(|bound| matches!(bound, TypeParamBound::Trait(bound) if is_stream(&bound.path)))
        }
        _ => false,
    }
}

/// Doc comment, deprecation and place, under the path that `type_name` prints.
fn record(function: &ItemFn) -> TokenStream {
    let name = function.sig.ident.to_string();
    let docs = docs(&function.attrs);
    let deprecated = match deprecated(&function.attrs) {
        Some(note) => quote!(::core::option::Option::Some(#note)),
        None => quote!(::core::option::Option::None),
    };
    let start = function.sig.ident.span().start();
    let (line, column) = (to_u32(start.line), to_u32(start.column + 1));
    quote! {
        ::isotype::__private::inventory::submit! {
            ::isotype::__private::ProcedureInfo {
                path: ::core::concat!(::core::module_path!(), "::", #name),
                docs: #docs,
                deprecated: #deprecated,
                file: ::core::file!(),
                line: #line,
                column: #column,
            }
        }
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn docs(attributes: &[Attribute]) -> String {
    let lines =
        attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| match &attribute
            .meta
        {
            Meta::NameValue(pair) => text(&pair.value),
            _ => None,
        });
    let lines: Vec<String> = lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect();
    lines.join("\n")
}

/// The note of `#[deprecated]`; empty when it has none.
fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let mut note = String::new();
    match &attribute.meta {
        Meta::NameValue(pair) => note = text(&pair.value).unwrap_or_default(),
        Meta::List(_) => {
            // What is wrong with it, rustc says itself.
            let _ = attribute.parse_nested_meta(|meta| {
                let value: Lit = meta.value()?.parse()?;
                if let (true, Lit::Str(value)) = (meta.path.is_ident("note"), value) {
                    note = value.value();
                }
                Ok(())
            });
        }
        Meta::Path(_) => {}
    }
    Some(note)
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// Asks the compiler about each part by itself, so that its answer stands at that part and not at the mount.
fn checks(function: &ItemFn) -> TokenStream {
    if !function.sig.generics.params.is_empty() {
        return TokenStream::new();
    }
    let types: Vec<&Type> = function
        .sig
        .inputs
        .iter()
        .filter_map(|argument| match argument {
            FnArg::Typed(argument) => Some(&*argument.ty),
            _ => None,
        })
        .collect();
    let [context, input] = types[..] else { return TokenStream::new() };
    let mut checks = check(context.span(), "context", context);
    checks.extend(check(input.span(), "input", input));
    if let ReturnType::Type(_, output) = &function.sig.output {
        checks.extend(check_output(function, output));
    }
    let attributes = function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    quote! {
        #(#attributes)*
        const _: () = {
            #[allow(dead_code, deprecated, clippy::all, reason = "only its types are looked at")]
            fn check() { #checks }
        };
    }
}

fn check_output(function: &ItemFn, output: &Type) -> TokenStream {
    let mut items = Vec::new();
    find_items(output, &mut items);
    if !items.is_empty() {
        let check =
            |item: &&Type| quote_spanned!(item.span()=> ::isotype::__private::check::stream_item::<#item, _>(););
        return items.iter().filter(|item| !contains_impl_trait(item.to_token_stream())).map(check).collect();
    }
    if function.sig.asyncness.is_none() {
        return TokenStream::new();
    }
    // What is `impl` in a part cannot be named, and so it is the function that is asked about.
    if contains_impl_trait(output.to_token_stream()) {
        let name = &function.sig.ident;
        return quote_spanned!(output.span()=> ::isotype::__private::check::handler_output(#name););
    }
    quote_spanned!(output.span()=> ::isotype::__private::check::output::<#output, _>();)
}

/// What the streams in a type yield: `T` of `impl Stream<Item = T>`, wherever it stands.
fn find_items<'a>(of: &'a Type, items: &mut Vec<&'a Type>) {
    match of {
        Type::ImplTrait(hidden) => {
            for bound in &hidden.bounds {
                if let TypeParamBound::Trait(bound) = bound {
                    bound.path.segments.iter().for_each(|part| find_in(part, items));
                }
            }
        }
        Type::Path(path) => path.path.segments.iter().for_each(|part| find_in(part, items)),
        _ => {}
    }
}

fn find_in<'a>(part: &'a PathSegment, items: &mut Vec<&'a Type>) {
    let PathArguments::AngleBracketed(arguments) = &part.arguments else { return };
    for argument in &arguments.args {
        match argument {
            GenericArgument::AssocType(named) if part.ident == "Stream" && named.ident == "Item" => {
                items.push(&named.ty);
            }
            GenericArgument::Type(inner) => find_items(inner, items),
            _ => {}
        }
    }
}

/// Whether there is an `impl Trait` in a type.
fn contains_impl_trait(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "impl",
        TokenTree::Group(group) => contains_impl_trait(group.stream()),
        _ => false,
    })
}

fn check(span: Span, which: &str, of: &Type) -> TokenStream {
    let which = syn::Ident::new(which, Span::call_site());
    quote_spanned!(span=> ::isotype::__private::check::#which::<#of>();)
}
