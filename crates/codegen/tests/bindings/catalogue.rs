//! Test API that contains every kind of shape.

use std::collections::{BTreeMap, HashMap, HashSet};

use isotype_contract::{Contract, ErrorVariant, InputEncoding};
use isotype_core::Deferred;
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};

use crate::api::Api;

/// A post. Ends */ nowhere.
#[derive(Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Post {
    pub(crate) id: PostId,
    /// At most 120 characters.
    pub(crate) title: String,
    pub(crate) author: Option<Author>,
    pub(crate) created_at: chrono::DateTime<chrono::Utc>,
    #[deprecated(note = "use `tags`")]
    pub(crate) tag: Option<String>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(skip)]
    pub(crate) internal: u64,
}

#[derive(Serialize, Deserialize, specta::Type, PartialEq, Eq, Hash)]
pub(crate) struct PostId(uuid::Uuid);

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Author {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bio: Option<String>,
}

#[derive(Deserialize, specta::Type)]
pub(crate) struct NewPost {
    title: String,
    body: Option<String>,
}

#[derive(Deserialize, specta::Type)]
pub(crate) struct ListPosts {
    cursor: Option<String>,
    #[serde(default)]
    limit: u16,
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) enum External {
    Unit,
    #[serde(alias = "Single")]
    New(u32),
    Pair(u32, String),
    Named {
        a: bool,
    },
}

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(tag = "type", rename_all = "camelCase")]
pub(crate) enum PostEvent {
    Created { post: Post },
    Removed { id: PostId },
    Cleared,
}

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "value")]
pub(crate) enum Adjacent {
    Number(i32),
    Text(String),
    Nothing,
}

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(untagged)]
pub(crate) enum Untagged {
    Number(i32),
    Named { name: String },
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Tree {
    label: String,
    children: Vec<Tree>,
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Everything {
    map: HashMap<String, Option<u8>>,
    keyed: BTreeMap<Color, u32>,
    set: HashSet<String>,
    pair: (String, bool),
    array: [u8; 3],
    nested: Option<Vec<Option<String>>>,
    boxed: Box<Author>,
    unit: (),
    result: Result<u32, String>,
    #[serde(rename = "odd-name")]
    odd: char,
    #[serde(flatten)]
    more: Flattened,
}

#[derive(Serialize, Deserialize, specta::Type, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Color {
    Red,
    DarkBlue,
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Flattened {
    extra: String,
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Empty {}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Marker;

/// Floats are serialized as `null` if they are not finite, but never deserialized from `null`.
#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Measure {
    value: f64,
    history: Vec<f32>,
}

#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Loose {
    any: serde_json::Value,
}

#[derive(Serialize, Deserialize, specta::Type)]
#[serde(rename = "Renamed")]
pub(crate) struct OldName {
    #[serde(rename(serialize = "out", deserialize = "in"))]
    field: bool,
}

/// An enum flattened among other members.
#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Labelled {
    id: u8,
    #[serde(flatten)]
    what: External,
}

/// A map flattened among other members.
#[derive(Serialize, Deserialize, specta::Type)]
pub(crate) struct Open {
    id: u8,
    #[serde(flatten)]
    more: Flattened,
    #[serde(flatten)]
    rest: BTreeMap<String, chrono::DateTime<chrono::Utc>>,
}

/// Text fields of a form, which TypeScript sends as `FormData`.
#[derive(Deserialize, specta::Type)]
pub(crate) struct Upload {
    title: String,
    size: u64,
}

/// The comments are deferred.
#[derive(Serialize, specta::Type)]
pub(crate) struct Article {
    title: String,
    comments: Deferred<Vec<Post>>,
}

/// Not used by any procedure, so it is not generated.
#[derive(Serialize, specta::Type)]
pub(crate) struct Unreached {
    huge: u64,
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "type", rename = "PostError")]
pub(crate) enum DeclaredPostError {
    /// That title is taken.
    TitleTaken {
        by: PostId,
    },
    Locked,
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "type")]
pub(crate) enum Unauthorized {
    Unauthorized,
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "type")]
pub(crate) enum Invalid {
    Invalid { fields: BTreeMap<String, Vec<String>> },
}

const POST_ERROR: &[ErrorVariant] =
    &[ErrorVariant::new("TitleTaken", "CONFLICT"), ErrorVariant::new("Locked", "FORBIDDEN")];
const UNAUTHORIZED: &[ErrorVariant] = &[ErrorVariant::new("Unauthorized", "UNAUTHORIZED")];
const INVALID: &[ErrorVariant] = &[ErrorVariant::new("Invalid", "BAD_REQUEST")];

pub(crate) fn contract() -> Contract {
    let mut api = Api::new();
    posts(&mut api);
    shapes(&mut api);
    bodies(&mut api);
    streams(&mut api);
    names(&mut api);
    api.contract().expect("the catalogue is representable")
}

fn posts(api: &mut Api) {
    api.query::<ListPosts, Page<Post>>("posts.list").error::<Invalid>(INVALID).source(3, 8).register();
    api.query::<PostId, Option<Post>>("posts.byId").register();
    api.mutation::<NewPost, Post>("posts.create")
        .docs(" Publishes a post as the signed-in user.\n\n It is listed at once. */ Not the end.")
        .error::<Unauthorized>(UNAUTHORIZED)
        .error::<Invalid>(INVALID)
        .error::<DeclaredPostError>(POST_ERROR)
        .error::<Unauthorized>(UNAUTHORIZED)
        .source(5, 14)
        .register();
    api.mutation::<Post, ()>("posts.replace")
        .deprecated("remove and create")
        .error::<DeclaredPostError>(POST_ERROR)
        .register();
    api.mutation::<PostId, ()>("posts.remove").docs("Removes it.").deprecated("").register();
    api.subscription::<(), PostEvent>("posts.watch").tracked().error::<Unauthorized>(UNAUTHORIZED).register();
    api.subscription::<ListPosts, PostEvent>("posts.follow").tracked().register();
    api.subscription::<(), u32>("clock").register();
}

fn shapes(api: &mut Api) {
    api.mutation::<External, External>("shapes.external").register();
    api.mutation::<Adjacent, Adjacent>("shapes.adjacent").register();
    api.mutation::<Untagged, Untagged>("shapes.untagged").register();
    api.mutation::<Everything, Everything>("shapes.everything").register();
    api.mutation::<Tree, Tree>("shapes.tree").register();
    api.mutation::<Labelled, Labelled>("shapes.labelled").register();
    api.mutation::<Open, Open>("shapes.open").register();
    api.mutation::<Measure, Measure>("shapes.measure").register();
    api.mutation::<f64, f64>("shapes.float").register();
    api.mutation::<Loose, Loose>("shapes.loose").register();
    api.query::<Option<ListPosts>, Vec<Page<Page<Post>>>>("shapes.optional").register();
    api.mutation::<HashMap<String, Option<Post>>, HashMap<String, Option<Post>>>("shapes.map").register();
    api.query::<(Post, Vec<ListPosts>), (Post, Marker)>("shapes.tuple").register();
    api.query::<(Empty, OldName), OldName>("shapes.empty").register();
}

fn bodies(api: &mut Api) {
    api.mutation::<Upload, Vec<String>>("files.upload")
        .encoding(InputEncoding::Form)
        .error::<Invalid>(INVALID)
        .register();
    api.mutation::<(), u32>("files.append").encoding(InputEncoding::Bytes).register();
}

fn streams(api: &mut Api) {
    api.query::<ListPosts, Post>("streams.posts").streaming().error::<Unauthorized>(UNAUTHORIZED).register();
    api.mutation::<(), Option<u8>>("streams.progress").streaming().register();
    api.query::<PostId, Article>("streams.article").register();
}

fn names(api: &mut Api) {
    api.query::<(), String>("toString").register();
    api.query::<(), String>("__proto__").register();
    api.query::<(), bool>("a-b.deep.er").register();
    api.query::<(), bool>("a_b.deep.er").register();
    api.query::<(), bool>("grüße.2nd").register();
    api.query::<(), bool>("grüße.\u{1f600}").source(3, 8).register();
}
