-- The ledger, version 1. One SQLite file: what was loaded and judged (never deleted), and what is computed from it.

-- ---- what was loaded -------------------------------------------------------------------------------------
CREATE TABLE source (
    id        TEXT NOT NULL,             -- s-..., the same for every version of the bytes
    version   TEXT NOT NULL,             -- sha256 of the bytes
    key       TEXT NOT NULL,
    kind      TEXT NOT NULL,
    title     TEXT, publisher TEXT, url TEXT, published TEXT, retrieved TEXT,
    language  TEXT NOT NULL,
    location  TEXT,
    text      TEXT,                      -- articles: exactly as kept
    loaded    TEXT NOT NULL,             -- ISO 8601 UTC
    PRIMARY KEY (id, version)
) WITHOUT ROWID;
CREATE INDEX source_version ON source (version);

-- What happened to a source, a claim or a judgement, in order. The current view follows from the last word.
CREATE TABLE event (
    number    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,             -- ISO 8601 UTC
    what      TEXT NOT NULL,             -- loaded, superseded, reread, retracted, restored, rejected, added, undone
    target    TEXT NOT NULL,             -- id of the source, claim or judgement
    version   TEXT NOT NULL DEFAULT '',  -- of the source
    by        TEXT NOT NULL DEFAULT '',  -- person or command
    why       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX event_target ON event (target);

CREATE TABLE referent (
    id        TEXT PRIMARY KEY,          -- r-...
    source    TEXT NOT NULL,
    key       TEXT NOT NULL,
    type      TEXT NOT NULL,
    name      TEXT NOT NULL,
    data      TEXT NOT NULL,             -- JSON of the referent: names, identifiers, mentions, properties
    live      INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX referent_source ON referent (source);

CREATE TABLE claim (
    id        TEXT PRIMARY KEY,          -- c-...
    source    TEXT NOT NULL,
    version   TEXT NOT NULL,
    subject   TEXT NOT NULL,             -- referent id
    relation  TEXT NOT NULL,
    object    TEXT NOT NULL,             -- referent id
    modality  TEXT NOT NULL,
    data      TEXT NOT NULL,             -- JSON of the claim (without evidence rows)
    status    TEXT NOT NULL DEFAULT 'live',  -- live, superseded, retracted, rejected: follows from the events
    FOREIGN KEY (source, version) REFERENCES source (id, version)
) WITHOUT ROWID;
CREATE INDEX claim_source ON claim (source, status);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);

CREATE TABLE evidence (
    claim     TEXT NOT NULL REFERENCES claim (id),
    number    INTEGER NOT NULL,
    source    TEXT NOT NULL,
    start     INTEGER, end INTEGER, quote TEXT,  -- a span
    key       TEXT, row TEXT, sha256 TEXT,       -- or a record
    PRIMARY KEY (claim, number)
) WITHOUT ROWID;

CREATE TABLE refusal (
    source    TEXT NOT NULL,
    version   TEXT NOT NULL,
    start     INTEGER NOT NULL, end INTEGER NOT NULL,
    reason    TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX refusal_source ON refusal (source, version);

-- ---- what was judged -------------------------------------------------------------------------------------
CREATE TABLE judgement (
    id        TEXT PRIMARY KEY,
    left      TEXT NOT NULL, right TEXT NOT NULL,    -- referent ids, left < right
    verdict   TEXT NOT NULL,                         -- same, different, unsure
    by        TEXT NOT NULL, version TEXT NOT NULL, made TEXT NOT NULL,
    score     REAL NOT NULL, why TEXT NOT NULL,
    live      INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX judgement_left ON judgement (left);
CREATE INDEX judgement_right ON judgement (right);

-- An id that turned out to be another's, for ever.
CREATE TABLE redirect (
    old       TEXT PRIMARY KEY,
    new       TEXT NOT NULL
) WITHOUT ROWID;

-- ---- what is computed, and can be thrown away and computed again ------------------------------------------
CREATE TABLE entity (
    id        TEXT PRIMARY KEY,          -- e-...
    type      TEXT NOT NULL,
    name      TEXT NOT NULL,
    data      TEXT NOT NULL,             -- JSON of the entity
    degree    INTEGER NOT NULL DEFAULT 0 -- live edges, denied ones and totals left out
) WITHOUT ROWID;
CREATE INDEX entity_type ON entity (type);

CREATE TABLE member (                    -- which referents an entity is made of
    referent  TEXT PRIMARY KEY,
    entity    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX member_entity ON member (entity);

CREATE TABLE name (                      -- every folded form of every name, for looking up
    folded    TEXT NOT NULL,
    entity    TEXT NOT NULL,
    text      TEXT NOT NULL,
    language  TEXT NOT NULL,
    PRIMARY KEY (folded, entity)
) WITHOUT ROWID;
CREATE INDEX name_entity ON name (entity);

CREATE TABLE edge (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,     -- g-...
    subject    TEXT NOT NULL,
    relation   TEXT NOT NULL,
    object     TEXT NOT NULL,
    modality   TEXT NOT NULL,
    past       INTEGER NOT NULL DEFAULT 0,
    amount     TEXT, currency TEXT,      -- decimal as text
    start      TEXT, end TEXT,           -- first and last day it may be, ISO; NULL unknown
    support    INTEGER NOT NULL,
    confidence REAL NOT NULL,
    is_total   INTEGER NOT NULL DEFAULT 0,
    data       TEXT NOT NULL             -- JSON of the edge
);
CREATE INDEX edge_subject ON edge (subject, object);
CREATE INDEX edge_object ON edge (object, subject);

CREATE TABLE edge_claim (
    edge      TEXT NOT NULL,
    claim     TEXT NOT NULL,
    PRIMARY KEY (edge, claim)
) WITHOUT ROWID;
CREATE INDEX edge_claim_claim ON edge_claim (claim);

CREATE TABLE state (                     -- build_dirty, build_digest ...
    key       TEXT PRIMARY KEY,
    value     TEXT NOT NULL
) WITHOUT ROWID;
