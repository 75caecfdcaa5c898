//! Files of the explorer page, embedded without a build step.

/// Static asset of the explorer page, embedded in the binary.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct File {
    /// Path relative to the page, for example `call/send.js`.
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

/// HTML document of the page.
pub const INDEX: File = File { path: "index.html", text: include_str!("page/index.html") };

/// Scripts, style sheets and images of the page.
pub const FILES: &[File] = files! {
    "api.js"
    "editor.js"
    "history.js"
    "icon.svg"
    "json.js"
    "main.js"
    "procedure-view.js"
    "settings.js"
    "shortcuts.js"
    "sidebar.js"
    "type-view.js"
    "call/caller.js"
    "call/curl.js"
    "call/jsonl.js"
    "call/literal.js"
    "call/request.js"
    "call/send.js"
    "call/split-stream.js"
    "call/sse.js"
    "call/typescript.js"
    "form/collections.js"
    "form/control.js"
    "form/field.js"
    "form/matches-shape.js"
    "form/nullable.js"
    "form/object.js"
    "form/rules.js"
    "form/scalar.js"
    "form/union.js"
    "form/upload.js"
    "show/docs.js"
    "show/error-view.js"
    "show/json-view.js"
    "show/policies.js"
    "show/result.js"
    "show/signature.js"
    "show/source-link.js"
    "show/status.js"
    "show/stream-view.js"
    "show/token-buttons.js"
    "show/types.js"
    "style/controls.css"
    "style/form.css"
    "style/layout.css"
    "style/results.css"
    "style/theme.css"
    "ui/dialog.js"
    "ui/dom.js"
    "ui/storage.js"
    "ui/tabs.js"
    "ui/theme.js"
};
