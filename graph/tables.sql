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
    sketch    BLOB,                      -- smallest hashes of the text's word runs: copies of one wire story share most
    loaded    TEXT NOT NULL,             -- ISO 8601 UTC
    PRIMARY KEY (id, version)
);
CREATE INDEX source_version ON source (version);

-- Where a source stands now: which version of its bytes counts, read by what, and whether it was retracted.
CREATE TABLE source_state (
    id        TEXT PRIMARY KEY,
    version   TEXT NOT NULL,
    reader    TEXT NOT NULL DEFAULT '',  -- loader and version that read it last, '' unknown
    retracted INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (id, version) REFERENCES source (id, version)
) WITHOUT ROWID;

-- What happened to a source, a claim or a judgement, in order. The current view follows from the last word.
CREATE TABLE event (
    number    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,             -- ISO 8601 UTC
    what      TEXT NOT NULL,             -- loaded, described, superseded, reread, retracted, restored, rejected,
                                         -- unrejected, added, judged, undone
    target    TEXT NOT NULL,             -- id of the source, claim or judgement
    version   TEXT NOT NULL DEFAULT '',  -- of the source
    by        TEXT NOT NULL DEFAULT '',  -- person or command
    why       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX event_target ON event (target);

CREATE TABLE referent (
    number    INTEGER PRIMARY KEY,       -- order of first loading: the oldest gives an entity its id
    id        TEXT NOT NULL UNIQUE,      -- r-...
    source    TEXT NOT NULL,
    key       TEXT NOT NULL,
    type      TEXT NOT NULL,
    name      TEXT NOT NULL,
    folded    TEXT NOT NULL,             -- the name as it is compared
    owner     TEXT,                      -- referent whose campaign, fund ... this is
    data      TEXT NOT NULL,             -- JSON of the referent: names, identifiers, mentions, properties
    current   INTEGER NOT NULL DEFAULT 1,  -- in the last reading of its source
    live      INTEGER NOT NULL DEFAULT 1   -- current, and its source is not retracted
);
CREATE INDEX referent_source ON referent (source);
CREATE INDEX referent_folded ON referent (folded, type);
CREATE INDEX referent_owner ON referent (owner) WHERE owner IS NOT NULL;

-- What a referent was in an earlier reading of its source.
CREATE TABLE referent_former (
    referent  TEXT NOT NULL,
    until     TEXT NOT NULL,             -- ISO 8601 UTC
    data      TEXT NOT NULL
);
CREATE INDEX referent_former_referent ON referent_former (referent);

CREATE TABLE claim (
    number    INTEGER PRIMARY KEY,       -- order of first loading
    id        TEXT NOT NULL UNIQUE,      -- c-...
    source    TEXT NOT NULL,
    version   TEXT NOT NULL,
    subject   TEXT NOT NULL REFERENCES referent (id),
    relation  TEXT NOT NULL,
    object    TEXT NOT NULL REFERENCES referent (id),
    modality  TEXT NOT NULL,
    data      TEXT NOT NULL,             -- JSON of the claim (without evidence rows)
    current   INTEGER NOT NULL DEFAULT 1,  -- in the last reading of its source
    rejected  INTEGER NOT NULL DEFAULT 0,  -- by a person
    status    TEXT NOT NULL DEFAULT 'live',  -- live, superseded, retracted, rejected: follows from the events
    FOREIGN KEY (source, version) REFERENCES source (id, version)
);
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

-- Under which keys a referent is looked for when others are judged: see resolve/blocking.py. Not part of any digest.
CREATE TABLE block (
    key       INTEGER NOT NULL,          -- hash of the key
    referent  INTEGER NOT NULL,          -- number of the referent
    PRIMARY KEY (key, referent)
) WITHOUT ROWID;
CREATE INDEX block_referent ON block (referent);

-- An entity id whose own referents are gone, and the entity that they were part of. (An id that was merged into
-- an older one needs no row: it names its oldest referent, and that referent's entity is the answer.)
CREATE TABLE redirect (
    old       TEXT PRIMARY KEY,
    new       TEXT NOT NULL
) WITHOUT ROWID;

-- What changed since the last build.
CREATE TABLE dirty_referent (number INTEGER PRIMARY KEY);
CREATE TABLE dirty_claim (number INTEGER PRIMARY KEY);

-- ---- what is computed, and can be thrown away and computed again ------------------------------------------
CREATE TABLE entity (
    id        TEXT PRIMARY KEY,          -- e-...
    type      TEXT NOT NULL,
    name      TEXT NOT NULL,
    data      TEXT NOT NULL,             -- JSON of the entity
    degree    INTEGER NOT NULL DEFAULT 0, -- live edges, denied ones and totals left out
    whole     INTEGER NOT NULL DEFAULT 0 -- all that is linked with it by "same" is in it, and nothing is judged apart
) WITHOUT ROWID;
CREATE INDEX entity_type ON entity (type);

CREATE TABLE member (                    -- which live referents an entity is made of
    referent  TEXT PRIMARY KEY,
    entity    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX member_entity ON member (entity);

CREATE TABLE name (                      -- every folded form of every name, for looking up
    number    INTEGER PRIMARY KEY,
    folded    TEXT NOT NULL,
    entity    TEXT NOT NULL,
    text      TEXT NOT NULL,
    language  TEXT NOT NULL,
    UNIQUE (folded, entity)
);
CREATE INDEX name_entity ON name (entity);
CREATE VIRTUAL TABLE name_grams USING fts5 (
    folded, content='name', content_rowid='number', tokenize='trigram case_sensitive 1', detail=none
);

CREATE TABLE placed (                    -- between which entities a live claim stands (smaller id first if symmetric)
    claim     INTEGER PRIMARY KEY,
    subject   TEXT NOT NULL,
    relation  TEXT NOT NULL,
    object    TEXT NOT NULL
);
CREATE INDEX placed_ends ON placed (subject, object, relation);
CREATE INDEX placed_object ON placed (object);

CREATE TABLE edge (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,     -- g-...
    subject    TEXT NOT NULL,
    relation   TEXT NOT NULL,
    object     TEXT NOT NULL,
    modality   TEXT NOT NULL,
    past       INTEGER NOT NULL DEFAULT 0,
    amount     TEXT, currency TEXT,      -- decimal as text
    scope      TEXT,                     -- total or joint; NULL for one gift's amount, or none
    told       INTEGER NOT NULL DEFAULT 1,  -- some claim of it stands in a text: it may state a sum
    start      TEXT, end TEXT,           -- first and last day it may be, ISO; NULL unknown
    support    INTEGER NOT NULL,
    confidence REAL NOT NULL,
    is_total   INTEGER NOT NULL DEFAULT 0,
    data       TEXT NOT NULL             -- JSON of the edge
);
-- They hold every column that the path search reads (adjacency.py), so that a hub is read in one sweep.
CREATE INDEX edge_subject ON edge (
    subject, object, relation, modality, support, confidence, amount, start, end, past, is_total
);
CREATE INDEX edge_object ON edge (
    object, subject, relation, modality, support, confidence, amount, start, end, past, is_total
);

-- What is not a gift: the few other ties of a committee with a million donors.
CREATE INDEX edge_subject_other ON edge (
    subject, object, relation, modality, support, confidence, amount, start, end, past, is_total
) WHERE relation <> 'DONATED_TO';
CREATE INDEX edge_object_other ON edge (
    object, subject, relation, modality, support, confidence, amount, start, end, past, is_total
) WHERE relation <> 'DONATED_TO';
CREATE INDEX edge_joint ON edge (object) WHERE scope = 'joint';

CREATE TABLE edge_claim (
    edge      TEXT NOT NULL,
    claim     TEXT NOT NULL,
    PRIMARY KEY (edge, claim)
) WITHOUT ROWID;
CREATE INDEX edge_claim_claim ON edge_claim (claim);

CREATE TABLE edge_decision (             -- why an edge's claims stand together, why it is a total, what it contradicts
    edge      TEXT NOT NULL,
    number    INTEGER NOT NULL,
    rule      TEXT NOT NULL,             -- same-event, one-of-several, corrected, copies, total, contradicts
    claims    TEXT NOT NULL,             -- JSON list of claim, edge or source ids that the decision is about
    reasons   TEXT NOT NULL,             -- JSON list of texts
    PRIMARY KEY (edge, number)
) WITHOUT ROWID;

CREATE TABLE withheld (                  -- live claims that make no edge, and why
    claim     TEXT PRIMARY KEY,
    reason    TEXT NOT NULL              -- same-entity, type-not-allowed, unknown-relation
) WITHOUT ROWID;

CREATE TABLE state (                     -- ledger_id, built ...
    key       TEXT PRIMARY KEY,
    value     TEXT NOT NULL
) WITHOUT ROWID;
