-- What a meta-analyst reads. Duplicates of an abstract and rows that a reviewer rejected do not count.

CREATE VIEW evidence AS
SELECT f.evidence_id, f.abstract_id, f.entry, a.source, a.abstract_no, a.doi, a.registry_ids, a.title, a.condition, a.design, a.sample_size_total,
       f.outcome, f.arm, f.arm_n, f.comparator, f.time, f.time_days, f.statistic, f.value, f.value_printed, f.unit, f.events, f.total,
       f.spread_kind, f.spread_low, f.spread_high, f.ci_level, f.p_operator, f.p_value, f.p_kind, f.direction, f.significant,
       f.language, f.quote, f.start_at, f.end_at, f.rule, f.confidence, f.flags, f.review_status, f.alone
FROM findings f
JOIN abstracts a ON a.abstract_id = f.abstract_id
WHERE f.valid_to_run IS NULL AND a.valid_to_run IS NULL AND a.duplicate_of IS NULL AND f.review_status <> 'rejected';

-- What an arm showed for an outcome at a time. Where the abstract gives an arm two values of one statistic that nothing tells
-- apart (a baseline that is not named as one), neither is used: the pair would be a guess.
CREATE VIEW arm_values AS
SELECT e.*, LOWER(e.outcome) AS outcome_key, COALESCE(LOWER(e.time), '') AS time_key, CAST(COALESCE(e.total, e.arm_n) AS DOUBLE PRECISION) AS arm_total
FROM findings e
WHERE e.valid_to_run IS NULL AND e.review_status <> 'rejected' AND e.outcome IS NOT NULL AND e.arm IS NOT NULL AND e.alone;

-- Events and totals of two arms, as metafor's escalc takes them: ai of n1i against ci of n2i. Where only a percent and the
-- arm's size are stated, the count is derived and says so.
CREATE VIEW arm_events AS
SELECT v.*, CAST(COALESCE(v.events, ROUND(v.value * v.arm_total / 100.0)) AS DOUBLE PRECISION) AS arm_events,
       CASE WHEN v.events IS NULL THEN 1 ELSE 0 END AS is_derived
FROM arm_values v
WHERE v.statistic IN ('percent', 'count') AND v.arm_total > 0 AND (v.events IS NOT NULL OR (v.statistic = 'percent' AND v.value BETWEEN 0 AND 100));

CREATE VIEW meta_binary AS
SELECT x.abstract_id, a.title, a.doi, a.condition, x.outcome, x.time, x.arm AS arm_1, c.arm AS arm_2,
       x.arm_events AS ai, x.arm_total AS n1i, c.arm_events AS ci, c.arm_total AS n2i,
       CASE WHEN x.is_derived = 1 OR c.is_derived = 1 THEN 1 ELSE 0 END AS derived,
       x.evidence_id AS evidence_id_1, c.evidence_id AS evidence_id_2, x.quote, x.start_at, x.entry
FROM arm_events x
JOIN arm_events c ON c.abstract_id = x.abstract_id AND c.outcome_key = x.outcome_key AND c.time_key = x.time_key AND LOWER(c.arm) <> LOWER(x.arm)
JOIN abstracts a ON a.abstract_id = x.abstract_id
WHERE a.valid_to_run IS NULL AND a.duplicate_of IS NULL AND x.arm_events <= x.arm_total AND c.arm_events <= c.arm_total
  AND ((NOT x.is_control AND c.is_control) OR (x.is_control = c.is_control AND x.entry < c.entry));

-- Means, standard deviations and totals of two arms. A spread that the text does not name is given as it stands and says so.
CREATE VIEW arm_means AS
SELECT v.* FROM arm_values v
WHERE v.statistic = 'mean' AND v.value IS NOT NULL AND v.spread_kind IN ('sd', 'unnamed') AND v.spread_low IS NOT NULL AND v.arm_total > 0;

CREATE VIEW meta_continuous AS
SELECT x.abstract_id, a.title, a.doi, a.condition, x.outcome, x.time, x.unit, x.arm AS arm_1, c.arm AS arm_2,
       x.value AS m1i, x.spread_low AS sd1i, x.arm_total AS n1i, c.value AS m2i, c.spread_low AS sd2i, c.arm_total AS n2i,
       CASE WHEN x.spread_kind = 'unnamed' OR c.spread_kind = 'unnamed' THEN 1 ELSE 0 END AS spread_unnamed,
       x.evidence_id AS evidence_id_1, c.evidence_id AS evidence_id_2, x.quote, x.start_at, x.entry
FROM arm_means x
JOIN arm_means c ON c.abstract_id = x.abstract_id AND c.outcome_key = x.outcome_key AND c.time_key = x.time_key AND LOWER(c.arm) <> LOWER(x.arm)
JOIN abstracts a ON a.abstract_id = x.abstract_id
WHERE a.valid_to_run IS NULL AND a.duplicate_of IS NULL
  AND ((NOT x.is_control AND c.is_control) OR (x.is_control = c.is_control AND x.entry < c.entry));

-- Effect estimates with their intervals, on the scale on which they are printed.
CREATE VIEW meta_effect AS
SELECT e.abstract_id, e.title, e.doi, e.condition, e.outcome, e.time, e.arm AS arm_1, e.comparator AS arm_2, e.statistic AS measure,
       e.value AS yi, e.spread_low AS ci_lb, e.spread_high AS ci_ub, COALESCE(e.ci_level, 95) AS ci_level,
       CASE WHEN e.statistic = 'mean_difference' THEN 'difference' ELSE 'ratio' END AS scale, e.evidence_id, e.quote, e.start_at, e.entry
FROM evidence e
WHERE e.statistic IN ('odds_ratio', 'hazard_ratio', 'risk_ratio', 'mean_difference') AND e.value IS NOT NULL
  AND e.spread_kind = 'ci' AND e.spread_low IS NOT NULL AND e.spread_high IS NOT NULL;

CREATE VIEW study_summary AS
SELECT a.abstract_id, a.title, a.doi, a.registry_ids, a.condition, a.design, a.sample_size_total,
       (SELECT string_agg(s.label, '; ') FROM (SELECT DISTINCT TRIM(COALESCE(c.donor || ' ', '') || COALESCE(c.tissue || ' ', '') || c.cell_type) AS label
            FROM cells c WHERE c.abstract_id = a.abstract_id AND c.valid_to_run IS NULL) s) AS cell_sources,
       (SELECT MIN(c.dose) FROM cells c WHERE c.abstract_id = a.abstract_id AND c.valid_to_run IS NULL) AS cell_dose,
       (SELECT MIN(c.dose_unit) FROM cells c WHERE c.abstract_id = a.abstract_id AND c.valid_to_run IS NULL AND c.dose IS NOT NULL) AS cell_dose_unit,
       (SELECT string_agg(d.name, '; ') FROM drugs d WHERE d.abstract_id = a.abstract_id AND d.valid_to_run IS NULL AND d.role = 'intervention') AS interventions,
       (SELECT COUNT(DISTINCT e.outcome) FROM evidence e WHERE e.abstract_id = a.abstract_id) AS outcomes,
       (SELECT COUNT(*) FROM evidence e WHERE e.abstract_id = a.abstract_id) AS findings
FROM abstracts a
WHERE a.valid_to_run IS NULL AND a.duplicate_of IS NULL;
