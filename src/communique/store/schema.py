"""What the store's file is made of: its tables, version by version."""

#: Marks the file as ours (SQLite's `application_id`): the letters "Comq".
APPLICATION = 0x436F6D71

#: One script a version; the file's `user_version` counts those that were run.
MIGRATIONS = (
    """
    CREATE TABLE report (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL,
        text TEXT NOT NULL, start INTEGER NOT NULL, published TEXT, source TEXT, url TEXT, licence TEXT, title TEXT,
        bloc TEXT, recorded TEXT NOT NULL, replaced TEXT, UNIQUE (name, version));
    CREATE INDEX report_by_day ON report (published);
    CREATE TABLE atom (
        report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, place INTEGER NOT NULL, id TEXT NOT NULL,
        kind TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (report, place)) WITHOUT ROWID;
    CREATE INDEX atom_by_id ON atom (id);
    CREATE TABLE decision (id INTEGER PRIMARY KEY, content TEXT NOT NULL, made TEXT NOT NULL, undone TEXT);
    CREATE TABLE state (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO state VALUES ('changes', 0), ('viewed', 0);
    CREATE TABLE claim (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, first_day INTEGER, last_day INTEGER,
        told_first TEXT, told_last TEXT, newsrooms INTEGER NOT NULL, fullness INTEGER NOT NULL, content TEXT NOT NULL);
    CREATE INDEX claim_by_telling ON claim (kind, newsrooms DESC, fullness DESC, told_last DESC, first_day DESC, id);
    CREATE INDEX claim_by_day ON claim (first_day, id);
    CREATE INDEX claim_by_kind_and_day ON claim (kind, first_day, id);
    CREATE TABLE member (id TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (id, claim)) WITHOUT ROWID;
    CREATE TABLE party (key TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
    CREATE TABLE called (key TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, name)) WITHOUT ROWID;
    CREATE TABLE teller (newsroom TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (newsroom, claim)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE report_words USING fts5(
        title, text, content='report', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE claim_words USING fts5(
        text, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');
    """,
    """
    ALTER TABLE claim ADD COLUMN block TEXT NOT NULL DEFAULT '';
    CREATE INDEX claim_by_block ON claim (block);
    CREATE TABLE tie (key TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
    CREATE INDEX tie_by_claim ON tie (claim);
    CREATE TABLE cited (report TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (report, claim)) WITHOUT ROWID;
    CREATE INDEX cited_by_claim ON cited (claim);
    CREATE INDEX member_by_claim ON member (claim);
    CREATE INDEX party_by_claim ON party (claim);
    CREATE INDEX teller_by_claim ON teller (claim);
    DROP TABLE called;
    CREATE TABLE called (key TEXT NOT NULL, name TEXT NOT NULL, claims INTEGER NOT NULL, PRIMARY KEY (key, name))
        WITHOUT ROWID;
    ALTER TABLE report ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE seen (report TEXT PRIMARY KEY, version INTEGER NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE decided (pairs TEXT NOT NULL);
    UPDATE state SET number = number + 1 WHERE name = 'changes';
    """,
    """
    ALTER TABLE claim ADD COLUMN status TEXT AS (content ->> '$.status') VIRTUAL;
    CREATE INDEX claim_by_status ON claim (status, kind);
    CREATE INDEX claim_by_news ON claim (kind, told_first);
    CREATE INDEX claim_by_telling_day ON claim (told_first);
    ALTER TABLE claim ADD COLUMN confidence REAL AS (content ->> '$.confidence') VIRTUAL;
    CREATE INDEX claim_by_doubt ON claim (confidence, newsrooms DESC, id);
    """,
    """
    ALTER TABLE report ADD COLUMN place TEXT;
    ALTER TABLE report ADD COLUMN known TEXT;
    UPDATE report SET known = coalesce(published, substr(recorded, 1, 10));
    CREATE INDEX report_by_place ON report (place);
    """,
    """
    ALTER TABLE claim ADD COLUMN ended INTEGER;
    ALTER TABLE claim ADD COLUMN published INTEGER;
    ALTER TABLE claim ADD COLUMN known_first TEXT;
    ALTER TABLE claim ADD COLUMN known_last TEXT;
    CREATE INDEX claim_by_known ON claim (block, known_first, known_last);
    DROP INDEX claim_by_kind_and_day;
    CREATE INDEX claim_by_kind_and_day ON claim (kind, first_day, id, told_first, ended, known_last);
    DROP TABLE party;
    CREATE TABLE party (key TEXT NOT NULL, claim INTEGER NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (key, claim))
        WITHOUT ROWID;
    CREATE INDEX party_by_claim ON party (claim);
    CREATE TABLE rival (key INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
    CREATE INDEX rival_by_claim ON rival (claim);
    CREATE TABLE conflict (
        over TEXT NOT NULL, rank INTEGER NOT NULL, one_id TEXT NOT NULL, other_id TEXT NOT NULL, one INTEGER NOT NULL,
        other INTEGER NOT NULL, told TEXT, sides TEXT);
    CREATE INDEX conflict_in_order ON conflict (over, sides IS NOT NULL, rank, one_id, other_id);
    CREATE INDEX conflict_by_one ON conflict (one);
    CREATE INDEX conflict_by_other ON conflict (other);
    CREATE TABLE label (
        key TEXT NOT NULL, claim INTEGER NOT NULL, atom TEXT NOT NULL, text TEXT NOT NULL, by TEXT,
        evidence TEXT NOT NULL);
    CREATE INDEX label_by_key ON label (key);
    CREATE INDEX label_by_claim ON label (claim);
    CREATE TABLE checked (claim INTEGER PRIMARY KEY, contradicts INTEGER NOT NULL);
    CREATE TABLE knowledge (stamp TEXT NOT NULL);
    DELETE FROM decided;
    UPDATE state SET number = number + 1 WHERE name = 'changes';
    """,
    """
    DROP TABLE tie;
    CREATE TABLE tie (key INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
    CREATE INDEX tie_by_claim ON tie (claim);
    DELETE FROM decided;
    UPDATE state SET number = number + 1 WHERE name = 'changes';
    """,
)
