-- Risk models that were added to this vault. Rows are only ever added; the newest version of an id counts.

CREATE TABLE model_publisher (
    fingerprint VARCHAR(64) PRIMARY KEY,
    name        VARCHAR(200) NOT NULL,
    public_key  VARBINARY(200) NOT NULL,
    trusted_by  VARCHAR(200) NOT NULL,
    trusted_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE model_installed (
    sequence_number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id        VARCHAR(64) NOT NULL,
    version         VARCHAR(40) NOT NULL,
    fingerprint     VARCHAR(64) NOT NULL REFERENCES model_publisher (fingerprint),
    content         VARBINARY(4000000) NOT NULL,
    signature       VARBINARY(64) NOT NULL,
    author          VARCHAR(200) NOT NULL,
    recorded_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE model_learned (
    model_id    VARCHAR(64) NOT NULL,
    version     INTEGER NOT NULL,
    content     VARBINARY(32000000) NOT NULL,
    author      VARCHAR(200) NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (model_id, version)
);
