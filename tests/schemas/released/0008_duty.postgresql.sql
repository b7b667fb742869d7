CREATE TABLE public.absence (
    id integer NOT NULL,
    person character varying(200) NOT NULL,
    deputy character varying(200),
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    made_by character varying(200) NOT NULL,
    made_at bigint NOT NULL,
    cancelled_by character varying(200),
    cancelled_at bigint
);


--
-- Name: absence_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.absence_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: absence_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.absence_id_seq OWNED BY public.absence.id;


--
-- Name: access_accounts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_accounts (
    person text NOT NULL,
    password_hash text,
    password_set_at bigint,
    language text
);


--
-- Name: access_attempts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_attempts (
    number bigint NOT NULL,
    person text NOT NULL,
    origin text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: access_attempts_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.access_attempts_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: access_attempts_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.access_attempts_number_seq OWNED BY public.access_attempts.number;


--
-- Name: access_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_links (
    token_hash text NOT NULL,
    person text NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint
);


--
-- Name: access_sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_sessions (
    id_hash text NOT NULL,
    person text NOT NULL,
    csrf text NOT NULL,
    opened_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    address text NOT NULL
);


--
-- Name: access_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_tokens (
    id text NOT NULL,
    token_hash text NOT NULL,
    name text NOT NULL,
    scopes text NOT NULL,
    customers text,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint,
    revoked_at bigint
);


--
-- Name: agents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agents (
    id text NOT NULL,
    target text NOT NULL,
    token_hash text NOT NULL,
    hostname text NOT NULL,
    machine_id text NOT NULL,
    version text NOT NULL,
    enrolled_at bigint NOT NULL,
    revoked_at bigint,
    token_made_at bigint,
    next_hash text,
    next_made_at bigint,
    former_hash text,
    former_ends_at bigint
);


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: audit_heads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_heads (
    chain text NOT NULL,
    number bigint NOT NULL,
    hash text NOT NULL
);


--
-- Name: audit_rows; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_rows (
    chain text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    facts text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL
);


--
-- Name: calendar_edition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar_edition (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    definition text NOT NULL,
    made_at bigint NOT NULL
);


--
-- Name: calendar_edition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.calendar_edition_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: calendar_edition_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.calendar_edition_id_seq OWNED BY public.calendar_edition.id;


--
-- Name: calendar_notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar_notice (
    id integer NOT NULL,
    region character varying(40) NOT NULL,
    year integer NOT NULL,
    number character varying(200) NOT NULL,
    definition text NOT NULL,
    source text NOT NULL,
    confirmed_by character varying(200) NOT NULL,
    confirmed_at bigint NOT NULL
);


--
-- Name: calendar_notice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.calendar_notice_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: calendar_notice_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.calendar_notice_id_seq OWNED BY public.calendar_notice.id;


--
-- Name: check_form; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.check_form (
    id integer NOT NULL,
    customer character varying(100) NOT NULL,
    day character varying(10) NOT NULL,
    version integer NOT NULL,
    state character varying(16) NOT NULL,
    content text NOT NULL,
    remarks text NOT NULL,
    made_at bigint NOT NULL,
    signatures text NOT NULL,
    signed_at bigint,
    hash character varying(64) NOT NULL
);


--
-- Name: check_form_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.check_form_entry (
    form_id integer NOT NULL,
    row_key character varying(300) NOT NULL,
    result character varying(16) NOT NULL,
    measured text NOT NULL,
    handling text NOT NULL,
    by character varying(100) NOT NULL,
    at bigint NOT NULL
);


--
-- Name: check_form_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.check_form_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: check_form_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.check_form_id_seq OWNED BY public.check_form.id;


--
-- Name: duty_change; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.duty_change (
    id integer NOT NULL,
    schedule character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    person character varying(200) NOT NULL,
    instead_of character varying(200),
    layer character varying(200),
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    made_by character varying(200) NOT NULL,
    made_at bigint NOT NULL,
    cancelled_by character varying(200),
    cancelled_at bigint
);


--
-- Name: duty_change_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.duty_change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: duty_change_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.duty_change_id_seq OWNED BY public.duty_change.id;


--
-- Name: enrolments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.enrolments (
    secret_hash text NOT NULL,
    target text,
    customer text,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint,
    machine_id text,
    most_uses integer,
    uses integer
);


--
-- Name: heartbeat_pings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.heartbeat_pings (
    heartbeat text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    signal text NOT NULL,
    exit_code integer,
    duration bigint,
    body text NOT NULL
);


--
-- Name: heartbeats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.heartbeats (
    id text NOT NULL,
    key_hash text NOT NULL,
    name text NOT NULL,
    target text NOT NULL,
    kind text NOT NULL,
    schedule text,
    period bigint,
    grace bigint NOT NULL,
    zone text NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    started_at bigint,
    run text,
    succeeded_at bigint,
    failed_at bigint,
    exit_code integer,
    duration bigint
);


--
-- Name: log_lines; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_lines (
    target text NOT NULL,
    log text NOT NULL,
    read_at bigint NOT NULL,
    told_at bigint NOT NULL,
    lines text NOT NULL
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id integer NOT NULL,
    dedup_key character varying(300) NOT NULL,
    ticket integer,
    kind character varying(40) NOT NULL,
    way character varying(20) NOT NULL,
    recipient character varying(200),
    address character varying(400),
    bundle character varying(200),
    payload text NOT NULL,
    created_at bigint NOT NULL,
    not_before bigint NOT NULL,
    state character varying(20) DEFAULT 'queued'::character varying NOT NULL,
    next_try_at bigint NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    is_repeat boolean DEFAULT false NOT NULL,
    claimed_at bigint,
    sent_at bigint,
    channel character varying(60),
    provider_id character varying(400),
    error text
);


--
-- Name: outbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.outbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: outbox_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;


--
-- Name: planned_imports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.planned_imports (
    key text NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL,
    edits text NOT NULL
);


--
-- Name: registrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.registrations (
    agent text NOT NULL,
    hostname text NOT NULL,
    machine_id text NOT NULL,
    version text NOT NULL,
    address text NOT NULL,
    labels text NOT NULL,
    rule text NOT NULL,
    definition text NOT NULL,
    made_by text NOT NULL,
    asked_at bigint NOT NULL
);


--
-- Name: rest_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rest_key (
    key_hash character varying(64) NOT NULL,
    principal text NOT NULL,
    request_hash character varying(64) NOT NULL,
    number integer NOT NULL,
    at bigint NOT NULL
);


--
-- Name: satellite_enrolments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.satellite_enrolments (
    secret_hash text NOT NULL,
    satellite text NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint,
    machine_id text
);


--
-- Name: satellites; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.satellites (
    id text NOT NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    hostname text NOT NULL,
    machine_id text NOT NULL,
    version text NOT NULL,
    enrolled_at bigint NOT NULL,
    revoked_at bigint,
    noted bigint NOT NULL
);


--
-- Name: search_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.search_entry (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL
);


--
-- Name: search_word; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.search_word (
    rowid bigint NOT NULL,
    words tsvector NOT NULL
);


--
-- Name: target_fact_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.target_fact_changes (
    number integer NOT NULL,
    target text NOT NULL,
    fact text NOT NULL,
    at bigint NOT NULL,
    before text,
    after text
);


--
-- Name: target_fact_changes_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.target_fact_changes_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: target_fact_changes_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.target_fact_changes_number_seq OWNED BY public.target_fact_changes.number;


--
-- Name: target_facts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.target_facts (
    target text NOT NULL,
    fact text NOT NULL,
    value text NOT NULL,
    since bigint NOT NULL
);


--
-- Name: target_revisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.target_revisions (
    number integer NOT NULL,
    target text NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL,
    action text NOT NULL,
    batch text,
    before text,
    after text
);


--
-- Name: target_revisions_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.target_revisions_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: target_revisions_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.target_revisions_number_seq OWNED BY public.target_revisions.number;


--
-- Name: target_sightings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.target_sightings (
    name text NOT NULL,
    first_seen_at bigint NOT NULL
);


--
-- Name: targets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.targets (
    name text NOT NULL,
    definition text NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text NOT NULL
);


--
-- Name: ticket; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket (
    number integer NOT NULL,
    terms integer NOT NULL,
    fingerprint character varying(64),
    opening_key character varying(200),
    level character varying(10) NOT NULL,
    level_rank integer NOT NULL,
    state character varying(20) NOT NULL,
    presence character varying(20) NOT NULL,
    title text NOT NULL,
    title_zh text NOT NULL,
    target character varying(200) NOT NULL,
    customer character varying(200) NOT NULL,
    site character varying(200) NOT NULL,
    criticality character varying(20) NOT NULL,
    owner character varying(200),
    customer_rank integer,
    cycle integer NOT NULL,
    occurred_at bigint NOT NULL,
    opened_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    acknowledged_at bigint,
    acknowledged_by character varying(200),
    resolved_at bigint,
    closed_at bigint,
    next_goal character varying(100),
    next_due_at bigint,
    next_is_paused boolean NOT NULL,
    breaches integer NOT NULL,
    wakes_at bigint,
    version integer NOT NULL
);


--
-- Name: ticket_acceptance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_acceptance (
    fingerprint character varying(64) NOT NULL,
    target character varying(200) NOT NULL,
    customer character varying(200) NOT NULL,
    title text NOT NULL,
    title_zh text NOT NULL,
    note text NOT NULL,
    accepted_by character varying(200) NOT NULL,
    accepted_at bigint NOT NULL,
    accepted_until bigint NOT NULL
);


--
-- Name: ticket_alert; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_alert (
    member character varying(64) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    source character varying(300) NOT NULL,
    name character varying(200) NOT NULL,
    state character varying(20) NOT NULL,
    level character varying(10) NOT NULL,
    lower_level character varying(10),
    lower_since bigint,
    ticket integer,
    target character varying(200) NOT NULL,
    customer character varying(200) NOT NULL,
    title text NOT NULL,
    title_zh text NOT NULL,
    labels text NOT NULL,
    annotations text NOT NULL,
    feeds text NOT NULL,
    expression text NOT NULL,
    generator_url text NOT NULL,
    value double precision,
    active_at bigint NOT NULL,
    fired_at bigint NOT NULL,
    missing_since bigint,
    expires_at bigint,
    go_live bigint,
    accepted_until bigint,
    wakes_at bigint
);


--
-- Name: ticket_counter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_counter (
    id integer NOT NULL,
    next_number integer NOT NULL
);


--
-- Name: ticket_counter_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.ticket_counter_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: ticket_counter_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.ticket_counter_id_seq OWNED BY public.ticket_counter.id;


--
-- Name: ticket_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_event (
    ticket integer NOT NULL,
    seq integer NOT NULL,
    kind character varying(40) NOT NULL,
    occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    actor character varying(200) NOT NULL,
    channel character varying(20) NOT NULL,
    data text NOT NULL,
    prose_hashes text NOT NULL,
    decision character varying(200),
    prev_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL
);


--
-- Name: ticket_evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_evidence (
    ticket integer NOT NULL,
    name character varying(100) NOT NULL,
    taken_at bigint NOT NULL,
    body text NOT NULL
);


--
-- Name: ticket_evidence_owed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_evidence_owed (
    ticket integer NOT NULL,
    due_at bigint NOT NULL
);


--
-- Name: ticket_prose; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_prose (
    ticket integer NOT NULL,
    seq integer NOT NULL,
    name character varying(60) NOT NULL,
    salt character varying(64) NOT NULL,
    body text NOT NULL
);


--
-- Name: ticket_terms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_terms (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    version integer NOT NULL,
    digest character varying(64) NOT NULL,
    source text NOT NULL,
    zone_data character varying(20) NOT NULL,
    created_at bigint NOT NULL
);


--
-- Name: ticket_terms_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.ticket_terms_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: ticket_terms_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.ticket_terms_id_seq OWNED BY public.ticket_terms.id;


--
-- Name: absence id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.absence ALTER COLUMN id SET DEFAULT nextval('public.absence_id_seq'::regclass);


--
-- Name: access_attempts number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_attempts ALTER COLUMN number SET DEFAULT nextval('public.access_attempts_number_seq'::regclass);


--
-- Name: calendar_edition id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_edition ALTER COLUMN id SET DEFAULT nextval('public.calendar_edition_id_seq'::regclass);


--
-- Name: calendar_notice id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_notice ALTER COLUMN id SET DEFAULT nextval('public.calendar_notice_id_seq'::regclass);


--
-- Name: check_form id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_form ALTER COLUMN id SET DEFAULT nextval('public.check_form_id_seq'::regclass);


--
-- Name: duty_change id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.duty_change ALTER COLUMN id SET DEFAULT nextval('public.duty_change_id_seq'::regclass);


--
-- Name: outbox id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);


--
-- Name: target_fact_changes number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.target_fact_changes ALTER COLUMN number SET DEFAULT nextval('public.target_fact_changes_number_seq'::regclass);


--
-- Name: target_revisions number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.target_revisions ALTER COLUMN number SET DEFAULT nextval('public.target_revisions_number_seq'::regclass);


--
-- Name: ticket_counter id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_counter ALTER COLUMN id SET DEFAULT nextval('public.ticket_counter_id_seq'::regclass);


--
-- Name: ticket_terms id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_terms ALTER COLUMN id SET DEFAULT nextval('public.ticket_terms_id_seq'::regclass);


--
-- Data for Name: absence; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: access_accounts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_accounts VALUES ('engineer-a', '$argon2id$v=19$m=65536,t=3,p=4$8ItO5c2YuG3R/VMwAE31Qw$4W1ErG6eOrJZ5Rs/Epo1udMTXujBUI1SWIX53+aZ7qI', 1795384800000, NULL);


--
-- Data for Name: access_attempts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_attempts VALUES (1, 'engineer-a', '127.0.0.1', 1795384800000);


--
-- Data for Name: access_links; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_links VALUES ('89eb514758357c4979ca19029278a0e2c4858f362ece366bab2ff550653febe4', 'manager-b', 'system', 1795384800000, 1795471200000, NULL);
INSERT INTO public.access_links VALUES ('591e819d4b1ab49ebca401c16e1659b02597c4bd1acac5ae51d9a12f5d677002', 'engineer-a', 'system', 1795384800000, 1795471200000, 1795384800000);


--
-- Data for Name: access_sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_sessions VALUES ('b3ae8323f9e92dc9644d5f47f0da9c3de4341e021f5ba44b2e8ee50226dcf5cb', 'engineer-a', '6j8rri58U7PcY4y90lyCbpz5re2lVvWAn9aZ6T5TkLU', 1795384800000, 1795384800000, 1797976800000, '127.0.0.1');


--
-- Data for Name: access_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_tokens VALUES ('d6a859a8', 'f0de300ef3be03b195075096876235152ff70c0f0a5e4c4af0cb4314b7882c82', 'for acme', '["tickets:read"]', '["acme"]', 'system', 1795384800000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('0f23f246', '850e64a17b028564e3b93bc86a156295152b3a017176de9afd07381cbe8e9bcf', 'grafana', '["query:read"]', NULL, 'system', 1795384800000, 1803160800000, 1795384800000);
INSERT INTO public.access_tokens VALUES ('cfa86a09', 'b4163a71cfeca54b25a52dff35252a25abba1a7941c5788421447233186f30e5', 'program', '["alerts:write"]', NULL, 'system', 1795385820000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('c5cd8852', '9ac2510d4495ee0e431c740f05dc6adcd45cec4495a5fd50727caf8f1dab7b23', 'program', '["tickets:read","tickets:write"]', NULL, 'system', 1795404600000, NULL, NULL);


--
-- Data for Name: agents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agents VALUES ('gDLkfpfJvDOgYEEM', 'web-1', '44f3b2a802339f87fb248ed5eba83d4ab3faa72b13d5ae366fb137703ea851a4', 'web-1', 'machine of web-1', '1', 1795384800000, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agents VALUES ('H5zTljN9_8qHjqvV', 'mail-1', 'e8df6875bc40cf2ab282e11ccc556c27e72ee0935090271507a0e4c535d1d19e', 'mail-1', 'm-1', '1.0', 1795404600000, 1795404600000, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0008_duty');


--
-- Data for Name: audit_heads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_heads VALUES ('main', 19, '063997d2af21929d0b2037b472a9b6778029ce7dc1bdee7affffcec54073ca7c');


--
-- Data for Name: audit_rows; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_rows VALUES ('main', 1, 1795384800000, 'system', 'link_made', 'manager-b', '{}', '0000000000000000000000000000000000000000000000000000000000000000', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5');
INSERT INTO public.audit_rows VALUES ('main', 2, 1795384800000, 'system', 'password_set', 'engineer-a', '{}', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a');
INSERT INTO public.audit_rows VALUES ('main', 3, 1795384800000, 'engineer-a', 'sign_in_refused', '', '{"address":"127.0.0.1"}', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f');
INSERT INTO public.audit_rows VALUES ('main', 4, 1795384800000, 'system', 'link_made', 'engineer-a', '{}', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4');
INSERT INTO public.audit_rows VALUES ('main', 5, 1795384800000, 'engineer-a', 'signed_in_by_link', '', '{"address":"127.0.0.1"}', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393');
INSERT INTO public.audit_rows VALUES ('main', 6, 1795384800000, 'system', 'token_made', '0f23f246', '{"name":"grafana","scopes":["query:read"]}', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393', '2c03f83aacccd61edfb2431ac13415241fdf4595d4984c4a01736c828c3ce07c');
INSERT INTO public.audit_rows VALUES ('main', 7, 1795384800000, 'system', 'token_made', 'd6a859a8', '{"name":"for acme","scopes":["tickets:read"]}', '2c03f83aacccd61edfb2431ac13415241fdf4595d4984c4a01736c828c3ce07c', '4dd40183a1b195ba1188c2f6688c7e8f88a0e3e39954aa91a7d2a5be85a2ea44');
INSERT INTO public.audit_rows VALUES ('main', 8, 1795384800000, 'system', 'token_revoked', '0f23f246', '{}', '4dd40183a1b195ba1188c2f6688c7e8f88a0e3e39954aa91a7d2a5be85a2ea44', 'a9616198550befb7fd7ff22822f220566edd5a28fcafa16bb1d8857133093a75');
INSERT INTO public.audit_rows VALUES ('main', 9, 1795384800000, 'system', 'target_added', 'cam-1', '{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}', 'a9616198550befb7fd7ff22822f220566edd5a28fcafa16bb1d8857133093a75', '416884f42f62b8533fb7887313fca0e171d335667733f41154150837e149622f');
INSERT INTO public.audit_rows VALUES ('main', 10, 1795384800000, 'system', 'agent_token_made', 'web-1', '{"ends_at":1795471200000}', '416884f42f62b8533fb7887313fca0e171d335667733f41154150837e149622f', '38cc958ce9cf1c92811f55d2b8c47e4ceb3b10831bcee82352e2e5928f662a88');
INSERT INTO public.audit_rows VALUES ('main', 11, 1795384800000, 'system', 'satellite_token_made', 'cam-1', '{}', '38cc958ce9cf1c92811f55d2b8c47e4ceb3b10831bcee82352e2e5928f662a88', '5eba8abbb699a62fdfc034363709ccc2c7ccee2ebb3cfc1bcff4437b390235bd');
INSERT INTO public.audit_rows VALUES ('main', 12, 1795384800000, 'satellite cam-1', 'satellite_enrolled', 'cam-1', '{"address":"127.0.0.1","hostname":"box","id":"GNwAtmTTkQl1F_B7","machine_id":"m1","made_by":"system","version":"1"}', '5eba8abbb699a62fdfc034363709ccc2c7ccee2ebb3cfc1bcff4437b390235bd', 'a2f3824b50290391a1a98b19dde53db7d278ce4f2bcffd11dd5d11ca76730304');
INSERT INTO public.audit_rows VALUES ('main', 13, 1795384800000, 'system', 'agent_token_made', '', '{"ends_at":1795471200000}', 'a2f3824b50290391a1a98b19dde53db7d278ce4f2bcffd11dd5d11ca76730304', '89e1844bd7cb1a024dbb475fcef8c1b58e6a277b9052d4e4abf0469126a392be');
INSERT INTO public.audit_rows VALUES ('main', 14, 1795384800000, 'agent:gDLkfpfJvDOgYEEM', 'agent_enrolled', 'web-1', '{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}', '89e1844bd7cb1a024dbb475fcef8c1b58e6a277b9052d4e4abf0469126a392be', '321cf069d7df6cc6a8406cbfb9f78516255b33b70c39b87b2274b62fb3b3e166');
INSERT INTO public.audit_rows VALUES ('main', 15, 1795385820000, 'system', 'token_made', 'cfa86a09', '{"name":"program","scopes":["alerts:write"]}', '321cf069d7df6cc6a8406cbfb9f78516255b33b70c39b87b2274b62fb3b3e166', '617c62b3b0d0feb69f7fde40fc9feefb881268cc2d5a6c1ab91c0d47d697856a');
INSERT INTO public.audit_rows VALUES ('main', 16, 1795385820000, 'system', 'finding_accepted', '0ec38cbf9024da32bb2fc970f7d54d5f', '{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}', '617c62b3b0d0feb69f7fde40fc9feefb881268cc2d5a6c1ab91c0d47d697856a', 'ac568dd25698c32a82478d4f655acd4b8214bd9a5b333796dcc86546412dd2f9');
INSERT INTO public.audit_rows VALUES ('main', 17, 1795404600000, 'system', 'agent_token_made', '', '{"ends_at":1795491000000,"most_uses":5}', 'ac568dd25698c32a82478d4f655acd4b8214bd9a5b333796dcc86546412dd2f9', 'c52b7d5ea05c216681b070bf294f68ca2f24a645ec3f0851369dfd58e5982184');
INSERT INTO public.audit_rows VALUES ('main', 18, 1795404600000, 'agent:H5zTljN9_8qHjqvV', 'agent_waits', 'mail-1', '{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}', 'c52b7d5ea05c216681b070bf294f68ca2f24a645ec3f0851369dfd58e5982184', 'e182eb4d4095c47f109efc86b0597fe175626399f7f13a7aa7b4e4983e97e565');
INSERT INTO public.audit_rows VALUES ('main', 19, 1795404600000, 'system', 'token_made', 'c5cd8852', '{"name":"program","scopes":["tickets:read","tickets:write"]}', 'e182eb4d4095c47f109efc86b0597fe175626399f7f13a7aa7b4e4983e97e565', '063997d2af21929d0b2037b472a9b6778029ce7dc1bdee7affffcec54073ca7c');


--
-- Data for Name: calendar_edition; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendar_edition VALUES (1, '7x24', '7b82bf0dd8e029172955ebd3477aeaeaf76520d1f5e0c419fcff364b05fb1e9a', '{"days":{},"name":"7x24","provisional":[],"weekly":[[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]]]}', 1795384800000);
INSERT INTO public.calendar_edition VALUES (2, '5x8', '2c3ffada8a20fec288686e7ce9ae2236346717061da5d3b940153ca0a06a7b95', '{"days":{"2018-01-01":[],"2018-02-11":[[32400000,63000000]],"2018-02-15":[],"2018-02-16":[],"2018-02-19":[],"2018-02-20":[],"2018-02-21":[],"2018-02-24":[[32400000,63000000]],"2018-04-05":[],"2018-04-06":[],"2018-04-08":[[32400000,63000000]],"2018-04-28":[[32400000,63000000]],"2018-04-30":[],"2018-05-01":[],"2018-06-18":[],"2018-09-24":[],"2018-09-29":[[32400000,63000000]],"2018-09-30":[[32400000,63000000]],"2018-10-01":[],"2018-10-02":[],"2018-10-03":[],"2018-10-04":[],"2018-10-05":[],"2018-12-29":[[32400000,63000000]],"2018-12-31":[],"2019-01-01":[],"2019-02-02":[[32400000,63000000]],"2019-02-03":[[32400000,63000000]],"2019-02-04":[],"2019-02-05":[],"2019-02-06":[],"2019-02-07":[],"2019-02-08":[],"2019-04-05":[],"2019-04-28":[[32400000,63000000]],"2019-05-01":[],"2019-05-02":[],"2019-05-03":[],"2019-05-05":[[32400000,63000000]],"2019-06-07":[],"2019-09-13":[],"2019-09-29":[[32400000,63000000]],"2019-10-01":[],"2019-10-02":[],"2019-10-03":[],"2019-10-04":[],"2019-10-07":[],"2019-10-12":[[32400000,63000000]],"2020-01-01":[],"2020-01-19":[[32400000,63000000]],"2020-01-24":[],"2020-01-27":[],"2020-01-28":[],"2020-01-29":[],"2020-01-30":[],"2020-01-31":[],"2020-04-06":[],"2020-04-26":[[32400000,63000000]],"2020-05-01":[],"2020-05-04":[],"2020-05-05":[],"2020-05-09":[[32400000,63000000]],"2020-06-25":[],"2020-06-26":[],"2020-06-28":[[32400000,63000000]],"2020-09-27":[[32400000,63000000]],"2020-10-01":[],"2020-10-02":[],"2020-10-05":[],"2020-10-06":[],"2020-10-07":[],"2020-10-08":[],"2020-10-10":[[32400000,63000000]],"2021-01-01":[],"2021-02-07":[[32400000,63000000]],"2021-02-11":[],"2021-02-12":[],"2021-02-15":[],"2021-02-16":[],"2021-02-17":[],"2021-02-20":[[32400000,63000000]],"2021-04-05":[],"2021-04-25":[[32400000,63000000]],"2021-05-03":[],"2021-05-04":[],"2021-05-05":[],"2021-05-08":[[32400000,63000000]],"2021-06-14":[],"2021-09-18":[[32400000,63000000]],"2021-09-20":[],"2021-09-21":[],"2021-09-26":[[32400000,63000000]],"2021-10-01":[],"2021-10-04":[],"2021-10-05":[],"2021-10-06":[],"2021-10-07":[],"2021-10-09":[[32400000,63000000]],"2022-01-03":[],"2022-01-29":[[32400000,63000000]],"2022-01-30":[[32400000,63000000]],"2022-01-31":[],"2022-02-01":[],"2022-02-02":[],"2022-02-03":[],"2022-02-04":[],"2022-04-02":[[32400000,63000000]],"2022-04-04":[],"2022-04-05":[],"2022-04-24":[[32400000,63000000]],"2022-05-02":[],"2022-05-03":[],"2022-05-04":[],"2022-05-07":[[32400000,63000000]],"2022-06-03":[],"2022-09-12":[],"2022-10-03":[],"2022-10-04":[],"2022-10-05":[],"2022-10-06":[],"2022-10-07":[],"2022-10-08":[[32400000,63000000]],"2022-10-09":[[32400000,63000000]],"2023-01-02":[],"2023-01-23":[],"2023-01-24":[],"2023-01-25":[],"2023-01-26":[],"2023-01-27":[],"2023-01-28":[[32400000,63000000]],"2023-01-29":[[32400000,63000000]],"2023-04-05":[],"2023-04-23":[[32400000,63000000]],"2023-05-01":[],"2023-05-02":[],"2023-05-03":[],"2023-05-06":[[32400000,63000000]],"2023-06-22":[],"2023-06-23":[],"2023-06-25":[[32400000,63000000]],"2023-09-29":[],"2023-10-02":[],"2023-10-03":[],"2023-10-04":[],"2023-10-05":[],"2023-10-06":[],"2023-10-07":[[32400000,63000000]],"2023-10-08":[[32400000,63000000]],"2024-01-01":[],"2024-02-04":[[32400000,63000000]],"2024-02-12":[],"2024-02-13":[],"2024-02-14":[],"2024-02-15":[],"2024-02-16":[],"2024-02-18":[[32400000,63000000]],"2024-04-04":[],"2024-04-05":[],"2024-04-07":[[32400000,63000000]],"2024-04-28":[[32400000,63000000]],"2024-05-01":[],"2024-05-02":[],"2024-05-03":[],"2024-05-11":[[32400000,63000000]],"2024-06-10":[],"2024-09-14":[[32400000,63000000]],"2024-09-16":[],"2024-09-17":[],"2024-09-29":[[32400000,63000000]],"2024-10-01":[],"2024-10-02":[],"2024-10-03":[],"2024-10-04":[],"2024-10-07":[],"2024-10-12":[[32400000,63000000]],"2025-01-01":[],"2025-01-26":[[32400000,63000000]],"2025-01-28":[],"2025-01-29":[],"2025-01-30":[],"2025-01-31":[],"2025-02-03":[],"2025-02-04":[],"2025-02-08":[[32400000,63000000]],"2025-04-04":[],"2025-04-27":[[32400000,63000000]],"2025-05-01":[],"2025-05-02":[],"2025-05-05":[],"2025-06-02":[],"2025-09-28":[[32400000,63000000]],"2025-10-01":[],"2025-10-02":[],"2025-10-03":[],"2025-10-06":[],"2025-10-07":[],"2025-10-08":[],"2025-10-11":[[32400000,63000000]],"2026-01-01":[],"2026-01-02":[],"2026-01-04":[[32400000,63000000]],"2026-02-14":[[32400000,63000000]],"2026-02-16":[],"2026-02-17":[],"2026-02-18":[],"2026-02-19":[],"2026-02-20":[],"2026-02-23":[],"2026-02-28":[[32400000,63000000]],"2026-04-06":[],"2026-05-01":[],"2026-05-04":[],"2026-05-05":[],"2026-05-09":[[32400000,63000000]],"2026-06-19":[],"2026-09-20":[[32400000,63000000]],"2026-09-25":[],"2026-10-01":[],"2026-10-02":[],"2026-10-05":[],"2026-10-06":[],"2026-10-07":[],"2026-10-10":[[32400000,63000000]],"2027-01-01":[],"2027-10-01":[],"2028-05-01":[],"2028-05-02":[],"2028-10-02":[],"2028-10-03":[],"2029-01-01":[],"2029-05-01":[],"2029-05-02":[],"2029-10-01":[],"2029-10-02":[],"2029-10-03":[],"2030-01-01":[],"2030-05-01":[],"2030-05-02":[],"2030-10-01":[],"2030-10-02":[],"2030-10-03":[],"2031-01-01":[],"2031-05-01":[],"2031-05-02":[],"2031-10-01":[],"2031-10-02":[],"2031-10-03":[],"2032-01-01":[],"2032-10-01":[],"2033-05-02":[],"2033-10-03":[],"2034-05-01":[],"2034-05-02":[],"2034-10-02":[],"2034-10-03":[],"2035-01-01":[],"2035-05-01":[],"2035-05-02":[],"2035-10-01":[],"2035-10-02":[],"2035-10-03":[],"2036-01-01":[],"2036-05-01":[],"2036-05-02":[],"2036-10-01":[],"2036-10-02":[],"2036-10-03":[],"2037-01-01":[],"2037-05-01":[],"2037-10-01":[],"2037-10-02":[],"2038-01-01":[],"2038-10-01":[],"2039-05-02":[],"2039-10-03":[],"2040-05-01":[],"2040-05-02":[],"2040-10-01":[],"2040-10-02":[],"2040-10-03":[],"2041-01-01":[],"2041-05-01":[],"2041-05-02":[],"2041-10-01":[],"2041-10-02":[],"2041-10-03":[],"2042-01-01":[],"2042-05-01":[],"2042-05-02":[],"2042-10-01":[],"2042-10-02":[],"2042-10-03":[],"2043-01-01":[],"2043-05-01":[],"2043-10-01":[],"2043-10-02":[],"2044-01-01":[],"2044-05-02":[],"2044-10-03":[],"2045-05-01":[],"2045-05-02":[],"2045-10-02":[],"2045-10-03":[]},"name":"5x8","provisional":[2015,2016,2017,2027,2028,2029,2030,2031,2032,2033,2034,2035,2036,2037,2038,2039,2040,2041,2042,2043,2044,2045],"weekly":[[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[],[]]}', 1795384800000);


--
-- Data for Name: calendar_notice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: check_form; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.check_form VALUES (1, 'acme', '2026-11-23', 1, 'superseded', '{"conclusion":"abnormal","customer":"acme","customer_name":"某某公司","day":"2026-11-23","figures":[{"title":{"facts":{},"text":"devices measured / in all"},"value":"1 / 4"},{"title":{"facts":{},"text":"open tickets I / II / III / IV"},"value":"0 / 1 / 1 / 0"},{"title":{"facts":{},"text":"opened / closed in the period"},"value":"3 / 1"},{"title":{"facts":{},"text":"tickets with a goal missed"},"value":"0"},{"title":{"facts":{},"text":"completeness of the monitoring data"},"value":"-"},{"title":{"facts":{},"text":"rows normal / abnormal / not checked"},"value":"3 / 3 / 11"}],"format":1,"is_late":false,"made_at":1795385820000,"period_end":1795392000000,"period_start":1795305600000,"sections":[{"absent":{"facts":{},"text":"nothing was left open in the form before"},"key":"carried","rows":[],"title":{"facts":{},"text":"Carried over"}},{"absent":null,"key":"devices","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/cam-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"cam-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/db-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"db-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/old-ups","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"old-ups","ticket":null},{"by":"","checked_at":1795385820000,"expression":"max by (instance) (changes(node_boot_time_seconds[1d]))","handling":"","item":{"facts":{},"text":"restarts"},"key":"restarts/web-1","measured":{"facts":{"value":"0"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"0"},"text":"{value}"}},"text":"at most {limit}"},"subject":"web-1","ticket":null}],"title":{"facts":{},"text":"Devices"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"services","rows":[],"title":{"facts":{},"text":"Systems and services"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"network","rows":[],"title":{"facts":{},"text":"Network"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"backups","rows":[],"title":{"facts":{},"text":"Backups"}},{"absent":null,"key":"security","rows":[{"by":"","checked_at":1795385820000,"expression":"(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60","handling":"","item":{"facts":{},"text":"agent last heard before"},"key":"agent_silence/web-1","measured":{"facts":{"value":"11.5"},"text":"{value} min"},"result":"abnormal","standard":{"facts":{"limit":{"facts":{"value":"10"},"text":"{value} min"}},"text":"at most {limit}"},"subject":"web-1","ticket":null},{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{},"text":"refused sign-ins to this monitoring server"},"key":"sign_ins/watchkeeper","measured":{"facts":{"value":"1"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"20"},"text":"{value}"}},"text":"at most {limit}"},"subject":"Watchkeeper","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"failed log-ins to the devices"},"key":"security/device_log_ins","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"no unknown source"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new accounts, keys and sudo rights"},"key":"security/accounts","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new listening ports"},"key":"security/listening","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"passwords about to expire"},"key":"security/password_expiry","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"none within 14 days"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Security"}},{"absent":null,"key":"tickets","rows":[{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"},"text":"level {level}: {title}"},"key":"ticket/1","measured":{"facts":{"breaches":0,"opened":"11-23 06:01","state":{"facts":{},"text":"closed"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"normal","standard":{"facts":{},"text":"no clock runs"},"subject":"#1 web-1","ticket":1},{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{"level":"III","title":"打印机不能用","title_zh":"打印机不能用"},"text":"level {level}: {title}"},"key":"ticket/2","measured":{"facts":{"breaches":0,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#2 old-ups","ticket":2},{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"posted by another Prometheus","title_zh":"posted by another Prometheus"},"text":"level {level}: {title}"},"key":"ticket/3","measured":{"facts":{"breaches":0,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#3 db-1","ticket":3}],"title":{"facts":{},"text":"Tickets"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"capacity","rows":[],"title":{"facts":{},"text":"Capacity outlook"}},{"absent":{"facts":{},"text":"nothing was measured in this period"},"key":"monitor","rows":[],"title":{"facts":{},"text":"The monitor itself"}},{"absent":null,"key":"manual","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"machine room: temperature, humidity, air conditioning"},"key":"manual/room","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"power supply and UPS indicators"},"key":"manual/power","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"alarm lights of the devices"},"key":"manual/lights","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"cables and labels"},"key":"manual/cables","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Checked by hand"}}],"sentences":[{"facts":{"item":{"facts":{},"text":"agent last heard before"},"measured":{"facts":{"value":"11.5"},"text":"{value} min"},"subject":"web-1"},"text":"{subject}: {item} is {measured}"},{"facts":{"count":11},"text":"{count} rows wait to be checked by hand"}],"zone":"Asia/Shanghai"}', '夜班交接', 1795385820000, '{}', NULL, '');
INSERT INTO public.check_form VALUES (2, 'acme', '2026-11-23', 2, 'superseded', '{"conclusion":"abnormal","customer":"acme","customer_name":"某某公司","day":"2026-11-23","figures":[{"title":{"facts":{},"text":"devices measured / in all"},"value":"1 / 4"},{"title":{"facts":{},"text":"open tickets I / II / III / IV"},"value":"0 / 1 / 1 / 0"},{"title":{"facts":{},"text":"opened / closed in the period"},"value":"3 / 1"},{"title":{"facts":{},"text":"tickets with a goal missed"},"value":"2"},{"title":{"facts":{},"text":"completeness of the monitoring data"},"value":"-"},{"title":{"facts":{},"text":"rows normal / abnormal / not checked"},"value":"3 / 3 / 11"}],"format":1,"is_late":false,"made_at":1795392000000,"period_end":1795392000000,"period_start":1795305600000,"sections":[{"absent":{"facts":{},"text":"nothing was left open in the form before"},"key":"carried","rows":[],"title":{"facts":{},"text":"Carried over"}},{"absent":null,"key":"devices","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/cam-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"cam-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/db-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"db-1","ticket":null},{"by":"watchkeeper","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/old-ups","measured":{"facts":{"value":"灯绿"},"text":"{value}"},"result":"normal","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"old-ups","ticket":null},{"by":"","checked_at":1795392000000,"expression":"max by (instance) (changes(node_boot_time_seconds[1d]))","handling":"","item":{"facts":{},"text":"restarts"},"key":"restarts/web-1","measured":{"facts":{"value":"0"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"0"},"text":"{value}"}},"text":"at most {limit}"},"subject":"web-1","ticket":null}],"title":{"facts":{},"text":"Devices"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"services","rows":[],"title":{"facts":{},"text":"Systems and services"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"network","rows":[],"title":{"facts":{},"text":"Network"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"backups","rows":[],"title":{"facts":{},"text":"Backups"}},{"absent":null,"key":"security","rows":[{"by":"","checked_at":1795392000000,"expression":"(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60","handling":"","item":{"facts":{},"text":"agent last heard before"},"key":"agent_silence/web-1","measured":{"facts":{"value":"114"},"text":"{value} min"},"result":"abnormal","standard":{"facts":{"limit":{"facts":{"value":"10"},"text":"{value} min"}},"text":"at most {limit}"},"subject":"web-1","ticket":null},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{},"text":"refused sign-ins to this monitoring server"},"key":"sign_ins/watchkeeper","measured":{"facts":{"value":"1"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"20"},"text":"{value}"}},"text":"at most {limit}"},"subject":"Watchkeeper","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"failed log-ins to the devices"},"key":"security/device_log_ins","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"no unknown source"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new accounts, keys and sudo rights"},"key":"security/accounts","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new listening ports"},"key":"security/listening","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"passwords about to expire"},"key":"security/password_expiry","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"none within 14 days"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Security"}},{"absent":null,"key":"tickets","rows":[{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"},"text":"level {level}: {title}"},"key":"ticket/1","measured":{"facts":{"breaches":0,"opened":"11-23 06:01","state":{"facts":{},"text":"closed"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"normal","standard":{"facts":{},"text":"no clock runs"},"subject":"#1 web-1","ticket":1},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"III","title":"打印机不能用","title_zh":"打印机不能用"},"text":"level {level}: {title}"},"key":"ticket/2","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#2 old-ups","ticket":2},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"posted by another Prometheus","title_zh":"posted by another Prometheus"},"text":"level {level}: {title}"},"key":"ticket/3","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#3 db-1","ticket":3}],"title":{"facts":{},"text":"Tickets"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"capacity","rows":[],"title":{"facts":{},"text":"Capacity outlook"}},{"absent":{"facts":{},"text":"nothing was measured in this period"},"key":"monitor","rows":[],"title":{"facts":{},"text":"The monitor itself"}},{"absent":null,"key":"manual","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"machine room: temperature, humidity, air conditioning"},"key":"manual/room","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"power supply and UPS indicators"},"key":"manual/power","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"alarm lights of the devices"},"key":"manual/lights","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"cables and labels"},"key":"manual/cables","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Checked by hand"}}],"sentences":[{"facts":{"item":{"facts":{},"text":"agent last heard before"},"measured":{"facts":{"value":"114"},"text":"{value} min"},"subject":"web-1"},"text":"{subject}: {item} is {measured}"},{"facts":{"tickets":"#3, #2"},"text":"overdue: {tickets}"},{"facts":{"count":11},"text":"{count} rows wait to be checked by hand"}],"zone":"Asia/Shanghai"}', '夜班交接', 1795392000000, '{"inspector":"甲"}', 1795393800000, '3ae0183cfc5c4745dac880cfe434fb9a4bc479829145bde4bd4ccededf2058fd');
INSERT INTO public.check_form VALUES (3, 'acme', '2026-11-23', 3, 'open', '{"conclusion":"abnormal","customer":"acme","customer_name":"某某公司","day":"2026-11-23","figures":[{"title":{"facts":{},"text":"devices measured / in all"},"value":"1 / 4"},{"title":{"facts":{},"text":"open tickets I / II / III / IV"},"value":"0 / 1 / 1 / 0"},{"title":{"facts":{},"text":"opened / closed in the period"},"value":"3 / 1"},{"title":{"facts":{},"text":"tickets with a goal missed"},"value":"2"},{"title":{"facts":{},"text":"completeness of the monitoring data"},"value":"-"},{"title":{"facts":{},"text":"rows normal / abnormal / not checked"},"value":"3 / 3 / 11"}],"format":1,"is_late":false,"made_at":1795393800000,"period_end":1795392000000,"period_start":1795305600000,"sections":[{"absent":{"facts":{},"text":"nothing was left open in the form before"},"key":"carried","rows":[],"title":{"facts":{},"text":"Carried over"}},{"absent":null,"key":"devices","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/cam-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"cam-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/db-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"db-1","ticket":null},{"by":"watchkeeper","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/old-ups","measured":{"facts":{"value":"灯绿"},"text":"{value}"},"result":"normal","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"old-ups","ticket":null},{"by":"","checked_at":1795392000000,"expression":"max by (instance) (changes(node_boot_time_seconds[1d]))","handling":"","item":{"facts":{},"text":"restarts"},"key":"restarts/web-1","measured":{"facts":{"value":"0"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"0"},"text":"{value}"}},"text":"at most {limit}"},"subject":"web-1","ticket":null}],"title":{"facts":{},"text":"Devices"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"services","rows":[],"title":{"facts":{},"text":"Systems and services"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"network","rows":[],"title":{"facts":{},"text":"Network"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"backups","rows":[],"title":{"facts":{},"text":"Backups"}},{"absent":null,"key":"security","rows":[{"by":"","checked_at":1795392000000,"expression":"(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60","handling":"","item":{"facts":{},"text":"agent last heard before"},"key":"agent_silence/web-1","measured":{"facts":{"value":"114"},"text":"{value} min"},"result":"abnormal","standard":{"facts":{"limit":{"facts":{"value":"10"},"text":"{value} min"}},"text":"at most {limit}"},"subject":"web-1","ticket":null},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{},"text":"refused sign-ins to this monitoring server"},"key":"sign_ins/watchkeeper","measured":{"facts":{"value":"1"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"20"},"text":"{value}"}},"text":"at most {limit}"},"subject":"Watchkeeper","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"failed log-ins to the devices"},"key":"security/device_log_ins","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"no unknown source"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new accounts, keys and sudo rights"},"key":"security/accounts","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new listening ports"},"key":"security/listening","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"passwords about to expire"},"key":"security/password_expiry","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"none within 14 days"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Security"}},{"absent":null,"key":"tickets","rows":[{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"},"text":"level {level}: {title}"},"key":"ticket/1","measured":{"facts":{"breaches":0,"opened":"11-23 06:01","state":{"facts":{},"text":"closed"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"normal","standard":{"facts":{},"text":"no clock runs"},"subject":"#1 web-1","ticket":1},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"III","title":"打印机不能用","title_zh":"打印机不能用"},"text":"level {level}: {title}"},"key":"ticket/2","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#2 old-ups","ticket":2},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"posted by another Prometheus","title_zh":"posted by another Prometheus"},"text":"level {level}: {title}"},"key":"ticket/3","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#3 db-1","ticket":3}],"title":{"facts":{},"text":"Tickets"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"capacity","rows":[],"title":{"facts":{},"text":"Capacity outlook"}},{"absent":{"facts":{},"text":"nothing was measured in this period"},"key":"monitor","rows":[],"title":{"facts":{},"text":"The monitor itself"}},{"absent":null,"key":"manual","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"machine room: temperature, humidity, air conditioning"},"key":"manual/room","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"power supply and UPS indicators"},"key":"manual/power","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"alarm lights of the devices"},"key":"manual/lights","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"cables and labels"},"key":"manual/cables","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Checked by hand"}}],"sentences":[{"facts":{"item":{"facts":{},"text":"agent last heard before"},"measured":{"facts":{"value":"114"},"text":"{value} min"},"subject":"web-1"},"text":"{subject}: {item} is {measured}"},{"facts":{"tickets":"#3, #2"},"text":"overdue: {tickets}"},{"facts":{"count":11},"text":"{count} rows wait to be checked by hand"}],"zone":"Asia/Shanghai"}', '夜班交接', 1795393800000, '{}', NULL, '');


--
-- Data for Name: check_form_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.check_form_entry VALUES (1, 'devices/old-ups', 'normal', '灯绿', '', 'watchkeeper', 1795385820000);
INSERT INTO public.check_form_entry VALUES (3, 'devices/old-ups', 'abnormal', '灯绿', '', 'watchkeeper', 1795393800000);


--
-- Data for Name: duty_change; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.enrolments VALUES ('5da0948b10a00fa94bab9b49bf58e322d5e6b255ed80997b8d71019400965140', 'web-1', NULL, 'system', 1795384800000, 1795471200000, NULL, NULL, NULL, 0);
INSERT INTO public.enrolments VALUES ('2b7862b671d123af0384e2403faf6e4f1c2252f3b035122122b497221b57fe1a', NULL, NULL, 'system', 1795384800000, 1795471200000, 1795384800000, 'machine of web-1', NULL, 0);
INSERT INTO public.enrolments VALUES ('b21fe160bf9585dfc5977aafd81a1158e04fbbf8de57b2beb903d25fff79f4c6', NULL, NULL, 'system', 1795404600000, 1795491000000, NULL, NULL, 5, 1);


--
-- Data for Name: heartbeat_pings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeat_pings VALUES ('-eA6gAf-Cjjf', 1, 1795384800000, 'start', NULL, NULL, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('-eA6gAf-Cjjf', 2, 1795384800000, 'success', NULL, 0, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('-eA6gAf-Cjjf', 3, 1795384800000, 'fail', 7, NULL, '备份 done');


--
-- Data for Name: heartbeats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeats VALUES ('-eA6gAf-Cjjf', '0395f9a7e33ee2f04f16d4b768586b3bb2e212cb2c526e4eb40462e7d63c3d20', 'nightly', 'web-1', 'job', NULL, 3600000, 1800000, 'Asia/Shanghai', 'system', 1795384800000, NULL, NULL, 1795384800000, 1795384800000, 7, 0);


--
-- Data for Name: log_lines; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.log_lines VALUES ('web-1', 'oom', 1795385160000, 1795385160000, '["内核: Out of memory: Killed process 812"]');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (1, '1/told/1/engineer-a/page', 1, 'opened', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795384875587, 1795384890587, 'failed', 1795384890587, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (2, '1/told/1/manager-b/page', 1, 'opened', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795384875587, 1795384890587, 'failed', 1795384890587, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (3, '1/event/10/engineer-a/page', 1, 'went_silent', 'page', 'engineer-a', NULL, NULL, '{"state":"open"}', 1795385475587, 1795385475587, 'failed', 1795385475587, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (4, '1/event/10/manager-b/page', 1, 'went_silent', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"open"}', 1795385475587, 1795385475587, 'failed', 1795385475587, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (5, '1/event/14/manager-b/page', 1, 'resolved', 'page', 'manager-b', NULL, NULL, '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"state":"resolved","while_failing":false}', 1795385580000, 1795385580000, 'failed', 1795385580000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (8, '3/told/1/engineer-a/page', 3, 'opened', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795385820000, 1795385835000, 'failed', 1795385835000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (9, '3/told/1/manager-b/page', 3, 'opened', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795385820000, 1795385835000, 'failed', 1795385835000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (10, '3/call/1/II/engineer-a/call', 3, 'still_unanswered', 'call', 'engineer-a', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (11, '3/call/1/II/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (12, '3/call/1/II/manager-b/call', 3, 'still_unanswered', 'call', 'manager-b', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (13, '3/call/1/II/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (14, '3/warn/respond@level/1/1800000/50/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"state":"new","to":["engineer-a"]}', 1795386720000, 1795386720000, 'failed', 1795386720000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (15, '3/warn/respond@level/1/1800000/50/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":50,"state":"new","to":["engineer-a"]}', 1795386720000, 1795386720000, 'failed', 1795386720000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (16, '3/again/1/II/2/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795387020000, 1795387020000, 'failed', 1795387020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (17, '3/again/1/II/2/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795387020000, 1795387020000, 'failed', 1795387020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (20, '3/warn/respond@level/1/1800000/80/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795387260000, 'failed', 1795387260000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (21, '3/warn/respond@level/1/1800000/80/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795387260000, 'failed', 1795387260000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (24, '3/again/1/II/3/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795387620000, 1795387620000, 'failed', 1795387620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (26, '3/again/1/II/3/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795387620000, 1795387620000, 'failed', 1795387620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (6, '2/told/1/engineer-a/chat', 2, 'opened', 'chat', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795385820000, 1795390200000, 'failed', 1795390200000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (7, '2/told/1/engineer-a/mail', 2, 'opened', 'mail', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795385820000, 1795390200000, 'failed', 1795390200000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (18, '2/warn/respond@level/1/1800000/80/engineer-a/chat', 2, 'warned', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795390200000, 'failed', 1795390200000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (22, '2/breach/respond@level/1/0/engineer-a/chat', 2, 'breached', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}', 1795387620000, 1795390200000, 'failed', 1795390200000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (23, '2/breach/respond@level/1/0/engineer-a/mail', 2, 'breached', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}', 1795387620000, 1795390200000, 'failed', 1795390200000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (71, '3/event/71/engineer-a/page', 3, 'went_silent', 'page', 'engineer-a', NULL, NULL, '{"state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (25, '3/breach/respond@level/1/0/manager-b/page', 3, 'breached', 'page', 'manager-b', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","state":"new","table":"level","target":1800000,"to":["manager-b"]}', 1795387620000, 1795387620000, 'failed', 1795387620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (27, '3/again/1/II/4/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795388220000, 1795388220000, 'failed', 1795388220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (28, '3/again/1/II/4/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795388220000, 1795388220000, 'failed', 1795388220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (29, '3/again/1/II/5/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795388820000, 1795388820000, 'failed', 1795388820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (30, '3/again/1/II/5/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795388820000, 1795388820000, 'failed', 1795388820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (31, '3/again/1/II/6/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"state":"new","to":["engineer-a"]}', 1795389420000, 1795389420000, 'failed', 1795389420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (32, '3/again/1/II/6/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795389420000, 1795389420000, 'failed', 1795389420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (33, '3/again/1/II/7/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795390020000, 1795390020000, 'failed', 1795390020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (34, '3/again/1/II/7/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795390020000, 1795390020000, 'failed', 1795390020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (19, '2/warn/respond@level/1/1800000/80/engineer-a/mail', 2, 'warned', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795390200000, 'failed', 1795390200000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (35, '3/again/1/II/8/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795390620000, 1795390620000, 'failed', 1795390620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (36, '3/again/1/II/8/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795390620000, 1795390620000, 'failed', 1795390620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (37, '3/again/1/II/9/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795391220000, 1795391220000, 'failed', 1795391220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (38, '3/again/1/II/9/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795391220000, 1795391220000, 'failed', 1795391220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (41, '3/warn/plan@level/1/7200000/80/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (39, '2/warn/plan@level/1/7200000/80/engineer-a/chat', 2, 'warned', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (40, '2/warn/plan@level/1/7200000/80/engineer-a/mail', 2, 'warned', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (42, '3/warn/plan@level/1/7200000/80/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (43, '3/again/1/II/10/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795391820000, 1795391820000, 'failed', 1795391820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (44, '3/again/1/II/10/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795391820000, 1795391820000, 'failed', 1795391820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (45, 'check-form/acme-20261123/2/mail:it@acme.example', NULL, 'report', 'mail', NULL, 'mail:it@acme.example', NULL, '{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:42129/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:42129/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:42129/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:42129/reports/acme-20261123"}', 1795392000000, 1795392000000, 'failed', 1795392000000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (46, '3/again/1/II/11/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795392420000, 1795392420000, 'failed', 1795392420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (47, '3/again/1/II/11/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795392420000, 1795392420000, 'failed', 1795392420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (49, '2/breach/plan@level/1/0/engineer-a/mail', 2, 'breached', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (50, '3/again/1/II/12/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (51, '3/chain/1/1/0/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (52, '3/chain/1/1/0/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (48, '2/breach/plan@level/1/0/engineer-a/chat', 2, 'breached', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (53, '3/again/1/II/12/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (54, '3/warn/onsite@level/1/3600000/50/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (55, '3/chain/1/2/0/director-c/page', 3, 'escalated', 'page', 'director-c', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches director-c by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (56, '3/chain/1/2/0/director-c/call', 3, 'escalated', 'call', 'director-c', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches director-c by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (57, '3/warn/onsite@level/1/3600000/50/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (58, '3/chain/1/2/0/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (59, '3/chain/1/2/0/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (62, '3/unanswered/1/1795395600000/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (60, '2/unanswered/1/1795395600000/engineer-a/chat', 2, 'still_unanswered', 'chat', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (61, '2/unanswered/1/1795395600000/engineer-a/mail', 2, 'still_unanswered', 'mail', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (63, '3/unanswered/1/1795395600000/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (64, '3/warn/onsite@level/1/3600000/80/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}', 1795395900000, 1795395900000, 'failed', 1795395900000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (65, '3/warn/onsite@level/1/3600000/80/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}', 1795395900000, 1795395900000, 'failed', 1795395900000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (66, '3/breach/onsite@level/1/0/manager-b/page', 3, 'breached', 'page', 'manager-b', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","state":"new","table":"level","target":3600000,"to":["manager-b"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (67, '3/chain/1/3/0/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (68, '3/chain/1/3/0/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (69, '3/chain/1/3/0/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (70, '3/chain/1/3/0/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (73, '3/chain/1/3/1/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (72, '3/chain/1/3/1/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (74, '3/event/71/manager-b/page', 3, 'went_silent', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (75, '3/chain/1/3/1/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (76, '3/chain/1/3/1/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (77, '3/chain/1/3/2/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (78, '3/chain/1/3/2/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (79, '3/chain/1/3/2/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (80, '3/chain/1/3/2/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');


--
-- Data for Name: planned_imports; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.planned_imports VALUES ('84ff2b63d6a9288838db7fcba417d769', 1795404600000, 'engineer-a', '[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');


--
-- Data for Name: registrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.registrations VALUES ('H5zTljN9_8qHjqvV', 'mail-1', 'm-1', '1.0', '10.9.9.7', '{"role":"mail"}', '', '{"address":"10.9.9.7","agent":true,"name":"mail-1"}', 'system', 1795404600000);


--
-- Data for Name: rest_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rest_key VALUES ('ba82a4aa7bd4e27486ddb049bcf605697d4d1d8cda7552669f6711774df6cdd6', 'token:c5cd8852', '88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a', 1, 1795404600000);


--
-- Data for Name: satellite_enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellite_enrolments VALUES ('a359650550919a341acbff6e773f1b75392c08ff2900ba0afd910c82513f27c6', 'cam-1', 'system', 1795384800000, 1795471200000, 1795384800000, 'm1');


--
-- Data for Name: satellites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellites VALUES ('GNwAtmTTkQl1F_B7', 'cam-1', 'ed9eff04d501b3ba5bcf88a9d755d0258d5834c1f04c0dbd1745baa6bcf60687', 'box', 'm1', '1', 1795384800000, NULL, 0);


--
-- Data for Name: search_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_entry VALUES (16, 'ticket', 2, ' 打印机不能用 
 old ups ', ' acme 
 三楼 
 王工 ');
INSERT INTO public.search_entry VALUES (24, 'ticket', 3, ' posted by another prometheus 
 db 1 ', ' acme 
 posted ');
INSERT INTO public.search_entry VALUES (8, 'ticket', 1, ' disk of web 1 is full 
 web 1 磁盘已满 
 web 1 ', ' acme 
 diskfull 
 disk full 
 备件已下单 
 客户已确认 
 王工 
 已处理 
 日志未轮转 
 容量 
 无 
 rotated 
 日志未轮转 
 rotated 
 moved the oldest logs away 
 等授权 
 logrotate 
 清理日志 
 log 目录占满 var log app 
 我来看 ');


--
-- Data for Name: search_word; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_word VALUES (16, '''acme'' ''old'' ''ups'' ''三楼'' ''不能'' ''印机'' ''工'' ''打印'' ''机不'' ''楼'' ''王工'' ''用'' ''能用''');
INSERT INTO public.search_word VALUES (24, '''1'' ''acme'' ''another'' ''by'' ''db'' ''posted'' ''prometheus''');
INSERT INTO public.search_word VALUES (8, '''1'' ''acme'' ''app'' ''away'' ''disk'' ''diskfull'' ''full'' ''is'' ''log'' ''logrotate'' ''logs'' ''moved'' ''of'' ''oldest'' ''rotated'' ''the'' ''var'' ''web'' ''下单'' ''件已'' ''单'' ''占满'' ''处理'' ''备件'' ''客户'' ''容量'' ''工'' ''已下'' ''已处'' ''已满'' ''已确'' ''录占'' ''志'' ''志未'' ''我来'' ''户已'' ''授权'' ''无'' ''日志'' ''未轮'' ''权'' ''来看'' ''清理'' ''满'' ''王工'' ''理'' ''理日'' ''盘已'' ''目录'' ''看'' ''确认'' ''磁盘'' ''等授'' ''认'' ''转'' ''轮转'' ''量''');


--
-- Data for Name: target_fact_changes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.target_fact_changes VALUES (1, 'web-1', 'disk:sda', 1795404600000, 'ST4000NM Z1', 'ST4000NM Z2');


--
-- Data for Name: target_facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.target_facts VALUES ('db-1', 'file:address', '10.9.9.9', 1795384800000);
INSERT INTO public.target_facts VALUES ('db-1', 'file:criticality', 'high', 1795384800000);
INSERT INTO public.target_facts VALUES ('db-1', 'file:customer', 'acme', 1795384800000);
INSERT INTO public.target_facts VALUES ('old-ups', 'file:criticality', 'normal', 1795384800000);
INSERT INTO public.target_facts VALUES ('old-ups', 'file:customer', 'acme', 1795384800000);
INSERT INTO public.target_facts VALUES ('web-1', 'file:agent', 'yes', 1795384800000);
INSERT INTO public.target_facts VALUES ('web-1', 'file:criticality', 'normal', 1795384800000);
INSERT INTO public.target_facts VALUES ('web-1', 'file:customer', 'acme', 1795384800000);
INSERT INTO public.target_facts VALUES ('web-1', 'disk:sda', 'ST4000NM Z2', 1795404600000);


--
-- Data for Name: target_revisions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.target_revisions VALUES (1, 'cam-1', 1795384800000, 'system', 'added', NULL, NULL, '{"address":"10.9.9.8","customer":"acme","name":"cam-1"}');


--
-- Data for Name: target_sightings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.target_sightings VALUES ('db-1', 1795384800000);
INSERT INTO public.target_sightings VALUES ('old-ups', 1795384800000);
INSERT INTO public.target_sightings VALUES ('web-1', 1795384800000);
INSERT INTO public.target_sightings VALUES ('cam-1', 1795384800000);


--
-- Data for Name: targets; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.targets VALUES ('cam-1', '{"address":"10.9.9.8","customer":"acme","name":"cam-1"}', 1795384800000, 'system', 1795384800000, 'system');


--
-- Data for Name: ticket; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket VALUES (3, 1, '6126a7d56efd5f8d4ba5281c626e2418', NULL, 'II', 2, 'new', 'no_data', 'posted by another Prometheus', '', 'db-1', 'acme', '', 'high', NULL, NULL, 1, 1795385820000, 1795385820000, 1795403820000, NULL, NULL, NULL, NULL, 'respond@level', 1795387620000, false, 4, 1795407420000, 78);
INSERT INTO public.ticket VALUES (1, 1, 'eba6c5abdbe665a94a9e8b196596fd09', NULL, 'II', 2, 'closed', 'no_data', 'disk of web-1 is full', 'web-1 磁盘已满', 'web-1', 'acme', '', 'normal', 'engineer-a', NULL, 1, 1795384815587, 1795384875587, 1795404600000, 1795385220000, 'engineer-a', 1795385580000, 1795385820000, NULL, NULL, false, 0, NULL, 19);
INSERT INTO public.ticket VALUES (2, 1, NULL, NULL, 'III', 3, 'new', 'unwatched', '打印机不能用', '', 'old-ups', 'acme', '', 'normal', NULL, NULL, 1, 1795385820000, 1795385820000, 1795395600000, NULL, NULL, NULL, NULL, 'respond@level', 1795387620000, false, 3, 1795482000000, 8);


--
-- Data for Name: ticket_acceptance; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_acceptance VALUES ('0ec38cbf9024da32bb2fc970f7d54d5f', 'web-1', 'acme', 'disk of web-1 fills', '', 'known', 'system', 1795385820000, 1795558620000);


--
-- Data for Name: ticket_alert; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_alert VALUES ('7feee4b64ab65367649fcfe2a23c9323', 'eba6c5abdbe665a94a9e8b196596fd09', 'own.yml;disks', 'DiskFull', 'no_data', 'II', NULL, NULL, 1, 'web-1', 'acme', 'disk of web-1 is full', 'web-1 磁盘已满', '{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"}', '{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"}', '["agent:web-1"]', 'node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05', '', 0.02, 1795384815587, 1795384875587, 1795385475587, NULL, 1577808000000, NULL, NULL);
INSERT INTO public.ticket_alert VALUES ('be075faa8c666191534246d4ddba52a3', '0ec38cbf9024da32bb2fc970f7d54d5f', 'own.yml;disks', 'DiskFilling', 'no_data', 'record', NULL, NULL, NULL, 'web-1', 'acme', 'disk of web-1 fills', '', '{"alertname":"DiskFilling","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"}', '{"summary":"disk of web-1 fills"}', '["agent:web-1"]', 'node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.2', '', 0.02, 1795384815587, 1795384815587, 1795385475587, NULL, 1577808000000, 1795558620000, NULL);
INSERT INTO public.ticket_alert VALUES ('ff87c8d7c6a09f2f4117d12fd46b1fc6', '6126a7d56efd5f8d4ba5281c626e2418', 'posted:program', 'Posted', 'no_data', 'II', NULL, NULL, 3, 'db-1', 'acme', 'posted by another Prometheus', '', '{"alertname":"Posted","instance":"db-1","severity":"critical"}', '{"summary":"posted by another Prometheus"}', '[]', '', '', NULL, 1795385820000, 1795385820000, 1795400220000, 1795400220000, 1577808000000, NULL, NULL);


--
-- Data for Name: ticket_counter; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_counter VALUES (1, 4);


--
-- Data for Name: ticket_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_event VALUES (1, 1, 'opened', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795384815587,"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"generator_url":"","labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"contract-cn v1","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"}', '{}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'f1b6008993e952ab3c9e30927396ee51e6f70254d3926124c177ac8f25f2fae3');
INSERT INTO public.ticket_event VALUES (1, 2, 'notified', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'f1b6008993e952ab3c9e30927396ee51e6f70254d3926124c177ac8f25f2fae3', 'c20aa4a136bd41c9ee10772fb855bf6c67b38febae9b6a503de50d31b2b6341b');
INSERT INTO public.ticket_event VALUES (1, 3, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795384875587/engineer-a', 'c20aa4a136bd41c9ee10772fb855bf6c67b38febae9b6a503de50d31b2b6341b', '9a707ea3265f5dcb39dd3ddf073f19ee9a5fa444edb073cc840de361271772fc');
INSERT INTO public.ticket_event VALUES (1, 4, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795384875587/manager-b', '9a707ea3265f5dcb39dd3ddf073f19ee9a5fa444edb073cc840de361271772fc', 'efb3f494d379995137236b1944ab3bf4a431411622e4e6abd0b0432fcfe22f53');
INSERT INTO public.ticket_event VALUES (1, 5, 'acknowledged', 1795385220000, 1795385220000, 'engineer-a', 'rest', '{}', '{"note":"6761429ce38b91bdd9f90444137bd10dce87e3f34be1d14dae55cda4b5c5a90f"}', NULL, 'efb3f494d379995137236b1944ab3bf4a431411622e4e6abd0b0432fcfe22f53', '6b092e09835efcd6c928f7c7e489816b20ef96b00cda6fb93e07dfd30e365688');
INSERT INTO public.ticket_event VALUES (1, 6, 'commented', 1795385280000, 1795385280000, 'engineer-a', 'rest', '{"is_public":false}', '{"text":"44935c07ef99d52b8272a5feb7f6d67a2b7a6bde08b7ae028019b6da39dab67e"}', NULL, '6b092e09835efcd6c928f7c7e489816b20ef96b00cda6fb93e07dfd30e365688', 'e51fdbac69734883d8da7721453c8fa6ba26ebf57878f09d352bcee2e30d3663');
INSERT INTO public.ticket_event VALUES (1, 7, 'plan_submitted', 1795385340000, 1795385340000, 'engineer-a', 'rest', '{}', '{"implementation":"ce42e1ebc57557c598ebcae0a8ecc35c50203b373a37b8331ccec94c063cfe1d","solution":"362c711bab8674b0c26f2d1907b5ede832528792fb839283a15b9de32d25e20d"}', NULL, 'e51fdbac69734883d8da7721453c8fa6ba26ebf57878f09d352bcee2e30d3663', '19444c386a618a585ca6e187d61d7270b4e07be0bf93aa5ce2b975028926f089');
INSERT INTO public.ticket_event VALUES (1, 8, 'paused', 1795385400000, 1795385400000, 'engineer-a', 'rest', '{"reason":"customer_authorisation","until":null}', '{"note":"ec6d748717b36e6e2b8b961f65f10091aec61d26c35982b83c30acc5877feda9"}', NULL, '19444c386a618a585ca6e187d61d7270b4e07be0bf93aa5ce2b975028926f089', 'a2a596e2c321c2cd9dcaf75a51d0519acf2bcc79c36f35f7f66dc15fcec44645');
INSERT INTO public.ticket_event VALUES (1, 9, 'resumed', 1795385460000, 1795385460000, 'engineer-a', 'rest', '{}', '{}', NULL, 'a2a596e2c321c2cd9dcaf75a51d0519acf2bcc79c36f35f7f66dc15fcec44645', '6a956d951c48b18a6372804cdf40a75f40de1eb5a91224d154c8534462d39648');
INSERT INTO public.ticket_event VALUES (1, 10, 'went_silent', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{}', '{}', NULL, '6a956d951c48b18a6372804cdf40a75f40de1eb5a91224d154c8534462d39648', '4c20fca8c8bc86e45dbb18ee0d85fe91fc1af02c7a40a64c390e77d201a950af');
INSERT INTO public.ticket_event VALUES (1, 11, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385475587/engineer-a', '4c20fca8c8bc86e45dbb18ee0d85fe91fc1af02c7a40a64c390e77d201a950af', '85213860b981fc1ab5ee7bcb82cdee6d03be44c8a1665aa3c539f47b3e39ec83');
INSERT INTO public.ticket_event VALUES (1, 12, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385475587/manager-b', '85213860b981fc1ab5ee7bcb82cdee6d03be44c8a1665aa3c539f47b3e39ec83', '9f8888e32003224e42fc445347614a9b303f2ff3c595dfcfc1cbdff827baeab7');
INSERT INTO public.ticket_event VALUES (1, 13, 'workaround_reported', 1795385520000, 1795385520000, 'engineer-a', 'rest', '{}', '{"description":"3b7416226f57b23a07d32ecdb32311ed944c1c91c48fdd2c2606c9ece0cde24c"}', NULL, '9f8888e32003224e42fc445347614a9b303f2ff3c595dfcfc1cbdff827baeab7', '3ac969549b7562f1e5de96cca0bd990e76dbc80231842b6134a8380006db08cd');
INSERT INTO public.ticket_event VALUES (1, 14, 'resolved', 1795385580000, 1795385580000, 'engineer-a', 'rest', '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}', '{"cause":"86e86e28b779b8c7bab1544e50c32042573849c07229b52f745842cb4540937c","method":"3b44ca04de6b3ce1803c837580688a571ee9319e4d19ca193778d2a50c60511d"}', NULL, '3ac969549b7562f1e5de96cca0bd990e76dbc80231842b6134a8380006db08cd', 'bcc9058d86c55deaa0f17c45053e2f876d4adcbe489e5b60d63ee32a867232d6');
INSERT INTO public.ticket_event VALUES (1, 15, 'report_submitted', 1795385640000, 1795385640000, 'engineer-a', 'rest', '{}', '{"cause":"92d947e4b7609cd3c628720887b5f42e30bda092179c4eb58cc14f432986d60c","kind":"dfac5cd124c6deaefa74a9a52d110f8a7700fe53c0ecca8a2ebd32a58132d92e","losses":"15cddbf2413a51e303abbfd4a5780919f9c80582ad7abb8b4cebd16f7f1f6aca","method":"b3699993c1c58fb390e48e90d5acccf389db00e79b06a8930279e1dec1e1d922"}', NULL, 'bcc9058d86c55deaa0f17c45053e2f876d4adcbe489e5b60d63ee32a867232d6', 'b6fb6d5eb596875dcd51b0a1a9bd4bb7518171ee2af196fc4b20ae176fd3839f');
INSERT INTO public.ticket_event VALUES (1, 16, 'replied', 1795385700000, 1795385700000, 'engineer-a', 'rest', '{}', '{"text":"b588967f279a03d9cde4b93aaa15a4ca3e526fa768cfe67211c15695f9507041"}', NULL, 'b6fb6d5eb596875dcd51b0a1a9bd4bb7518171ee2af196fc4b20ae176fd3839f', '5b3a43266f26f31cfd0982bd5246813127aab5212874dcfd6bdc383600110e90');
INSERT INTO public.ticket_event VALUES (1, 17, 'cause_agreed', 1795385760000, 1795385760000, 'engineer-a', 'rest', '{}', '{"agreed_by":"a6230bcb76c14bb3fc6aef2e38f33219535c21cf2d4e9c301398e86dd22b04de"}', NULL, '5b3a43266f26f31cfd0982bd5246813127aab5212874dcfd6bdc383600110e90', '7d99ecde01e64c055cdbeced92ee8bed00914036d7f1e90ece0230ac1db3bce0');
INSERT INTO public.ticket_event VALUES (1, 18, 'closed', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}', '{"note":"acc87e68d4dd6ef66a64ce4d63c3bcfb28c32ed89430c1edb6f67f2109342df6"}', NULL, '7d99ecde01e64c055cdbeced92ee8bed00914036d7f1e90ece0230ac1db3bce0', '2aa5a625e0d39f15502314e10b89ba30efb03f1fdae3517e60fdc451d523ac0b');
INSERT INTO public.ticket_event VALUES (3, 20, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387620000/engineer-a', 'cf3f31540623dd746253d97133a496af479b2d2042ce63d3bdb7e76224dc98a0', '3957449a2ff70e9c56fcea5e0572ceadbd73ace44322b6e7e47a97c9eb11199f');
INSERT INTO public.ticket_event VALUES (2, 1, 'opened', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"criticality":"normal","customer":"acme","is_reported":true,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"contract-cn v1"}', '{"description":"e206ef605ea61df2c60d599c92c6918e6c4f9979b813bf8b24c7060e209bfe50","reporter":"48c8a3ece06b9708e8230cef482d5e865a1d5731df687e68f9df31b74a812def","reporter_contact":"08e94c0e1606207e018a481960fadc350ee613ba414e3a38d02f7d6ac82e3465","summary":"ed3afadb28c3c3d21e4cec1c01669d0401f29fb9639df79e6c0b3fe7e9a36ff5"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'bae7282316e5e0c19005a42e1dbb57e11b87ac355a57148b841e7c1b301ecab8');
INSERT INTO public.ticket_event VALUES (2, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'bae7282316e5e0c19005a42e1dbb57e11b87ac355a57148b841e7c1b301ecab8', '0b5fbc2f4863b04a4eac307c21fccaec9427729a0cc154e4b19c79140802b3ed');
INSERT INTO public.ticket_event VALUES (3, 1, 'opened', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795385820000,"annotations":{"summary":"posted by another Prometheus"},"expression":"","fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"generator_url":"","labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"contract-cn v1","title":"posted by another Prometheus","title_zh":""}', '{}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', '52a599de5ee0558f8a52a8779b7c146e3e7e3462e8996fe6c88876ab76e3cf1d');
INSERT INTO public.ticket_event VALUES (3, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', '52a599de5ee0558f8a52a8779b7c146e3e7e3462e8996fe6c88876ab76e3cf1d', '7365c8a5925a99627614b387e629ed9b47f73c95802d369fa0ec69fe11adb6ce');
INSERT INTO public.ticket_event VALUES (3, 3, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385820000/engineer-a', '7365c8a5925a99627614b387e629ed9b47f73c95802d369fa0ec69fe11adb6ce', '0bf451d9b0a44d3b558664cf1a072fb7427f348330037a40feaa3abbd848b966');
INSERT INTO public.ticket_event VALUES (3, 4, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385820000/manager-b', '0bf451d9b0a44d3b558664cf1a072fb7427f348330037a40feaa3abbd848b966', '35499c873595ef4f414dabcaa88fb9cf6b4b211d23cb8946baa4fcf34eb1b562');
INSERT INTO public.ticket_event VALUES (3, 5, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'call/1/II', '35499c873595ef4f414dabcaa88fb9cf6b4b211d23cb8946baa4fcf34eb1b562', 'bc76441d00b5b28e8900baf754a1f1074f1600ae9f837e3aef0379194b555718');
INSERT INTO public.ticket_event VALUES (3, 6, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/1', 'bc76441d00b5b28e8900baf754a1f1074f1600ae9f837e3aef0379194b555718', '5b3318010409d1f6ee9f027318b796b5df10a1b6dd280c827896bd064e1d8d3a');
INSERT INTO public.ticket_event VALUES (3, 7, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386420000/engineer-a', '5b3318010409d1f6ee9f027318b796b5df10a1b6dd280c827896bd064e1d8d3a', 'decf27f251244c92fd59bc89d2505a93fe17f080b1b61bff5f46cc07c9a7bed7');
INSERT INTO public.ticket_event VALUES (3, 8, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386420000/manager-b', 'decf27f251244c92fd59bc89d2505a93fe17f080b1b61bff5f46cc07c9a7bed7', '261e998c45446735cb291e499e0127ce00956cd2eb26a4ec8ae5b3f5a160fb20');
INSERT INTO public.ticket_event VALUES (3, 9, 'warned', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/50', '261e998c45446735cb291e499e0127ce00956cd2eb26a4ec8ae5b3f5a160fb20', '9bede8cb54538f0ba31f2ac7154509a4e8c4db1cce8f6044a5011c0fa4b73e4e');
INSERT INTO public.ticket_event VALUES (3, 10, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386720000/engineer-a', '9bede8cb54538f0ba31f2ac7154509a4e8c4db1cce8f6044a5011c0fa4b73e4e', 'c23798ad2c8104563ad846fd9d84b279cb66b5a5283acddc111d08e1baf0c0dc');
INSERT INTO public.ticket_event VALUES (3, 11, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386720000/manager-b', 'c23798ad2c8104563ad846fd9d84b279cb66b5a5283acddc111d08e1baf0c0dc', '07603a4e7018d37c7502a9176b569f882ed632803121dbc849a99e30a27c6d1e');
INSERT INTO public.ticket_event VALUES (3, 12, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/2', '07603a4e7018d37c7502a9176b569f882ed632803121dbc849a99e30a27c6d1e', 'a35d78b9d5ffe95caca1117f14e01aaebeac00498e86435036241dc2e2f91f85');
INSERT INTO public.ticket_event VALUES (3, 13, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387020000/engineer-a', 'a35d78b9d5ffe95caca1117f14e01aaebeac00498e86435036241dc2e2f91f85', 'aaede29e1aa664ef23793637674bcdb1133d1627963aa67bb96e6094ce0bed30');
INSERT INTO public.ticket_event VALUES (3, 14, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387020000/manager-b', 'aaede29e1aa664ef23793637674bcdb1133d1627963aa67bb96e6094ce0bed30', 'e315dc226a933c08b9e6255ecb0a00a77cc31d6363f69da25d6b32654482db10');
INSERT INTO public.ticket_event VALUES (2, 3, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '0b5fbc2f4863b04a4eac307c21fccaec9427729a0cc154e4b19c79140802b3ed', 'f25f29c1d73b0e3f27f83a668d28a7ced63e23c3c92737843300b73dbd90419e');
INSERT INTO public.ticket_event VALUES (3, 15, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', 'e315dc226a933c08b9e6255ecb0a00a77cc31d6363f69da25d6b32654482db10', 'bfc6e16903ed2921dfe5b100a17c0c9e74c3a4b2055f83a4493d98d3cb79691d');
INSERT INTO public.ticket_event VALUES (3, 16, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387260000/engineer-a', 'bfc6e16903ed2921dfe5b100a17c0c9e74c3a4b2055f83a4493d98d3cb79691d', '2147cf5c844e0489c510d0bdea56b81d085bf0202bfad6bf6a88827f15685eba');
INSERT INTO public.ticket_event VALUES (3, 17, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387260000/manager-b', '2147cf5c844e0489c510d0bdea56b81d085bf0202bfad6bf6a88827f15685eba', '7e6709ceb5a97e51140332ead7ef86b09edc4b3cc4037ed04e8aa903482ed30a');
INSERT INTO public.ticket_event VALUES (2, 4, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}', '{}', 'breach/respond@level/1/0', 'f25f29c1d73b0e3f27f83a668d28a7ced63e23c3c92737843300b73dbd90419e', 'd1c07b7fae1750caa0bd7f0605a75a813398745954152e65c65ff2247be7224c');
INSERT INTO public.ticket_event VALUES (3, 18, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/3', '7e6709ceb5a97e51140332ead7ef86b09edc4b3cc4037ed04e8aa903482ed30a', '64d968f43e265bc4e7f615cf452f0c9564849e10013bf3b82c7e7ce233c9c160');
INSERT INTO public.ticket_event VALUES (3, 19, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}', '{}', 'breach/respond@level/1/0', '64d968f43e265bc4e7f615cf452f0c9564849e10013bf3b82c7e7ce233c9c160', 'cf3f31540623dd746253d97133a496af479b2d2042ce63d3bdb7e76224dc98a0');
INSERT INTO public.ticket_event VALUES (3, 21, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387620000/manager-b', '3957449a2ff70e9c56fcea5e0572ceadbd73ace44322b6e7e47a97c9eb11199f', '386466ab6a8e037fbaf62c4f41b7d3b4cb3d5f277a65a713934839e89186e122');
INSERT INTO public.ticket_event VALUES (3, 22, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/4', '386466ab6a8e037fbaf62c4f41b7d3b4cb3d5f277a65a713934839e89186e122', 'b2625641f0d875ff2a2ed2421c49e6ca7c9d46145e12c35360ffbb95f91d38f7');
INSERT INTO public.ticket_event VALUES (3, 23, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388220000/engineer-a', 'b2625641f0d875ff2a2ed2421c49e6ca7c9d46145e12c35360ffbb95f91d38f7', '4efba77948688e9c9b68aa95ead593a82e12604a676ef19fdf82b769e335091a');
INSERT INTO public.ticket_event VALUES (3, 24, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388220000/manager-b', '4efba77948688e9c9b68aa95ead593a82e12604a676ef19fdf82b769e335091a', 'cc671e5e0d8a7b11394acde927b45eca4de6ac3ec3ad3745ca610dcb70e851a6');
INSERT INTO public.ticket_event VALUES (3, 25, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/5', 'cc671e5e0d8a7b11394acde927b45eca4de6ac3ec3ad3745ca610dcb70e851a6', '536291fa274c1f286ac8a7d547c1624c2dc66f174aa6e271f0409a58f9847212');
INSERT INTO public.ticket_event VALUES (3, 26, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388820000/engineer-a', '536291fa274c1f286ac8a7d547c1624c2dc66f174aa6e271f0409a58f9847212', 'e7a006dcdb9f3d7294bbcf59cd195d610eec38f8808b9c179926d931979b5365');
INSERT INTO public.ticket_event VALUES (3, 27, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388820000/manager-b', 'e7a006dcdb9f3d7294bbcf59cd195d610eec38f8808b9c179926d931979b5365', '28d0351d45e3e9dc8817a90b4cdfb3615279ea22ede6175c01e7027f74d1e1e6');
INSERT INTO public.ticket_event VALUES (2, 5, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', 'd1c07b7fae1750caa0bd7f0605a75a813398745954152e65c65ff2247be7224c', 'de4ca34ea17487788565816323fd263dcbebfd43b42fc25f30bf479c9170952f');
INSERT INTO public.ticket_event VALUES (3, 28, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/6', '28d0351d45e3e9dc8817a90b4cdfb3615279ea22ede6175c01e7027f74d1e1e6', 'a3c1fcc433551330daa5ca45cf304305309b39439a7ea495b1992e0ad758053b');
INSERT INTO public.ticket_event VALUES (3, 29, 'warned', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/50', 'a3c1fcc433551330daa5ca45cf304305309b39439a7ea495b1992e0ad758053b', '5766b9eadc5ff1926adfedff1a29f38ef3186f9bb5aefa11f115e711502ae83a');
INSERT INTO public.ticket_event VALUES (3, 30, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', '5766b9eadc5ff1926adfedff1a29f38ef3186f9bb5aefa11f115e711502ae83a', '25916e0a1028e9dc55a380409c6d95c73eaad72892893f459998ada249d00319');
INSERT INTO public.ticket_event VALUES (3, 31, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795389420000/engineer-a', '25916e0a1028e9dc55a380409c6d95c73eaad72892893f459998ada249d00319', 'b36d79e8ec82145213ecd76e0d513f5c4d59fead22ece161cbfc8c953bcc7b34');
INSERT INTO public.ticket_event VALUES (3, 32, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795389420000/manager-b', 'b36d79e8ec82145213ecd76e0d513f5c4d59fead22ece161cbfc8c953bcc7b34', '1cd917d18c047a383f765cd45cdf8875eee576d07c80e09f591cfb9144c1029c');
INSERT INTO public.ticket_event VALUES (3, 33, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/7', '1cd917d18c047a383f765cd45cdf8875eee576d07c80e09f591cfb9144c1029c', 'c6973193fb2340fd323bf4d5e6e97bc233999c35ec94414b9d5b985aadeeb40c');
INSERT INTO public.ticket_event VALUES (3, 34, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390020000/engineer-a', 'c6973193fb2340fd323bf4d5e6e97bc233999c35ec94414b9d5b985aadeeb40c', 'ab53770bfe31d60e4aedccf6a8e7fa37d3c8653cc330b9a8234088018ead9350');
INSERT INTO public.ticket_event VALUES (3, 35, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390020000/manager-b', 'ab53770bfe31d60e4aedccf6a8e7fa37d3c8653cc330b9a8234088018ead9350', 'ff30f04a0a98494c2cd2c82ca21883626eee2dad115a657c94b86713fc3c0b2e');
INSERT INTO public.ticket_event VALUES (3, 36, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/8', 'ff30f04a0a98494c2cd2c82ca21883626eee2dad115a657c94b86713fc3c0b2e', 'bbe74b7472568ec1364ae7741ab16259d0f555967decb48d87ce579a49a43fa2');
INSERT INTO public.ticket_event VALUES (3, 37, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390620000/engineer-a', 'bbe74b7472568ec1364ae7741ab16259d0f555967decb48d87ce579a49a43fa2', '8bbddcd9d6515d815f9ca159d496a01a87e6884b38b936cd58589357b0b3c1ea');
INSERT INTO public.ticket_event VALUES (3, 38, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390620000/manager-b', '8bbddcd9d6515d815f9ca159d496a01a87e6884b38b936cd58589357b0b3c1ea', '793e2a150e5949c0e69f1cfc6ee039f26967dfb80f34cabd4c1165dfeb5420c8');
INSERT INTO public.ticket_event VALUES (3, 39, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/9', '793e2a150e5949c0e69f1cfc6ee039f26967dfb80f34cabd4c1165dfeb5420c8', 'f74aae917a6466bd74fd0a6d6a03f5f52dc1e201f945105e27b7545a16193cde');
INSERT INTO public.ticket_event VALUES (3, 40, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391220000/engineer-a', 'f74aae917a6466bd74fd0a6d6a03f5f52dc1e201f945105e27b7545a16193cde', '29af94544c7f03d4d7a68f698978a5ce13254dc8c958be0e9f0edfc54e9e9fbf');
INSERT INTO public.ticket_event VALUES (3, 41, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391220000/manager-b', '29af94544c7f03d4d7a68f698978a5ce13254dc8c958be0e9f0edfc54e9e9fbf', '38b2b29ad8b4fdaabb279c42663efd07afce72b10178ba90b604a5945a56bbc8');
INSERT INTO public.ticket_event VALUES (2, 6, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', 'de4ca34ea17487788565816323fd263dcbebfd43b42fc25f30bf479c9170952f', 'fbebfc15d67da1a3c7a82f1f2de74e408beab08ebb956246eb954b098edf8ae6');
INSERT INTO public.ticket_event VALUES (3, 42, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', '38b2b29ad8b4fdaabb279c42663efd07afce72b10178ba90b604a5945a56bbc8', 'de3a120007c3f0672b157b59ce7dff0b9662db54902197c51c06e1c2d27b6fcb');
INSERT INTO public.ticket_event VALUES (3, 43, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391580000/engineer-a', 'de3a120007c3f0672b157b59ce7dff0b9662db54902197c51c06e1c2d27b6fcb', '1363903a2c9c222cf35ac9b053d507a00bc5590dbcfe5cb00229b1220f629e40');
INSERT INTO public.ticket_event VALUES (3, 44, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391580000/manager-b', '1363903a2c9c222cf35ac9b053d507a00bc5590dbcfe5cb00229b1220f629e40', 'e79be6f2c9ed2ef926b4143befe111b8c4f1fa8af25b53df68f58b75e2fee44d');
INSERT INTO public.ticket_event VALUES (3, 45, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/10', 'e79be6f2c9ed2ef926b4143befe111b8c4f1fa8af25b53df68f58b75e2fee44d', '512378b49a12a831aed8a87b7a935260408ffbec8b2d6e6555d4bb1b50caf871');
INSERT INTO public.ticket_event VALUES (3, 46, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391820000/engineer-a', '512378b49a12a831aed8a87b7a935260408ffbec8b2d6e6555d4bb1b50caf871', 'c53dbbb191c5285a6234a1372b6ecba272e68b072ab471a2ee5c714be05c91c8');
INSERT INTO public.ticket_event VALUES (3, 47, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391820000/manager-b', 'c53dbbb191c5285a6234a1372b6ecba272e68b072ab471a2ee5c714be05c91c8', 'e903b1f82009762452f1ed96cd1f04d2cd0894979584c4c394e777426986788f');
INSERT INTO public.ticket_event VALUES (3, 48, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/11', 'e903b1f82009762452f1ed96cd1f04d2cd0894979584c4c394e777426986788f', 'd41973fbddd9ce1beafa9eca2bf81947b81b857eb8515505134fcdeb42ffa13e');
INSERT INTO public.ticket_event VALUES (3, 49, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795392420000/engineer-a', 'd41973fbddd9ce1beafa9eca2bf81947b81b857eb8515505134fcdeb42ffa13e', '2a72e9bae091f7394ccb578763ad5bde4788f91eb635891bb9feaddf4d2682c0');
INSERT INTO public.ticket_event VALUES (3, 50, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795392420000/manager-b', '2a72e9bae091f7394ccb578763ad5bde4788f91eb635891bb9feaddf4d2682c0', '0e65a413fb361f32193b0341910f1bf810204cd619034e6235acd555267d8e6c');
INSERT INTO public.ticket_event VALUES (2, 7, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}', '{}', 'breach/plan@level/1/0', 'fbebfc15d67da1a3c7a82f1f2de74e408beab08ebb956246eb954b098edf8ae6', '662672c894b15b74c1348c35abeedb9ec2c6aeb1edc2cb907c04c416888d5e87');
INSERT INTO public.ticket_event VALUES (3, 51, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/12', '0e65a413fb361f32193b0341910f1bf810204cd619034e6235acd555267d8e6c', 'b96520501a9d83f49effc21633b6c224242159dcb9dd603b354ca980776efaf6');
INSERT INTO public.ticket_event VALUES (3, 52, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}', '{}', 'breach/plan@level/1/0', 'b96520501a9d83f49effc21633b6c224242159dcb9dd603b354ca980776efaf6', '71d28feecc2009ebf2d0435a02d5c2a73351f33a0a73ff79bcbe2173310e9f4c');
INSERT INTO public.ticket_event VALUES (3, 53, 'escalated', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}', '{}', 'chain/1/1/0', '71d28feecc2009ebf2d0435a02d5c2a73351f33a0a73ff79bcbe2173310e9f4c', 'ed8ba97f06438f7feb361ddeb43ef693f96c621a8b10946786fb073ac6c15f69');
INSERT INTO public.ticket_event VALUES (3, 54, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795393020000/engineer-a', 'ed8ba97f06438f7feb361ddeb43ef693f96c621a8b10946786fb073ac6c15f69', 'b1b449f3ccceea48fd8e1b2c38e17d5aafab5896518fe95d9edd6502b0ecaca7');
INSERT INTO public.ticket_event VALUES (3, 55, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795393020000/manager-b', 'b1b449f3ccceea48fd8e1b2c38e17d5aafab5896518fe95d9edd6502b0ecaca7', '541768add21c71a291575a5d2fab7e2377c1eea9eae184fd14a3845edf3d7627');
INSERT INTO public.ticket_event VALUES (3, 56, 'warned', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/50', '541768add21c71a291575a5d2fab7e2377c1eea9eae184fd14a3845edf3d7627', '1aaa33ac0f557eb296d0bb95be2d2afa232afcb62355a05273c8554a2122d0a0');
INSERT INTO public.ticket_event VALUES (3, 57, 'escalated', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}', '{}', 'chain/1/2/0', '1aaa33ac0f557eb296d0bb95be2d2afa232afcb62355a05273c8554a2122d0a0', '8b81d5e69f468850347787f8bde0b2213b6e75d39cd61ff31337739dfae7c7ab');
INSERT INTO public.ticket_event VALUES (3, 58, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795394820000/engineer-a', '8b81d5e69f468850347787f8bde0b2213b6e75d39cd61ff31337739dfae7c7ab', '09f490ca1846deb0046c9159e79c14e652d989f147f9d61029ee73a528f3aa03');
INSERT INTO public.ticket_event VALUES (3, 59, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"director-c","to":["manager-b"]}', '{}', 'instead_of/1795394820000/director-c', '09f490ca1846deb0046c9159e79c14e652d989f147f9d61029ee73a528f3aa03', '009b521d38fb7f8a9835af90505a98e60e1a008bf8aae4530e022b9150ac796f');
INSERT INTO public.ticket_event VALUES (3, 60, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795394820000/manager-b', '009b521d38fb7f8a9835af90505a98e60e1a008bf8aae4530e022b9150ac796f', '85020ae568331e30abd66b8bf74960371f26d3d0bf3a8d3c4daf6b382127c224');
INSERT INTO public.ticket_event VALUES (2, 8, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '662672c894b15b74c1348c35abeedb9ec2c6aeb1edc2cb907c04c416888d5e87', 'e4add4e98b6370bd807ee4091ba1521646d8c86074af21688c6053e8e8476f32');
INSERT INTO public.ticket_event VALUES (3, 61, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '85020ae568331e30abd66b8bf74960371f26d3d0bf3a8d3c4daf6b382127c224', 'a0d1d91591ff35d909ca63e7e621dd4fa189e3c7d089c426d8bb302c6bf2cb55');
INSERT INTO public.ticket_event VALUES (3, 62, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395600000/engineer-a', 'a0d1d91591ff35d909ca63e7e621dd4fa189e3c7d089c426d8bb302c6bf2cb55', '500d206144451a93584d8cb29eaf9cf7e449cf4c068b0f87aa5f4e5ea6c40584');
INSERT INTO public.ticket_event VALUES (3, 63, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395600000/manager-b', '500d206144451a93584d8cb29eaf9cf7e449cf4c068b0f87aa5f4e5ea6c40584', '37d74c42d997ae3f686a838193223e614c17041462ebb282eae621c0a96491a8');
INSERT INTO public.ticket_event VALUES (3, 64, 'warned', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/80', '37d74c42d997ae3f686a838193223e614c17041462ebb282eae621c0a96491a8', 'f7d286b31806eff8c1a9cecbe9bc0095a32a5af9d1aa305ebf62833d4ac0f1b6');
INSERT INTO public.ticket_event VALUES (3, 65, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395900000/engineer-a', 'f7d286b31806eff8c1a9cecbe9bc0095a32a5af9d1aa305ebf62833d4ac0f1b6', 'b5eff1d491f045e52784dd3dcf1d6b9f76115bd37a62750ca831e9e85c962218');
INSERT INTO public.ticket_event VALUES (3, 66, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395900000/manager-b', 'b5eff1d491f045e52784dd3dcf1d6b9f76115bd37a62750ca831e9e85c962218', '55f31afb88dea5308fb7aa334f6b09b4f2b154afd4ec7d44d5965ae9ed363713');
INSERT INTO public.ticket_event VALUES (3, 67, 'breached', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}', '{}', 'breach/onsite@level/1/0', '55f31afb88dea5308fb7aa334f6b09b4f2b154afd4ec7d44d5965ae9ed363713', '670a336f2c53c509916269816338afd4a99d4cb2a9d0c392050d166b5147607b');
INSERT INTO public.ticket_event VALUES (3, 68, 'escalated', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/0', '670a336f2c53c509916269816338afd4a99d4cb2a9d0c392050d166b5147607b', '4391470663bd49261713b3176daa87804f91be748ac32125c8ff58718be365f1');
INSERT INTO public.ticket_event VALUES (3, 69, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795396620000/manager-b', '4391470663bd49261713b3176daa87804f91be748ac32125c8ff58718be365f1', 'ed6bb80fe40c8da59471f9583ed9e8fe4e0a31e7e2739f44dd7aa0c61185097e');
INSERT INTO public.ticket_event VALUES (3, 70, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795396620000/deputy-d', 'ed6bb80fe40c8da59471f9583ed9e8fe4e0a31e7e2739f44dd7aa0c61185097e', '2181b23cef98bf1a140058baaaa4bf8e6f39b956a1d167fe469b957051b0b7ce');
INSERT INTO public.ticket_event VALUES (3, 71, 'went_silent', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{}', '{}', NULL, '2181b23cef98bf1a140058baaaa4bf8e6f39b956a1d167fe469b957051b0b7ce', 'eea56c0b598fb9e3bd283839671e1c7ee8a418fba296dd2da1e10636d88594e9');
INSERT INTO public.ticket_event VALUES (3, 72, 'escalated', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/1', 'eea56c0b598fb9e3bd283839671e1c7ee8a418fba296dd2da1e10636d88594e9', 'f7e6d572eef02593333900bcc87a80466ee19e7e2706864526c424091c20418f');
INSERT INTO public.ticket_event VALUES (3, 73, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795400220000/engineer-a', 'f7e6d572eef02593333900bcc87a80466ee19e7e2706864526c424091c20418f', 'a3a28fae9c178d2b686ac41f1eb5552256904386be456db6b8ad88db02cab005');
INSERT INTO public.ticket_event VALUES (3, 74, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795400220000/deputy-d', 'a3a28fae9c178d2b686ac41f1eb5552256904386be456db6b8ad88db02cab005', '6527fb9b459e0d469aa639c67702a1363a6c547ee19077192b0b63374a2da441');
INSERT INTO public.ticket_event VALUES (3, 75, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795400220000/manager-b', '6527fb9b459e0d469aa639c67702a1363a6c547ee19077192b0b63374a2da441', '36804f83f9ecae3f3b957877671271b64fd725efff67fe64b221e67fa4592e84');
INSERT INTO public.ticket_event VALUES (3, 76, 'escalated', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/2', '36804f83f9ecae3f3b957877671271b64fd725efff67fe64b221e67fa4592e84', '421f37f454c48bddb38e5a383b6cda8b5bd7c375ac373f0e3088f3b74e7de5b2');
INSERT INTO public.ticket_event VALUES (3, 77, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795403820000/deputy-d', '421f37f454c48bddb38e5a383b6cda8b5bd7c375ac373f0e3088f3b74e7de5b2', '518173a415c32e2ece2eabcd242a0c9150a050e6026a1f73187d439040df61a4');
INSERT INTO public.ticket_event VALUES (3, 78, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795403820000/manager-b', '518173a415c32e2ece2eabcd242a0c9150a050e6026a1f73187d439040df61a4', 'debfe6c53f6e95a876b1de54396036151f49b429f39e7983f58d8331041ee935');
INSERT INTO public.ticket_event VALUES (1, 19, 'commented', 1795404600000, 1795404600000, 'token:c5cd8852', 'rest', '{"is_public":false}', '{"text":"d7331e97ae69ae3253b8449c602a53623063f639629dd5dff1294b12bd4db305"}', NULL, '2aa5a625e0d39f15502314e10b89ba30efb03f1fdae3517e60fdc451d523ac0b', '6b52727d12fcb79ae08925e9f82f61ee1e0d1ce7da8152544566766545406767');


--
-- Data for Name: ticket_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_evidence VALUES (1, 'chart:eba6c5abdbe665a94a9e8b196596fd09', 1795384875587, '{"end":1795384875587,"lines":[{"name":"{device=\"/dev/sda1\", fstype=\"ext4\", mountpoint=\"/\"}","times":[1795384800587,1795384815587,1795384830587,1795384845587,1795384860587,1795384875587],"values":[0.02,0.02,0.02,0.02,0.02,0.02]}],"span":[1795384815587,1795384875587],"start":1795384800587,"thresholds":[[0.05,"< 0.05"]],"title":"node_filesystem_avail_bytes / node_filesystem_size_bytes","unit":"ratio","zone":"UTC"}');


--
-- Data for Name: ticket_evidence_owed; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_evidence_owed VALUES (1, 1795404630000);


--
-- Data for Name: ticket_prose; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_prose VALUES (1, 5, 'note', 'c4ec2485f962b88fed19fb589df1c79f', '我来看');
INSERT INTO public.ticket_prose VALUES (1, 6, 'text', '41a55eb8e1163b146f44d203755d5ade', 'log 目录占满 — /var/log/app');
INSERT INTO public.ticket_prose VALUES (1, 7, 'solution', 'a1aed53c84e3a2c901bb789a56d9c10c', '清理日志');
INSERT INTO public.ticket_prose VALUES (1, 7, 'implementation', '65106d4b956c0263cfd6f43126f61e34', 'logrotate');
INSERT INTO public.ticket_prose VALUES (1, 8, 'note', 'fc90051c8ee9b49c922e8a655021b203', '等授权');
INSERT INTO public.ticket_prose VALUES (1, 13, 'description', 'eb46270b449578debcbda69521106f66', 'moved the oldest logs away');
INSERT INTO public.ticket_prose VALUES (1, 14, 'cause', '6165e1fba8970226602a93b42f161e85', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 14, 'method', 'e086cb5ea6b44e1e3a4da5204f319d30', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'kind', '6566d244310a57204a45c3765107d2e2', '容量');
INSERT INTO public.ticket_prose VALUES (1, 15, 'cause', '446e8353a8fa87355b35efc277b27580', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 15, 'method', '7b19d01b8f565859b319a317a224c486', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'losses', 'b3817b3f18bd0fc3e9af6d119a164711', '无');
INSERT INTO public.ticket_prose VALUES (1, 16, 'text', 'c52417dcafa4e9ddb7268a9eb5df0929', '已处理');
INSERT INTO public.ticket_prose VALUES (1, 17, 'agreed_by', '8cacbe5fd6dc900db19fd6f69db3b390', '王工');
INSERT INTO public.ticket_prose VALUES (1, 18, 'note', 'dc69bccb00f57717e899e604610020ef', '客户已确认');
INSERT INTO public.ticket_prose VALUES (2, 1, 'summary', '2e99c924deeae764277c9aa0da32e6be', '打印机不能用');
INSERT INTO public.ticket_prose VALUES (2, 1, 'description', 'fcbcf853eb028971de9829c98d286966', '三楼');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter', '87683d771e78ab6b62f4a67c0095eb57', '王工');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter_contact', '5a8d286eefc16e868cef56ebb4e33ead', '138');
INSERT INTO public.ticket_prose VALUES (1, 19, 'text', 'e70819aa6878b383134c0a9815c64e0b', '备件已下单');


--
-- Data for Name: ticket_terms; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_terms VALUES (1, 'contract-cn', 1, '9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259', '{"calendars":{"7x24":"7b82bf0dd8e029172955ebd3477aeaeaf76520d1f5e0c419fcff364b05fb1e9a"},"divisor":1,"policy":"contract-cn","source":"# The service contract: levels I-IV and the four words of urgency, bound together.\n# Every duration is elapsed time unless a goal names another calendar.\npolicy: contract-cn\nseverity:\n  names: [I, II, III, IV]\n  aliases: {urgent: I, high: II, medium: III, low: IV}\ndefaults: {calendar: 7x24, pause: []}\ncombine: strictest            # the strictest goal of a metric is what people hear of; both are judged\n\ngoals:\n- {metric: respond, table: level, anchor: reported, stop: acked, target: {''*'': 30m}}\n- {metric: respond, table: urgency, anchor: reported, stop: acked, target: {I: 15m, ''*'': 1h}}\n- {metric: plan, anchor: reported, stop: [plan_submitted, self_recovered], target: {''*'': 2h}}\n- {metric: workaround, table: urgency, anchor: reported, stop: [workaround, restored], target: {II: 12h, III: 48h, IV: 48h}}\n- metric: resolve\n  anchor: reported\n  stop: restored\n  pause: {I: [written_authorisation], ''*'': [customer_authorisation, written_authorisation, appointment]}\n  target: {I: 12h, II: 24h, III: 48h, IV: 5d}\n- metric: onsite              # not solved in 2 h: on site within 1 h\n  anchor: {unresolved_after: 2h, from: reported}\n  when: severity in [I, II] and not remote_only\n  stop: [arrived_on_site, restored]\n  target: {''*'': 1h}\n- metric: emergency_plan      # paralysed and not solved in 12 h: a plan within 16 h of the report\n  anchor: reported\n  arm: {breach_of: resolve}\n  pause: like resolve\n  when: severity == I\n  stop: [emergency_plan_submitted, restored]\n  target: {I: 16h}\n- {metric: report, anchor: resolved, stop: report_submitted, target: {''*'': 24h}, when: not self_recovered}\n\nreach:                        # how people are told; it never moves a clock\n  I:   {by: [page, call], again: 5m}\n  II:  {by: [page], again: 10m, call_after: 10m}\n  III: {by: [chat, mail], hours: \"07:30-22:00\"}\n  IV:  {by: [mail], digest: \"08:30 on workdays\"}\n\nescalate:\n- anchor: occurred\n  name: chain\n  until: resolved\n  hold: recovered\n  late: respace\n  when: severity in [I, II]\n  steps:\n  - {at: 2h, to: role:project_manager}\n  - {at: 2h30m, to: role:technical_director}\n  - {at: 3h, to: role:deputy_gm, repeat: 1h}\n- {of: [respond, plan, workaround, resolve, onsite, emergency_plan], when: \"severity in [I, II]\", hold: recovered, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n- {of: [respond, plan, workaround, resolve], when: \"severity in [III, IV]\", at: [80%, 100%], to: [owner, owner+lead]}\n- {of: [report], reach: III, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n\nretarget: {worsened: from_change, improved: from_report, reclassified: from_report, reopened: from_reopening}\ngates: {report: [I, II, III, IV], reply: [I, II, III, IV], cause_agreed: [I, II]}\nrecovery: {hysteresis: 5m, reopen_within: 24h, still_failing_after: 30m, resolves_itself: [III, IV], reminds_at: \"09:00\"}\npauses: {limit: 5d, only: {I: [written_authorisation]}}\ngroup_wait: 15s\n","tables":["level","urgency"],"zone":"Asia/Shanghai"}', '2025b', 1795384875587);


--
-- Name: absence_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.absence_id_seq', 1, false);


--
-- Name: access_attempts_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.access_attempts_number_seq', 1, true);


--
-- Name: calendar_edition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.calendar_edition_id_seq', 2, true);


--
-- Name: calendar_notice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.calendar_notice_id_seq', 1, false);


--
-- Name: check_form_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.check_form_id_seq', 3, true);


--
-- Name: duty_change_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.duty_change_id_seq', 1, false);


--
-- Name: outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_id_seq', 80, true);


--
-- Name: target_fact_changes_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.target_fact_changes_number_seq', 1, true);


--
-- Name: target_revisions_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.target_revisions_number_seq', 1, true);


--
-- Name: ticket_counter_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ticket_counter_id_seq', 1, false);


--
-- Name: ticket_terms_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ticket_terms_id_seq', 1, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: absence pk_absence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT pk_absence PRIMARY KEY (id);


--
-- Name: access_accounts pk_access_accounts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_accounts
    ADD CONSTRAINT pk_access_accounts PRIMARY KEY (person);


--
-- Name: access_attempts pk_access_attempts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_attempts
    ADD CONSTRAINT pk_access_attempts PRIMARY KEY (number);


--
-- Name: access_links pk_access_links; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_links
    ADD CONSTRAINT pk_access_links PRIMARY KEY (token_hash);


--
-- Name: access_sessions pk_access_sessions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_sessions
    ADD CONSTRAINT pk_access_sessions PRIMARY KEY (id_hash);


--
-- Name: access_tokens pk_access_tokens; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_tokens
    ADD CONSTRAINT pk_access_tokens PRIMARY KEY (id);


--
-- Name: agents pk_agents; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT pk_agents PRIMARY KEY (id);


--
-- Name: audit_heads pk_audit_heads; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_heads
    ADD CONSTRAINT pk_audit_heads PRIMARY KEY (chain);


--
-- Name: audit_rows pk_audit_rows; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_rows
    ADD CONSTRAINT pk_audit_rows PRIMARY KEY (chain, number);


--
-- Name: calendar_edition pk_calendar_edition; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_edition
    ADD CONSTRAINT pk_calendar_edition PRIMARY KEY (id);


--
-- Name: calendar_notice pk_calendar_notice; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_notice
    ADD CONSTRAINT pk_calendar_notice PRIMARY KEY (id);


--
-- Name: check_form pk_check_form; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_form
    ADD CONSTRAINT pk_check_form PRIMARY KEY (id);


--
-- Name: check_form_entry pk_check_form_entry; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_form_entry
    ADD CONSTRAINT pk_check_form_entry PRIMARY KEY (form_id, row_key);


--
-- Name: duty_change pk_duty_change; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.duty_change
    ADD CONSTRAINT pk_duty_change PRIMARY KEY (id);


--
-- Name: enrolments pk_enrolments; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT pk_enrolments PRIMARY KEY (secret_hash);


--
-- Name: heartbeat_pings pk_heartbeat_pings; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.heartbeat_pings
    ADD CONSTRAINT pk_heartbeat_pings PRIMARY KEY (heartbeat, number);


--
-- Name: heartbeats pk_heartbeats; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.heartbeats
    ADD CONSTRAINT pk_heartbeats PRIMARY KEY (id);


--
-- Name: log_lines pk_log_lines; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_lines
    ADD CONSTRAINT pk_log_lines PRIMARY KEY (target, log);


--
-- Name: outbox pk_outbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);


--
-- Name: planned_imports pk_planned_imports; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.planned_imports
    ADD CONSTRAINT pk_planned_imports PRIMARY KEY (key);


--
-- Name: registrations pk_registrations; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT pk_registrations PRIMARY KEY (agent);


--
-- Name: rest_key pk_rest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rest_key
    ADD CONSTRAINT pk_rest_key PRIMARY KEY (key_hash);


--
-- Name: satellite_enrolments pk_satellite_enrolments; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.satellite_enrolments
    ADD CONSTRAINT pk_satellite_enrolments PRIMARY KEY (secret_hash);


--
-- Name: satellites pk_satellites; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.satellites
    ADD CONSTRAINT pk_satellites PRIMARY KEY (id);


--
-- Name: search_entry pk_search_entry; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT pk_search_entry PRIMARY KEY (id);


--
-- Name: search_word pk_search_word; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.search_word
    ADD CONSTRAINT pk_search_word PRIMARY KEY (rowid);


--
-- Name: target_fact_changes pk_target_fact_changes; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.target_fact_changes
    ADD CONSTRAINT pk_target_fact_changes PRIMARY KEY (number);


--
-- Name: target_facts pk_target_facts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.target_facts
    ADD CONSTRAINT pk_target_facts PRIMARY KEY (target, fact);


--
-- Name: target_revisions pk_target_revisions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.target_revisions
    ADD CONSTRAINT pk_target_revisions PRIMARY KEY (number);


--
-- Name: target_sightings pk_target_sightings; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.target_sightings
    ADD CONSTRAINT pk_target_sightings PRIMARY KEY (name);


--
-- Name: targets pk_targets; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT pk_targets PRIMARY KEY (name);


--
-- Name: ticket pk_ticket; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT pk_ticket PRIMARY KEY (number);


--
-- Name: ticket_acceptance pk_ticket_acceptance; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_acceptance
    ADD CONSTRAINT pk_ticket_acceptance PRIMARY KEY (fingerprint);


--
-- Name: ticket_alert pk_ticket_alert; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_alert
    ADD CONSTRAINT pk_ticket_alert PRIMARY KEY (member);


--
-- Name: ticket_counter pk_ticket_counter; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_counter
    ADD CONSTRAINT pk_ticket_counter PRIMARY KEY (id);


--
-- Name: ticket_event pk_ticket_event; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_event
    ADD CONSTRAINT pk_ticket_event PRIMARY KEY (ticket, seq);


--
-- Name: ticket_evidence pk_ticket_evidence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_evidence
    ADD CONSTRAINT pk_ticket_evidence PRIMARY KEY (ticket, name);


--
-- Name: ticket_evidence_owed pk_ticket_evidence_owed; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_evidence_owed
    ADD CONSTRAINT pk_ticket_evidence_owed PRIMARY KEY (ticket);


--
-- Name: ticket_prose pk_ticket_prose; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_prose
    ADD CONSTRAINT pk_ticket_prose PRIMARY KEY (ticket, seq, name);


--
-- Name: ticket_terms pk_ticket_terms; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_terms
    ADD CONSTRAINT pk_ticket_terms PRIMARY KEY (id);


--
-- Name: access_tokens uq_access_tokens_token_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_tokens
    ADD CONSTRAINT uq_access_tokens_token_hash UNIQUE (token_hash);


--
-- Name: agents uq_agents_token_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT uq_agents_token_hash UNIQUE (token_hash);


--
-- Name: calendar_edition uq_calendar_edition_digest; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_edition
    ADD CONSTRAINT uq_calendar_edition_digest UNIQUE (digest);


--
-- Name: check_form uq_check_form_customer_day_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_form
    ADD CONSTRAINT uq_check_form_customer_day_version UNIQUE (customer, day, version);


--
-- Name: heartbeats uq_heartbeats_key_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.heartbeats
    ADD CONSTRAINT uq_heartbeats_key_hash UNIQUE (key_hash);


--
-- Name: outbox uq_outbox_dedup_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_dedup_key UNIQUE (dedup_key);


--
-- Name: satellites uq_satellites_token_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.satellites
    ADD CONSTRAINT uq_satellites_token_hash UNIQUE (token_hash);


--
-- Name: search_entry uq_search_entry_kind_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT uq_search_entry_kind_number UNIQUE (kind, number);


--
-- Name: ticket uq_ticket_opening_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT uq_ticket_opening_key UNIQUE (opening_key);


--
-- Name: ticket_terms uq_ticket_terms_digest; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_terms
    ADD CONSTRAINT uq_ticket_terms_digest UNIQUE (digest);


--
-- Name: ticket_terms uq_ticket_terms_name_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_terms
    ADD CONSTRAINT uq_ticket_terms_name_version UNIQUE (name, version);


--
-- Name: ix_absence_ends_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_absence_ends_at ON public.absence USING btree (ends_at);


--
-- Name: ix_access_attempts_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_access_attempts_at ON public.access_attempts USING btree (at);


--
-- Name: ix_access_attempts_origin_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_access_attempts_origin_at ON public.access_attempts USING btree (origin, at);


--
-- Name: ix_access_attempts_person_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_access_attempts_person_at ON public.access_attempts USING btree (person, at);


--
-- Name: ix_access_sessions_ends_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_access_sessions_ends_at ON public.access_sessions USING btree (ends_at);


--
-- Name: ix_access_sessions_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_access_sessions_person ON public.access_sessions USING btree (person);


--
-- Name: ix_agents_former_hash; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_agents_former_hash ON public.agents USING btree (former_hash);


--
-- Name: ix_agents_next_hash; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_agents_next_hash ON public.agents USING btree (next_hash);


--
-- Name: ix_agents_target; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_agents_target ON public.agents USING btree (target);


--
-- Name: ix_calendar_notice_region_year; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_notice_region_year ON public.calendar_notice USING btree (region, year);


--
-- Name: ix_duty_change_ends_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_duty_change_ends_at ON public.duty_change USING btree (ends_at);


--
-- Name: ix_heartbeats_target_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_heartbeats_target_name ON public.heartbeats USING btree (target, name);


--
-- Name: ix_log_lines_told_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_log_lines_told_at ON public.log_lines USING btree (told_at);


--
-- Name: ix_outbox_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_due ON public.outbox USING btree (next_try_at) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying])::text[]));


--
-- Name: ix_outbox_ticket; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_ticket ON public.outbox USING btree (ticket);


--
-- Name: ix_rest_key_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_rest_key_at ON public.rest_key USING btree (at);


--
-- Name: ix_satellites_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_satellites_name ON public.satellites USING btree (name);


--
-- Name: ix_search_word_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_search_word_words ON public.search_word USING gin (words);


--
-- Name: ix_target_fact_changes_target_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_target_fact_changes_target_number ON public.target_fact_changes USING btree (target, number);


--
-- Name: ix_target_revisions_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_target_revisions_batch ON public.target_revisions USING btree (batch);


--
-- Name: ix_target_revisions_target_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_target_revisions_target_number ON public.target_revisions USING btree (target, number);


--
-- Name: ix_ticket_alert_fingerprint; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_alert_fingerprint ON public.ticket_alert USING btree (fingerprint);


--
-- Name: ix_ticket_alert_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_alert_source ON public.ticket_alert USING btree (source);


--
-- Name: ix_ticket_alert_ticket; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_alert_ticket ON public.ticket_alert USING btree (ticket);


--
-- Name: ix_ticket_alert_wakes_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_alert_wakes_at ON public.ticket_alert USING btree (wakes_at) WHERE (wakes_at IS NOT NULL);


--
-- Name: ix_ticket_event_recorded_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_event_recorded_at ON public.ticket_event USING btree (recorded_at);


--
-- Name: ix_ticket_evidence_owed_due_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_evidence_owed_due_at ON public.ticket_evidence_owed USING btree (due_at);


--
-- Name: ix_ticket_fingerprint; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_fingerprint ON public.ticket USING btree (fingerprint, number);


--
-- Name: ix_ticket_opened_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_opened_at ON public.ticket USING btree (opened_at);


--
-- Name: ix_ticket_queue; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_queue ON public.ticket USING btree (state, level_rank, customer_rank, next_due_at, number);


--
-- Name: ix_ticket_target; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_target ON public.ticket USING btree (target, number);


--
-- Name: ix_ticket_wakes_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_wakes_at ON public.ticket USING btree (wakes_at) WHERE (wakes_at IS NOT NULL);


--
-- Name: uq_ticket_event_decision; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_ticket_event_decision ON public.ticket_event USING btree (ticket, decision) WHERE (decision IS NOT NULL);


--
-- Name: uq_ticket_live_fingerprint; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_ticket_live_fingerprint ON public.ticket USING btree (fingerprint) WHERE ((state)::text = ANY ((ARRAY['new'::character varying, 'open'::character varying, 'pending'::character varying])::text[]));


--
-- Name: audit_rows fk_audit_rows_chain_audit_heads; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_rows
    ADD CONSTRAINT fk_audit_rows_chain_audit_heads FOREIGN KEY (chain) REFERENCES public.audit_heads(chain);


--
-- Name: check_form_entry fk_check_form_entry_form_id_check_form; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_form_entry
    ADD CONSTRAINT fk_check_form_entry_form_id_check_form FOREIGN KEY (form_id) REFERENCES public.check_form(id);


--
-- Name: ticket fk_ticket_terms_ticket_terms; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT fk_ticket_terms_ticket_terms FOREIGN KEY (terms) REFERENCES public.ticket_terms(id);


--
-- PostgreSQL database dump complete
--


