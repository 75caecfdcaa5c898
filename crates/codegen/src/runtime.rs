//! `index.js`: the kinds, idempotency and codecs of procedures, which the client needs at run time.

use isotype_contract::{Contract, Policy, Procedure};

use crate::{codec::Codecs, index_dts::HEADER};

pub(crate) fn javascript(contract: &Contract, codecs: &Codecs) -> String {
    let mut text = HEADER.to_owned();
    let is_coded = !codecs.procedures.is_empty();
    if is_coded {
        text += "import * as $ from \"@isotype/client/codec\";\n\n";
        text += &codecs.declarations;
        text += "\nconst $codecs = {\n";
        codecs.procedures.iter().for_each(|procedure| text += &format!("  {procedure},\n"));
        text += "};\n\n";
    }
    text += "export const api = {\n  procedures: {\n";
    for procedure in &contract.procedures {
        let name = serde_json::Value::from(procedure.name.as_str());
        // As a plain key, `__proto__` would set the prototype.
        let key = if procedure.name == "__proto__" { format!("[{name}]") } else { name.to_string() };
        text += &format!("    {key}: \"{}\",\n", procedure.kind.as_str());
    }
    text += "  },\n";
    let idempotent: Vec<&str> = contract.procedures.iter().filter(|it| is_idempotent(it)).map(|it| &*it.name).collect();
    if !idempotent.is_empty() {
        text += &format!("  idempotent: {},\n", serde_json::Value::from(idempotent));
    }
    if is_coded {
        text += "  codecs: $codecs,\n  link: $.codecLink($codecs),\n";
    }
    text + "};\n"
}

/// Returns `true` if the procedure accepts an idempotency key, so that clients may retry it.
fn is_idempotent(procedure: &Procedure) -> bool {
    procedure.policies.iter().any(|policy| matches!(policy, Policy::Idempotency { .. }))
}
