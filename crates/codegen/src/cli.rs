//! Command-line interface of the binary that generates an application's bindings.

use std::{env, path::Path, process::ExitCode};

use isotype_contract::{Audit, Contract, ContractError};

use crate::{
    Error, Package,
    arguments::{self, Command, HELP, PackageArguments, usage},
    audit, compatibility, openapi,
    stdout::write_stdout,
    watch,
};

/// Runs the command-line interface of a bindings binary with the arguments of the process.
///
/// The exit code is one of:
///
/// - 0: the bindings were written or are up to date, or all breaking changes are acknowledged;
/// - 1: the bindings are stale or could not be written, the API is invalid, a breaking change is not acknowledged, or
///   the router denies unprotected procedures but contains one;
/// - 2: an argument is invalid.
///
/// `--help` lists the arguments.
///
/// # Example
///
/// ```no_run
/// use isotype_core::Router;
///
/// fn main() -> std::process::ExitCode {
///     let api = Router::<()>::new();
///     isotype_codegen::cli::main(api.contract(), &api.audit())
/// }
/// ```
#[must_use]
pub fn main(contract: Result<Contract, ContractError>, audit: &Audit) -> ExitCode {
    let program = program_name();
    match arguments::parse(env::args_os().skip(1)) {
        Ok(Command::Help) => {
            write_stdout(format_args!("{}\n{HELP}", usage(&program)));
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Generate(arguments)) => {
            let checked = audit.check().map_err(Error::from).and(contract.map_err(Error::from));
            checked.and_then(|contract| generate_or_check(&contract, &arguments, &program))
        }
        Ok(Command::Audit) => contract.map_err(Error::from).and_then(|contract| {
            write_stdout(audit::table(audit, &contract));
            audit.check().map_err(Error::from).map(|()| ExitCode::SUCCESS)
        }),
        Ok(Command::Compare { old, new, acknowledged }) => {
            let new = new.map_or_else(|| contract.map_err(Error::from), |new| compatibility::read_contract(&new));
            new.and_then(|new| compatibility::compare(&compatibility::read_contract(&old)?, &new, &acknowledged))
        }
        Err(error) => {
            eprint!("error: {error}\n\n{}", usage(&program));
            Ok(ExitCode::from(2))
        }
    }
    .unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn program_name() -> String {
    let name = env::args_os().next().unwrap_or_default();
    Path::new(&name).file_stem().map_or_else(|| "bindings".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn generate_or_check(contract: &Contract, arguments: &PackageArguments, program: &str) -> Result<ExitCode, Error> {
    let PackageArguments { out, check, name, version, zod, openapi, .. } = arguments;
    let is_openapi_fresh = openapi.as_ref().map_or(Ok(true), |file| openapi::write_or_check(contract, file, *check))?;
    let mut package = Package::generate(contract, out, name.as_deref())?;
    if let Some(version) = version {
        package = package.with_version(version);
    }
    if *zod {
        package = package.with_zod(contract)?;
    }
    if !check {
        return write(&package, arguments);
    }
    Ok(match package.check(out)? {
        None if is_openapi_fresh => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
        Some(report) => {
            write_stdout(format_args!("{report}\n"));
            let (out, command) = (out.display(), update_command(arguments, program));
            eprintln!("error: {out} is stale; to update it, run `{command}`");
            ExitCode::FAILURE
        }
    })
}

/// Writes the package, and keeps watching the sources if `--watch` is set.
fn write(package: &Package, arguments: &PackageArguments) -> Result<ExitCode, Error> {
    let PackageArguments { out, watch, name, version, zod, openapi, .. } = arguments;
    let written = package.write(out)?;
    written.iter().for_each(|path| write_stdout(format_args!("wrote {}\n", path.display())));
    if written.is_empty() {
        write_stdout(format_args!("{} is up to date\n", out.display()));
    }
    if *watch {
        let mut again = vec!["--out".to_owned(), out.display().to_string()];
        again.extend(name.iter().flat_map(|name| ["--name".to_owned(), name.clone()]));
        let version = version.iter().flat_map(|version| ["--version".to_owned(), version.clone()]);
        again.extend(version);
        again.extend(zod.then(|| "--zod".to_owned()));
        let file = openapi.iter().map(|file| file.display().to_string());
        again.extend(file.flat_map(|file| ["--openapi".to_owned(), file]));
        watch::run(&again).map_err(|source| Error::Io { path: out.clone(), source })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the command that regenerates the package.
fn update_command(arguments: &PackageArguments, program: &str) -> String {
    let PackageArguments { out, name, version, zod, .. } = arguments;
    // Several packages of a workspace may have a binary with this name. `cargo run` sets the variable.
    let package = env::var("CARGO_PKG_NAME").map(|package| format!("-p {package} ")).unwrap_or_default();
    let name = name.as_ref().map(|name| format!(" --name {name}")).unwrap_or_default();
    let version = version.as_ref().map(|version| format!(" --version {version}")).unwrap_or_default();
    let zod = if *zod { " --zod" } else { "" };
    format!("cargo run {package}--bin {program} -- --out {}{name}{version}{zod}", out.display())
}
