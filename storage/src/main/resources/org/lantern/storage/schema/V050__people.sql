-- What other files have reached at least, so that an older copy of one is noticed. One row, number 1.
CREATE TABLE vault_guard (
    id INTEGER PRIMARY KEY,
    key_generation BIGINT NOT NULL,
    audit_trail INTEGER NOT NULL,
    audit_count BIGINT NOT NULL,
    login_series BIGINT NOT NULL
);

-- Patients whose record only some may see.
CREATE TABLE patient_restriction (
    patient_key BIGINT PRIMARY KEY REFERENCES patient (patient_key),
    since TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    author VARCHAR(128) NOT NULL,
    reason VARCHAR(1024) NOT NULL
);
