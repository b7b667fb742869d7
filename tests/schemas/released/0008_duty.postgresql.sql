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
-- Name: answer_seen; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.answer_seen (
    source character varying(100) NOT NULL,
    nonce character varying(128) NOT NULL,
    at bigint NOT NULL,
    ticket integer NOT NULL,
    outcome character varying(20) NOT NULL
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

INSERT INTO public.access_accounts VALUES ('engineer-a', '$argon2id$v=19$m=65536,t=3,p=4$f6FgH1iqKdpphLOi7hQoBA$4VT6mc2Ko5c/92AUI2sQc28SOL0B8mzTHI2MRcqBgJk', 1795384800000, NULL);


--
-- Data for Name: access_attempts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_attempts VALUES (1, 'engineer-a', '127.0.0.1', 1795384800000);


--
-- Data for Name: access_links; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_links VALUES ('0da666b7ac6a93bf5a713108c33e0251a24ed9100cc4b05cb5c61bdff9ee7af2', 'manager-b', 'system', 1795384800000, 1795471200000, NULL);
INSERT INTO public.access_links VALUES ('c3f34a1182f1334d9354567bc42797321e0038583fb29664bf4fd23b87e42998', 'engineer-a', 'system', 1795384800000, 1795471200000, 1795384800000);


--
-- Data for Name: access_sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_sessions VALUES ('94902be405830f755bc753a656b889d9e9c89e58e34db1a02ace948daa49a287', 'engineer-a', 'djX09nprlatVsI7EUUGfMiumfvk46y40Ao7-u0ztm2w', 1795384800000, 1795384800000, 1797976800000, '127.0.0.1');


--
-- Data for Name: access_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_tokens VALUES ('da2bf995', '0d9148bdf7a7f9683220e9906701e7a46ae91a67e22b523ca8a0bab034cedba5', 'for acme', '["tickets:read"]', '["acme"]', 'system', 1795384800000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('acffd064', '72d8ecc15176a5165143c039da55acffbcab72b1b29867637b0d78c831f8b21b', 'grafana', '["query:read"]', NULL, 'system', 1795384800000, 1803160800000, 1795384800000);
INSERT INTO public.access_tokens VALUES ('49514fc7', '4c6bbffe31f8a938d440ba898c1414153c3388c1beddb8ff043fa7eb56decd95', 'program', '["alerts:write"]', NULL, 'system', 1795385820000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('267639f8', '85e46b234ca277fef8321894b6045d66780cf43b5e4a876d326588bc8d88cd92', 'program', '["tickets:read","tickets:write"]', NULL, 'system', 1795404600000, NULL, NULL);


--
-- Data for Name: agents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agents VALUES ('fpaDIpfp13nxBgww', 'web-1', 'a08b229772ef4ed9743586dc785800b46bbd1c92c0d987c5d0849bbaad0d6513', 'web-1', 'machine of web-1', '1', 1795384800000, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agents VALUES ('K-hs_zDVunBI4NWu', 'mail-1', '2fb8313f357a698ec659faaa95f5300790d09373f28c83a0d0ed759feda67b5c', 'mail-1', 'm-1', '1.0', 1795404600000, 1795404600000, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0008_duty');


--
-- Data for Name: answer_seen; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_heads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_heads VALUES ('main', 19, '7565606928d26555ac5462c6516a053852060e3e0e221f6db0d685bb4670294b');


--
-- Data for Name: audit_rows; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_rows VALUES ('main', 1, 1795384800000, 'system', 'link_made', 'manager-b', '{}', '0000000000000000000000000000000000000000000000000000000000000000', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5');
INSERT INTO public.audit_rows VALUES ('main', 2, 1795384800000, 'system', 'password_set', 'engineer-a', '{}', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a');
INSERT INTO public.audit_rows VALUES ('main', 3, 1795384800000, 'engineer-a', 'sign_in_refused', '', '{"address":"127.0.0.1"}', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f');
INSERT INTO public.audit_rows VALUES ('main', 4, 1795384800000, 'system', 'link_made', 'engineer-a', '{}', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4');
INSERT INTO public.audit_rows VALUES ('main', 5, 1795384800000, 'engineer-a', 'signed_in_by_link', '', '{"address":"127.0.0.1"}', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393');
INSERT INTO public.audit_rows VALUES ('main', 6, 1795384800000, 'system', 'token_made', 'acffd064', '{"name":"grafana","scopes":["query:read"]}', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393', 'bf7bc07995b2a7aa030ee166b3c145456467588135d37da418665970b5bed386');
INSERT INTO public.audit_rows VALUES ('main', 7, 1795384800000, 'system', 'token_made', 'da2bf995', '{"name":"for acme","scopes":["tickets:read"]}', 'bf7bc07995b2a7aa030ee166b3c145456467588135d37da418665970b5bed386', '2c771e0d913fdf57e6020cf8dbfcab42bc002cd47e47634952bcae0236105b7f');
INSERT INTO public.audit_rows VALUES ('main', 8, 1795384800000, 'system', 'token_revoked', 'acffd064', '{}', '2c771e0d913fdf57e6020cf8dbfcab42bc002cd47e47634952bcae0236105b7f', '3bb799c256a5aef87a57fb3189ad264603a9b7685aa2ed7fefa1ed67864a7728');
INSERT INTO public.audit_rows VALUES ('main', 9, 1795384800000, 'system', 'target_added', 'cam-1', '{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}', '3bb799c256a5aef87a57fb3189ad264603a9b7685aa2ed7fefa1ed67864a7728', '9223b3b3d1abb7c5baef3076b0aba7d1ceead6fb17638bad5cf101ee5d8cbd2c');
INSERT INTO public.audit_rows VALUES ('main', 10, 1795384800000, 'system', 'agent_token_made', 'web-1', '{"ends_at":1795471200000}', '9223b3b3d1abb7c5baef3076b0aba7d1ceead6fb17638bad5cf101ee5d8cbd2c', '2e17ee9ed6b96273c9c164b44518ec1e68914e61ba752d0c6d4626e735858f64');
INSERT INTO public.audit_rows VALUES ('main', 11, 1795384800000, 'system', 'satellite_token_made', 'cam-1', '{}', '2e17ee9ed6b96273c9c164b44518ec1e68914e61ba752d0c6d4626e735858f64', 'cd5b68712290bdfcd96ed291d762499f3fac17a762f76a9ca0b27c2579f23c91');
INSERT INTO public.audit_rows VALUES ('main', 12, 1795384800000, 'satellite cam-1', 'satellite_enrolled', 'cam-1', '{"address":"127.0.0.1","hostname":"box","id":"pcu5ZdQa645FYVYy","machine_id":"m1","made_by":"system","version":"1"}', 'cd5b68712290bdfcd96ed291d762499f3fac17a762f76a9ca0b27c2579f23c91', '694e172ef739e1ce41cb29e04b49acb06aa74b0a4d8c4ff77a5f6df1979679e9');
INSERT INTO public.audit_rows VALUES ('main', 13, 1795384800000, 'system', 'agent_token_made', '', '{"ends_at":1795471200000}', '694e172ef739e1ce41cb29e04b49acb06aa74b0a4d8c4ff77a5f6df1979679e9', 'd67807589057ab97fa3f39792601f0e98b9d9dc6f2c94e76fd49d11aafc68e28');
INSERT INTO public.audit_rows VALUES ('main', 14, 1795384800000, 'agent:fpaDIpfp13nxBgww', 'agent_enrolled', 'web-1', '{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}', 'd67807589057ab97fa3f39792601f0e98b9d9dc6f2c94e76fd49d11aafc68e28', 'c5e19fcee7004f1ed64043109f77d79878fc7752623864d4743de42b5775caa8');
INSERT INTO public.audit_rows VALUES ('main', 15, 1795385820000, 'system', 'token_made', '49514fc7', '{"name":"program","scopes":["alerts:write"]}', 'c5e19fcee7004f1ed64043109f77d79878fc7752623864d4743de42b5775caa8', '5483152bcdacfb99911e1286c42a3170638b4a49e5b86b79acdd9acf85dec715');
INSERT INTO public.audit_rows VALUES ('main', 16, 1795385820000, 'system', 'finding_accepted', '0ec38cbf9024da32bb2fc970f7d54d5f', '{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}', '5483152bcdacfb99911e1286c42a3170638b4a49e5b86b79acdd9acf85dec715', '1ab9ef4bae3433bfce21ab70dbfe9fdb09afee41e8e0305d78e340b48cc65b76');
INSERT INTO public.audit_rows VALUES ('main', 17, 1795404600000, 'system', 'agent_token_made', '', '{"ends_at":1795491000000,"most_uses":5}', '1ab9ef4bae3433bfce21ab70dbfe9fdb09afee41e8e0305d78e340b48cc65b76', '6903db40d4f5698651f29a5615b3e4789209a751ebe19073a673b58ad713fad0');
INSERT INTO public.audit_rows VALUES ('main', 18, 1795404600000, 'agent:K-hs_zDVunBI4NWu', 'agent_waits', 'mail-1', '{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}', '6903db40d4f5698651f29a5615b3e4789209a751ebe19073a673b58ad713fad0', '3e9d42b5f3b77656992e521168c396a0a42d1fc03a440e8fe83fc78317f39fef');
INSERT INTO public.audit_rows VALUES ('main', 19, 1795404600000, 'system', 'token_made', '267639f8', '{"name":"program","scopes":["tickets:read","tickets:write"]}', '3e9d42b5f3b77656992e521168c396a0a42d1fc03a440e8fe83fc78317f39fef', '7565606928d26555ac5462c6516a053852060e3e0e221f6db0d685bb4670294b');


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

INSERT INTO public.enrolments VALUES ('0438819fa54f4c34942c883d9ab560d2dd9541c65bb538df7ac1b5add9c490b6', 'web-1', NULL, 'system', 1795384800000, 1795471200000, NULL, NULL, NULL, 0);
INSERT INTO public.enrolments VALUES ('5f9c8dda89405a81e1d4c11996c01ab907b4db8e7e425f0c4016b3f9007a1dbf', NULL, NULL, 'system', 1795384800000, 1795471200000, 1795384800000, 'machine of web-1', NULL, 0);
INSERT INTO public.enrolments VALUES ('a9a2946b2c706acb79b36e22a5d8a04c1175c9669b00b265ed43ae2fe33abeeb', NULL, NULL, 'system', 1795404600000, 1795491000000, NULL, NULL, 5, 1);


--
-- Data for Name: heartbeat_pings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeat_pings VALUES ('hH99rTeqtpIq', 1, 1795384800000, 'start', NULL, NULL, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('hH99rTeqtpIq', 2, 1795384800000, 'success', NULL, 0, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('hH99rTeqtpIq', 3, 1795384800000, 'fail', 7, NULL, '备份 done');


--
-- Data for Name: heartbeats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeats VALUES ('hH99rTeqtpIq', '96449cca023872ba735b7783688a8244606785f077a654bcc5fab987bb4ae92e', 'nightly', 'web-1', 'job', NULL, 3600000, 1800000, 'Asia/Shanghai', 'system', 1795384800000, NULL, NULL, 1795384800000, 1795384800000, 7, 0);


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
INSERT INTO public.outbox VALUES (45, 'check-form/acme-20261123/2/mail:it@acme.example', NULL, 'report', 'mail', NULL, 'mail:it@acme.example', NULL, '{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:33981/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:33981/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:33981/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:33981/reports/acme-20261123"}', 1795392000000, 1795392000000, 'failed', 1795392000000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
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

INSERT INTO public.planned_imports VALUES ('6cceb4f90c5bf5b567995dcf7981d7e5', 1795404600000, 'engineer-a', '[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');


--
-- Data for Name: registrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.registrations VALUES ('K-hs_zDVunBI4NWu', 'mail-1', 'm-1', '1.0', '10.9.9.7', '{"role":"mail"}', '', '{"address":"10.9.9.7","agent":true,"name":"mail-1"}', 'system', 1795404600000);


--
-- Data for Name: rest_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rest_key VALUES ('57aed34a2231ca532be8923b39d5dc8cd7e961c58dd5b62e873b13729e29a874', 'token:267639f8', '88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a', 1, 1795404600000);


--
-- Data for Name: satellite_enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellite_enrolments VALUES ('a2e91b04852b558f2ea2417468d5fa4fc093c4a7dd113d382accb35041afae02', 'cam-1', 'system', 1795384800000, 1795471200000, 1795384800000, 'm1');


--
-- Data for Name: satellites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellites VALUES ('pcu5ZdQa645FYVYy', 'cam-1', '06b00305b390906c2126b3e52c29fd8074dc3755f7d32bf52a837003b92568a0', 'box', 'm1', '1', 1795384800000, NULL, 0);


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

INSERT INTO public.ticket_event VALUES (1, 1, 'opened', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795384815587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"alerts":"6f67515f687d9b47d6a4d8113433a7a9a7af32f160fa1c1ea973b992cd008207","title":"ad9525aba9fa518e4d7513272d053969c3e7dbce05dd5329f58515c4d40f2afc","title_zh":"2ebbc51e8b525a55613a5f8da879318afba9ff9a27c15225c1ef1833babd5ac1"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'd3480e5335594a113ddc5786826907034d80d7d670916f48848e5906ac2fe6c7');
INSERT INTO public.ticket_event VALUES (1, 2, 'notified', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'd3480e5335594a113ddc5786826907034d80d7d670916f48848e5906ac2fe6c7', '96c8ba557e224078bf1e1c2fc58d53471073fb0a61990e557b5fee59598b34fd');
INSERT INTO public.ticket_event VALUES (1, 3, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795384875587/engineer-a', '96c8ba557e224078bf1e1c2fc58d53471073fb0a61990e557b5fee59598b34fd', '7b2ab973829c99b793233f81e159753fdf82b15521f9d0ed6521b20ed8e8054a');
INSERT INTO public.ticket_event VALUES (1, 4, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795384875587/manager-b', '7b2ab973829c99b793233f81e159753fdf82b15521f9d0ed6521b20ed8e8054a', '3d99c8cd1477b16896bf1e797505fe939346e0454be31e8256935f3e3730a84f');
INSERT INTO public.ticket_event VALUES (1, 5, 'acknowledged', 1795385220000, 1795385220000, 'engineer-a', 'rest', '{}', '{"note":"ada4d118025a7ec00657059eebb35d480e0d71da6bbba02321e1f3816f6cdbac"}', NULL, '3d99c8cd1477b16896bf1e797505fe939346e0454be31e8256935f3e3730a84f', 'c94fae6072144661679d39ee1a252993642e74e8f6082ffcf92f240f8e529c7c');
INSERT INTO public.ticket_event VALUES (1, 6, 'commented', 1795385280000, 1795385280000, 'engineer-a', 'rest', '{"is_public":false}', '{"text":"bd1431adfb3bc921a1afab46f8b4701e0cc5483a82be5b4b966fc7d3f7f2cc7c"}', NULL, 'c94fae6072144661679d39ee1a252993642e74e8f6082ffcf92f240f8e529c7c', '3225f1894726b82b3ed3b05db08607dbd5ffcff35ca053f3f677dab085fa9a5d');
INSERT INTO public.ticket_event VALUES (1, 7, 'plan_submitted', 1795385340000, 1795385340000, 'engineer-a', 'rest', '{}', '{"implementation":"5a474fd0b89c849c698516bd3040e692b250d634a4dd029d73f685ab2d0b95d9","solution":"883fe740a6e8dd7c31c876019f58a3cf2c23c03e30925ac3deeac0edfa0b2c04"}', NULL, '3225f1894726b82b3ed3b05db08607dbd5ffcff35ca053f3f677dab085fa9a5d', '417bb1003eaa3a6cb81bcbcd0bf1fea86eb38206bc5b395cbdd658fde5da5e95');
INSERT INTO public.ticket_event VALUES (1, 8, 'paused', 1795385400000, 1795385400000, 'engineer-a', 'rest', '{"reason":"customer_authorisation","until":null}', '{"note":"d516b3a8403cdc1f6ed96197a8c668e04a6781bb14c82df9b15efdccfe815bff"}', NULL, '417bb1003eaa3a6cb81bcbcd0bf1fea86eb38206bc5b395cbdd658fde5da5e95', '317a4239785d90f4ef9096ae03f71961bdf0dc4fe56d7a285f77c92cbe626cf7');
INSERT INTO public.ticket_event VALUES (1, 9, 'resumed', 1795385460000, 1795385460000, 'engineer-a', 'rest', '{}', '{}', NULL, '317a4239785d90f4ef9096ae03f71961bdf0dc4fe56d7a285f77c92cbe626cf7', 'edfece71dadf0a9bb719fcf31b4b8b7d0a19e302a5d50c6cd27b47a31b911a5f');
INSERT INTO public.ticket_event VALUES (1, 10, 'went_silent', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{}', '{}', NULL, 'edfece71dadf0a9bb719fcf31b4b8b7d0a19e302a5d50c6cd27b47a31b911a5f', '6ca249fe121b1f199064b6f37c35ea569ebdd546e081603870e9a9091d56dab1');
INSERT INTO public.ticket_event VALUES (1, 11, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385475587/engineer-a', '6ca249fe121b1f199064b6f37c35ea569ebdd546e081603870e9a9091d56dab1', 'e0c3d1dcd094e804d8f292f71e7631ac21d7c2c76991f66d382bad8bfc070414');
INSERT INTO public.ticket_event VALUES (1, 12, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385475587/manager-b', 'e0c3d1dcd094e804d8f292f71e7631ac21d7c2c76991f66d382bad8bfc070414', 'a19fe2f31399f4b38d9a48f80db99db4175d4402ba08c38e5ea045152121b571');
INSERT INTO public.ticket_event VALUES (1, 13, 'workaround_reported', 1795385520000, 1795385520000, 'engineer-a', 'rest', '{}', '{"description":"414d19a763dce2804d597b6dcc1a05dc00ca08ee3dcc3e68ad3c2c2e9335c0b1"}', NULL, 'a19fe2f31399f4b38d9a48f80db99db4175d4402ba08c38e5ea045152121b571', '1dfd53f475cda064a005a1ff0f2971a4f2c7786b9d0f08e7f9ec7d3944593da2');
INSERT INTO public.ticket_event VALUES (1, 14, 'resolved', 1795385580000, 1795385580000, 'engineer-a', 'rest', '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}', '{"cause":"aa5074ad5f9f0421c360b9b7bd0669f74baa6c0f8cb5e2db6dd2bb92a6998616","method":"630061669bd758e8aad0b07d74ef524ec4dc1908a2c31d19f3ee341536ccc1a2"}', NULL, '1dfd53f475cda064a005a1ff0f2971a4f2c7786b9d0f08e7f9ec7d3944593da2', 'e47aacfe37cb0f479e9e83c2c52e711b422b781ffce38f99c2a7270cc1e42d60');
INSERT INTO public.ticket_event VALUES (1, 15, 'report_submitted', 1795385640000, 1795385640000, 'engineer-a', 'rest', '{}', '{"cause":"9afeaec1d0aaf687592b4e142c9f3974339f957bf7a24ee185ab1da92371dd2a","kind":"4677b241f6ec97fda5cfa81663e67e7a753e1de503e00e2b55f9af2cbccdff7d","losses":"5fe45823b2e0ded7232e703c05eb7108631e7f93d452b326b81ceea9e8d465ad","method":"194a368a3cbe66c21f1d2ac1b944d087c5257a29e8f6de2aee7c96a942f17536"}', NULL, 'e47aacfe37cb0f479e9e83c2c52e711b422b781ffce38f99c2a7270cc1e42d60', '124e1cc18be24c4e85f9807ee3111989e15246cd2a57a4d0185d49b935f7b29e');
INSERT INTO public.ticket_event VALUES (1, 16, 'replied', 1795385700000, 1795385700000, 'engineer-a', 'rest', '{}', '{"text":"1aa0abb63c4e3f6a889d3def24f6d6c2d9325d191509ce2e7a04f10ad7ae8833"}', NULL, '124e1cc18be24c4e85f9807ee3111989e15246cd2a57a4d0185d49b935f7b29e', 'b8dfc8ff404ffaa6c14f30ea2f9ea4fb9172961feef3cd4b136b44930797ed9b');
INSERT INTO public.ticket_event VALUES (1, 17, 'cause_agreed', 1795385760000, 1795385760000, 'engineer-a', 'rest', '{}', '{"agreed_by":"9c8c410d396ea08e4d07a00ecc22c1b81e7af3d0f61ac248adc710267d11d242"}', NULL, 'b8dfc8ff404ffaa6c14f30ea2f9ea4fb9172961feef3cd4b136b44930797ed9b', '64f738063f022fc7927ceb523459d7edfc752b7ac8f8f6f2932f6b94fb0b85c8');
INSERT INTO public.ticket_event VALUES (1, 18, 'closed', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}', '{"note":"0bec3080e4fa5c2a2e15e5112fecc4666558508d8ce7d8dbcd2ed932f23fdb57"}', NULL, '64f738063f022fc7927ceb523459d7edfc752b7ac8f8f6f2932f6b94fb0b85c8', 'a0b0330cb025fbbcd92a39866dcd0ba513445b451ebd7b6c2b117dfc8626ab75');
INSERT INTO public.ticket_event VALUES (3, 44, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391580000/manager-b', '8409a5d616c0f25df0702c867cbdc9b76458abeab1c671e8bb7272633c0bcb07', 'caf9834f29396d3ffffabd444c1d1a996ea5c3469a61f999969d2d948b11ccda');
INSERT INTO public.ticket_event VALUES (2, 1, 'opened', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"criticality":"normal","customer":"acme","is_reported":true,"key":null,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"description":"5c21c1308b1942707b6858182d3649a3fc604fd9946383d7c47f560071946258","reporter":"32ded07a116d248c6e58f24012cb8889b3a4f718f85d7efbbec2251fc52f9fd6","reporter_contact":"37984b26148f19f34b0b702eb790be52574e5f38dd85e21701ce0b39974c6bbd","summary":"891ff3c8b59657312284ed98e940930e06c5e8a80349efc703535a927edf434e"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'fd3472537c832094a80e82e151d0cf9e97440a0f031a8ae55077c6b748854d25');
INSERT INTO public.ticket_event VALUES (2, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'fd3472537c832094a80e82e151d0cf9e97440a0f031a8ae55077c6b748854d25', 'df58893e7aede0f841f9fb868e3772fd896db83d16287f476b7ce5d36c9f6524');
INSERT INTO public.ticket_event VALUES (3, 1, 'opened', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"alerts":"659905bd049d478e6db4c3ebfa6197b0da4f87f1659adf05a3fde8f8500cda7e","title":"0fd259dcca180affae816292b471b33f28f5f047eb532b2930935793238db171"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'e9a7a02883e85e4616a1d5339ab2b3e473f96850077bc85bbb002b26aef67514');
INSERT INTO public.ticket_event VALUES (3, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'e9a7a02883e85e4616a1d5339ab2b3e473f96850077bc85bbb002b26aef67514', '70f9ae731f711e60339f0464ddbd73481be77ca14566f3417cad3d2532fa9d96');
INSERT INTO public.ticket_event VALUES (3, 3, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385820000/engineer-a', '70f9ae731f711e60339f0464ddbd73481be77ca14566f3417cad3d2532fa9d96', 'dd8242aaf4a302a481aea92eea354b9e51e86d1b00a362c4fff5740c950b2cff');
INSERT INTO public.ticket_event VALUES (3, 4, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385820000/manager-b', 'dd8242aaf4a302a481aea92eea354b9e51e86d1b00a362c4fff5740c950b2cff', '00e68176d057f5266df323d93296a798028b63179baee1e6e3d2e49aa6e6f91c');
INSERT INTO public.ticket_event VALUES (3, 5, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'call/1/II', '00e68176d057f5266df323d93296a798028b63179baee1e6e3d2e49aa6e6f91c', 'bdb8a280cce757e947bde76ae4abf347a66f8d42b9d5063e4cbb4dbb7e5ef5e8');
INSERT INTO public.ticket_event VALUES (3, 6, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/1', 'bdb8a280cce757e947bde76ae4abf347a66f8d42b9d5063e4cbb4dbb7e5ef5e8', 'e24201bddd8f2f097c9d7030a184018ee90725987de0c37632cb4253f703a444');
INSERT INTO public.ticket_event VALUES (3, 7, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386420000/engineer-a', 'e24201bddd8f2f097c9d7030a184018ee90725987de0c37632cb4253f703a444', 'ecd5f1d81952a031dee4e8d372cd9a44067d8969fc9ed91bbe1c81548403508e');
INSERT INTO public.ticket_event VALUES (3, 8, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386420000/manager-b', 'ecd5f1d81952a031dee4e8d372cd9a44067d8969fc9ed91bbe1c81548403508e', 'ff6b03f43b06240e2632112d4f660dfb54bd3a813cb371aea1d9f7be40196b47');
INSERT INTO public.ticket_event VALUES (3, 9, 'warned', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/50', 'ff6b03f43b06240e2632112d4f660dfb54bd3a813cb371aea1d9f7be40196b47', '8d9e552bf7893629246e31f1629db4585986509022ff7149b8932c8848c034a7');
INSERT INTO public.ticket_event VALUES (3, 10, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386720000/engineer-a', '8d9e552bf7893629246e31f1629db4585986509022ff7149b8932c8848c034a7', '614af2c84e844c1f31f2e5f12cbce617078cdc6b08a55a793a8c52194b724ab5');
INSERT INTO public.ticket_event VALUES (3, 11, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386720000/manager-b', '614af2c84e844c1f31f2e5f12cbce617078cdc6b08a55a793a8c52194b724ab5', 'ab56aa78163e244b8e67823abd13dd4fddf95e552405db7be8cac73a4d984a7e');
INSERT INTO public.ticket_event VALUES (3, 12, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/2', 'ab56aa78163e244b8e67823abd13dd4fddf95e552405db7be8cac73a4d984a7e', '148b56936c5dd8db3678c06dc9eb132a7b98de575412053a5b8a49f44e355833');
INSERT INTO public.ticket_event VALUES (3, 13, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387020000/engineer-a', '148b56936c5dd8db3678c06dc9eb132a7b98de575412053a5b8a49f44e355833', '2831e039a3d416270414d349d8ff5f32e02609e3cae743792aea378797e9eeb1');
INSERT INTO public.ticket_event VALUES (3, 14, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387020000/manager-b', '2831e039a3d416270414d349d8ff5f32e02609e3cae743792aea378797e9eeb1', '306a4bf7840da08aba22687563cbd400bb8f9e1e1bb1ca1a92919b128b31b69a');
INSERT INTO public.ticket_event VALUES (2, 3, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', 'df58893e7aede0f841f9fb868e3772fd896db83d16287f476b7ce5d36c9f6524', '97575b8d17997798324603c30a250f7bf607d50bfd15b83de453a1635cd975e3');
INSERT INTO public.ticket_event VALUES (3, 15, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '306a4bf7840da08aba22687563cbd400bb8f9e1e1bb1ca1a92919b128b31b69a', 'dc46d88f3ba38e9bdd234fbf457e92cb764144133d1e78a1660d53b9b126caed');
INSERT INTO public.ticket_event VALUES (3, 16, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387260000/engineer-a', 'dc46d88f3ba38e9bdd234fbf457e92cb764144133d1e78a1660d53b9b126caed', '71a3736a2e685f2a1c1e529836d537b9c4ea9dc9b7a8b4123a82e01d67eb517a');
INSERT INTO public.ticket_event VALUES (3, 17, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387260000/manager-b', '71a3736a2e685f2a1c1e529836d537b9c4ea9dc9b7a8b4123a82e01d67eb517a', '10c479cf6d28c59d123bafe5603e922659336ccbfa39bb343f5d61e64b491642');
INSERT INTO public.ticket_event VALUES (2, 4, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}', '{}', 'breach/respond@level/1/0', '97575b8d17997798324603c30a250f7bf607d50bfd15b83de453a1635cd975e3', 'bebd38e4cfa420a262992b300e1168b397b9a47a5a4d2c1b3475bf7fd6c19fb5');
INSERT INTO public.ticket_event VALUES (3, 18, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/3', '10c479cf6d28c59d123bafe5603e922659336ccbfa39bb343f5d61e64b491642', '0dda4bbf3b0e405a3a1aae351981ec1c3891d1e7331c7e2d1b2e57ce45071c99');
INSERT INTO public.ticket_event VALUES (3, 45, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/10', 'caf9834f29396d3ffffabd444c1d1a996ea5c3469a61f999969d2d948b11ccda', 'f14639d92ef85718313c977d5236b9dafc36d6c34cba09d0453d7e38e8849993');
INSERT INTO public.ticket_event VALUES (3, 19, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}', '{}', 'breach/respond@level/1/0', '0dda4bbf3b0e405a3a1aae351981ec1c3891d1e7331c7e2d1b2e57ce45071c99', 'f7e6a95c54071c70d39e95a820032f526f615265c40e3404a58736e35c9a0ac8');
INSERT INTO public.ticket_event VALUES (3, 20, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387620000/engineer-a', 'f7e6a95c54071c70d39e95a820032f526f615265c40e3404a58736e35c9a0ac8', '170dcc6bbb60e55a921d2655b370c440b5b40934a6ee911dae066c1acfc46da0');
INSERT INTO public.ticket_event VALUES (3, 21, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387620000/manager-b', '170dcc6bbb60e55a921d2655b370c440b5b40934a6ee911dae066c1acfc46da0', '411f6ccdd9c43b66e81f32a38593e57bc978578603256f823ddf75b828faef1b');
INSERT INTO public.ticket_event VALUES (3, 22, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/4', '411f6ccdd9c43b66e81f32a38593e57bc978578603256f823ddf75b828faef1b', 'e276c09fed938988722fcca32e4d9b326157331b2c908d274e7a6af8b27009c8');
INSERT INTO public.ticket_event VALUES (3, 23, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388220000/engineer-a', 'e276c09fed938988722fcca32e4d9b326157331b2c908d274e7a6af8b27009c8', 'a7868b88883d45691415dcc909a66412b289610e4a057fef189a972d3e70a7ba');
INSERT INTO public.ticket_event VALUES (3, 24, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388220000/manager-b', 'a7868b88883d45691415dcc909a66412b289610e4a057fef189a972d3e70a7ba', '02e9ce310acdc9ed92de46cb64dd86de39b3f8763eb227a910d89c70c02c3209');
INSERT INTO public.ticket_event VALUES (3, 25, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/5', '02e9ce310acdc9ed92de46cb64dd86de39b3f8763eb227a910d89c70c02c3209', '3247b08ce8f1337cee2bf9648cb82b790ed8b5f1fae6afadc8ad371242d5e151');
INSERT INTO public.ticket_event VALUES (3, 26, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388820000/engineer-a', '3247b08ce8f1337cee2bf9648cb82b790ed8b5f1fae6afadc8ad371242d5e151', 'cd761495b66191882c5d2970ffe6733efb8b0fc71dcc0d6834148eef2b600a27');
INSERT INTO public.ticket_event VALUES (3, 27, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388820000/manager-b', 'cd761495b66191882c5d2970ffe6733efb8b0fc71dcc0d6834148eef2b600a27', '7fc7bac87775654bd1209d691ec962bdfe66709ea226e4be05725b2584cef373');
INSERT INTO public.ticket_event VALUES (2, 5, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', 'bebd38e4cfa420a262992b300e1168b397b9a47a5a4d2c1b3475bf7fd6c19fb5', 'de259cfdb69c1bf603800c7692b76b5b9a65221db5a70a4f907037d27fb6d0f5');
INSERT INTO public.ticket_event VALUES (3, 28, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/6', '7fc7bac87775654bd1209d691ec962bdfe66709ea226e4be05725b2584cef373', '1f1737708a8c4e723559c16cf4b43144f6233c9ca7b5d4832d772199185b6f41');
INSERT INTO public.ticket_event VALUES (3, 29, 'warned', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/50', '1f1737708a8c4e723559c16cf4b43144f6233c9ca7b5d4832d772199185b6f41', '615d260a07b8e1e265211cdb3100f9f9bbdd9271ee0bebc3c1dbe6973731fd50');
INSERT INTO public.ticket_event VALUES (3, 30, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', '615d260a07b8e1e265211cdb3100f9f9bbdd9271ee0bebc3c1dbe6973731fd50', 'bf49ae0f10a0954e4edef3e1d0eb22f26f7d6a76d9785adfedcf4505f68111c0');
INSERT INTO public.ticket_event VALUES (3, 31, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795389420000/engineer-a', 'bf49ae0f10a0954e4edef3e1d0eb22f26f7d6a76d9785adfedcf4505f68111c0', '4eb49bf8404c6b872965f049df1fcecd909be25b20dce912a3b878f374481966');
INSERT INTO public.ticket_event VALUES (3, 32, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795389420000/manager-b', '4eb49bf8404c6b872965f049df1fcecd909be25b20dce912a3b878f374481966', 'a6f2f10152493e9944c92f88e50226165deabfb996fdbd07b6930dc990b48c9a');
INSERT INTO public.ticket_event VALUES (3, 33, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/7', 'a6f2f10152493e9944c92f88e50226165deabfb996fdbd07b6930dc990b48c9a', '38d23ff20b241a5d9507de4f7a07527360040e1da6908bc71634d65fe62a4c89');
INSERT INTO public.ticket_event VALUES (3, 34, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390020000/engineer-a', '38d23ff20b241a5d9507de4f7a07527360040e1da6908bc71634d65fe62a4c89', '4dad8df11c15d7f11d981dd9d541fc877d4922c5405c190eea269da642e92b35');
INSERT INTO public.ticket_event VALUES (3, 35, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390020000/manager-b', '4dad8df11c15d7f11d981dd9d541fc877d4922c5405c190eea269da642e92b35', '5a72f97ee9f28e7d3f47323d55d4a13c5f12e641704d0c189694528868c3c1e2');
INSERT INTO public.ticket_event VALUES (3, 36, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/8', '5a72f97ee9f28e7d3f47323d55d4a13c5f12e641704d0c189694528868c3c1e2', 'f0ca0b1e8d50f416bab8bfb175e81767dc77eaa156c579c993b883510f7a6819');
INSERT INTO public.ticket_event VALUES (3, 37, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390620000/engineer-a', 'f0ca0b1e8d50f416bab8bfb175e81767dc77eaa156c579c993b883510f7a6819', 'f9ee91004f2e4ec4cae16bc58f9edb68aa199690e69336cf02414c7380adea05');
INSERT INTO public.ticket_event VALUES (3, 38, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390620000/manager-b', 'f9ee91004f2e4ec4cae16bc58f9edb68aa199690e69336cf02414c7380adea05', 'd29ac1d10ea32a6f56b25ef072c4b3a2946cf8a2e8a6f5ec131b3893bff61546');
INSERT INTO public.ticket_event VALUES (3, 39, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/9', 'd29ac1d10ea32a6f56b25ef072c4b3a2946cf8a2e8a6f5ec131b3893bff61546', '34b719fbab14b41de7bd3412ca0762126f5457d905eb7f451c826064a1888aee');
INSERT INTO public.ticket_event VALUES (3, 40, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391220000/engineer-a', '34b719fbab14b41de7bd3412ca0762126f5457d905eb7f451c826064a1888aee', 'a7bab320902c0d1ee8ccb3ad2ba99587cd16f1bbf8f078521b4af9da71b7b2b8');
INSERT INTO public.ticket_event VALUES (3, 41, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391220000/manager-b', 'a7bab320902c0d1ee8ccb3ad2ba99587cd16f1bbf8f078521b4af9da71b7b2b8', 'b4b6a83a6fce76f5e4c4a336fac5966d5347a81f2d325d0e3a1c1164e163d296');
INSERT INTO public.ticket_event VALUES (2, 6, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', 'de259cfdb69c1bf603800c7692b76b5b9a65221db5a70a4f907037d27fb6d0f5', 'b85d40c38d96b7b1fd0ddebdd402078cbf3671c95f1bda0ca714339bcc04db59');
INSERT INTO public.ticket_event VALUES (3, 42, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', 'b4b6a83a6fce76f5e4c4a336fac5966d5347a81f2d325d0e3a1c1164e163d296', '356ab2c64a25cf881a50b1698c083308399e410c59527320c5d56f9dad53db04');
INSERT INTO public.ticket_event VALUES (3, 43, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391580000/engineer-a', '356ab2c64a25cf881a50b1698c083308399e410c59527320c5d56f9dad53db04', '8409a5d616c0f25df0702c867cbdc9b76458abeab1c671e8bb7272633c0bcb07');
INSERT INTO public.ticket_event VALUES (3, 46, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391820000/engineer-a', 'f14639d92ef85718313c977d5236b9dafc36d6c34cba09d0453d7e38e8849993', '1d5354f834488949db1534d8d75bd18b9685b26803b20e5c95886ec4c9ad0e4a');
INSERT INTO public.ticket_event VALUES (3, 47, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391820000/manager-b', '1d5354f834488949db1534d8d75bd18b9685b26803b20e5c95886ec4c9ad0e4a', '997725d28fa426f05fd5b993c4cee010c17d3ffa3ccda5aea41c89358e18b7e0');
INSERT INTO public.ticket_event VALUES (3, 48, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/11', '997725d28fa426f05fd5b993c4cee010c17d3ffa3ccda5aea41c89358e18b7e0', '8dd9d9932609b2147850b52f061584cb197fae9fbfd7a57e21f0635d9e62d86f');
INSERT INTO public.ticket_event VALUES (3, 49, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795392420000/engineer-a', '8dd9d9932609b2147850b52f061584cb197fae9fbfd7a57e21f0635d9e62d86f', '47c368868c08ab042a1946eee94d1451e8472f100579fece449724c269f274c8');
INSERT INTO public.ticket_event VALUES (3, 50, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795392420000/manager-b', '47c368868c08ab042a1946eee94d1451e8472f100579fece449724c269f274c8', '6a955204cee1fca2ba9b387aa56a0fe8968e166ef989efb1a2166f5367aa8110');
INSERT INTO public.ticket_event VALUES (2, 7, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}', '{}', 'breach/plan@level/1/0', 'b85d40c38d96b7b1fd0ddebdd402078cbf3671c95f1bda0ca714339bcc04db59', 'ed04933580880c64dba66686679371a3f6c217ced30ebba3817940c0516aebf7');
INSERT INTO public.ticket_event VALUES (3, 51, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/12', '6a955204cee1fca2ba9b387aa56a0fe8968e166ef989efb1a2166f5367aa8110', '699778e51b9cc8ae357af06f118a57077ac4cb71250b35e7aafbe977ffcf4178');
INSERT INTO public.ticket_event VALUES (3, 52, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}', '{}', 'breach/plan@level/1/0', '699778e51b9cc8ae357af06f118a57077ac4cb71250b35e7aafbe977ffcf4178', '2d87c375debe4191d87b655c6c9a2e499ede14cdba547ff86df55b1edb898dde');
INSERT INTO public.ticket_event VALUES (3, 53, 'escalated', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}', '{}', 'chain/1/1/0', '2d87c375debe4191d87b655c6c9a2e499ede14cdba547ff86df55b1edb898dde', '1d9f5c196b3aaa81a36777c30f49bd9c6bc47cb5da1ca9eaf63fa49d840e114d');
INSERT INTO public.ticket_event VALUES (3, 54, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795393020000/engineer-a', '1d9f5c196b3aaa81a36777c30f49bd9c6bc47cb5da1ca9eaf63fa49d840e114d', 'd403abc17e62dab23d1157c952d4a55cde303f5bcba343cd1993dcabdde85988');
INSERT INTO public.ticket_event VALUES (3, 55, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795393020000/manager-b', 'd403abc17e62dab23d1157c952d4a55cde303f5bcba343cd1993dcabdde85988', '01faa5d5321834210c630f9a5da82ccd6fb3198a254feb239eb75fea71133f7e');
INSERT INTO public.ticket_event VALUES (3, 56, 'warned', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/50', '01faa5d5321834210c630f9a5da82ccd6fb3198a254feb239eb75fea71133f7e', '2959bd07a1c71cfa35bd69bb2e3a79d0e95e1f2a190144a4e0a1ef74b5bf71db');
INSERT INTO public.ticket_event VALUES (3, 57, 'escalated', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}', '{}', 'chain/1/2/0', '2959bd07a1c71cfa35bd69bb2e3a79d0e95e1f2a190144a4e0a1ef74b5bf71db', '9c6f71d6f5db2e6accc907a2faf028f1e547664dc66f95fddb178a3800f10511');
INSERT INTO public.ticket_event VALUES (3, 58, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795394820000/engineer-a', '9c6f71d6f5db2e6accc907a2faf028f1e547664dc66f95fddb178a3800f10511', 'ebfada1c2bfaade5b62ebddcae885446e5ffdae2278f897ca3796f88ce768323');
INSERT INTO public.ticket_event VALUES (3, 59, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"director-c","to":["manager-b"]}', '{}', 'instead_of/1795394820000/director-c', 'ebfada1c2bfaade5b62ebddcae885446e5ffdae2278f897ca3796f88ce768323', 'cfb185bda2036b9da0a77e02e3d9fff68ed0134d839d9b60effa4b1bb6c14d31');
INSERT INTO public.ticket_event VALUES (3, 60, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795394820000/manager-b', 'cfb185bda2036b9da0a77e02e3d9fff68ed0134d839d9b60effa4b1bb6c14d31', '5125d0625d0b62f1faec96656b687ace99733dfc02b1f77e7221ca839f4ab415');
INSERT INTO public.ticket_event VALUES (2, 8, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', 'ed04933580880c64dba66686679371a3f6c217ced30ebba3817940c0516aebf7', 'bf6032358deaedd8891ab31c93bcda4d86c833e8c0ed6f450e08bf943b3760ee');
INSERT INTO public.ticket_event VALUES (3, 61, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '5125d0625d0b62f1faec96656b687ace99733dfc02b1f77e7221ca839f4ab415', '7ca419707a59cf4f6d35f5a90d02b4d64eb3363abab0ccd34d5d8565886f29d3');
INSERT INTO public.ticket_event VALUES (3, 62, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395600000/engineer-a', '7ca419707a59cf4f6d35f5a90d02b4d64eb3363abab0ccd34d5d8565886f29d3', '3ead681c6816305a2fe9e49e24866afd94792a24dafd273981605bcab46c2bf5');
INSERT INTO public.ticket_event VALUES (3, 63, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395600000/manager-b', '3ead681c6816305a2fe9e49e24866afd94792a24dafd273981605bcab46c2bf5', '147d5e459ac61e6f123e8b07a236806def6cd51cb1c0463e9d1336593d3ad307');
INSERT INTO public.ticket_event VALUES (3, 64, 'warned', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/80', '147d5e459ac61e6f123e8b07a236806def6cd51cb1c0463e9d1336593d3ad307', 'ca360e0c68be3a9394662059913be39985987927c1095cde2b46dc684c970bf0');
INSERT INTO public.ticket_event VALUES (3, 65, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395900000/engineer-a', 'ca360e0c68be3a9394662059913be39985987927c1095cde2b46dc684c970bf0', 'd07abfbc55fa37138e1cbcacfbac61cd725e9d6ad953e260c27e6b3220c1d840');
INSERT INTO public.ticket_event VALUES (3, 66, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395900000/manager-b', 'd07abfbc55fa37138e1cbcacfbac61cd725e9d6ad953e260c27e6b3220c1d840', '5b00801a6b7583fef45feb0e9990c83a09a54055cf9bbb5ca16659efdb8c3f06');
INSERT INTO public.ticket_event VALUES (3, 67, 'breached', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}', '{}', 'breach/onsite@level/1/0', '5b00801a6b7583fef45feb0e9990c83a09a54055cf9bbb5ca16659efdb8c3f06', '2cda6066c40eda8aeae8fd9ed7388a9f86ef6ed4e6c10b6b6b69c3535116f506');
INSERT INTO public.ticket_event VALUES (3, 68, 'escalated', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/0', '2cda6066c40eda8aeae8fd9ed7388a9f86ef6ed4e6c10b6b6b69c3535116f506', 'cb857e48c1de33434523593a8f1f2891cb0f42991184d3dcafee8c0fa97907f6');
INSERT INTO public.ticket_event VALUES (3, 69, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795396620000/manager-b', 'cb857e48c1de33434523593a8f1f2891cb0f42991184d3dcafee8c0fa97907f6', '440f5ad6f580f44a5cd5aac75259ff519d3291b9521639ea98d3b094a17d03dd');
INSERT INTO public.ticket_event VALUES (3, 70, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795396620000/deputy-d', '440f5ad6f580f44a5cd5aac75259ff519d3291b9521639ea98d3b094a17d03dd', 'da50906fe5d50a384cf62e05ea0c18d366709613e8f2ecea3d03803e9f48ca5e');
INSERT INTO public.ticket_event VALUES (3, 71, 'went_silent', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{}', '{}', NULL, 'da50906fe5d50a384cf62e05ea0c18d366709613e8f2ecea3d03803e9f48ca5e', 'd6b3db841f46f44be5c5bf330b397aca1f50bcf6617b4fc98c46a887212e5b48');
INSERT INTO public.ticket_event VALUES (3, 72, 'escalated', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/1', 'd6b3db841f46f44be5c5bf330b397aca1f50bcf6617b4fc98c46a887212e5b48', '5ad92d60ea380a4fcba3374f2c725017b9bba6ba44c3685306ecabc15b419df8');
INSERT INTO public.ticket_event VALUES (3, 73, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795400220000/engineer-a', '5ad92d60ea380a4fcba3374f2c725017b9bba6ba44c3685306ecabc15b419df8', 'e9d2f33d78f646bae31561bf52e03aa677a9edc8fdeb9391dc4df19574c520bc');
INSERT INTO public.ticket_event VALUES (3, 74, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795400220000/deputy-d', 'e9d2f33d78f646bae31561bf52e03aa677a9edc8fdeb9391dc4df19574c520bc', 'b2ed3aebca64a54c99a0606e9c97283f332c3d37fd833d66bb491b93199a922d');
INSERT INTO public.ticket_event VALUES (3, 75, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795400220000/manager-b', 'b2ed3aebca64a54c99a0606e9c97283f332c3d37fd833d66bb491b93199a922d', '48c75533f3bcf5819017921ba5a792c3cb690aac699d7a1e5d4efb90367253c0');
INSERT INTO public.ticket_event VALUES (3, 76, 'escalated', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/2', '48c75533f3bcf5819017921ba5a792c3cb690aac699d7a1e5d4efb90367253c0', '01d31d5e1d917c423309c71bd5acabd3e3bec8450d916208e66b1aa6f7439ec1');
INSERT INTO public.ticket_event VALUES (3, 77, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795403820000/deputy-d', '01d31d5e1d917c423309c71bd5acabd3e3bec8450d916208e66b1aa6f7439ec1', '575e4fe0bb435c4c63d5f38dc4fef2e076f3ebde075bda824165c0a8a0583f16');
INSERT INTO public.ticket_event VALUES (3, 78, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795403820000/manager-b', '575e4fe0bb435c4c63d5f38dc4fef2e076f3ebde075bda824165c0a8a0583f16', '3eff02593dc3e3077bddd84c053bdfaff3ac8a33d91bc2af90f530ed5940889e');
INSERT INTO public.ticket_event VALUES (1, 19, 'commented', 1795404600000, 1795404600000, 'token:267639f8', 'rest', '{"is_public":false}', '{"text":"27e1f2ce7e4b3a64822a57048ecb8ac2096e65bb9a209ecd585749d00a861364"}', NULL, 'a0b0330cb025fbbcd92a39866dcd0ba513445b451ebd7b6c2b117dfc8626ab75', '827e86bee4d87df71b1addfb6f84b16fe9ea9d90c34717f79a244f182f190431');


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

INSERT INTO public.ticket_prose VALUES (1, 1, 'title', 'a7b157bda4aa0ff4a0249c1812c1b926', 'disk of web-1 is full');
INSERT INTO public.ticket_prose VALUES (1, 1, 'title_zh', '0319c971261a06a43d84d381a34d676d', 'web-1 磁盘已满');
INSERT INTO public.ticket_prose VALUES (1, 1, 'alerts', 'e148d45fb9633621d5bc2ea97966b866', '{"7feee4b64ab65367649fcfe2a23c9323":{"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","generator_url":""}}');
INSERT INTO public.ticket_prose VALUES (1, 5, 'note', 'f8b5a4792a5361971a4f528b298751d9', '我来看');
INSERT INTO public.ticket_prose VALUES (1, 6, 'text', '64392a7634ed00b0c66bb572e813ac12', 'log 目录占满 — /var/log/app');
INSERT INTO public.ticket_prose VALUES (1, 7, 'solution', 'dc6c8856347e5635e47e6ee519770729', '清理日志');
INSERT INTO public.ticket_prose VALUES (1, 7, 'implementation', '5b6167dded1b7eafefbcff1c2f7f4fd2', 'logrotate');
INSERT INTO public.ticket_prose VALUES (1, 8, 'note', '77e5c96643ee3fe004d61432b6a2cd1b', '等授权');
INSERT INTO public.ticket_prose VALUES (1, 13, 'description', '87c12680942c8163fa7107cef12821d4', 'moved the oldest logs away');
INSERT INTO public.ticket_prose VALUES (1, 14, 'cause', '1539d87fdd6488655ef09a96cb5c70e5', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 14, 'method', '9d9b0ddc2751eb75d9665429bd5d711e', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'kind', '26794b93bc0776f1110fc578ea9c80f4', '容量');
INSERT INTO public.ticket_prose VALUES (1, 15, 'cause', 'c6764f6753d166c153e5cd3606c222f6', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 15, 'method', 'a49f1270802d8cd1b9d5be694db75f18', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'losses', 'd2348c2340070f46051f21f697be5c2f', '无');
INSERT INTO public.ticket_prose VALUES (1, 16, 'text', 'ce914b6423cffd7eb4f6204c54e350a0', '已处理');
INSERT INTO public.ticket_prose VALUES (1, 17, 'agreed_by', '5ef1f009628a911c3d318f48a347a359', '王工');
INSERT INTO public.ticket_prose VALUES (1, 18, 'note', 'e4fa642753975efc4455fc2e293ef885', '客户已确认');
INSERT INTO public.ticket_prose VALUES (2, 1, 'summary', '9c804b33af7f55b9c91c6a60860af0fe', '打印机不能用');
INSERT INTO public.ticket_prose VALUES (2, 1, 'description', '9b35307dfa3cd7e10c3c2d07c3cea8e9', '三楼');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter', '9f796c21cc7fcdf807c3650876cec3e6', '王工');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter_contact', '130ead25d90959dda896cc42c9e78481', '138');
INSERT INTO public.ticket_prose VALUES (3, 1, 'title', '87a1ec1869dcab8313362b4954a64e7d', 'posted by another Prometheus');
INSERT INTO public.ticket_prose VALUES (3, 1, 'alerts', '6b4abd0f032139f60b7e7a6180c53526', '{"ff87c8d7c6a09f2f4117d12fd46b1fc6":{"annotations":{"summary":"posted by another Prometheus"},"expression":"","generator_url":""}}');
INSERT INTO public.ticket_prose VALUES (1, 19, 'text', '0089bef4c7783e268b4a566940d42c46', '备件已下单');


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
-- Name: answer_seen pk_answer_seen; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answer_seen
    ADD CONSTRAINT pk_answer_seen PRIMARY KEY (source, nonce);


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
-- Name: ix_answer_seen_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_answer_seen_at ON public.answer_seen USING btree (at);


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


