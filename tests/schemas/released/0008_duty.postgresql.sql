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
    is_overtaken boolean DEFAULT false NOT NULL,
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

INSERT INTO public.absence VALUES (1, 'engineer-a', 'manager-b', 1795577400000, 1795663800000, 'engineer-a', 1795404600000, NULL, NULL);


--
-- Data for Name: access_accounts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_accounts VALUES ('engineer-a', '$argon2id$v=19$m=65536,t=3,p=4$DsrZONsWC9aXg1dYwxb/sA$yDudtMX8TuqiwVNUD6YNE9OJjg6cap63tzYFRj5Ds6g', 1795384800000, NULL);


--
-- Data for Name: access_attempts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_attempts VALUES (1, 'engineer-a', '127.0.0.1', 1795384800000);


--
-- Data for Name: access_links; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_links VALUES ('cd87a6234cebedb416239f6cad24b1322e8d2e94db23d18bec4e63a86355afb8', 'manager-b', 'system', 1795384800000, 1795471200000, NULL);
INSERT INTO public.access_links VALUES ('8d617aa656fc5897c00cca256d94708a5986caee0b5bb748e2e38bde12c6076d', 'engineer-a', 'system', 1795384800000, 1795471200000, 1795384800000);


--
-- Data for Name: access_sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_sessions VALUES ('38718dda04b2e564cc53f5e7fadbb8d161064424f5bf10785bab41a1fd275023', 'engineer-a', 'PIPZPl7iiVFH3Coc3iMw4-lfLYJiETYvqZJBM4lnZFE', 1795384800000, 1795384800000, 1797976800000, '127.0.0.1');


--
-- Data for Name: access_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_tokens VALUES ('35f7f452', 'fc6115bc9d6fcd91b813e5eff6c2094c028b2494e6ca6655186f4c0e9501d43c', 'for acme', '["tickets:read"]', '["acme"]', 'system', 1795384800000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('26b78b96', 'b6cdafdfc52c910db400d05828f9c21e5404a5b0f0df4b7330e524853d8915a3', 'grafana', '["query:read"]', NULL, 'system', 1795384800000, 1803160800000, 1795384800000);
INSERT INTO public.access_tokens VALUES ('b1c545fb', '06a3cc96a9cd083856e45147a5cb70dceeb8b10df91a3a9609d789c0a6dd2cc1', 'program', '["alerts:write"]', NULL, 'system', 1795385820000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('0c312d10', 'c7a1a30cfb90690927282a90d0f75a4f0e5c04239c81601283691fae107d944e', 'program', '["tickets:read","tickets:write"]', NULL, 'system', 1795404600000, NULL, NULL);


--
-- Data for Name: agents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agents VALUES ('zoLWo9lYzfQAwAhL', 'web-1', '1cee228d28ecb6f587fc51b65ae180f5b81d39386d8acd533bbd6156b588a396', 'web-1', 'machine of web-1', '1', 1795384800000, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agents VALUES ('RRBVrFRe0H6Sv90K', 'mail-1', '32763c93b58d1955820732429cb767b2ff480d2e722f84a6894ec2da5a1af233', 'mail-1', 'm-1', '1.0', 1795404600000, 1795404600000, NULL, NULL, NULL, NULL, NULL);


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

INSERT INTO public.audit_heads VALUES ('main', 20, '374a7d47d5bd02c2ff42226ebb561d201275b9181913a24a1bec845d6ec81803');


--
-- Data for Name: audit_rows; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_rows VALUES ('main', 1, 1795384800000, 'system', 'link_made', 'manager-b', '{}', '0000000000000000000000000000000000000000000000000000000000000000', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5');
INSERT INTO public.audit_rows VALUES ('main', 2, 1795384800000, 'system', 'password_set', 'engineer-a', '{}', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a');
INSERT INTO public.audit_rows VALUES ('main', 3, 1795384800000, 'engineer-a', 'sign_in_refused', '', '{"address":"127.0.0.1"}', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f');
INSERT INTO public.audit_rows VALUES ('main', 4, 1795384800000, 'system', 'link_made', 'engineer-a', '{}', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4');
INSERT INTO public.audit_rows VALUES ('main', 5, 1795384800000, 'engineer-a', 'signed_in_by_link', '', '{"address":"127.0.0.1"}', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393');
INSERT INTO public.audit_rows VALUES ('main', 6, 1795384800000, 'system', 'token_made', '26b78b96', '{"name":"grafana","scopes":["query:read"]}', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393', '3fe65d811fa3c9d0d80e8b3794657167be93e241692cdefd968c9bc6450b219c');
INSERT INTO public.audit_rows VALUES ('main', 7, 1795384800000, 'system', 'token_made', '35f7f452', '{"name":"for acme","scopes":["tickets:read"]}', '3fe65d811fa3c9d0d80e8b3794657167be93e241692cdefd968c9bc6450b219c', '27bc038285237f853114ce6456c1ffbf46e4d487e7898c5ceffe8da0bdfa3425');
INSERT INTO public.audit_rows VALUES ('main', 8, 1795384800000, 'system', 'token_revoked', '26b78b96', '{}', '27bc038285237f853114ce6456c1ffbf46e4d487e7898c5ceffe8da0bdfa3425', '3ee9a8e603cc8d06021195e799bf7ee4486934a6f1a48a02e25490728d06027f');
INSERT INTO public.audit_rows VALUES ('main', 9, 1795384800000, 'system', 'target_added', 'cam-1', '{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}', '3ee9a8e603cc8d06021195e799bf7ee4486934a6f1a48a02e25490728d06027f', 'bac2bdc6f48a9427a56b3ec26ec9d3a5115c071550ed709ca23a7c9794093f7e');
INSERT INTO public.audit_rows VALUES ('main', 10, 1795384800000, 'system', 'agent_token_made', 'web-1', '{"ends_at":1795471200000}', 'bac2bdc6f48a9427a56b3ec26ec9d3a5115c071550ed709ca23a7c9794093f7e', '9665a17cb2e40e5e3caeddd6072417d77692aa09582dc2c6ff2e3f7da586d4aa');
INSERT INTO public.audit_rows VALUES ('main', 11, 1795384800000, 'system', 'satellite_token_made', 'cam-1', '{}', '9665a17cb2e40e5e3caeddd6072417d77692aa09582dc2c6ff2e3f7da586d4aa', 'bad6a7d4b56fc236583d23b7f0730d78287686f7c83b345213af67721685793d');
INSERT INTO public.audit_rows VALUES ('main', 12, 1795384800000, 'satellite cam-1', 'satellite_enrolled', 'cam-1', '{"address":"127.0.0.1","hostname":"box","id":"1_DXH_GSOdlvzLyn","machine_id":"m1","made_by":"system","version":"1"}', 'bad6a7d4b56fc236583d23b7f0730d78287686f7c83b345213af67721685793d', 'd459e79b09b4082d48971efba7bd17f9db462134234b5aa5905bf6d965993470');
INSERT INTO public.audit_rows VALUES ('main', 13, 1795384800000, 'system', 'agent_token_made', '', '{"ends_at":1795471200000}', 'd459e79b09b4082d48971efba7bd17f9db462134234b5aa5905bf6d965993470', '34edf03d6834e84358e7fec2aa7483404dfadc261921390e22bb1360c055f205');
INSERT INTO public.audit_rows VALUES ('main', 14, 1795384800000, 'agent:zoLWo9lYzfQAwAhL', 'agent_enrolled', 'web-1', '{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}', '34edf03d6834e84358e7fec2aa7483404dfadc261921390e22bb1360c055f205', 'b423adf9cdc09a97434b0eb55529a169513927557ef29ce9d1a886385263d411');
INSERT INTO public.audit_rows VALUES ('main', 15, 1795385820000, 'system', 'token_made', 'b1c545fb', '{"name":"program","scopes":["alerts:write"]}', 'b423adf9cdc09a97434b0eb55529a169513927557ef29ce9d1a886385263d411', 'f6b3f023dec2af06649a819414ce2d1451be1bd3125dfd8b8d799c7b28d8af51');
INSERT INTO public.audit_rows VALUES ('main', 16, 1795385820000, 'system', 'finding_accepted', '0ec38cbf9024da32bb2fc970f7d54d5f', '{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}', 'f6b3f023dec2af06649a819414ce2d1451be1bd3125dfd8b8d799c7b28d8af51', '4f2187a44f1a6813608c8dfb4bb4d85d5ea1d458af3c800fbae7796a02a2e8f3');
INSERT INTO public.audit_rows VALUES ('main', 17, 1795404600000, 'system', 'agent_token_made', '', '{"ends_at":1795491000000,"most_uses":5}', '4f2187a44f1a6813608c8dfb4bb4d85d5ea1d458af3c800fbae7796a02a2e8f3', 'a234f96f685bc165338be2cba1601118c6e4882a7737975c391b494452fa2647');
INSERT INTO public.audit_rows VALUES ('main', 18, 1795404600000, 'agent:RRBVrFRe0H6Sv90K', 'agent_waits', 'mail-1', '{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}', 'a234f96f685bc165338be2cba1601118c6e4882a7737975c391b494452fa2647', '119d98e319956cc8eef4c4eb456da91dc64e83f763d938d18dd10550e051739c');
INSERT INTO public.audit_rows VALUES ('main', 19, 1795404600000, 'system', 'token_made', '0c312d10', '{"name":"program","scopes":["tickets:read","tickets:write"]}', '119d98e319956cc8eef4c4eb456da91dc64e83f763d938d18dd10550e051739c', '00ffbfdb70c2f37e629b2e93741460bc2289e1c7d0e39d2ef3f2c94b36c4dbf7');
INSERT INTO public.audit_rows VALUES ('main', 20, 1795404600000, 'system', 'calendar_confirmed', 'cn 2027', '{"changes":27,"number":"国办发明电〔2026〕99号"}', '00ffbfdb70c2f37e629b2e93741460bc2289e1c7d0e39d2ef3f2c94b36c4dbf7', '374a7d47d5bd02c2ff42226ebb561d201275b9181913a24a1bec845d6ec81803');


--
-- Data for Name: calendar_edition; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendar_edition VALUES (1, '7x24', '7b82bf0dd8e029172955ebd3477aeaeaf76520d1f5e0c419fcff364b05fb1e9a', '{"days":{},"name":"7x24","provisional":[],"weekly":[[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]]]}', 1795384800000);
INSERT INTO public.calendar_edition VALUES (2, '5x8', '2c3ffada8a20fec288686e7ce9ae2236346717061da5d3b940153ca0a06a7b95', '{"days":{"2018-01-01":[],"2018-02-11":[[32400000,63000000]],"2018-02-15":[],"2018-02-16":[],"2018-02-19":[],"2018-02-20":[],"2018-02-21":[],"2018-02-24":[[32400000,63000000]],"2018-04-05":[],"2018-04-06":[],"2018-04-08":[[32400000,63000000]],"2018-04-28":[[32400000,63000000]],"2018-04-30":[],"2018-05-01":[],"2018-06-18":[],"2018-09-24":[],"2018-09-29":[[32400000,63000000]],"2018-09-30":[[32400000,63000000]],"2018-10-01":[],"2018-10-02":[],"2018-10-03":[],"2018-10-04":[],"2018-10-05":[],"2018-12-29":[[32400000,63000000]],"2018-12-31":[],"2019-01-01":[],"2019-02-02":[[32400000,63000000]],"2019-02-03":[[32400000,63000000]],"2019-02-04":[],"2019-02-05":[],"2019-02-06":[],"2019-02-07":[],"2019-02-08":[],"2019-04-05":[],"2019-04-28":[[32400000,63000000]],"2019-05-01":[],"2019-05-02":[],"2019-05-03":[],"2019-05-05":[[32400000,63000000]],"2019-06-07":[],"2019-09-13":[],"2019-09-29":[[32400000,63000000]],"2019-10-01":[],"2019-10-02":[],"2019-10-03":[],"2019-10-04":[],"2019-10-07":[],"2019-10-12":[[32400000,63000000]],"2020-01-01":[],"2020-01-19":[[32400000,63000000]],"2020-01-24":[],"2020-01-27":[],"2020-01-28":[],"2020-01-29":[],"2020-01-30":[],"2020-01-31":[],"2020-04-06":[],"2020-04-26":[[32400000,63000000]],"2020-05-01":[],"2020-05-04":[],"2020-05-05":[],"2020-05-09":[[32400000,63000000]],"2020-06-25":[],"2020-06-26":[],"2020-06-28":[[32400000,63000000]],"2020-09-27":[[32400000,63000000]],"2020-10-01":[],"2020-10-02":[],"2020-10-05":[],"2020-10-06":[],"2020-10-07":[],"2020-10-08":[],"2020-10-10":[[32400000,63000000]],"2021-01-01":[],"2021-02-07":[[32400000,63000000]],"2021-02-11":[],"2021-02-12":[],"2021-02-15":[],"2021-02-16":[],"2021-02-17":[],"2021-02-20":[[32400000,63000000]],"2021-04-05":[],"2021-04-25":[[32400000,63000000]],"2021-05-03":[],"2021-05-04":[],"2021-05-05":[],"2021-05-08":[[32400000,63000000]],"2021-06-14":[],"2021-09-18":[[32400000,63000000]],"2021-09-20":[],"2021-09-21":[],"2021-09-26":[[32400000,63000000]],"2021-10-01":[],"2021-10-04":[],"2021-10-05":[],"2021-10-06":[],"2021-10-07":[],"2021-10-09":[[32400000,63000000]],"2022-01-03":[],"2022-01-29":[[32400000,63000000]],"2022-01-30":[[32400000,63000000]],"2022-01-31":[],"2022-02-01":[],"2022-02-02":[],"2022-02-03":[],"2022-02-04":[],"2022-04-02":[[32400000,63000000]],"2022-04-04":[],"2022-04-05":[],"2022-04-24":[[32400000,63000000]],"2022-05-02":[],"2022-05-03":[],"2022-05-04":[],"2022-05-07":[[32400000,63000000]],"2022-06-03":[],"2022-09-12":[],"2022-10-03":[],"2022-10-04":[],"2022-10-05":[],"2022-10-06":[],"2022-10-07":[],"2022-10-08":[[32400000,63000000]],"2022-10-09":[[32400000,63000000]],"2023-01-02":[],"2023-01-23":[],"2023-01-24":[],"2023-01-25":[],"2023-01-26":[],"2023-01-27":[],"2023-01-28":[[32400000,63000000]],"2023-01-29":[[32400000,63000000]],"2023-04-05":[],"2023-04-23":[[32400000,63000000]],"2023-05-01":[],"2023-05-02":[],"2023-05-03":[],"2023-05-06":[[32400000,63000000]],"2023-06-22":[],"2023-06-23":[],"2023-06-25":[[32400000,63000000]],"2023-09-29":[],"2023-10-02":[],"2023-10-03":[],"2023-10-04":[],"2023-10-05":[],"2023-10-06":[],"2023-10-07":[[32400000,63000000]],"2023-10-08":[[32400000,63000000]],"2024-01-01":[],"2024-02-04":[[32400000,63000000]],"2024-02-12":[],"2024-02-13":[],"2024-02-14":[],"2024-02-15":[],"2024-02-16":[],"2024-02-18":[[32400000,63000000]],"2024-04-04":[],"2024-04-05":[],"2024-04-07":[[32400000,63000000]],"2024-04-28":[[32400000,63000000]],"2024-05-01":[],"2024-05-02":[],"2024-05-03":[],"2024-05-11":[[32400000,63000000]],"2024-06-10":[],"2024-09-14":[[32400000,63000000]],"2024-09-16":[],"2024-09-17":[],"2024-09-29":[[32400000,63000000]],"2024-10-01":[],"2024-10-02":[],"2024-10-03":[],"2024-10-04":[],"2024-10-07":[],"2024-10-12":[[32400000,63000000]],"2025-01-01":[],"2025-01-26":[[32400000,63000000]],"2025-01-28":[],"2025-01-29":[],"2025-01-30":[],"2025-01-31":[],"2025-02-03":[],"2025-02-04":[],"2025-02-08":[[32400000,63000000]],"2025-04-04":[],"2025-04-27":[[32400000,63000000]],"2025-05-01":[],"2025-05-02":[],"2025-05-05":[],"2025-06-02":[],"2025-09-28":[[32400000,63000000]],"2025-10-01":[],"2025-10-02":[],"2025-10-03":[],"2025-10-06":[],"2025-10-07":[],"2025-10-08":[],"2025-10-11":[[32400000,63000000]],"2026-01-01":[],"2026-01-02":[],"2026-01-04":[[32400000,63000000]],"2026-02-14":[[32400000,63000000]],"2026-02-16":[],"2026-02-17":[],"2026-02-18":[],"2026-02-19":[],"2026-02-20":[],"2026-02-23":[],"2026-02-28":[[32400000,63000000]],"2026-04-06":[],"2026-05-01":[],"2026-05-04":[],"2026-05-05":[],"2026-05-09":[[32400000,63000000]],"2026-06-19":[],"2026-09-20":[[32400000,63000000]],"2026-09-25":[],"2026-10-01":[],"2026-10-02":[],"2026-10-05":[],"2026-10-06":[],"2026-10-07":[],"2026-10-10":[[32400000,63000000]],"2027-01-01":[],"2027-10-01":[],"2028-05-01":[],"2028-05-02":[],"2028-10-02":[],"2028-10-03":[],"2029-01-01":[],"2029-05-01":[],"2029-05-02":[],"2029-10-01":[],"2029-10-02":[],"2029-10-03":[],"2030-01-01":[],"2030-05-01":[],"2030-05-02":[],"2030-10-01":[],"2030-10-02":[],"2030-10-03":[],"2031-01-01":[],"2031-05-01":[],"2031-05-02":[],"2031-10-01":[],"2031-10-02":[],"2031-10-03":[],"2032-01-01":[],"2032-10-01":[],"2033-05-02":[],"2033-10-03":[],"2034-05-01":[],"2034-05-02":[],"2034-10-02":[],"2034-10-03":[],"2035-01-01":[],"2035-05-01":[],"2035-05-02":[],"2035-10-01":[],"2035-10-02":[],"2035-10-03":[],"2036-01-01":[],"2036-05-01":[],"2036-05-02":[],"2036-10-01":[],"2036-10-02":[],"2036-10-03":[],"2037-01-01":[],"2037-05-01":[],"2037-10-01":[],"2037-10-02":[],"2038-01-01":[],"2038-10-01":[],"2039-05-02":[],"2039-10-03":[],"2040-05-01":[],"2040-05-02":[],"2040-10-01":[],"2040-10-02":[],"2040-10-03":[],"2041-01-01":[],"2041-05-01":[],"2041-05-02":[],"2041-10-01":[],"2041-10-02":[],"2041-10-03":[],"2042-01-01":[],"2042-05-01":[],"2042-05-02":[],"2042-10-01":[],"2042-10-02":[],"2042-10-03":[],"2043-01-01":[],"2043-05-01":[],"2043-10-01":[],"2043-10-02":[],"2044-01-01":[],"2044-05-02":[],"2044-10-03":[],"2045-05-01":[],"2045-05-02":[],"2045-10-02":[],"2045-10-03":[]},"name":"5x8","provisional":[2015,2016,2017,2027,2028,2029,2030,2031,2032,2033,2034,2035,2036,2037,2038,2039,2040,2041,2042,2043,2044,2045],"weekly":[[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[],[]]}', 1795384800000);
INSERT INTO public.calendar_edition VALUES (3, '5x8', 'c7490c566e003fb6cbee265bd59ffd0bede6a70617a76d0a748e47f5d0e23c7d', '{"days":{"2018-01-01":[],"2018-02-11":[[32400000,63000000]],"2018-02-15":[],"2018-02-16":[],"2018-02-19":[],"2018-02-20":[],"2018-02-21":[],"2018-02-24":[[32400000,63000000]],"2018-04-05":[],"2018-04-06":[],"2018-04-08":[[32400000,63000000]],"2018-04-28":[[32400000,63000000]],"2018-04-30":[],"2018-05-01":[],"2018-06-18":[],"2018-09-24":[],"2018-09-29":[[32400000,63000000]],"2018-09-30":[[32400000,63000000]],"2018-10-01":[],"2018-10-02":[],"2018-10-03":[],"2018-10-04":[],"2018-10-05":[],"2018-12-29":[[32400000,63000000]],"2018-12-31":[],"2019-01-01":[],"2019-02-02":[[32400000,63000000]],"2019-02-03":[[32400000,63000000]],"2019-02-04":[],"2019-02-05":[],"2019-02-06":[],"2019-02-07":[],"2019-02-08":[],"2019-04-05":[],"2019-04-28":[[32400000,63000000]],"2019-05-01":[],"2019-05-02":[],"2019-05-03":[],"2019-05-05":[[32400000,63000000]],"2019-06-07":[],"2019-09-13":[],"2019-09-29":[[32400000,63000000]],"2019-10-01":[],"2019-10-02":[],"2019-10-03":[],"2019-10-04":[],"2019-10-07":[],"2019-10-12":[[32400000,63000000]],"2020-01-01":[],"2020-01-19":[[32400000,63000000]],"2020-01-24":[],"2020-01-27":[],"2020-01-28":[],"2020-01-29":[],"2020-01-30":[],"2020-01-31":[],"2020-04-06":[],"2020-04-26":[[32400000,63000000]],"2020-05-01":[],"2020-05-04":[],"2020-05-05":[],"2020-05-09":[[32400000,63000000]],"2020-06-25":[],"2020-06-26":[],"2020-06-28":[[32400000,63000000]],"2020-09-27":[[32400000,63000000]],"2020-10-01":[],"2020-10-02":[],"2020-10-05":[],"2020-10-06":[],"2020-10-07":[],"2020-10-08":[],"2020-10-10":[[32400000,63000000]],"2021-01-01":[],"2021-02-07":[[32400000,63000000]],"2021-02-11":[],"2021-02-12":[],"2021-02-15":[],"2021-02-16":[],"2021-02-17":[],"2021-02-20":[[32400000,63000000]],"2021-04-05":[],"2021-04-25":[[32400000,63000000]],"2021-05-03":[],"2021-05-04":[],"2021-05-05":[],"2021-05-08":[[32400000,63000000]],"2021-06-14":[],"2021-09-18":[[32400000,63000000]],"2021-09-20":[],"2021-09-21":[],"2021-09-26":[[32400000,63000000]],"2021-10-01":[],"2021-10-04":[],"2021-10-05":[],"2021-10-06":[],"2021-10-07":[],"2021-10-09":[[32400000,63000000]],"2022-01-03":[],"2022-01-29":[[32400000,63000000]],"2022-01-30":[[32400000,63000000]],"2022-01-31":[],"2022-02-01":[],"2022-02-02":[],"2022-02-03":[],"2022-02-04":[],"2022-04-02":[[32400000,63000000]],"2022-04-04":[],"2022-04-05":[],"2022-04-24":[[32400000,63000000]],"2022-05-02":[],"2022-05-03":[],"2022-05-04":[],"2022-05-07":[[32400000,63000000]],"2022-06-03":[],"2022-09-12":[],"2022-10-03":[],"2022-10-04":[],"2022-10-05":[],"2022-10-06":[],"2022-10-07":[],"2022-10-08":[[32400000,63000000]],"2022-10-09":[[32400000,63000000]],"2023-01-02":[],"2023-01-23":[],"2023-01-24":[],"2023-01-25":[],"2023-01-26":[],"2023-01-27":[],"2023-01-28":[[32400000,63000000]],"2023-01-29":[[32400000,63000000]],"2023-04-05":[],"2023-04-23":[[32400000,63000000]],"2023-05-01":[],"2023-05-02":[],"2023-05-03":[],"2023-05-06":[[32400000,63000000]],"2023-06-22":[],"2023-06-23":[],"2023-06-25":[[32400000,63000000]],"2023-09-29":[],"2023-10-02":[],"2023-10-03":[],"2023-10-04":[],"2023-10-05":[],"2023-10-06":[],"2023-10-07":[[32400000,63000000]],"2023-10-08":[[32400000,63000000]],"2024-01-01":[],"2024-02-04":[[32400000,63000000]],"2024-02-12":[],"2024-02-13":[],"2024-02-14":[],"2024-02-15":[],"2024-02-16":[],"2024-02-18":[[32400000,63000000]],"2024-04-04":[],"2024-04-05":[],"2024-04-07":[[32400000,63000000]],"2024-04-28":[[32400000,63000000]],"2024-05-01":[],"2024-05-02":[],"2024-05-03":[],"2024-05-11":[[32400000,63000000]],"2024-06-10":[],"2024-09-14":[[32400000,63000000]],"2024-09-16":[],"2024-09-17":[],"2024-09-29":[[32400000,63000000]],"2024-10-01":[],"2024-10-02":[],"2024-10-03":[],"2024-10-04":[],"2024-10-07":[],"2024-10-12":[[32400000,63000000]],"2025-01-01":[],"2025-01-26":[[32400000,63000000]],"2025-01-28":[],"2025-01-29":[],"2025-01-30":[],"2025-01-31":[],"2025-02-03":[],"2025-02-04":[],"2025-02-08":[[32400000,63000000]],"2025-04-04":[],"2025-04-27":[[32400000,63000000]],"2025-05-01":[],"2025-05-02":[],"2025-05-05":[],"2025-06-02":[],"2025-09-28":[[32400000,63000000]],"2025-10-01":[],"2025-10-02":[],"2025-10-03":[],"2025-10-06":[],"2025-10-07":[],"2025-10-08":[],"2025-10-11":[[32400000,63000000]],"2026-01-01":[],"2026-01-02":[],"2026-01-04":[[32400000,63000000]],"2026-02-14":[[32400000,63000000]],"2026-02-16":[],"2026-02-17":[],"2026-02-18":[],"2026-02-19":[],"2026-02-20":[],"2026-02-23":[],"2026-02-28":[[32400000,63000000]],"2026-04-06":[],"2026-05-01":[],"2026-05-04":[],"2026-05-05":[],"2026-05-09":[[32400000,63000000]],"2026-06-19":[],"2026-09-20":[[32400000,63000000]],"2026-09-25":[],"2026-10-01":[],"2026-10-02":[],"2026-10-05":[],"2026-10-06":[],"2026-10-07":[],"2026-10-10":[[32400000,63000000]],"2027-01-01":[],"2027-01-31":[[32400000,63000000]],"2027-02-05":[],"2027-02-08":[],"2027-02-09":[],"2027-02-10":[],"2027-02-11":[],"2027-02-20":[[32400000,63000000]],"2027-04-05":[],"2027-04-25":[[32400000,63000000]],"2027-05-03":[],"2027-05-04":[],"2027-05-05":[],"2027-05-08":[[32400000,63000000]],"2027-06-09":[],"2027-09-15":[],"2027-09-26":[[32400000,63000000]],"2027-10-01":[],"2027-10-04":[],"2027-10-05":[],"2027-10-06":[],"2027-10-07":[],"2027-10-09":[[32400000,63000000]],"2028-05-01":[],"2028-05-02":[],"2028-10-02":[],"2028-10-03":[],"2029-01-01":[],"2029-05-01":[],"2029-05-02":[],"2029-10-01":[],"2029-10-02":[],"2029-10-03":[],"2030-01-01":[],"2030-05-01":[],"2030-05-02":[],"2030-10-01":[],"2030-10-02":[],"2030-10-03":[],"2031-01-01":[],"2031-05-01":[],"2031-05-02":[],"2031-10-01":[],"2031-10-02":[],"2031-10-03":[],"2032-01-01":[],"2032-10-01":[],"2033-05-02":[],"2033-10-03":[],"2034-05-01":[],"2034-05-02":[],"2034-10-02":[],"2034-10-03":[],"2035-01-01":[],"2035-05-01":[],"2035-05-02":[],"2035-10-01":[],"2035-10-02":[],"2035-10-03":[],"2036-01-01":[],"2036-05-01":[],"2036-05-02":[],"2036-10-01":[],"2036-10-02":[],"2036-10-03":[],"2037-01-01":[],"2037-05-01":[],"2037-10-01":[],"2037-10-02":[],"2038-01-01":[],"2038-10-01":[],"2039-05-02":[],"2039-10-03":[],"2040-05-01":[],"2040-05-02":[],"2040-10-01":[],"2040-10-02":[],"2040-10-03":[],"2041-01-01":[],"2041-05-01":[],"2041-05-02":[],"2041-10-01":[],"2041-10-02":[],"2041-10-03":[],"2042-01-01":[],"2042-05-01":[],"2042-05-02":[],"2042-10-01":[],"2042-10-02":[],"2042-10-03":[],"2043-01-01":[],"2043-05-01":[],"2043-10-01":[],"2043-10-02":[],"2044-01-01":[],"2044-05-02":[],"2044-10-03":[],"2045-05-01":[],"2045-05-02":[],"2045-10-02":[],"2045-10-03":[]},"name":"5x8","provisional":[2015,2016,2017,2028,2029,2030,2031,2032,2033,2034,2035,2036,2037,2038,2039,2040,2041,2042,2043,2044,2045],"weekly":[[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[],[]]}', 1795404600000);


--
-- Data for Name: calendar_notice; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendar_notice VALUES (1, 'cn', 2027, '国办发明电〔2026〕99号', '{"arrangements":[{"item":1,"names":["元旦"],"off":["2027-01-01","2027-01-02","2027-01-03"],"until":null,"worked":[]},{"item":2,"names":["春节"],"off":["2027-02-05","2027-02-06","2027-02-07","2027-02-08","2027-02-09","2027-02-10","2027-02-11"],"until":null,"worked":[["2027-01-31","2027-02-10"],["2027-02-20","2027-02-11"]]},{"item":3,"names":["清明节"],"off":["2027-04-03","2027-04-04","2027-04-05"],"until":null,"worked":[]},{"item":4,"names":["劳动节"],"off":["2027-05-01","2027-05-02","2027-05-03","2027-05-04","2027-05-05"],"until":null,"worked":[["2027-04-25","2027-05-04"],["2027-05-08","2027-05-05"]]},{"item":5,"names":["端午节"],"off":["2027-06-09"],"until":null,"worked":[]},{"item":6,"names":["中秋节"],"off":["2027-09-15"],"until":null,"worked":[]},{"item":7,"names":["国庆节"],"off":["2027-10-01","2027-10-02","2027-10-03","2027-10-04","2027-10-05","2027-10-06","2027-10-07"],"until":null,"worked":[["2027-09-26","2027-10-06"],["2027-10-09","2027-10-07"]]}],"dated":"2026-11-20","listed":[],"number":"国办发明电〔2026〕99号","url":"","year":2027}', '关于2027年部分节假日安排的通知
国办发明电〔2026〕99号
各有关单位：
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月20日
', 'system', 1795404600000);


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

INSERT INTO public.duty_change VALUES (1, 'hotline', 'swap', 'manager-b', 'engineer-a', NULL, 1795404600000, 1795491000000, 'engineer-a', 1795404600000, NULL, NULL);


--
-- Data for Name: enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.enrolments VALUES ('6962225a7343220f22c74ffe78a5aa2f89472185933b4c5bd744ba76168b087d', 'web-1', NULL, 'system', 1795384800000, 1795471200000, NULL, NULL, NULL, 0);
INSERT INTO public.enrolments VALUES ('e1d97d9c688610a156b69f55d34d0906e2495d2ea35f14f7bf99c69b78072594', NULL, NULL, 'system', 1795384800000, 1795471200000, 1795384800000, 'machine of web-1', NULL, 0);
INSERT INTO public.enrolments VALUES ('446dd6fdd3458772674b83f8f43b4ddc47176db473c1df6f2e716270246d5ae7', NULL, NULL, 'system', 1795404600000, 1795491000000, NULL, NULL, 5, 1);


--
-- Data for Name: heartbeat_pings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeat_pings VALUES ('gcXU3DpTI2R0', 1, 1795384800000, 'start', NULL, NULL, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('gcXU3DpTI2R0', 2, 1795384800000, 'success', NULL, 0, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('gcXU3DpTI2R0', 3, 1795384800000, 'fail', 7, NULL, '备份 done');


--
-- Data for Name: heartbeats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeats VALUES ('gcXU3DpTI2R0', 'fc9d857ef54f0f191df606deb31e8b106f0a32812c647a1503f8f3cf7764c85a', 'nightly', 'web-1', 'job', NULL, 3600000, 1800000, 'Asia/Shanghai', 'system', 1795384800000, NULL, NULL, 1795384800000, 1795384800000, 7, 0);


--
-- Data for Name: log_lines; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.log_lines VALUES ('web-1', 'oom', 1795385160000, 1795385160000, '["内核: Out of memory: Killed process 812"]');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (1, '1/told/1/engineer-a/page', 1, 'opened', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795384875587, 1795384890587, 'failed', 1795384890587, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (2, '1/told/1/manager-b/page', 1, 'opened', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795384875587, 1795384890587, 'failed', 1795384890587, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (3, '1/event/10/engineer-a/page', 1, 'went_silent', 'page', 'engineer-a', NULL, NULL, '{"state":"open"}', 1795385475587, 1795385475587, 'failed', 1795385475587, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (4, '1/event/10/manager-b/page', 1, 'went_silent', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"open"}', 1795385475587, 1795385475587, 'failed', 1795385475587, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (5, '1/event/14/manager-b/page', 1, 'resolved', 'page', 'manager-b', NULL, NULL, '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"state":"resolved","while_failing":false}', 1795385580000, 1795385580000, 'failed', 1795385580000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (8, '3/told/1/engineer-a/page', 3, 'opened', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795385820000, 1795385835000, 'failed', 1795385835000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (9, '3/told/1/manager-b/page', 3, 'opened', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795385820000, 1795385835000, 'failed', 1795385835000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (10, '3/call/1/II/engineer-a/call', 3, 'still_unanswered', 'call', 'engineer-a', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (11, '3/call/1/II/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (12, '3/call/1/II/manager-b/call', 3, 'still_unanswered', 'call', 'manager-b', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (13, '3/call/1/II/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795386420000, 1795386420000, 'failed', 1795386420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (14, '3/warn/respond@level/1/1800000/50/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"state":"new","to":["engineer-a"]}', 1795386720000, 1795386720000, 'failed', 1795386720000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (15, '3/warn/respond@level/1/1800000/50/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":50,"state":"new","to":["engineer-a"]}', 1795386720000, 1795386720000, 'failed', 1795386720000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (16, '3/again/1/II/2/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795387020000, 1795387020000, 'failed', 1795387020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (17, '3/again/1/II/2/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795387020000, 1795387020000, 'failed', 1795387020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (20, '3/warn/respond@level/1/1800000/80/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795387260000, 'failed', 1795387260000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (21, '3/warn/respond@level/1/1800000/80/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795387260000, 'failed', 1795387260000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (24, '3/again/1/II/3/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795387620000, 1795387620000, 'failed', 1795387620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (26, '3/again/1/II/3/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795387620000, 1795387620000, 'failed', 1795387620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (6, '2/told/1/engineer-a/chat', 2, 'opened', 'chat', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795385820000, 1795390200000, 'failed', 1795390200000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (7, '2/told/1/engineer-a/mail', 2, 'opened', 'mail', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795385820000, 1795390200000, 'failed', 1795390200000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (18, '2/warn/respond@level/1/1800000/80/engineer-a/chat', 2, 'warned', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795390200000, 'failed', 1795390200000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (22, '2/breach/respond@level/1/0/engineer-a/chat', 2, 'breached', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}', 1795387620000, 1795390200000, 'failed', 1795390200000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (23, '2/breach/respond@level/1/0/engineer-a/mail', 2, 'breached', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}', 1795387620000, 1795390200000, 'failed', 1795390200000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (71, '3/event/71/engineer-a/page', 3, 'went_silent', 'page', 'engineer-a', NULL, NULL, '{"state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (25, '3/breach/respond@level/1/0/manager-b/page', 3, 'breached', 'page', 'manager-b', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","state":"new","table":"level","target":1800000,"to":["manager-b"]}', 1795387620000, 1795387620000, 'failed', 1795387620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (27, '3/again/1/II/4/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795388220000, 1795388220000, 'failed', 1795388220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (28, '3/again/1/II/4/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795388220000, 1795388220000, 'failed', 1795388220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (29, '3/again/1/II/5/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795388820000, 1795388820000, 'failed', 1795388820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (30, '3/again/1/II/5/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795388820000, 1795388820000, 'failed', 1795388820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (31, '3/again/1/II/6/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"state":"new","to":["engineer-a"]}', 1795389420000, 1795389420000, 'failed', 1795389420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (32, '3/again/1/II/6/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795389420000, 1795389420000, 'failed', 1795389420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (33, '3/again/1/II/7/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795390020000, 1795390020000, 'failed', 1795390020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (34, '3/again/1/II/7/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795390020000, 1795390020000, 'failed', 1795390020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (19, '2/warn/respond@level/1/1800000/80/engineer-a/mail', 2, 'warned', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}', 1795387260000, 1795390200000, 'failed', 1795390200000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (35, '3/again/1/II/8/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795390620000, 1795390620000, 'failed', 1795390620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (36, '3/again/1/II/8/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795390620000, 1795390620000, 'failed', 1795390620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (37, '3/again/1/II/9/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795391220000, 1795391220000, 'failed', 1795391220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (38, '3/again/1/II/9/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795391220000, 1795391220000, 'failed', 1795391220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (41, '3/warn/plan@level/1/7200000/80/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (39, '2/warn/plan@level/1/7200000/80/engineer-a/chat', 2, 'warned', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (40, '2/warn/plan@level/1/7200000/80/engineer-a/mail', 2, 'warned', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (42, '3/warn/plan@level/1/7200000/80/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"plan","share":80,"state":"new","to":["engineer-a"]}', 1795391580000, 1795391580000, 'failed', 1795391580000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (43, '3/again/1/II/10/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795391820000, 1795391820000, 'failed', 1795391820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (44, '3/again/1/II/10/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795391820000, 1795391820000, 'failed', 1795391820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (45, 'check-form/acme-20261123/2/mail:it@acme.example', NULL, 'report', 'mail', NULL, 'mail:it@acme.example', NULL, '{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:35501/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:35501/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:35501/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:35501/reports/acme-20261123"}', 1795392000000, 1795392000000, 'failed', 1795392000000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (46, '3/again/1/II/11/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795392420000, 1795392420000, 'failed', 1795392420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (47, '3/again/1/II/11/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795392420000, 1795392420000, 'failed', 1795392420000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (49, '2/breach/plan@level/1/0/engineer-a/mail', 2, 'breached', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (50, '3/again/1/II/12/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (51, '3/chain/1/1/0/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (52, '3/chain/1/1/0/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (48, '2/breach/plan@level/1/0/engineer-a/chat', 2, 'breached', 'chat', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (53, '3/again/1/II/12/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (54, '3/warn/onsite@level/1/3600000/50/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (55, '3/chain/1/2/0/director-c/page', 3, 'escalated', 'page', 'director-c', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches director-c by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (56, '3/chain/1/2/0/director-c/call', 3, 'escalated', 'call', 'director-c', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches director-c by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (57, '3/warn/onsite@level/1/3600000/50/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (58, '3/chain/1/2/0/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (59, '3/chain/1/2/0/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}', 1795394820000, 1795394820000, 'failed', 1795394820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (62, '3/unanswered/1/1795395600000/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (60, '2/unanswered/1/1795395600000/engineer-a/chat', 2, 'still_unanswered', 'chat', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO public.outbox VALUES (61, '2/unanswered/1/1795395600000/engineer-a/mail', 2, 'still_unanswered', 'mail', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (63, '3/unanswered/1/1795395600000/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795395600000, 1795395600000, 'failed', 1795395600000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (64, '3/warn/onsite@level/1/3600000/80/engineer-a/page', 3, 'warned', 'page', 'engineer-a', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}', 1795395900000, 1795395900000, 'failed', 1795395900000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (65, '3/warn/onsite@level/1/3600000/80/manager-b/page', 3, 'warned', 'page', 'manager-b', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}', 1795395900000, 1795395900000, 'failed', 1795395900000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (66, '3/breach/onsite@level/1/0/manager-b/page', 3, 'breached', 'page', 'manager-b', NULL, NULL, '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","state":"new","table":"level","target":3600000,"to":["manager-b"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (67, '3/chain/1/3/0/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (68, '3/chain/1/3/0/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (69, '3/chain/1/3/0/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (70, '3/chain/1/3/0/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}', 1795396620000, 1795396620000, 'failed', 1795396620000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (73, '3/chain/1/3/1/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (72, '3/chain/1/3/1/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (74, '3/event/71/manager-b/page', 3, 'went_silent', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (75, '3/chain/1/3/1/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (76, '3/chain/1/3/1/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (77, '3/chain/1/3/2/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (78, '3/chain/1/3/2/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (79, '3/chain/1/3/2/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (80, '3/chain/1/3/2/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');


--
-- Data for Name: planned_imports; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.planned_imports VALUES ('1a5eb6191da05d27d45149f431819756', 1795404600000, 'engineer-a', '[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');


--
-- Data for Name: registrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.registrations VALUES ('RRBVrFRe0H6Sv90K', 'mail-1', 'm-1', '1.0', '10.9.9.7', '{"role":"mail"}', '', '{"address":"10.9.9.7","agent":true,"name":"mail-1"}', 'system', 1795404600000);


--
-- Data for Name: rest_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rest_key VALUES ('e4e1fc0edf18b0ab6d545d9cabd325b01166a2aa6799d60ca41aeeae909ab69f', 'token:0c312d10', '88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a', 1, 1795404600000);


--
-- Data for Name: satellite_enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellite_enrolments VALUES ('9a271afe386ce3a09d948a0253f2368224f5670b03926cba167849726d859438', 'cam-1', 'system', 1795384800000, 1795471200000, 1795384800000, 'm1');


--
-- Data for Name: satellites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellites VALUES ('1_DXH_GSOdlvzLyn', 'cam-1', 'ee47cdec8731095e710747eb4e2660d3e1b86e7464ea09cc7d0ee1f9c0bb5739', 'box', 'm1', '1', 1795384800000, NULL, 0);


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

INSERT INTO public.ticket_event VALUES (1, 1, 'opened', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795384815587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"alerts":"483713f227a8fd87299f84170e61ada7ad55e8502d559af277e5037976bb4b16","title":"71ca93c4379d33032ea1212bd50ee45c9c9310f3492f0fc151434bfe307c9471","title_zh":"4cfa3bac9072817565d7de63afe64ba5b577b4d5cd29de50e3076c66801fb328"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', '469cbe44c79f8d9a39f08c5c18a297383e2e7650d4531ef6e925cefec0ffe1fd');
INSERT INTO public.ticket_event VALUES (1, 2, 'notified', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', '469cbe44c79f8d9a39f08c5c18a297383e2e7650d4531ef6e925cefec0ffe1fd', '836b283ae2d95a92989019ba7f5c7be7052534f0e8187ef51ce3c8a5765f5bda');
INSERT INTO public.ticket_event VALUES (1, 3, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795384875587/engineer-a', '836b283ae2d95a92989019ba7f5c7be7052534f0e8187ef51ce3c8a5765f5bda', '736e761c7ab16a1ccfb7528ec0404fe23b57f3cd5ed0714d9f4d058281410075');
INSERT INTO public.ticket_event VALUES (1, 4, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795384875587/manager-b', '736e761c7ab16a1ccfb7528ec0404fe23b57f3cd5ed0714d9f4d058281410075', 'd8ad1801dedfe731890f2ace94dd034101ab17ed4127a6b14522130e6b88d2b0');
INSERT INTO public.ticket_event VALUES (1, 5, 'acknowledged', 1795385220000, 1795385220000, 'engineer-a', 'rest', '{}', '{"note":"044c1c2fa47df102dc52aa0dd161570e76ef14a61bbe1eb5942c78084e2b43b4"}', NULL, 'd8ad1801dedfe731890f2ace94dd034101ab17ed4127a6b14522130e6b88d2b0', '510c5f975e9be7135660fd509102fb5432c4f6e0fbe430cf2d4f1b3e7a257b7e');
INSERT INTO public.ticket_event VALUES (1, 6, 'commented', 1795385280000, 1795385280000, 'engineer-a', 'rest', '{"is_public":false}', '{"text":"dc7134528eec26203a429c3fce38f4d754ff0c0e4a762826ae9444a19c6ccd7c"}', NULL, '510c5f975e9be7135660fd509102fb5432c4f6e0fbe430cf2d4f1b3e7a257b7e', '601696364e3f0053a90b8332889c0b8269924fedd6ba7a742340eff89db2b463');
INSERT INTO public.ticket_event VALUES (1, 7, 'plan_submitted', 1795385340000, 1795385340000, 'engineer-a', 'rest', '{}', '{"implementation":"4fa5b1074e29a6823662652e35cc3915897f4560b78fb314f06c9b9164d73acb","solution":"2e8e8c080ec0095969b5d72b355630a3050b96c2659f3b3e0994eb9ca561bd07"}', NULL, '601696364e3f0053a90b8332889c0b8269924fedd6ba7a742340eff89db2b463', '33a15d884d071d0e0b3de992cffbf7723948d3625e6c16cf126ced88e84f1f9b');
INSERT INTO public.ticket_event VALUES (1, 8, 'paused', 1795385400000, 1795385400000, 'engineer-a', 'rest', '{"reason":"customer_authorisation","until":null}', '{"note":"0f98b0265dec89689008c41878587ea0bfdc0307b293888b923a5776a3b83362"}', NULL, '33a15d884d071d0e0b3de992cffbf7723948d3625e6c16cf126ced88e84f1f9b', 'd80b021aa9622b840ed2a6e0001a36d206c1801fb26cfcabcf93ff2b2ff77526');
INSERT INTO public.ticket_event VALUES (1, 9, 'resumed', 1795385460000, 1795385460000, 'engineer-a', 'rest', '{}', '{}', NULL, 'd80b021aa9622b840ed2a6e0001a36d206c1801fb26cfcabcf93ff2b2ff77526', 'eebb53994f330e552cff79a644bbb3f136e87b6fceca807f102b1d7253160f76');
INSERT INTO public.ticket_event VALUES (1, 10, 'went_silent', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{}', '{}', NULL, 'eebb53994f330e552cff79a644bbb3f136e87b6fceca807f102b1d7253160f76', '3cab4c4630719e7e328285a4203bd47daba6583dfb04279de2ee2f0f31e18300');
INSERT INTO public.ticket_event VALUES (1, 11, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385475587/engineer-a', '3cab4c4630719e7e328285a4203bd47daba6583dfb04279de2ee2f0f31e18300', '3fbfc3a9c2798a7245a2ff461a7ca306a7ad48e47a1fb079a250601f8de9a4db');
INSERT INTO public.ticket_event VALUES (1, 12, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385475587/manager-b', '3fbfc3a9c2798a7245a2ff461a7ca306a7ad48e47a1fb079a250601f8de9a4db', 'd02629fb78b310bc39b25dc6724eeafdc732d0c332199e0444539303f55d3619');
INSERT INTO public.ticket_event VALUES (1, 13, 'workaround_reported', 1795385520000, 1795385520000, 'engineer-a', 'rest', '{}', '{"description":"e15ed30707570a72b1b12a71c3ae593e0440be0f6a9899814345d13a0e42d0ab"}', NULL, 'd02629fb78b310bc39b25dc6724eeafdc732d0c332199e0444539303f55d3619', 'd4f3f2fa21b1d80f2cc154fba98a24637630df470acd1ed1db2d5912db367ca8');
INSERT INTO public.ticket_event VALUES (1, 14, 'resolved', 1795385580000, 1795385580000, 'engineer-a', 'rest', '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}', '{"cause":"37794be9bed416a4dd7b777da9c59ae1ded50cd954e65116bee861884214ffc9","method":"cabdae8dc1b21c85643980943a090617d6991b5c3a38e224abc5ca01f7abb75d"}', NULL, 'd4f3f2fa21b1d80f2cc154fba98a24637630df470acd1ed1db2d5912db367ca8', 'ba785f395f37bb1f00d59350ce765b5da480a1189cc3aa60e5a430be160de290');
INSERT INTO public.ticket_event VALUES (1, 15, 'report_submitted', 1795385640000, 1795385640000, 'engineer-a', 'rest', '{}', '{"cause":"52c957c2150111a225b7958786cdb9ea23eb1f6e2b466da2626b232dc5b7ac8f","kind":"468aee14b225211e732c3399b5b43cb7704784a26a073baac73e16360d683af9","losses":"5b2e62d647f3e4d9155cadce9ccf119ffd473d73b9de0a1919ac50c2571daa80","method":"b3325175243ca86151de710b335e894330c6f7d291053f2d552d28e92da9164d"}', NULL, 'ba785f395f37bb1f00d59350ce765b5da480a1189cc3aa60e5a430be160de290', '41cde97e17b512ae5f0e136733e1bf42450cd1ad2273483d34365652ebd9761f');
INSERT INTO public.ticket_event VALUES (1, 16, 'replied', 1795385700000, 1795385700000, 'engineer-a', 'rest', '{}', '{"text":"49cb715871730b156466be8acddbf2b25c1168d981830847da417d563228b299"}', NULL, '41cde97e17b512ae5f0e136733e1bf42450cd1ad2273483d34365652ebd9761f', '82c5ded650e05bc060494df671e6b53184760da50fb9c0b87da25bf5f54952f5');
INSERT INTO public.ticket_event VALUES (1, 17, 'cause_agreed', 1795385760000, 1795385760000, 'engineer-a', 'rest', '{}', '{"agreed_by":"01b391c80d5c4be7f675b68f1501d6a674d8b913b18ee0f2c87447f1a911ad00"}', NULL, '82c5ded650e05bc060494df671e6b53184760da50fb9c0b87da25bf5f54952f5', 'be292b2bda148ff1d68ebf4a65e20b39d135c49867cb86aaaff8c916ae00df6a');
INSERT INTO public.ticket_event VALUES (1, 18, 'closed', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}', '{"note":"86f0cb239c5afc446c8732109203c32e075cf09098a6814ae40d841e4e73bd41"}', NULL, 'be292b2bda148ff1d68ebf4a65e20b39d135c49867cb86aaaff8c916ae00df6a', '6b010269c250e7f5aad902ee5fcea2149ea7d662a7be6fedc2cc5a27211da1c6');
INSERT INTO public.ticket_event VALUES (3, 44, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391580000/manager-b', 'e3696e631fd7dbb11ea07463201ed6b91924f7b7e4b430f53b81d54fef3445cd', '102040e16e494ff913a68ce1fd35ff311b5583df93f4c3714a7bd121742e223f');
INSERT INTO public.ticket_event VALUES (2, 1, 'opened', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"criticality":"normal","customer":"acme","is_reported":true,"key":null,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"description":"851b858305983eb00aa1678cdb4c916dc0bd6a25f98796953788f4e3eef2156f","reporter":"d062b20d6bcfd091316afc949d0b79774db76f0b14600f4df3a8ec0664e37ce9","reporter_contact":"ec7433162866cba6b41cf47f6a600e2ce48ea7ff16c8efe497742c14dbf76a2e","summary":"1815fe4632411dba6280c52124019b3d20fa5eba918fe4c5dce3cf91a1977caa"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', '3e0165cbe9b78ad04007fd9847a89c08dd94f3d88eb569be4496e6948573ec7c');
INSERT INTO public.ticket_event VALUES (2, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', '3e0165cbe9b78ad04007fd9847a89c08dd94f3d88eb569be4496e6948573ec7c', '98cde195bc9b1d01bcf7c10e2a75e03e08abec6d1bd725a77cb7aab16ce7eee9');
INSERT INTO public.ticket_event VALUES (3, 1, 'opened', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"alerts":"c6a264dae4ad50f926a778bdb0f675752ebcfbfb5bb7358555120ba9087e7baa","title":"66e16b70aceaddd551af7a167bd7e0d5cb48a9e78f03eb97ad6748b808c0e6cc"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'de0b28809104ce20fcaac49fbb46fef580b4045f4dee831c97c3c428fcd05200');
INSERT INTO public.ticket_event VALUES (3, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'de0b28809104ce20fcaac49fbb46fef580b4045f4dee831c97c3c428fcd05200', '897ee5ab526157b40c78046a08ed4f5504be714c4850098b7c6180ad4d6c89ed');
INSERT INTO public.ticket_event VALUES (3, 3, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385820000/engineer-a', '897ee5ab526157b40c78046a08ed4f5504be714c4850098b7c6180ad4d6c89ed', '29b7ab5a3e8db6776fdb90ea650ec7b9b7f6f36dad4d39eeb7efa8db13e24800');
INSERT INTO public.ticket_event VALUES (3, 4, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385820000/manager-b', '29b7ab5a3e8db6776fdb90ea650ec7b9b7f6f36dad4d39eeb7efa8db13e24800', 'eca20ddeb7b70bc5b25d03b474aeafdf7b27707989e5e8ef4cbae7fc607a5adc');
INSERT INTO public.ticket_event VALUES (3, 5, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'call/1/II', 'eca20ddeb7b70bc5b25d03b474aeafdf7b27707989e5e8ef4cbae7fc607a5adc', 'a2c590ceb423a1991833b962bf085e7fc05bd45727733866236ffaad9e5b028d');
INSERT INTO public.ticket_event VALUES (3, 6, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/1', 'a2c590ceb423a1991833b962bf085e7fc05bd45727733866236ffaad9e5b028d', '3c880d0c2e1539a938412192ee9cea9958eceb47de1599a5b523b9c66f81125a');
INSERT INTO public.ticket_event VALUES (3, 7, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386420000/engineer-a', '3c880d0c2e1539a938412192ee9cea9958eceb47de1599a5b523b9c66f81125a', '0e3ae9d17f2b87198b6d7422a38f3a1c69c35367be0d956491ee9a9b1d1cbb75');
INSERT INTO public.ticket_event VALUES (3, 8, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386420000/manager-b', '0e3ae9d17f2b87198b6d7422a38f3a1c69c35367be0d956491ee9a9b1d1cbb75', 'd435d74f9fa973052abe8e74f9b6f530cd56f125bac8e876a2620df1936569c0');
INSERT INTO public.ticket_event VALUES (3, 9, 'warned', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/50', 'd435d74f9fa973052abe8e74f9b6f530cd56f125bac8e876a2620df1936569c0', '90400176758fe44817d8c92564774a91c48f4a49becc8ca281b7d32d0ee4ecd2');
INSERT INTO public.ticket_event VALUES (3, 10, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386720000/engineer-a', '90400176758fe44817d8c92564774a91c48f4a49becc8ca281b7d32d0ee4ecd2', '4666d67e76bbccfdca1525922d3427cb9cd36e1ee8e44fe5e501e861a7909d8b');
INSERT INTO public.ticket_event VALUES (3, 11, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386720000/manager-b', '4666d67e76bbccfdca1525922d3427cb9cd36e1ee8e44fe5e501e861a7909d8b', '7be9f8852fa90d8c3b6cde1a3c25b7132c10667dc7f9567db30072917d9b88d4');
INSERT INTO public.ticket_event VALUES (3, 12, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/2', '7be9f8852fa90d8c3b6cde1a3c25b7132c10667dc7f9567db30072917d9b88d4', '17350dc8a7fde1804645ccd1a2cba4b8e461c22a059f0dbcc609a0f901dd45ed');
INSERT INTO public.ticket_event VALUES (3, 13, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387020000/engineer-a', '17350dc8a7fde1804645ccd1a2cba4b8e461c22a059f0dbcc609a0f901dd45ed', '9cf2a220c23e556f186790626c91f4e31878c909c1a5b7998e582e0eb02f0e7d');
INSERT INTO public.ticket_event VALUES (3, 14, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387020000/manager-b', '9cf2a220c23e556f186790626c91f4e31878c909c1a5b7998e582e0eb02f0e7d', '61b73e6a64eadf4b798c70c5964c422f4943cf7c159c8f0db635e43318f8b0af');
INSERT INTO public.ticket_event VALUES (2, 3, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '98cde195bc9b1d01bcf7c10e2a75e03e08abec6d1bd725a77cb7aab16ce7eee9', '771aa63c9003f56f8fc7d4c7775401ed9c5a701e7bbc2f42660bc3e97bc698e6');
INSERT INTO public.ticket_event VALUES (3, 15, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '61b73e6a64eadf4b798c70c5964c422f4943cf7c159c8f0db635e43318f8b0af', '7e0e587e94f7d0d2aaa4b1bea21e18a2baac8497d905dd696f078f0eb0a0b906');
INSERT INTO public.ticket_event VALUES (3, 16, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387260000/engineer-a', '7e0e587e94f7d0d2aaa4b1bea21e18a2baac8497d905dd696f078f0eb0a0b906', 'dfc2f8b8b0d2a9f1d17865968e3ea71bc1c50f97c8eafe89c829a5fc29d8b35a');
INSERT INTO public.ticket_event VALUES (3, 17, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387260000/manager-b', 'dfc2f8b8b0d2a9f1d17865968e3ea71bc1c50f97c8eafe89c829a5fc29d8b35a', 'e0faa4a2913a2023a67c9b3bc73a38a0cf987f9f4b72152d536917187ca99727');
INSERT INTO public.ticket_event VALUES (2, 4, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}', '{}', 'breach/respond@level/1/0', '771aa63c9003f56f8fc7d4c7775401ed9c5a701e7bbc2f42660bc3e97bc698e6', '53c5d72e86ed8318fe6b68b7ca2aab073f907b15d02f482b9d456ccb3a66a5de');
INSERT INTO public.ticket_event VALUES (3, 18, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/3', 'e0faa4a2913a2023a67c9b3bc73a38a0cf987f9f4b72152d536917187ca99727', 'e3fe0b848815125b7e1d1711e149c7e797d6f2c0780777121366e808ec41c135');
INSERT INTO public.ticket_event VALUES (3, 45, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/10', '102040e16e494ff913a68ce1fd35ff311b5583df93f4c3714a7bd121742e223f', 'e73b1069ea55467652892cabd68a5b45fcd8255bbd86b6b7da7baf0866b327bb');
INSERT INTO public.ticket_event VALUES (3, 19, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}', '{}', 'breach/respond@level/1/0', 'e3fe0b848815125b7e1d1711e149c7e797d6f2c0780777121366e808ec41c135', '07ecc578779cb39511f7647f5b2ab610cc61b7feece723efe377ad81782e8424');
INSERT INTO public.ticket_event VALUES (3, 20, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387620000/engineer-a', '07ecc578779cb39511f7647f5b2ab610cc61b7feece723efe377ad81782e8424', '20d7c37300130da94f5742b784372e53381d5d0c0608cb011f77a097c914962b');
INSERT INTO public.ticket_event VALUES (3, 21, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387620000/manager-b', '20d7c37300130da94f5742b784372e53381d5d0c0608cb011f77a097c914962b', '751acc5545c6c32887bc50ffc80e6b263dae38a587bb6cad5920d6475e74a878');
INSERT INTO public.ticket_event VALUES (3, 22, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/4', '751acc5545c6c32887bc50ffc80e6b263dae38a587bb6cad5920d6475e74a878', '3cdcf314eeb86365b25656483bab04f35722d91bdbc3dec028d83a6993d76407');
INSERT INTO public.ticket_event VALUES (3, 23, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388220000/engineer-a', '3cdcf314eeb86365b25656483bab04f35722d91bdbc3dec028d83a6993d76407', '4489ba52e5a7f4bfa96a4c4185db7202bf3336f7b95c74f82aefe9eb471905de');
INSERT INTO public.ticket_event VALUES (3, 24, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388220000/manager-b', '4489ba52e5a7f4bfa96a4c4185db7202bf3336f7b95c74f82aefe9eb471905de', '7bc7697bb1f0e63abcd76a22cb7e38e25451cada11ef4c584baa3423c1c1efb5');
INSERT INTO public.ticket_event VALUES (3, 25, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/5', '7bc7697bb1f0e63abcd76a22cb7e38e25451cada11ef4c584baa3423c1c1efb5', 'd55e3b28634c94771b10f34904652a6bf619f2ca7e65c7b71dac88304f138444');
INSERT INTO public.ticket_event VALUES (3, 26, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388820000/engineer-a', 'd55e3b28634c94771b10f34904652a6bf619f2ca7e65c7b71dac88304f138444', '7c5dc5d5f5a6ff4a6f004c4e2422ffab7e08b8e67e8c989c23dbd49176dfc8cd');
INSERT INTO public.ticket_event VALUES (3, 27, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388820000/manager-b', '7c5dc5d5f5a6ff4a6f004c4e2422ffab7e08b8e67e8c989c23dbd49176dfc8cd', '7a9f429d1e560c3914ff6ba9153163a22477e2f7413f567eb7f8b5ee745c30ea');
INSERT INTO public.ticket_event VALUES (2, 5, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', '53c5d72e86ed8318fe6b68b7ca2aab073f907b15d02f482b9d456ccb3a66a5de', '1a6d5b601daa96d9b12bd8707da327ea96991052baeb3ec96450107d26cff38c');
INSERT INTO public.ticket_event VALUES (3, 28, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/6', '7a9f429d1e560c3914ff6ba9153163a22477e2f7413f567eb7f8b5ee745c30ea', '842fc63ad26709c99e83523b8d39663f9330e8d161f823683e7fa2a3a094dcd0');
INSERT INTO public.ticket_event VALUES (3, 29, 'warned', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/50', '842fc63ad26709c99e83523b8d39663f9330e8d161f823683e7fa2a3a094dcd0', '7f5d128fd200672a5941d2792327515f86f0d6f34514635347b3dc66e9c31386');
INSERT INTO public.ticket_event VALUES (3, 30, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', '7f5d128fd200672a5941d2792327515f86f0d6f34514635347b3dc66e9c31386', '2dfb0bf217f7cb6c502796447151639121d2ae4b39af5ee8176c24b0a99c0991');
INSERT INTO public.ticket_event VALUES (3, 31, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795389420000/engineer-a', '2dfb0bf217f7cb6c502796447151639121d2ae4b39af5ee8176c24b0a99c0991', 'fa12263cfa88780ca09d89c1335046dce2eb091a49accab585f8bf6e57bb30ed');
INSERT INTO public.ticket_event VALUES (3, 32, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795389420000/manager-b', 'fa12263cfa88780ca09d89c1335046dce2eb091a49accab585f8bf6e57bb30ed', 'cf9cec526da787b3e9a586ae0983ea6dc128a5e5eb3377421a6bcf55b4b1b16d');
INSERT INTO public.ticket_event VALUES (3, 33, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/7', 'cf9cec526da787b3e9a586ae0983ea6dc128a5e5eb3377421a6bcf55b4b1b16d', 'be344e5f6416c20aabaff7770bf0fe51e0ed400b940d427bf6fafae1b13f7fc2');
INSERT INTO public.ticket_event VALUES (3, 34, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390020000/engineer-a', 'be344e5f6416c20aabaff7770bf0fe51e0ed400b940d427bf6fafae1b13f7fc2', '263e1aa8170088e0da554a304b7fc55c6e9a8400af9d36f15d7a87cb85e9a2c5');
INSERT INTO public.ticket_event VALUES (3, 35, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390020000/manager-b', '263e1aa8170088e0da554a304b7fc55c6e9a8400af9d36f15d7a87cb85e9a2c5', '389a445583a4303609120705bebebf008d5ecec6101669edb4a8f36f6b6e1a20');
INSERT INTO public.ticket_event VALUES (3, 36, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/8', '389a445583a4303609120705bebebf008d5ecec6101669edb4a8f36f6b6e1a20', 'f74d35b7a559df7f1bd43a6df24b9b488c39f869bb434e8953237cc481d8d80c');
INSERT INTO public.ticket_event VALUES (3, 37, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390620000/engineer-a', 'f74d35b7a559df7f1bd43a6df24b9b488c39f869bb434e8953237cc481d8d80c', '3e26f4a2419d2f5c46ad7b87efa2ea0b150038412bde3870806a03c6ad19c217');
INSERT INTO public.ticket_event VALUES (3, 38, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390620000/manager-b', '3e26f4a2419d2f5c46ad7b87efa2ea0b150038412bde3870806a03c6ad19c217', '641255e4e2675734de56ffbeebdf1e7ae511201a7ceba57bc6f4b262e3d4c7fb');
INSERT INTO public.ticket_event VALUES (3, 39, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/9', '641255e4e2675734de56ffbeebdf1e7ae511201a7ceba57bc6f4b262e3d4c7fb', 'd1ba7c42a21aadf540acfd9540661e2c5d049cb9010aa1231f04153b5bc14172');
INSERT INTO public.ticket_event VALUES (3, 40, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391220000/engineer-a', 'd1ba7c42a21aadf540acfd9540661e2c5d049cb9010aa1231f04153b5bc14172', '22c32f5a34cba00e4c61ce0eb36a1682f05ff272b592cc06134d1c9d8943d428');
INSERT INTO public.ticket_event VALUES (3, 41, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391220000/manager-b', '22c32f5a34cba00e4c61ce0eb36a1682f05ff272b592cc06134d1c9d8943d428', '0fc23c0d1501a928f7da7bb1fc171c4d8cf801f3b248385117507a192907045c');
INSERT INTO public.ticket_event VALUES (2, 6, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', '1a6d5b601daa96d9b12bd8707da327ea96991052baeb3ec96450107d26cff38c', '076683d4346aa9cea2c5e01858abd4f7f5fb0c2b8ba9f8c9ce884b5bab76ab39');
INSERT INTO public.ticket_event VALUES (3, 42, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', '0fc23c0d1501a928f7da7bb1fc171c4d8cf801f3b248385117507a192907045c', '75da01d7562313e1860845c91e38abc9553936f31d5656d59e34472ab6dd26ed');
INSERT INTO public.ticket_event VALUES (3, 43, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391580000/engineer-a', '75da01d7562313e1860845c91e38abc9553936f31d5656d59e34472ab6dd26ed', 'e3696e631fd7dbb11ea07463201ed6b91924f7b7e4b430f53b81d54fef3445cd');
INSERT INTO public.ticket_event VALUES (3, 46, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391820000/engineer-a', 'e73b1069ea55467652892cabd68a5b45fcd8255bbd86b6b7da7baf0866b327bb', 'ec7200b5b87c5c21ae8888e65b820cf2a3bcdb7dbf2976166ec3e318548887f8');
INSERT INTO public.ticket_event VALUES (3, 47, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391820000/manager-b', 'ec7200b5b87c5c21ae8888e65b820cf2a3bcdb7dbf2976166ec3e318548887f8', 'c70760e6400bb7e2d286f8e5c5acc0ef99014521ad10c375db58aa9abc7fd993');
INSERT INTO public.ticket_event VALUES (3, 48, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/11', 'c70760e6400bb7e2d286f8e5c5acc0ef99014521ad10c375db58aa9abc7fd993', '8d3b11494997fca7c59140b460ba4892d6a402b599e755c3b4a028b3d34aabe4');
INSERT INTO public.ticket_event VALUES (3, 49, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795392420000/engineer-a', '8d3b11494997fca7c59140b460ba4892d6a402b599e755c3b4a028b3d34aabe4', '8ae812264dd5276fd42d1b4398d31440c06b350a4a395d7b74b78396ace9e7c7');
INSERT INTO public.ticket_event VALUES (3, 50, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795392420000/manager-b', '8ae812264dd5276fd42d1b4398d31440c06b350a4a395d7b74b78396ace9e7c7', '09db20c81d9b8ef64e339eca080e5e4b6fd9878bfec5cc53250c215d00ed6ee7');
INSERT INTO public.ticket_event VALUES (2, 7, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}', '{}', 'breach/plan@level/1/0', '076683d4346aa9cea2c5e01858abd4f7f5fb0c2b8ba9f8c9ce884b5bab76ab39', '503811f1cd7b563e62aedd9d4a5ae2f6b40a1fbd06f490aa3c512d74d7c93df7');
INSERT INTO public.ticket_event VALUES (3, 51, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/12', '09db20c81d9b8ef64e339eca080e5e4b6fd9878bfec5cc53250c215d00ed6ee7', '1573db3de13d4562328cb85f8d296693a74f1fcfdebd15f96e2610dbddcdf9d3');
INSERT INTO public.ticket_event VALUES (3, 52, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}', '{}', 'breach/plan@level/1/0', '1573db3de13d4562328cb85f8d296693a74f1fcfdebd15f96e2610dbddcdf9d3', '0eb657f01a5bfc4bbd636eb54b66da892a4c4559ec6d44493e77d42edfb14804');
INSERT INTO public.ticket_event VALUES (3, 53, 'escalated', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}', '{}', 'chain/1/1/0', '0eb657f01a5bfc4bbd636eb54b66da892a4c4559ec6d44493e77d42edfb14804', '08a56ead0ae039b29a34a8d06bafb0c560aad425ba22c7c1a8cf63e6c5b2fe24');
INSERT INTO public.ticket_event VALUES (3, 54, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795393020000/engineer-a', '08a56ead0ae039b29a34a8d06bafb0c560aad425ba22c7c1a8cf63e6c5b2fe24', 'f68c8868b4914404d45506881d6caa938691564e693db33e41ae4e5e58259544');
INSERT INTO public.ticket_event VALUES (3, 55, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795393020000/manager-b', 'f68c8868b4914404d45506881d6caa938691564e693db33e41ae4e5e58259544', 'e1d8c95a045bcb1f2db81ab37320aa83f85d5422dcf31728c72e6f9fbf7519e6');
INSERT INTO public.ticket_event VALUES (3, 56, 'warned', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/50', 'e1d8c95a045bcb1f2db81ab37320aa83f85d5422dcf31728c72e6f9fbf7519e6', 'ae433fac93f5e01e3acc248f87538f2cf751b30502241eb36edc4a4c6424b659');
INSERT INTO public.ticket_event VALUES (3, 57, 'escalated', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}', '{}', 'chain/1/2/0', 'ae433fac93f5e01e3acc248f87538f2cf751b30502241eb36edc4a4c6424b659', '930ca464a9a47f2c757be016883c509b5ee61ba0050369ef7972108a0b1db55a');
INSERT INTO public.ticket_event VALUES (3, 58, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795394820000/engineer-a', '930ca464a9a47f2c757be016883c509b5ee61ba0050369ef7972108a0b1db55a', '6567607a45aca5bb2cc8d2bc3a1aac5f57b0e78b37d1846f566b3db4af051d0c');
INSERT INTO public.ticket_event VALUES (3, 59, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"director-c","to":["manager-b"]}', '{}', 'instead_of/1795394820000/director-c', '6567607a45aca5bb2cc8d2bc3a1aac5f57b0e78b37d1846f566b3db4af051d0c', 'ce3096e7e2ea3ca3e6b8536c038a52171efe21cc29c4225a581f3e73cbcb6d78');
INSERT INTO public.ticket_event VALUES (3, 60, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795394820000/manager-b', 'ce3096e7e2ea3ca3e6b8536c038a52171efe21cc29c4225a581f3e73cbcb6d78', 'aae91db0df00fd3cafd265ab9dd9b1079c12ba9b722fa8873a836eb9370f56fe');
INSERT INTO public.ticket_event VALUES (2, 8, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '503811f1cd7b563e62aedd9d4a5ae2f6b40a1fbd06f490aa3c512d74d7c93df7', '6bf687db04ba50d594690d0926e48356ca9794cdbaaf044d56a3b1dcfcf1d45d');
INSERT INTO public.ticket_event VALUES (3, 61, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', 'aae91db0df00fd3cafd265ab9dd9b1079c12ba9b722fa8873a836eb9370f56fe', 'f406fedbb77a3382c9b0522e3b2acaa67d5b103ed8a150cc1a254a3f0c50471c');
INSERT INTO public.ticket_event VALUES (3, 62, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395600000/engineer-a', 'f406fedbb77a3382c9b0522e3b2acaa67d5b103ed8a150cc1a254a3f0c50471c', '54439e27e3ee15bc2a33f00ed356e9feefb8ef23e207ff42375fff129c322123');
INSERT INTO public.ticket_event VALUES (3, 63, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395600000/manager-b', '54439e27e3ee15bc2a33f00ed356e9feefb8ef23e207ff42375fff129c322123', '603fac31ededc7bab5bb329d4dba1b7456ea8958c6c773388f11cb6babf13a45');
INSERT INTO public.ticket_event VALUES (3, 64, 'warned', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/80', '603fac31ededc7bab5bb329d4dba1b7456ea8958c6c773388f11cb6babf13a45', 'a1f23561250676c7e82b65399a96bf52edd82ed6b361645865bc84e17485f98e');
INSERT INTO public.ticket_event VALUES (3, 65, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395900000/engineer-a', 'a1f23561250676c7e82b65399a96bf52edd82ed6b361645865bc84e17485f98e', 'e1942f6d3442142d7f5f3ee5fcbfd6ddcaddae2de4d47f90b89cda8a085eec75');
INSERT INTO public.ticket_event VALUES (3, 66, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395900000/manager-b', 'e1942f6d3442142d7f5f3ee5fcbfd6ddcaddae2de4d47f90b89cda8a085eec75', '702baeb6bb894370aba904d47c306d01d9d175fd0d02ade4767caac35390ecbd');
INSERT INTO public.ticket_event VALUES (3, 67, 'breached', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}', '{}', 'breach/onsite@level/1/0', '702baeb6bb894370aba904d47c306d01d9d175fd0d02ade4767caac35390ecbd', '332ba813d67b1fc53cb968bc561b53fea78027beef89859bc2b252857aaf2362');
INSERT INTO public.ticket_event VALUES (3, 68, 'escalated', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/0', '332ba813d67b1fc53cb968bc561b53fea78027beef89859bc2b252857aaf2362', 'be42f6c25d8e8ed897ec627eb286dad0cfbbde15ea4e6b157e648c3f52f98b67');
INSERT INTO public.ticket_event VALUES (3, 69, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795396620000/manager-b', 'be42f6c25d8e8ed897ec627eb286dad0cfbbde15ea4e6b157e648c3f52f98b67', 'fc3ad11944e8de896d85a8f1d3e49bcc75261dfbc0c3df37a6f9629bd4755b64');
INSERT INTO public.ticket_event VALUES (3, 70, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795396620000/deputy-d', 'fc3ad11944e8de896d85a8f1d3e49bcc75261dfbc0c3df37a6f9629bd4755b64', 'eaf952e9d15ffeabbb1000ea058debe10ac7668aa68076051192a44653a0714c');
INSERT INTO public.ticket_event VALUES (3, 71, 'went_silent', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{}', '{}', NULL, 'eaf952e9d15ffeabbb1000ea058debe10ac7668aa68076051192a44653a0714c', '6141f8aaf67d238b5023f0d47e1a63086654529d5f7a620869f9059775051f09');
INSERT INTO public.ticket_event VALUES (3, 72, 'escalated', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/1', '6141f8aaf67d238b5023f0d47e1a63086654529d5f7a620869f9059775051f09', '1008071c6f03b3ffb1f3a31c1a02ee465611a1de24184005a8118fb82a33eaac');
INSERT INTO public.ticket_event VALUES (3, 73, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795400220000/engineer-a', '1008071c6f03b3ffb1f3a31c1a02ee465611a1de24184005a8118fb82a33eaac', 'a7e9fae8c0b820cce657185c75c83ed4170448b0d196356204c49e5dab2ea261');
INSERT INTO public.ticket_event VALUES (3, 74, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795400220000/deputy-d', 'a7e9fae8c0b820cce657185c75c83ed4170448b0d196356204c49e5dab2ea261', '137df28064d81e45c5f79f1776b41b43d715ebfab1e26f37386040a675d7f120');
INSERT INTO public.ticket_event VALUES (3, 75, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795400220000/manager-b', '137df28064d81e45c5f79f1776b41b43d715ebfab1e26f37386040a675d7f120', '895fb69e1d78dea318746486662cd55c15d471ef5bdeec2841dbb32847af2e86');
INSERT INTO public.ticket_event VALUES (3, 76, 'escalated', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/2', '895fb69e1d78dea318746486662cd55c15d471ef5bdeec2841dbb32847af2e86', 'db7f0508a7be1644ca966e819ff382f14cfa1fbabb3be324915d9cdae6cca3cd');
INSERT INTO public.ticket_event VALUES (3, 77, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795403820000/deputy-d', 'db7f0508a7be1644ca966e819ff382f14cfa1fbabb3be324915d9cdae6cca3cd', 'd6437c6818c4f934e1d7ea7babca29b52eb5ee2ef2c7f3715f5703de70185ac2');
INSERT INTO public.ticket_event VALUES (3, 78, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795403820000/manager-b', 'd6437c6818c4f934e1d7ea7babca29b52eb5ee2ef2c7f3715f5703de70185ac2', '444b11320e126e9d393353dbc4c9eb05b4850f7c99a9c702ecfae1728926ca7a');
INSERT INTO public.ticket_event VALUES (1, 19, 'commented', 1795404600000, 1795404600000, 'token:0c312d10', 'rest', '{"is_public":false}', '{"text":"5e2f68ae2e2c313d32c5fcfa745e1618c242489cdb5f6152f593858d1e8dbfbe"}', NULL, '6b010269c250e7f5aad902ee5fcea2149ea7d662a7be6fedc2cc5a27211da1c6', '7eb6f9377d379df5bd4939a5449806f0e672f23a334dda74dc24be61935b10ce');


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

INSERT INTO public.ticket_prose VALUES (1, 1, 'title', '9184ff7f45a82ae6500331f06987529b', 'disk of web-1 is full');
INSERT INTO public.ticket_prose VALUES (1, 1, 'title_zh', '8fbab4451cf2b3161ca5b4684138f1ac', 'web-1 磁盘已满');
INSERT INTO public.ticket_prose VALUES (1, 1, 'alerts', '5ec5bdcace02cf2e7745f2b9ea7652f6', '{"7feee4b64ab65367649fcfe2a23c9323":{"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","generator_url":""}}');
INSERT INTO public.ticket_prose VALUES (1, 5, 'note', '7774ba90fa7f2288338c0a18d9c12856', '我来看');
INSERT INTO public.ticket_prose VALUES (1, 6, 'text', 'b387b71d9cfc9a3b3f08e852e5804308', 'log 目录占满 — /var/log/app');
INSERT INTO public.ticket_prose VALUES (1, 7, 'solution', '72bbc66b7a9e8add6715f2c96eaf0102', '清理日志');
INSERT INTO public.ticket_prose VALUES (1, 7, 'implementation', 'e2a83892dadc80c417503829fe8fb29e', 'logrotate');
INSERT INTO public.ticket_prose VALUES (1, 8, 'note', 'd9d6798322cc317c3b5f80fa7bfd9e38', '等授权');
INSERT INTO public.ticket_prose VALUES (1, 13, 'description', '5e1591e5a477b9b9650595730614991c', 'moved the oldest logs away');
INSERT INTO public.ticket_prose VALUES (1, 14, 'cause', '67157fb87bd6ff077e847c549cd5b719', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 14, 'method', 'cb9ff22686dcfd14e49f9e34a9f4467d', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'kind', '7849586d7e48fcc325d1f496f0f8ce3f', '容量');
INSERT INTO public.ticket_prose VALUES (1, 15, 'cause', '3d95a822713b0315e92b2c3381e7e720', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 15, 'method', '2ed9bef6e0075fe5ae75227f7d4af4d5', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'losses', 'e2341209fc8e879f3cacc2528f8193a2', '无');
INSERT INTO public.ticket_prose VALUES (1, 16, 'text', '00793cfae49f9d63cf837e9f1fa1ed43', '已处理');
INSERT INTO public.ticket_prose VALUES (1, 17, 'agreed_by', '9322bd40a0b8f733b396444cecaff35d', '王工');
INSERT INTO public.ticket_prose VALUES (1, 18, 'note', 'cf6cf46f73a9fb934c14792f423f77b6', '客户已确认');
INSERT INTO public.ticket_prose VALUES (2, 1, 'summary', 'e5d1b4e5bc79dfd1437b560596f3b1a4', '打印机不能用');
INSERT INTO public.ticket_prose VALUES (2, 1, 'description', '7c2453ecc38344de7a3503d2a6ca446a', '三楼');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter', 'e72679ea49d5da20bd2c4c63f8999eaf', '王工');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter_contact', '07f1fe3c70a083efaa55487107ce758e', '138');
INSERT INTO public.ticket_prose VALUES (3, 1, 'title', '7340bd9e7fc0947536cf84b0c94e2a82', 'posted by another Prometheus');
INSERT INTO public.ticket_prose VALUES (3, 1, 'alerts', '9187f4e1d89fdb38eb264b06aab19bde', '{"ff87c8d7c6a09f2f4117d12fd46b1fc6":{"annotations":{"summary":"posted by another Prometheus"},"expression":"","generator_url":""}}');
INSERT INTO public.ticket_prose VALUES (1, 19, 'text', 'a16d19891683e6d26ebb8ed10ec73d6f', '备件已下单');


--
-- Data for Name: ticket_terms; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_terms VALUES (1, 'contract-cn', 1, '9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259', '{"calendars":{"7x24":"7b82bf0dd8e029172955ebd3477aeaeaf76520d1f5e0c419fcff364b05fb1e9a"},"divisor":1,"policy":"contract-cn","source":"# The service contract: levels I-IV and the four words of urgency, bound together.\n# Every duration is elapsed time unless a goal names another calendar.\npolicy: contract-cn\nseverity:\n  names: [I, II, III, IV]\n  aliases: {urgent: I, high: II, medium: III, low: IV}\ndefaults: {calendar: 7x24, pause: []}\ncombine: strictest            # the strictest goal of a metric is what people hear of; both are judged\n\ngoals:\n- {metric: respond, table: level, anchor: reported, stop: acked, target: {''*'': 30m}}\n- {metric: respond, table: urgency, anchor: reported, stop: acked, target: {I: 15m, ''*'': 1h}}\n- {metric: plan, anchor: reported, stop: [plan_submitted, self_recovered], target: {''*'': 2h}}\n- {metric: workaround, table: urgency, anchor: reported, stop: [workaround, restored], target: {II: 12h, III: 48h, IV: 48h}}\n- metric: resolve\n  anchor: reported\n  stop: restored\n  pause: {I: [written_authorisation], ''*'': [customer_authorisation, written_authorisation, appointment]}\n  target: {I: 12h, II: 24h, III: 48h, IV: 5d}\n- metric: onsite              # not solved in 2 h: on site within 1 h\n  anchor: {unresolved_after: 2h, from: reported}\n  when: severity in [I, II] and not remote_only\n  stop: [arrived_on_site, restored]\n  target: {''*'': 1h}\n- metric: emergency_plan      # paralysed and not solved in 12 h: a plan within 16 h of the report\n  anchor: reported\n  arm: {breach_of: resolve}\n  pause: like resolve\n  when: severity == I\n  stop: [emergency_plan_submitted, restored]\n  target: {I: 16h}\n- {metric: report, anchor: resolved, stop: report_submitted, target: {''*'': 24h}, when: not self_recovered}\n\nreach:                        # how people are told; it never moves a clock\n  I:   {by: [page, call], again: 5m}\n  II:  {by: [page], again: 10m, call_after: 10m}\n  III: {by: [chat, mail], hours: \"07:30-22:00\"}\n  IV:  {by: [mail], digest: \"08:30 on workdays\"}\n\nescalate:\n- anchor: occurred\n  name: chain\n  until: resolved\n  hold: recovered\n  late: respace\n  when: severity in [I, II]\n  steps:\n  - {at: 2h, to: role:project_manager}\n  - {at: 2h30m, to: role:technical_director}\n  - {at: 3h, to: role:deputy_gm, repeat: 1h}\n- {of: [respond, plan, workaround, resolve, onsite, emergency_plan], when: \"severity in [I, II]\", hold: recovered, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n- {of: [respond, plan, workaround, resolve], when: \"severity in [III, IV]\", at: [80%, 100%], to: [owner, owner+lead]}\n- {of: [report], reach: III, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n\nretarget: {worsened: from_change, improved: from_report, reclassified: from_report, reopened: from_reopening}\ngates: {report: [I, II, III, IV], reply: [I, II, III, IV], cause_agreed: [I, II]}\nrecovery: {hysteresis: 5m, reopen_within: 24h, still_failing_after: 30m, resolves_itself: [III, IV], reminds_at: \"09:00\"}\npauses: {limit: 5d, only: {I: [written_authorisation]}}\ngroup_wait: 15s\n","tables":["level","urgency"],"zone":"Asia/Shanghai"}', '2025b', 1795384875587);


--
-- Name: absence_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.absence_id_seq', 1, true);


--
-- Name: access_attempts_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.access_attempts_number_seq', 1, true);


--
-- Name: calendar_edition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.calendar_edition_id_seq', 3, true);


--
-- Name: calendar_notice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.calendar_notice_id_seq', 1, true);


--
-- Name: check_form_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.check_form_id_seq', 3, true);


--
-- Name: duty_change_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.duty_change_id_seq', 1, true);


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


