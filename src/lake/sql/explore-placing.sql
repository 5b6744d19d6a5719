CREATE TABLE {{placing}} (payee BIGINT, code BIGINT);
