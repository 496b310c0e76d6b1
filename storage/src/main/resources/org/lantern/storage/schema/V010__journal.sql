-- Where the journal's record of the last commit lies. Without an id there is no journal yet.
ALTER TABLE catalogue_state ADD COLUMN journal_id VARCHAR(32);
ALTER TABLE catalogue_state ADD COLUMN journal_at BIGINT;
ALTER TABLE catalogue_state ADD COLUMN journal_chain VARCHAR(32);
