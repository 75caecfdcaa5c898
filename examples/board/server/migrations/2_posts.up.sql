CREATE TABLE posts (
    id TEXT NOT NULL PRIMARY KEY,
    author_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (author_id, title)
);

-- What `posts.watch` tells, kept so that a subscriber can resume.
CREATE TABLE post_events (
    id BIGINT NOT NULL PRIMARY KEY,
    data TEXT NOT NULL
);

-- One row. Whoever adds an event takes its lock by counting up, so that ids are without gaps and in the order of commits
-- on both engines (a sequence promises neither).
CREATE TABLE post_feed (
    last BIGINT NOT NULL
);

INSERT INTO post_feed (last) VALUES (0);
