use isotype::prelude::*;

struct User;

impl FromCall<()> for User {
    type Error = std::io::Error;

    async fn from_call(_: &Ctx<()>) -> Result<User, std::io::Error> {
        Ok(User)
    }
}

fn main() {}
