-- The ledger: one row per act, in one gapless order, written in the transaction of the act itself.
-- Everything that makes an entry part of the Merkle tree (RFC 6962) happens in ledger.append; nobody else may insert.

-- One row. Its row lock is what puts appends in order: it is held until the appending transaction ends, so an index is
-- given out only once and never lost to a roll-back.
create table ledger.head (
    only_one boolean primary key default true check (only_one),
    size     bigint  not null check (size >= 0)
) with (fillfactor = 10); -- room on the page, so that the hot row's versions need no index entries

insert into ledger.head (size) values (0);

-- hashes: the leaf's hash, then the hash of every subtree that this entry completed, upwards, 32 bytes each. The subtree of
-- height h with number i is therefore found in the row of entry ((i + 1) << h) - 1, at position h.
create table ledger.entry (
    index      bigint   primary key check (index >= 0),
    event      smallint not null check (event > 0),
    at_micros  bigint   not null,
    subject    bytea    not null check (length(subject) = 32),
    actor_kind smallint not null check (actor_kind >= 0),
    actor      text     not null check (length(actor) <= 100),
    detail     bytea    not null check (length(detail) = 32),
    hashes     bytea    not null check (length(hashes) % 32 = 0 and length(hashes) between 32 and 2048)
);

-- A person's own view. Entries about nobody (subject all zeros) are left out.
create index entry_subject on ledger.entry (subject, index)
    where subject <> '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea;

-- note: a C2SP checkpoint, signed. frontier: the roots of the complete subtrees at that size, largest first, 32 bytes each;
-- they hash to the signed root, so that the next checkpoint can be computed from here.
create table ledger.checkpoint (
    size      bigint primary key check (size > 0),
    note      text   not null check (length(note) <= 2000),
    frontier  bytea  not null check (length(frontier) % 32 = 0)
);

create function ledger.node(height int, number bigint) returns bytea
    language sql stable strict
    set search_path = pg_catalog
as $$
    select substr(e.hashes, 32 * height + 1, 32) from ledger.entry e where e.index = ((number + 1) << height) - 1
$$;

-- Leaf data, version 1: 01, index (8), time in microseconds (8), event (2), subject (32), detail (32), kind of actor (2),
-- length of actor (2), actor in UTF-8. All integers big-endian.
create function ledger.append(
    p_event smallint, p_at_micros bigint, p_subject bytea, p_actor_kind smallint, p_actor text, p_detail bytea)
    returns bigint
    language plpgsql volatile strict
    security definer
    set search_path = pg_catalog
    set lock_timeout = '5s' -- a neighbour that holds the order for longer is a fault: the act fails rather than waits
as $$
declare
    n         bigint;
    h         bytea;
    completed bytea;
    height    int := 0;
begin
    update ledger.head set size = size + 1 returning size - 1 into strict n;
    h := sha256('\x00'::bytea || '\x01'::bytea || int8send(n) || int8send(p_at_micros) || int2send(p_event)
        || p_subject || p_detail || int2send(p_actor_kind)
        || int2send(octet_length(p_actor)::int2) || convert_to(p_actor, 'UTF8'));
    completed := h;
    while (n >> height) & 1 = 1 loop
        h := sha256('\x01'::bytea || ledger.node(height, (n >> height) - 1) || h);
        completed := completed || h;
        height := height + 1;
    end loop;
    insert into ledger.entry (index, event, at_micros, subject, actor_kind, actor, detail, hashes)
    values (n, p_event, p_at_micros, p_subject, p_actor_kind, p_actor, p_detail, completed);
    return n;
end
$$;

-- Append-only, as far as a database can hold it against a mistake or an intruder without the owner's rights. Against the
-- owner there are the signatures and the checkpoints kept elsewhere.
create function ledger.refuse_change() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    raise exception 'the ledger is append-only: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create function ledger.refuse_step() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if new.size is distinct from old.size + 1 then
        raise exception 'the ledger is append-only: its size goes up by one' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create trigger entry_append_only before update or delete or truncate on ledger.entry
    for each statement execute function ledger.refuse_change();
create trigger checkpoint_append_only before update or delete or truncate on ledger.checkpoint
    for each statement execute function ledger.refuse_change();
create trigger head_append_only before insert or delete or truncate on ledger.head
    for each statement execute function ledger.refuse_change();
create trigger head_one_step before update on ledger.head
    for each row execute function ledger.refuse_step();

-- always: also for a session that calls itself a replica.
alter table ledger.entry enable always trigger entry_append_only;
alter table ledger.checkpoint enable always trigger checkpoint_append_only;
alter table ledger.head enable always trigger head_append_only;
alter table ledger.head enable always trigger head_one_step;

-- A server's role needs: usage on schema ledger, execute on ledger.append, select on the tables, insert on ledger.checkpoint.
-- An auditor's role: usage and select. Nobody needs more.
revoke all on schema ledger from public;
revoke all on all tables in schema ledger from public;
revoke all on all functions in schema ledger from public;
