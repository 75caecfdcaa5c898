//! The page's files, as they are: there is no step between writing them and serving them.

macro_rules! files {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("page/", $name)))),*] };
}

/// The page itself.
pub(super) const INDEX: (&str, &str) = ("index.html", include_str!("page/index.html"));

/// What it loads, by the name behind the page's own.
pub(super) const FILES: &[(&str, &str)] = files! {
    "api.js"
    "editor.js"
    "history.js"
    "icon.svg"
    "json.js"
    "keys.js"
    "main.js"
    "procedure.js"
    "settings.js"
    "side.js"
    "type.js"
    "call/caller.js"
    "call/curl.js"
    "call/events.js"
    "call/jsonl.js"
    "call/lines.js"
    "call/request.js"
    "call/send.js"
    "call/typescript.js"
    "call/value.js"
    "form/body.js"
    "form/control.js"
    "form/field.js"
    "form/fits.js"
    "form/lists.js"
    "form/nullable.js"
    "form/object.js"
    "form/rules.js"
    "form/scalar.js"
    "form/union.js"
    "show/contract.js"
    "show/docs.js"
    "show/failure.js"
    "show/json.js"
    "show/live.js"
    "show/place.js"
    "show/policies.js"
    "show/result.js"
    "show/status.js"
    "show/token.js"
    "show/types.js"
    "style/controls.css"
    "style/form.css"
    "style/layout.css"
    "style/results.css"
    "style/theme.css"
    "ui/dialog.js"
    "ui/dom.js"
    "ui/memory.js"
    "ui/tabs.js"
    "ui/theme.js"
};

pub(super) fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    }
}
