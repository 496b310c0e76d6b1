-- What happened to the vault itself. Times are those of the clock of the computer.

CREATE TABLE backup_run (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    finished_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    file_name   VARCHAR(4000) NOT NULL,
    generation  BIGINT NOT NULL,
    commits     BIGINT NOT NULL,
    file_bytes  BIGINT NOT NULL
);

CREATE TABLE backup_schedule (
    id          INTEGER PRIMARY KEY,
    file_name   VARCHAR(4000) NOT NULL,
    every_hours INTEGER NOT NULL
);

-- Keyed tags, not UIDs: what was erased is not told by the list of it.
CREATE TABLE erased_study (
    study_tag VARCHAR(64) PRIMARY KEY,
    erased_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    erased_by VARCHAR(200) NOT NULL
);

CREATE TABLE quarantine (
    sop_uid   VARCHAR(128) PRIMARY KEY,
    found_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    what      VARCHAR(200) NOT NULL
);
