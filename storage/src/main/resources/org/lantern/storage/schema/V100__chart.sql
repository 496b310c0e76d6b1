-- The chart. Every fact is an entry; every table below holds versions of entries of one kind and is only ever added to.

CREATE TABLE chart_entry (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        VARCHAR(40) NOT NULL,
    patient_key BIGINT NOT NULL REFERENCES patient (patient_key)
);

CREATE TABLE chart_demographics (
    id                   BIGINT NOT NULL REFERENCES chart_entry (id),
    version              INTEGER NOT NULL,
    patient_key          BIGINT NOT NULL REFERENCES patient (patient_key),
    author               VARCHAR(200) NOT NULL,
    recorded_at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason        VARCHAR(400),
    retracted            BOOLEAN NOT NULL,
    patient_id           VARCHAR(400) NOT NULL,
    name                 VARCHAR(400) NOT NULL,
    ideographic_name     VARCHAR(400) NOT NULL,
    phonetic_name        VARCHAR(400) NOT NULL,
    sex                  VARCHAR(10) NOT NULL,
    birth_date           DATE,
    birth_date_estimated BOOLEAN NOT NULL,
    national_id          VARCHAR(400) NOT NULL,
    phone                VARCHAR(400) NOT NULL,
    address              VARCHAR(400) NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX chart_demographics_patient ON chart_demographics (patient_key);

CREATE TABLE chart_problem (
    id            BIGINT NOT NULL REFERENCES chart_entry (id),
    version       INTEGER NOT NULL,
    patient_key   BIGINT NOT NULL REFERENCES patient (patient_key),
    author        VARCHAR(200) NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason VARCHAR(400),
    retracted     BOOLEAN NOT NULL,
    icd10         VARCHAR(10),
    problem_text  VARCHAR(400) NOT NULL,
    status        VARCHAR(10) NOT NULL,
    onset         DATE,
    PRIMARY KEY (id, version)
);
CREATE INDEX chart_problem_patient ON chart_problem (patient_key);

CREATE TABLE chart_medication (
    id            BIGINT NOT NULL REFERENCES chart_entry (id),
    version       INTEGER NOT NULL,
    patient_key   BIGINT NOT NULL REFERENCES patient (patient_key),
    author        VARCHAR(200) NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason VARCHAR(400),
    retracted     BOOLEAN NOT NULL,
    atc           VARCHAR(10),
    name          VARCHAR(400) NOT NULL,
    dose          VARCHAR(400) NOT NULL,
    route         VARCHAR(400) NOT NULL,
    frequency     VARCHAR(400) NOT NULL,
    start_date    DATE,
    stop_date     DATE,
    stop_reason   VARCHAR(400) NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX chart_medication_patient ON chart_medication (patient_key);

CREATE TABLE chart_allergy (
    id            BIGINT NOT NULL REFERENCES chart_entry (id),
    version       INTEGER NOT NULL,
    patient_key   BIGINT NOT NULL REFERENCES patient (patient_key),
    author        VARCHAR(200) NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason VARCHAR(400),
    retracted     BOOLEAN NOT NULL,
    substance     VARCHAR(400) NOT NULL,
    reaction      VARCHAR(400) NOT NULL,
    severity      VARCHAR(10) NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX chart_allergy_patient ON chart_allergy (patient_key);

CREATE TABLE chart_encounter (
    id            BIGINT NOT NULL REFERENCES chart_entry (id),
    version       INTEGER NOT NULL,
    patient_key   BIGINT NOT NULL REFERENCES patient (patient_key),
    author        VARCHAR(200) NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason VARCHAR(400),
    retracted     BOOLEAN NOT NULL,
    start_time    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    reason        VARCHAR(400) NOT NULL,
    note          VARCHAR(100000) NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX chart_encounter_patient ON chart_encounter (patient_key);

-- amount_scale keeps the digits as they were typed: 7.10 is not 7.1 to a laboratory.
CREATE TABLE chart_observation (
    id             BIGINT NOT NULL REFERENCES chart_entry (id),
    version        INTEGER NOT NULL,
    patient_key    BIGINT NOT NULL REFERENCES patient (patient_key),
    author         VARCHAR(200) NOT NULL,
    recorded_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason  VARCHAR(400),
    retracted      BOOLEAN NOT NULL,
    code_system    VARCHAR(200) NOT NULL,
    code           VARCHAR(100) NOT NULL,
    code_display   VARCHAR(400) NOT NULL,
    amount         NUMERIC(42, 12),
    amount_scale   SMALLINT,
    unit           VARCHAR(100),
    answer_system  VARCHAR(200),
    answer_code    VARCHAR(100),
    answer_display VARCHAR(400),
    effective      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    origin         VARCHAR(100000) NOT NULL,
    encounter_id   BIGINT REFERENCES chart_entry (id),
    PRIMARY KEY (id, version),
    CHECK ((amount IS NULL AND answer_code IS NOT NULL)
        OR (amount IS NOT NULL AND amount_scale IS NOT NULL AND unit IS NOT NULL AND answer_code IS NULL))
);
CREATE INDEX chart_observation_newest ON chart_observation (patient_key, code_system, code, effective);

CREATE TABLE chart_risk (
    id             BIGINT NOT NULL REFERENCES chart_entry (id),
    version        INTEGER NOT NULL,
    patient_key    BIGINT NOT NULL REFERENCES patient (patient_key),
    author         VARCHAR(200) NOT NULL,
    recorded_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    change_reason  VARCHAR(400),
    retracted      BOOLEAN NOT NULL,
    model          VARCHAR(100) NOT NULL,
    model_version  VARCHAR(100) NOT NULL,
    computed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    primary_output VARCHAR(100) NOT NULL,
    unit           VARCHAR(100) NOT NULL,
    shown          VARCHAR(400) NOT NULL,
    band           VARCHAR(400),
    inputs         VARCHAR(100000) NOT NULL,
    outputs        VARCHAR(100000) NOT NULL,
    warnings       VARCHAR(100000) NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX chart_risk_patient ON chart_risk (patient_key, model);
