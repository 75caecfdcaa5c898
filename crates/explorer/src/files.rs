//! Files of the page, compiled into the binary without a build step.

/// File of the page.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct File {
    /// Path relative to the page, such as `call/send.js`.
    pub path: &'static str,
    /// Contents.
    pub text: &'static str,
}

impl File {
    /// Returns the `Content-Type` of the file.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        match self.path.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        }
    }
}

macro_rules! files {
    ($($path:literal)*) => { &[$(File { path: $path, text: include_str!(concat!("page/", $path)) }),*] };
}

/// HTML of the page.
pub const INDEX: File = File { path: "index.html", text: include_str!("page/index.html") };

/// Scripts, style sheets and images that the page loads.
pub const FILES: &[File] = files! {
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
