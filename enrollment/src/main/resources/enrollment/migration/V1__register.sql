-- The register. What the program promises (order, proof of search, one identity, one card) is held here a second time:
-- a defect in the program meets a constraint, not a person's record.

create table register.operator (
    username      text primary key check (username ~ '^[a-z][a-z0-9._-]{1,63}$'),
    password_hash text not null check (password_hash like '$2%'),
    roles         text[] not null check (cardinality(roles) > 0),
    created_at    timestamptz not null
);

-- A person's data key, wrapped by the register master. Deleting the row erases the person.
create table register.data_key (
    person_id uuid primary key,
    wrapped   bytea not null
);

-- The one line of all submitted applications. Whoever takes a number holds this row until the commit, so numbers have no gaps
-- and become visible in their order: who sees n sees every number below it.
create table register.sequencer (
    one         boolean primary key default true check (one),
    last_number bigint not null default 0 check (last_number >= 0),
    with_prints bigint not null default 0 check (with_prints between 0 and last_number)
);
insert into register.sequencer default values;

create table register.application (
    id             uuid primary key,
    person_id      uuid not null unique,
    status         text not null default 'CAPTURING'
                   check (status in ('CAPTURING', 'SUBMITTED', 'UNDER_EXAMINATION', 'REGISTERED', 'REJECTED_DUPLICATE')),
    demographics   bytea not null,
    opened_by      text not null references register.operator,
    opened_at      timestamptz not null,
    number         bigint unique check (number > 0),
    has_prints     boolean,
    prints_before  bigint check (prints_before between 0 and number - 1),
    submission_key text,
    submitted_by   text references register.operator,
    submitted_at   timestamptz,
    check ((status = 'CAPTURING') = (number is null)),
    check (num_nulls(number, has_prints, prints_before, submission_key, submitted_by, submitted_at) in (0, 6))
);
create index application_worklist on register.application (opened_at desc);
create index application_undecided on register.application (number) where status = 'SUBMITTED';

create function register.application_moves_forward() returns trigger language plpgsql as $$
begin
    if new.id <> old.id or new.person_id <> old.person_id or new.opened_by <> old.opened_by
       or (old.number is not null and (new.number, new.has_prints, new.prints_before)
                                   is distinct from (old.number, old.has_prints, old.prints_before)) then
        raise exception 'application %: what is fixed was changed', old.id;
    end if;
    if new.status <> old.status and (old.status, new.status) not in (
        ('CAPTURING', 'SUBMITTED'), ('SUBMITTED', 'REGISTERED'), ('SUBMITTED', 'UNDER_EXAMINATION'),
        ('UNDER_EXAMINATION', 'REGISTERED'), ('UNDER_EXAMINATION', 'REJECTED_DUPLICATE')) then
        raise exception 'application %: % does not follow %', old.id, new.status, old.status;
    end if;
    if old.number is null and new.number is not null and not exists (
        select from register.sequencer s
        where s.last_number = new.number and new.prints_before = s.with_prints - new.has_prints::int) then
        raise exception 'application %: its number is not from the sequencer', old.id;
    end if;
    return new;
end $$;
create trigger application_moves_forward before update on register.application
    for each row execute function register.application_moves_forward();

-- An image as it came, the standard record (ISO/IEC 19794-2:2005) and the packed template that scores exactly; all sealed.
create table register.print (
    application_id uuid not null references register.application,
    position       smallint not null check (position between 1 and 10),
    dpi            smallint not null,
    quality        smallint not null check (quality between 0 and 100),
    minutiae       smallint not null check (minutiae > 0),
    same_finger_as smallint check (same_finger_as between 1 and 10 and same_finger_as <> position),
    image          bytea not null,
    iso_record     bytea not null,
    packed         bytea not null,
    captured_by    text not null references register.operator,
    captured_at    timestamptz not null,
    primary key (application_id, position)
);

create table register.capture_exception (
    application_id uuid not null references register.application,
    position       smallint not null check (position between 1 and 10),
    reason         text not null check (reason in ('AMPUTATED', 'BANDAGED', 'DAMAGED', 'NOT_CAPTURED')),
    note           bytea not null,
    recorded_by    text not null references register.operator,
    recorded_at    timestamptz not null,
    approved_by    text references register.operator,
    approved_at    timestamptz,
    primary key (application_id, position),
    check (approved_by <> recorded_by),
    check ((approved_by is null) = (approved_at is null))
);

-- A search stands for the prints as they were: after the submission they stay as they are.
create function register.prints_stay() returns trigger language plpgsql as $$
begin
    if (select status from register.application where id = coalesce(new.application_id, old.application_id)) <> 'CAPTURING' then
        raise exception 'application %: it is submitted, its prints stay', coalesce(new.application_id, old.application_id);
    end if;
    return coalesce(new, old);
end $$;
create trigger prints_stay before insert or update or delete on register.print
    for each row execute function register.prints_stay();
create trigger prints_stay before insert or update or delete on register.capture_exception
    for each row execute function register.prints_stay();

-- The proof of a search: with how many people it compared, counted where it was done.
create table register.search (
    number      bigint primary key references register.application (number),
    compared    bigint not null check (compared >= 0),
    outcome     text not null check (outcome in ('NO_HIT', 'EXAMINE', 'HIT', 'NO_PRINTS', 'CHILD')),
    searched_at timestamptz not null
);
create table register.search_candidate (
    number           bigint not null references register.search,
    rank             smallint not null check (rank >= 1),
    candidate_number bigint not null references register.application (number),
    score            double precision not null,
    positions        smallint[] not null,
    scores           double precision[] not null,
    primary key (number, rank),
    unique (number, candidate_number),
    check (candidate_number < number),
    check (cardinality(positions) = cardinality(scores))
);

create table register.examination (
    id          uuid primary key,
    number      bigint not null unique references register.search,
    status      text not null default 'OPEN' check (status in ('OPEN', 'DUPLICATE', 'DIFFERENT_PERSONS')),
    opened_at   timestamptz not null,
    reason      bytea,
    decided_by  text references register.operator,
    decided_at  timestamptz,
    duplicate_of bigint,
    check ((status = 'OPEN') = (decided_by is null)),
    check (duplicate_of is null or status = 'DUPLICATE'),
    foreign key (number, duplicate_of) references register.search_candidate (number, candidate_number),
    check (num_nulls(reason, decided_by, decided_at) in (0, 3))
);
create index examination_open on register.examination (opened_at) where status = 'OPEN';

create table register.identity (
    person_id       uuid primary key references register.application (person_id),
    identity_number text not null unique check (identity_number ~ '^[0-9]{3}-[0-9]{4}-[0-9]{7}-[0-9]$'),
    application_id  uuid not null unique references register.application,
    status          text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED', 'REVOKED')),
    registered_at   timestamptz not null
);
create table register.identity_version (
    person_id    uuid not null references register.identity,
    version      int not null check (version >= 1),
    demographics bytea not null,
    valid_from   timestamptz not null,
    recorded_by  text not null,
    primary key (person_id, version)
);

-- No identity without the proof: its application is its own, the search compared with everybody of a lower number, and either
-- nobody was found or an examiner said that they are different people.
create function register.identity_needs_proof() returns trigger language plpgsql as $$
begin
    if not exists (
        select from register.application a
        join register.search s on s.number = a.number
        left join register.examination e on e.number = a.number
        where a.id = new.application_id and a.person_id = new.person_id
          and a.status = 'REGISTERED'
          and s.compared = case when a.has_prints then a.prints_before else 0 end
          and case s.outcome when 'NO_HIT' then a.has_prints and e.id is null
                             when 'CHILD' then not a.has_prints and e.id is null
                             else e.status = 'DIFFERENT_PERSONS' end) then
        raise exception 'application %: no proof that its search covered every lower number', new.application_id;
    end if;
    return new;
end $$;
create trigger identity_needs_proof before insert on register.identity
    for each row execute function register.identity_needs_proof();

create function register.registered_has_identity() returns trigger language plpgsql as $$
begin
    if new.status = 'REGISTERED' and not exists (select from register.identity i where i.application_id = new.id) then
        raise exception 'application %: registered without an identity', new.id;
    end if;
    return null;
end $$;
create constraint trigger registered_has_identity after update on register.application
    deferrable initially deferred for each row execute function register.registered_has_identity();

create table register.blank_card (
    serial      bytea primary key check (length(serial) = 16),
    received_by text not null references register.operator,
    received_at timestamptz not null
);
create table register.card (
    id                    uuid primary key,
    person_id             uuid not null references register.identity,
    status                text not null check (status in ('PERSONALISING', 'ACTIVE', 'LOST', 'REVOKED', 'SPOILED')),
    serial                bytea unique references register.blank_card,
    key_version           smallint not null check (key_version between 1 and 127),
    positions             smallint[] not null check (cardinality(positions) between 1 and 2),
    channel_certificate   bytea,
    assertion_certificate bytea,
    ordered_by            text not null references register.operator,
    ordered_at            timestamptz not null,
    changed_at            timestamptz not null,
    check (status in ('PERSONALISING', 'SPOILED') or num_nulls(serial, channel_certificate, assertion_certificate) = 0)
);
create unique index one_active_card on register.card (person_id) where status = 'ACTIVE';
create unique index one_card_in_the_making on register.card (person_id) where status = 'PERSONALISING';

create function register.card_moves_forward() returns trigger language plpgsql as $$
begin
    if new.person_id <> old.person_id or (old.serial is not null and new.serial is distinct from old.serial) then
        raise exception 'card %: what is fixed was changed', old.id;
    end if;
    if new.status <> old.status and (old.status, new.status) not in (
        ('PERSONALISING', 'ACTIVE'), ('PERSONALISING', 'SPOILED'), ('ACTIVE', 'LOST'), ('ACTIVE', 'REVOKED')) then
        raise exception 'card %: % does not follow %', old.id, new.status, old.status;
    end if;
    return new;
end $$;
create trigger card_moves_forward before update on register.card
    for each row execute function register.card_moves_forward();

-- What left the register, in order. As with the sequencer the head's row is held until the commit: a reader that has seen a
-- cursor has seen all below it. No personal data: the feed reads that from its place.
create table register.outbox_head (
    one         boolean primary key default true check (one),
    last_cursor bigint not null default 0
);
insert into register.outbox_head default values;
create table register.outbox (
    cursor    bigint primary key,
    person_id uuid not null references register.identity,
    card_id   uuid references register.card,
    at        timestamptz not null
);

-- Answers to requests that changed something, kept with the change. Sealed, with the request's digest: an answer may hold an
-- identity number, and a bare digest of a name could be guessed at.
create table register.idempotency (
    username text not null,
    key      text not null check (length(key) between 8 and 128),
    status   smallint,
    answer   bytea,
    at       timestamptz not null,
    primary key (username, key),
    check ((status is null) = (answer is null))
);
create index idempotency_age on register.idempotency (at);
