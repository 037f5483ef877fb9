-- Whoever keeps sessions here, and when it was last heard of, by the database's clock.
CREATE TABLE node (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    beat timestamptz NOT NULL DEFAULT clock_timestamp());

-- A fence grows with each hold; wanted says that another node waits for the holder to let go. Times are milliseconds.
CREATE TABLE session (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    model text NOT NULL,
    options text NOT NULL,
    title text NOT NULL DEFAULT '',
    questions integer NOT NULL DEFAULT 0,
    created bigint NOT NULL,
    used bigint NOT NULL,
    holder uuid REFERENCES node ON DELETE SET NULL,
    fence bigint NOT NULL DEFAULT 1,
    wanted boolean NOT NULL DEFAULT false);
CREATE INDEX session_used ON session (used DESC);
CREATE INDEX session_holder ON session (holder) WHERE holder IS NOT NULL;

-- An event is what a listener heard; more is what it takes, besides, to take up the session.
CREATE TABLE entry (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session bigint NOT NULL REFERENCES session ON DELETE CASCADE,
    kind text NOT NULL,
    event text,
    more text);
CREATE INDEX entry_session ON entry (session, number);

CREATE TABLE document (
    hash text PRIMARY KEY,
    form text NOT NULL,
    bytes bytea NOT NULL);

CREATE TABLE mention (
    session bigint NOT NULL REFERENCES session ON DELETE CASCADE,
    hash text NOT NULL REFERENCES document,
    PRIMARY KEY (session, hash));
CREATE INDEX mention_hash ON mention (hash);
