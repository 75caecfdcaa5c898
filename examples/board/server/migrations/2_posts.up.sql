CREATE TABLE posts (
    id TEXT NOT NULL PRIMARY KEY,
    author_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (author_id, title)
);

-- Events of `posts.watch`, stored so that subscribers can resume.
CREATE TABLE post_events (
    id BIGINT NOT NULL PRIMARY KEY,
    data TEXT NOT NULL
);

-- A single row. Incrementing it locks the row until the transaction ends, so that ids have no gaps and are in the order of
-- commits. Sequences guarantee neither.
CREATE TABLE post_event_counter (
    last_id BIGINT NOT NULL
);

INSERT INTO post_event_counter (last_id) VALUES (0);
