//! Tests of the configuration.

use std::{fs, net::IpAddr};

use isotype_core::Sensitive;
use isotype_server::{Config, ConfigLoader, LogFormat};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AppConfig {
    secret: String,
    admins: Vec<String>,
    ratio: f64,
    share: f32,
    pool: PoolConfig,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PoolConfig {
    size: u8,
    password: String,
}

/// Returns the error messages for an invalid file and environment. In the messages, the file's path is replaced by
/// `own.toml`.
fn messages(file: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    fs::write(&path, file).unwrap();
    let loader = ConfigLoader::new("OWN").environment(environment.iter().copied()).file(Some(&path)).secret("secret");
    let error = loader.load::<AppConfig>().unwrap_err();
    let path = path.display().to_string();
    error.messages().iter().map(|message| message.replace(&path, "own.toml")).collect()
}

#[test]
fn later_sources_override_earlier_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    fs::write(&path, "host = \"0.0.0.0\"\nport = 1\nlog_format = \"json\"\nadmins = [\"ann\"]\n[pool]\nsize = 3\n[limits]\nbody = 9\n").unwrap();
    let environment = [
        ("OWN_CONFIG", path.to_str().unwrap()),
        ("OWN_PORT", "2"),
        ("OWN_LIMITS__BATCH_SIZE", "5"),
        ("OTHER_PORT", "x"),
    ];
    let loader = ConfigLoader::new("OWN").environment(environment).flag("--port", "port", Some("3")).flag(
        "--log",
        "log",
        None::<&str>,
    );
    let Config { server, app, .. }: Config<AppConfig> = loader.load().unwrap();
    assert_eq!((server.host, server.port, server.log_format), (IpAddr::from([0, 0, 0, 0]), 3, LogFormat::Json));
    assert_eq!((server.limits.body, server.limits.batch_size, server.limits.send_queue), (9, 5, 64));
    assert_eq!((app.admins, app.pool.size, server.log.as_str()), (vec!["ann".to_owned()], 3, "info"));
}

#[test]
fn parses_variables_by_type_and_keeps_numeric_secret_a_string() {
    let environment = [
        ("OWN_ADMINS", "ann, bob,"),
        ("OWN_SECRET", "0123"),
        ("OWN_RATIO", "0.5"),
        ("OWN_SHARE", "0.25"),
        ("OWN_HTTPS", "true"),
        ("OWN_POOL__SIZE", "7"),
    ];
    let Config { server, app, .. }: Config<AppConfig> =
        ConfigLoader::new("OWN").environment(environment).load().unwrap();
    assert_eq!((app.admins, app.secret.as_str(), app.ratio), (vec!["ann".to_owned(), "bob".to_owned()], "0123", 0.5));
    assert!(server.https && app.pool.size == 7 && app.share == 0.25);
}

#[test]
fn reports_unused_variables() {
    let environment = [("OWN_SECRET", "x"), ("OWN_PROT", "1"), ("OWN_LIMITS__BODIES", "1"), ("OTHER_PORT", "x")];
    let config: Config<AppConfig> = ConfigLoader::new("OWN").environment(environment).load().unwrap();
    assert_eq!(config.unused_variables, ["OWN_LIMITS__BODIES", "OWN_PROT"]);
}

#[test]
fn reports_source_value_and_expectation_of_each_invalid_setting() {
    let environment = [
        ("OWN_PORT", "65536"),
        ("OWN_HTTPS", "yes"),
        ("OWN_LOG_FORMAT", "xml"),
        ("OWN_ALLOWED_ORIGINS", "https://app.example/"),
        ("OWN_POOL__SIZE", "-1"),
    ];
    let file = "max_connections = 1.5\nmetrics_address = \"here\"\nport = 1\nprot = 2\nadmins = [\"ann\", 7]\n[limits]\nbody = \"big\"\nbodies = 1\n";
    let mut lines = messages(file, &environment);
    lines.sort();
    assert_eq!(
        lines,
        [
            "OWN_ALLOWED_ORIGINS: allowed_origins = \"https://app.example/\": \"https://app.example/\" is not an origin; \
             expected a scheme, a host and optionally a port, such as \"https://app.example\"",
            "OWN_HTTPS: https = \"yes\": must be true or false",
            "OWN_LOG_FORMAT: log_format = \"xml\": must be one of auto, text, json",
            "OWN_POOL__SIZE: pool.size = \"-1\": must be an integer from 0 to 255",
            "OWN_PORT: port = \"65536\": must be an integer from 0 to 65535",
            "own.toml: admins[1] = [\"ann\", 7]: must be a string",
            "own.toml: limits.bodies: unknown setting",
            "own.toml: limits.body = \"big\": must be an integer from 0 to 18446744073709551615",
            "own.toml: max_connections = 1.5: must be an integer from 0 to 18446744073709551615",
            "own.toml: metrics_address = \"here\": must be an IP address and a port, such as 127.0.0.1:9464",
            "own.toml: prot: unknown setting",
        ]
    );
}

#[test]
fn rejects_values_that_the_server_cannot_use() {
    let environment = [("OWN_HOST", "localhost"), ("OWN_LOG", "own=loud"), ("OWN_LIMITS", "5"), ("OWN_SHARE", "half")];
    let mut lines = messages("max_connections = 0\nmetrics_address = 9464", &environment);
    lines.sort();
    let has = |prefix: &str| lines.iter().any(|line| line.starts_with(prefix));
    assert!(has("OWN_HOST: host = \"localhost\": must be an IP address: 127.0.0.1 accepts"), "{lines:?}");
    assert!(has("OWN_LIMITS: limits = \"5\": must be a group of settings, such as limits.body"), "{lines:?}");
    assert!(
        has("OWN_LOG: log = \"own=loud\": malformed log filter \"own=loud\": expected directives such as "),
        "{lines:?}"
    );
    assert!(has("OWN_SHARE: share = \"half\": must be a number"), "{lines:?}");
    assert!(has("own.toml: max_connections = 0: must be at least 1"), "{lines:?}");
    assert!(has("own.toml: metrics_address = 9464: must be an IP address and a port"), "{lines:?}");
    assert_eq!(lines.len(), 6);
}

#[test]
fn table_in_file_keeps_settings_of_earlier_sources() {
    let folder = tempfile::tempdir().unwrap();
    let (path, password) = (folder.path().join("own.toml"), folder.path().join("password"));
    fs::write(&password, "hunter2\n").unwrap();
    fs::write(&path, format!("[limits]\nbatch_size = 5\n[pool]\npassword_file = {:?}\n", password.display())).unwrap();
    let loader = ConfigLoader::new("OWN")
        .environment([("A", "b")])
        .set_default("limits.body", "9")
        .set_default("pool.size", "3");
    let Config { server, app, .. }: Config<AppConfig> = loader.file(Some(&path)).load().unwrap();
    assert_eq!((server.limits.body, server.limits.batch_size), (9, 5));
    assert_eq!((app.pool.size, app.pool.password.as_str()), (3, "hunter2"));
}

#[test]
fn rejects_setting_given_twice_in_one_source() {
    let rest = "set only one of them";
    let lines = messages("", &[("OWN_PORT", "1"), ("OWN_PORT_FILE", "/nowhere")]);
    assert_eq!(lines[0], format!("OWN_PORT_FILE: conflicts with OWN_PORT; {rest}"));
    let lines = messages("[pool]\npassword = \"hunter2\"\npassword_file = \"/nowhere\"\n", &[]);
    assert_eq!(lines[0], "own.toml: pool.password_file: conflicts with pool.password; set only one of them");
    // A later source may override the setting.
    let config: Config<AppConfig> =
        ConfigLoader::new("OWN").set_default("port", "1").environment([("OWN_PORT", "2")]).load().unwrap();
    assert_eq!(config.server.port, 2);
}

#[test]
fn reads_secret_from_file_and_never_reveals_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    fs::write(&path, "hunter2\n").unwrap();
    let environment = [("OWN_SECRET_FILE", path.to_str().unwrap())];
    let config: Config<AppConfig> = ConfigLoader::new("OWN").environment(environment).load().unwrap();
    assert_eq!(config.app.secret, "hunter2");

    // The port is masked too, since any value read from a file may be a secret.
    let lines = messages("", &[("OWN_PORT_FILE", path.to_str().unwrap())]);
    assert_eq!(lines, ["OWN_PORT_FILE: port = …: must be an integer from 0 to 65535"]);
    assert_eq!(messages("secret = [\"hunter2\"]", &[]), ["own.toml: secret = …: must be a string"]);
    let line = &messages("secret_file = \"/nowhere\"", &[])[0];
    assert!(line.starts_with("own.toml: secret_file = \"/nowhere\": cannot read file: "), "{line}");
    assert_eq!(messages("[pool]\npassword = [\"hunter2\"]", &[]), ["own.toml: pool.password = …: must be a string"]);
    let line = &messages("port = 1\nsecret = hunter2\n", &[])[0];
    assert!(line.starts_with("own.toml: malformed TOML in line 2: ") && !line.contains("hunter2"), "{line}");
}

#[test]
fn reports_error_that_concerns_no_single_setting() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {}
    let error = ConfigLoader::new("OWN").environment([("OWN_PORT", "1")]).load::<Strict>().unwrap_err().to_string();
    assert!(error.starts_with("cannot deserialize the settings: unknown field `port`"), "{error}");
}

#[test]
fn reports_missing_setting_once() {
    #[derive(Debug, Deserialize)]
    struct Strict {
        #[expect(dead_code, reason = "loading fails")]
        database: u8,
    }
    let missing = ConfigLoader::new("OWN").environment([("A", "b")]).load::<Strict>().unwrap_err().to_string();
    assert_eq!(
        missing,
        "database is not set: set OWN_DATABASE, OWN_DATABASE_FILE, or database in a configuration file"
    );
    let bad = ConfigLoader::new("OWN").environment([("OWN_DATABASE", "x")]).load::<Strict>().unwrap_err().to_string();
    assert_eq!(bad, "OWN_DATABASE: database = \"x\": must be an integer from 0 to 255");
}

#[test]
fn names_missing_setting_of_any_type() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "loading fails")]
    struct Mail {
        key: Sensitive<String>,
        token: Option<Sensitive<String>>,
    }
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "loading fails")]
    struct Strict {
        mail: Mail,
    }
    let loader = ConfigLoader::new("OWN").environment([("OWN_MAIL__TOKEN", "hunter2")]);
    let missing = loader.load::<Strict>().unwrap_err();
    let line = "mail.key is not set: set OWN_MAIL__KEY, OWN_MAIL__KEY_FILE, or mail.key in a configuration file";
    assert_eq!((missing.to_string(), format!("{missing:?}")), (line.to_owned(), line.to_owned()));

    #[derive(Debug, Deserialize)]
    struct Named {
        #[expect(dead_code, reason = "loading fails")]
        log_file: String,
    }
    let loader = ConfigLoader::new("OWN").set_default("x", "y").environment([("OWN_LOG_FILE", "/dev/null")]);
    let missing = loader.load::<Named>().unwrap_err().to_string();
    assert!(missing.contains("log_file cannot be the name of a setting"), "{missing}");
}
