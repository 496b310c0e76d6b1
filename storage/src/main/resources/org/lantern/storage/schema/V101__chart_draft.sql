-- What was typed into a form and is not a fact yet. The only table of the chart whose rows are replaced and removed.

CREATE TABLE chart_draft (
    patient_key BIGINT NOT NULL REFERENCES patient (patient_key),
    author      VARCHAR(200) NOT NULL,
    form        VARCHAR(40) NOT NULL,
    entry_id    BIGINT,
    fields      VARCHAR(1000000) NOT NULL,
    kept_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (author, patient_key, form)
);
