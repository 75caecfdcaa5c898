use isotype::prelude::*;

#[procedure]
async fn read(_: Ctx<()>, _: ()) -> Result<String, std::io::Error> {
    Ok(String::new())
}

fn main() {}
