//! `#[procedure]`: leaves the function unchanged, and records its docs, deprecation and source location.

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
    // Keep the function even if an argument is invalid, so that its absence does not cause further errors.
    quote!(#item #extra)
}

fn parse(arguments: &TokenStream, item: TokenStream) -> syn::Result<ItemFn> {
    if !arguments.is_empty() {
        return Err(syn::Error::new_spanned(
            arguments,
            "`#[procedure]` takes no arguments: the name is set when the procedure is registered",
        ));
    }
    let function: ItemFn = syn::parse2(item).map_err(|error| {
        syn::Error::new(
            error.span(),
            "`#[procedure]` can only be applied to a function: `async fn(ctx: Ctx<App>, input: Input) -> Output`",
        )
    })?;
    if function.sig.inputs.len() != 2 || function.sig.receiver().is_some() {
        let message = "a procedure takes exactly two arguments, the context and the input: `(ctx: Ctx<App>, input: Input)`; without an input: `(ctx: Ctx<App>, _: ())`";
        return Err(syn::Error::new_spanned(&function.sig, message));
    }
    if let (Some(keyword), ReturnType::Type(_, output)) = (&function.sig.asyncness, &function.sig.output)
        && is_stream(output)
    {
        let message = "a subscription must be an `fn`, not an `async fn`: await inside the stream instead; a query that streams returns `Streaming<impl Stream<…>>`";
        return Err(syn::Error::new_spanned(keyword, message));
    }
    Ok(function)
}

/// Returns `true` if the type is `impl Stream`.
fn is_stream(output: &Type) -> bool {
    let is_stream = |path: &Path| path.segments.last().is_some_and(|part| part.ident == "Stream");
    match output {
        Type::ImplTrait(hidden) => {
            hidden.bounds.iter().any(|bound| matches!(bound, TypeParamBound::Trait(bound) if is_stream(&bound.path)))
        }
        _ => false,
    }
}

/// Registers the docs, deprecation and source location under the path that `type_name` returns for the function.
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

/// Returns the note of the `#[deprecated]` attribute, which is empty if the attribute has no note.
fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let mut note = String::new();
    match &attribute.meta {
        Meta::NameValue(pair) => note = text(&pair.value).unwrap_or_default(),
        Meta::List(_) => {
            // Errors are ignored, since rustc reports them.
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

/// Generates assertions for each part of the signature, so that errors point at that part and not at the registration.
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
            #[allow(dead_code, deprecated, clippy::all, reason = "only type-checked")]
            fn check() { #checks }
        };
    }
}

fn check_output(function: &ItemFn, output: &Type) -> TokenStream {
    let mut items = Vec::new();
    find_items(output, &mut items);
    if !items.is_empty() {
        let check =
            |item: &&Type| quote_spanned!(item.span()=> ::isotype::__private::assertions::stream_item::<#item, _>(););
        return items.iter().filter(|item| !contains_impl_trait(item.to_token_stream())).map(check).collect();
    }
    if function.sig.asyncness.is_none() {
        return TokenStream::new();
    }
    // An `impl Trait` type cannot be named here, so the assertion takes the function.
    if contains_impl_trait(output.to_token_stream()) {
        let name = &function.sig.ident;
        return quote_spanned!(output.span()=> ::isotype::__private::assertions::handler_output(#name););
    }
    quote_spanned!(output.span()=> ::isotype::__private::assertions::output::<#output, _>();)
}

/// Collects the item types of all `impl Stream<Item = T>` in a type.
fn find_items<'a>(ty: &'a Type, items: &mut Vec<&'a Type>) {
    match ty {
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

/// Returns `true` if the tokens of a type contain `impl Trait`.
fn contains_impl_trait(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "impl",
        TokenTree::Group(group) => contains_impl_trait(group.stream()),
        _ => false,
    })
}

fn check(span: Span, assertion: &str, ty: &Type) -> TokenStream {
    let assertion = syn::Ident::new(assertion, Span::call_site());
    quote_spanned!(span=> ::isotype::__private::assertions::#assertion::<#ty>();)
}
