CREATE TABLE {{placing}} (payee INTEGER, unit BIGINT, code INTEGER);
