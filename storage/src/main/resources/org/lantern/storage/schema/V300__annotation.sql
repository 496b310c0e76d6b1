-- What readers draw on images, and how they left a series. Rows are versions and are only ever added to.

CREATE TABLE annotation_entry (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patient_key BIGINT NOT NULL REFERENCES patient (patient_key)
);

CREATE TABLE annotation (
    id            BIGINT NOT NULL REFERENCES annotation_entry (id),
    version       INTEGER NOT NULL,
    patient_key   BIGINT NOT NULL REFERENCES patient (patient_key),
    author        VARCHAR(200) NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    retracted     BOOLEAN NOT NULL,
    sop_uid       VARCHAR(128) NOT NULL,
    frame         INTEGER NOT NULL,
    kind          VARCHAR(40) NOT NULL,
    -- [[column, row], …] from the outer edge of the first pixel; [[left, posterior, superior], …] in mm, or []
    points        VARCHAR(100000) NOT NULL,
    in_patient    VARCHAR(200000) NOT NULL,
    words         VARCHAR(1000) NOT NULL,
    known_mm      DOUBLE PRECISION,
    calibration   VARCHAR(40) NOT NULL,
    quantities    VARCHAR(10000) NOT NULL,
    in_chart      BOOLEAN NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX annotation_patient ON annotation (patient_key);

CREATE TABLE series_view (
    series_uid  VARCHAR(128) NOT NULL,
    version     INTEGER NOT NULL,
    patient_key BIGINT NOT NULL REFERENCES patient (patient_key),
    author      VARCHAR(200) NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    shown_as    VARCHAR(400) NOT NULL,
    recipe      VARCHAR(10000) NOT NULL,
    inverted    BOOLEAN NOT NULL,
    PRIMARY KEY (series_uid, version)
);
CREATE INDEX series_view_patient ON series_view (patient_key);
