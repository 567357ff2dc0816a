-- The evidence of all runs. A row of a child table is current while valid_to_run is null; an older reading of the same
-- place stays behind with the run that replaced it.

CREATE TABLE runs (
    run_id        TEXT NOT NULL PRIMARY KEY,
    run_no        INTEGER NOT NULL UNIQUE,
    version       TEXT NOT NULL,
    configuration TEXT NOT NULL
);

CREATE TABLE documents (
    source TEXT NOT NULL PRIMARY KEY,
    format TEXT,
    bytes  BIGINT,
    sha256 TEXT,
    run_no INTEGER NOT NULL REFERENCES runs (run_no)
);

CREATE TABLE abstracts (
    abstract_id       TEXT NOT NULL PRIMARY KEY,
    source            TEXT NOT NULL REFERENCES documents (source),
    record            TEXT,
    abstract_no       TEXT,
    doi               TEXT,
    registry_ids      TEXT,
    title             TEXT,
    condition         TEXT,
    condition_ids     TEXT,
    design            TEXT,
    languages         TEXT,
    sample_size_total INTEGER CHECK (sample_size_total >= 0),
    truncated_start   BOOLEAN NOT NULL,
    truncated_end     BOOLEAN NOT NULL,
    duplicate_of      TEXT,
    row_hash          TEXT NOT NULL,
    valid_from_run    INTEGER NOT NULL REFERENCES runs (run_no),
    valid_to_run      INTEGER REFERENCES runs (run_no)
);

CREATE TABLE findings (
    evidence_id         TEXT NOT NULL,
    abstract_id         TEXT NOT NULL REFERENCES abstracts (abstract_id),
    entry               INTEGER NOT NULL,
    outcome             TEXT,
    arm                 TEXT,
    arm_n               INTEGER CHECK (arm_n >= 0),
    comparator          TEXT,
    time                TEXT,
    time_days           DOUBLE PRECISION,
    statistic           TEXT NOT NULL,
    value               DOUBLE PRECISION,
    value_printed       TEXT,
    unit                TEXT,
    events              DOUBLE PRECISION CHECK (events >= 0),
    total               DOUBLE PRECISION CHECK (total >= 0),
    spread_kind         TEXT,
    spread_low          DOUBLE PRECISION,
    spread_low_printed  TEXT,
    spread_high         DOUBLE PRECISION,
    spread_high_printed TEXT,
    ci_level            DOUBLE PRECISION,
    p_operator          TEXT CHECK (p_operator IN ('eq', 'lt', 'le', 'gt', 'ge', 'ns')),
    p_value             DOUBLE PRECISION CHECK (p_value BETWEEN 0 AND 1),
    p_value_printed     TEXT,
    p_kind              TEXT,
    direction           TEXT,
    significant         BOOLEAN,
    language            TEXT,
    quote               TEXT,
    start_at            BIGINT,
    end_at              BIGINT,
    rule                TEXT,
    confidence          DOUBLE PRECISION CHECK (confidence BETWEEN 0 AND 1),
    flags               TEXT,
    review_status       TEXT NOT NULL,
    alone               BOOLEAN NOT NULL DEFAULT TRUE, -- no other current value of this statistic for its arm, outcome and time
    is_control          BOOLEAN NOT NULL DEFAULT FALSE, -- by its name the arm that others are compared with
    row_hash            TEXT NOT NULL,
    valid_from_run      INTEGER NOT NULL REFERENCES runs (run_no),
    valid_to_run        INTEGER REFERENCES runs (run_no),
    PRIMARY KEY (evidence_id, valid_from_run)
);

CREATE TABLE drugs (
    abstract_id    TEXT NOT NULL REFERENCES abstracts (abstract_id),
    name           TEXT NOT NULL,
    ids            TEXT,
    level          TEXT NOT NULL,
    role           TEXT NOT NULL,
    doses          TEXT,
    text           TEXT,
    start_at       BIGINT,
    row_hash       TEXT NOT NULL,
    valid_from_run INTEGER NOT NULL REFERENCES runs (run_no),
    valid_to_run   INTEGER REFERENCES runs (run_no),
    PRIMARY KEY (abstract_id, name, valid_from_run)
);

CREATE TABLE cells (
    abstract_id    TEXT NOT NULL REFERENCES abstracts (abstract_id),
    entry          INTEGER NOT NULL,
    cell_type      TEXT NOT NULL,
    tissue         TEXT,
    donor          TEXT,
    ids            TEXT,
    role           TEXT NOT NULL,
    dose           DOUBLE PRECISION,
    dose_unit      TEXT,
    infusions      INTEGER,
    route          TEXT,
    text           TEXT,
    start_at       BIGINT,
    row_hash       TEXT NOT NULL,
    valid_from_run INTEGER NOT NULL REFERENCES runs (run_no),
    valid_to_run   INTEGER REFERENCES runs (run_no),
    PRIMARY KEY (abstract_id, entry, valid_from_run)
);

CREATE TABLE samples (
    abstract_id    TEXT NOT NULL REFERENCES abstracts (abstract_id),
    entry          INTEGER NOT NULL,
    value          INTEGER NOT NULL CHECK (value >= 0),
    role           TEXT NOT NULL,
    arm            TEXT,
    text           TEXT,
    start_at       BIGINT,
    row_hash       TEXT NOT NULL,
    valid_from_run INTEGER NOT NULL REFERENCES runs (run_no),
    valid_to_run   INTEGER REFERENCES runs (run_no),
    PRIMARY KEY (abstract_id, entry, valid_from_run)
);

CREATE TABLE flags (
    abstract_id    TEXT NOT NULL REFERENCES abstracts (abstract_id),
    entry          INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    text           TEXT NOT NULL,
    note           TEXT,
    start_at       BIGINT NOT NULL,
    row_hash       TEXT NOT NULL,
    valid_from_run INTEGER NOT NULL REFERENCES runs (run_no),
    valid_to_run   INTEGER REFERENCES runs (run_no),
    PRIMARY KEY (abstract_id, entry, valid_from_run)
);

CREATE TABLE corrections (
    correction_id TEXT NOT NULL PRIMARY KEY,
    evidence_id   TEXT NOT NULL,
    abstract_id   TEXT NOT NULL,
    decision      TEXT NOT NULL CHECK (decision IN ('accept', 'edit', 'reject', 'missing', 'withdraw')),
    reviewer      TEXT NOT NULL,
    decided_at    TEXT NOT NULL,
    corrected     TEXT NOT NULL,
    remark        TEXT
);
