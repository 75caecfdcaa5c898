//! `index.js`: what a client must know while it runs.

use isotype_schema::Contract;

use crate::client::HEADER;

pub(crate) fn javascript(contract: &Contract) -> String {
    let mut text = format!("{HEADER}export const api = {{\n  procedures: {{\n");
    for procedure in &contract.procedures {
        let name = serde_json::Value::from(procedure.name.as_str());
        // Written plainly, `__proto__` would set the prototype.
        let key = if procedure.name == "__proto__" { format!("[{name}]") } else { name.to_string() };
        text += &format!("    {key}: \"{}\",\n", procedure.kind.as_str());
    }
    text + "  },\n};\n"
}
