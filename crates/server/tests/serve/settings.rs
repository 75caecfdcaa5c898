//! What a program is told from outside.

use std::{fs, net::IpAddr};

use isotype_core::Sensitive;
use isotype_server::{Config, ConfigLoader, Lines};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Own {
    secret: String,
    admins: Vec<String>,
    ratio: f64,
    share: f32,
    pool: Pool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Pool {
    size: u8,
    password: String,
}

fn wrong(file: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    fs::write(&path, file).unwrap();
    let settings = ConfigLoader::new("OWN").environment(environment.iter().copied()).file(Some(&path)).secret("secret");
    let wrong = settings.load::<Own>().unwrap_err();
    let place = path.display().to_string();
    wrong.messages().iter().map(|problem| problem.replace(&place, "own.toml")).collect()
}

#[test]
fn a_later_source_goes_before_an_earlier_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    fs::write(&path, "host = \"0.0.0.0\"\nport = 1\nlog_lines = \"json\"\nadmins = [\"ann\"]\n[pool]\nsize = 3\n[limits]\nbody = 9\n").unwrap();
    let environment =
        [("OWN_CONFIG", path.to_str().unwrap()), ("OWN_PORT", "2"), ("OWN_LIMITS__BATCH", "5"), ("OTHER_PORT", "x")];
    let settings = ConfigLoader::new("OWN").environment(environment).flag("--port", "port", Some("3")).flag(
        "--log",
        "log",
        None::<&str>,
    );
    let Config { server, app, .. }: Config<Own> = settings.load().unwrap();
    assert_eq!((server.host, server.port, server.log_format), (IpAddr::from([0, 0, 0, 0]), 3, Lines::Json));
    assert_eq!((server.limits.body, server.limits.batch_size, server.limits.send_queue), (9, 5, 64));
    assert_eq!((app.admins, app.pool.size, server.log.as_str()), (vec!["ann".to_owned()], 3, "info"));
}

#[test]
fn text_becomes_what_is_wanted_and_a_secret_of_digits_stays_text() {
    let environment = [
        ("OWN_ADMINS", "ann, bob,"),
        ("OWN_SECRET", "0123"),
        ("OWN_RATIO", "0.5"),
        ("OWN_SHARE", "0.25"),
        ("OWN_HTTPS", "true"),
        ("OWN_POOL__SIZE", "7"),
    ];
    let Config { server, app, .. }: Config<Own> = ConfigLoader::new("OWN").environment(environment).load().unwrap();
    assert_eq!((app.admins, app.secret.as_str(), app.ratio), (vec!["ann".to_owned(), "bob".to_owned()], "0123", 0.5));
    assert!(server.https && app.pool.size == 7 && app.share == 0.25);
}

#[test]
fn a_variable_that_sets_nothing_is_known() {
    let environment = [("OWN_SECRET", "x"), ("OWN_PROT", "1"), ("OWN_LIMITS__BODIES", "1"), ("OTHER_PORT", "x")];
    let config: Config<Own> = ConfigLoader::new("OWN").environment(environment).load().unwrap();
    assert_eq!(config.unused_variables, ["OWN_LIMITS__BODIES", "OWN_PROT"]);
}

#[test]
fn every_bad_value_has_one_line_that_says_where_what_and_what_is_allowed() {
    let environment = [
        ("OWN_PORT", "65536"),
        ("OWN_HTTPS", "yes"),
        ("OWN_LOG_LINES", "xml"),
        ("OWN_ORIGINS", "https://app.example/"),
        ("OWN_POOL__SIZE", "-1"),
    ];
    let file = "connections = 1.5\nmetrics = \"here\"\nport = 1\nprot = 2\nadmins = [\"ann\", 7]\n[limits]\nbody = \"big\"\nbodies = 1\n";
    let mut lines = wrong(file, &environment);
    lines.sort();
    assert_eq!(
        lines,
        [
            "OWN_HTTPS: https = \"yes\": has to be true or false",
            "OWN_LOG_LINES: log_lines = \"xml\": has to be one of auto, text, json",
            "OWN_ORIGINS: origins = \"https://app.example/\": \"https://app.example/\" is not of the form \
             \"https://app.example\": scheme, host, and port where it is unusual",
            "OWN_POOL__SIZE: pool.size = \"-1\": has to be a whole number from 0 to 255",
            "OWN_PORT: port = \"65536\": has to be a whole number from 0 to 65535",
            "own.toml: admins[1] = [\"ann\", 7]: has to be a string",
            "own.toml: connections = 1.5: has to be a whole number from 0 to 18446744073709551615",
            "own.toml: limits.bodies: there is no such setting",
            "own.toml: limits.body = \"big\": has to be a whole number from 0 to 18446744073709551615",
            "own.toml: metrics = \"here\": has to be an address and a port, such as 127.0.0.1:9464",
            "own.toml: prot: there is no such setting",
        ]
    );
}

#[test]
fn what_a_server_cannot_do_with_is_refused_before_it_starts() {
    let environment = [("OWN_HOST", "localhost"), ("OWN_LOG", "own=loud"), ("OWN_LIMITS", "5"), ("OWN_SHARE", "half")];
    let mut lines = wrong("connections = 0\nmetrics = 9464", &environment);
    lines.sort();
    let told = |line: &str| lines.iter().any(|told| told.starts_with(line));
    assert!(told("OWN_HOST: host = \"localhost\": has to be an address by its number: 127.0.0.1 for"), "{lines:?}");
    assert!(told("OWN_LIMITS: limits = \"5\": has to be several settings, such as limits.body"), "{lines:?}");
    assert!(told("OWN_LOG: log = \"own=loud\": \"own=loud\" is no filter of logs, such as "), "{lines:?}");
    assert!(told("OWN_SHARE: share = \"half\": has to be a number"), "{lines:?}");
    assert!(told("own.toml: connections = 0: has to be at least 1"), "{lines:?}");
    assert!(told("own.toml: metrics = 9464: has to be an address and a port"), "{lines:?}");
    assert_eq!(lines.len(), 6);
}

#[test]
fn what_a_table_does_not_name_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (path, password) = (folder.path().join("own.toml"), folder.path().join("password"));
    fs::write(&password, "hunter2\n").unwrap();
    fs::write(&path, format!("[limits]\nbatch = 5\n[pool]\npassword_file = {:?}\n", password.display())).unwrap();
    let settings = ConfigLoader::new("OWN")
        .environment([("A", "b")])
        .set_default("limits.body", "9")
        .set_default("pool.size", "3");
    let Config { server, app, .. }: Config<Own> = settings.file(Some(&path)).load().unwrap();
    assert_eq!((server.limits.body, server.limits.batch_size), (9, 5));
    assert_eq!((app.pool.size, app.pool.password.as_str()), (3, "hunter2"));
}

#[test]
fn one_source_says_a_setting_once() {
    let which = "is set too: which of them counts cannot be told";
    let lines = wrong("", &[("OWN_PORT", "1"), ("OWN_PORT_FILE", "/nowhere")]);
    assert_eq!(lines[0], format!("OWN_PORT_FILE: OWN_PORT {which}"));
    let lines = wrong("[pool]\npassword = \"hunter2\"\npassword_file = \"/nowhere\"\n", &[]);
    assert_eq!(lines[0], "own.toml: pool.password_file: pool.password is set too: which of them counts cannot be told");
    // A later source says it anew.
    let config: Config<Own> =
        ConfigLoader::new("OWN").set_default("port", "1").environment([("OWN_PORT", "2")]).load().unwrap();
    assert_eq!(config.server.port, 2);
}

#[test]
fn a_secret_can_stand_in_a_file_and_no_message_repeats_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    fs::write(&path, "hunter2\n").unwrap();
    let environment = [("OWN_SECRET_FILE", path.to_str().unwrap())];
    let config: Config<Own> = ConfigLoader::new("OWN").environment(environment).load().unwrap();
    assert_eq!(config.app.secret, "hunter2");

    // As a port, it is hidden too: whatever is in a file of its own may be a secret.
    let lines = wrong("", &[("OWN_PORT_FILE", path.to_str().unwrap())]);
    assert_eq!(lines, ["OWN_PORT_FILE: port = …: has to be a whole number from 0 to 65535"]);
    assert_eq!(wrong("secret = [\"hunter2\"]", &[]), ["own.toml: secret = …: has to be a string"]);
    let line = &wrong("secret_file = \"/nowhere\"", &[])[0];
    assert!(line.starts_with("own.toml: secret_file = \"/nowhere\": cannot be read: "), "{line}");
    assert_eq!(wrong("[pool]\npassword = [\"hunter2\"]", &[]), ["own.toml: pool.password = …: has to be a string"]);
    let line = &wrong("port = 1\nsecret = hunter2\n", &[])[0];
    assert!(line.starts_with("own.toml: line 2 is not TOML: ") && !line.contains("hunter2"), "{line}");
}

#[test]
fn what_is_wrong_with_all_of_them_is_no_setting() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {}
    let wrong = ConfigLoader::new("OWN").environment([("OWN_PORT", "1")]).load::<Strict>().unwrap_err().to_string();
    assert!(wrong.starts_with("the settings, read as one: unknown field `port`"), "{wrong}");
}

#[test]
fn a_setting_that_must_be_there_is_missed_once() {
    #[derive(Debug, Deserialize)]
    struct Strict {
        #[expect(dead_code, reason = "it never gets so far")]
        database: u8,
    }
    let missing = ConfigLoader::new("OWN").environment([("A", "b")]).load::<Strict>().unwrap_err().to_string();
    assert_eq!(missing, "database is not set: OWN_DATABASE, OWN_DATABASE_FILE or a configuration file says it");
    let bad = ConfigLoader::new("OWN").environment([("OWN_DATABASE", "x")]).load::<Strict>().unwrap_err().to_string();
    assert_eq!(bad, "OWN_DATABASE: database = \"x\": has to be a whole number from 0 to 255");
}

#[test]
fn what_is_missing_is_named_whatever_its_type() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "it never gets so far")]
    struct Mail {
        key: Sensitive<String>,
        token: Option<Sensitive<String>>,
    }
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "it never gets so far")]
    struct Strict {
        mail: Mail,
    }
    let settings = ConfigLoader::new("OWN").environment([("OWN_MAIL__TOKEN", "hunter2")]);
    let missing = settings.load::<Strict>().unwrap_err();
    let line = "mail.key is not set: OWN_MAIL__KEY, OWN_MAIL__KEY_FILE or a configuration file says it";
    assert_eq!((missing.to_string(), format!("{missing:?}")), (line.to_owned(), line.to_owned()));

    #[derive(Debug, Deserialize)]
    struct Named {
        #[expect(dead_code, reason = "it never gets so far")]
        log_file: String,
    }
    let settings = ConfigLoader::new("OWN").set_default("x", "y").environment([("OWN_LOG_FILE", "/dev/null")]);
    let missing = settings.load::<Named>().unwrap_err().to_string();
    assert!(missing.contains("log_file cannot be the name of a setting"), "{missing}");
}
