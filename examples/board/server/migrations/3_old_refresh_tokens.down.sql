CREATE TABLE refresh_tokens (
    digest TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    used BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX refresh_tokens_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at);
