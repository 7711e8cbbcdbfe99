-- Who may ask. No personal data.
CREATE TABLE relying_party (
  client_id                 text PRIMARY KEY,
  name_en                   text NOT NULL,
  name_ar                   text NOT NULL,
  redirect_uris             text[] NOT NULL CHECK (cardinality(redirect_uris) > 0),
  jwks_uri                  text,
  jwks                      text,
  scopes                    text[] NOT NULL,
  post_logout_redirect_uris text[] NOT NULL,
  changed_at                timestamptz NOT NULL,
  CHECK (num_nonnulls(jwks_uri, jwks) = 1)
);

-- One request of a relying party. It belongs to one browser; request_digest is what the answer is bound to.
CREATE TABLE login (
  id             bytea PRIMARY KEY,
  browser_digest bytea NOT NULL,
  client_id      text NOT NULL REFERENCES relying_party,
  query          text NOT NULL,
  request_digest bytea NOT NULL,
  redirect_uri   text NOT NULL,
  client_state   text,
  scopes         text[] NOT NULL,
  state          text NOT NULL CHECK (state IN ('ASKED', 'ACCEPTED', 'VERIFIED', 'ANSWERED', 'REFUSED')),
  attempts       integer NOT NULL DEFAULT 0,
  person_id      uuid,
  verified_at    timestamptz,
  expires_at     timestamptz NOT NULL,
  CHECK ((state IN ('VERIFIED', 'ANSWERED')) = (person_id IS NOT NULL AND verified_at IS NOT NULL))
);
CREATE INDEX login_expiry ON login (expires_at);

-- One card in one reader for one login. The token opens the relay once and is known here by its digest only.
CREATE TABLE card_session (
  id            bytea PRIMARY KEY,
  login_id      bytea NOT NULL REFERENCES login ON DELETE CASCADE,
  token_digest  bytea NOT NULL,
  state         text NOT NULL CHECK (state IN ('WAITING', 'CONNECTED', 'CARD_KNOWN', 'SUCCEEDED', 'FAILED')),
  matching_code text NOT NULL,
  card_serial   bytea,
  failure       text,
  tries_left    integer,
  expires_at    timestamptz NOT NULL,
  CHECK ((state = 'FAILED') = (failure IS NOT NULL))
);
CREATE INDEX card_session_login ON card_session (login_id);
-- One live session a login, and one live session a card: the second wall behind the code's own check.
CREATE UNIQUE INDEX card_session_live_login ON card_session (login_id) WHERE state IN ('WAITING', 'CONNECTED', 'CARD_KNOWN');
CREATE UNIQUE INDEX card_session_live_card ON card_session (card_serial) WHERE state = 'CARD_KNOWN';

-- The highest assertion counter that a card has shown. It only rises.
CREATE TABLE card_counter (
  card_serial bytea PRIMARY KEY,
  counter     bigint NOT NULL CHECK (counter > 0)
);

-- Codes and tokens: found by digest, their content sealed.
CREATE TABLE openid_authorization (
  id            text PRIMARY KEY,
  client_id     text NOT NULL REFERENCES relying_party,
  code_digest   bytea UNIQUE,
  access_digest bytea UNIQUE,
  id_digest     bytea UNIQUE,
  redeemed      boolean NOT NULL,
  revoked       boolean NOT NULL DEFAULT false,
  expires_at    timestamptz NOT NULL,
  sealed        bytea NOT NULL
);
CREATE INDEX openid_authorization_expiry ON openid_authorization (expires_at);

-- Client assertions that were used: a second use of the same one is refused until it has expired anyway.
CREATE TABLE client_assertion (
  digest     bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX client_assertion_expiry ON client_assertion (expires_at);

-- The gateway's own copy of the register, filled by enrolment's feed. A person's data is sealed; what is open names nobody.
CREATE TABLE identity (
  person_id uuid PRIMARY KEY,
  sealed    bytea NOT NULL
);
CREATE TABLE card (
  serial      bytea PRIMARY KEY CHECK (length(serial) = 16),
  person_id   uuid NOT NULL,
  status      text NOT NULL,
  key_version integer NOT NULL
);
CREATE INDEX card_person ON card (person_id);
CREATE TABLE feed_position (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  cursor   bigint NOT NULL,
  head_at  timestamptz NOT NULL
);
INSERT INTO feed_position (cursor, head_at) VALUES (0, 'epoch');
