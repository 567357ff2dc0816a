CREATE INDEX findings_current ON findings (abstract_id, statistic, LOWER(outcome), LOWER(arm)) WHERE valid_to_run IS NULL;
CREATE INDEX findings_statistic ON findings (statistic) WHERE valid_to_run IS NULL;
CREATE UNIQUE INDEX findings_one_current ON findings (evidence_id) WHERE valid_to_run IS NULL;
CREATE INDEX abstracts_by_source ON abstracts (source);
CREATE INDEX corrections_by_finding ON corrections (evidence_id);
