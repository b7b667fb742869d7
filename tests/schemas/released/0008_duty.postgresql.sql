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

INSERT INTO public.access_accounts VALUES ('engineer-a', '$argon2id$v=19$m=65536,t=3,p=4$OMXE+K2JLxNFpghmkoIkCw$QDnS5LWC3RtFPHmJSV64Om+Y6AKO8IgzAbi+hoKuSSM', 1795384800000, NULL);


--
-- Data for Name: access_attempts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_attempts VALUES (1, 'engineer-a', '127.0.0.1', 1795384800000);


--
-- Data for Name: access_links; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_links VALUES ('7edb3f482fbb93b0f86bffd4b5b5927da7e797627c998cd79637a78080205807', 'manager-b', 'system', 1795384800000, 1795471200000, NULL);
INSERT INTO public.access_links VALUES ('e3a8f77778d2dd41738daeebeba7340a012952c8c2f366f8bfaca7d0becbb88d', 'engineer-a', 'system', 1795384800000, 1795471200000, 1795384800000);


--
-- Data for Name: access_sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_sessions VALUES ('5d5765203d8761b18597a32e53217ef8b139023687629745c1a275672b66e014', 'engineer-a', 'RHIZJ2iNMy1jIKROJ7fwEwS0_O1V6UPemJU6Wb0915o', 1795384800000, 1795384800000, 1797976800000, '127.0.0.1');


--
-- Data for Name: access_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_tokens VALUES ('04fbb2d8', 'fa28bf1889bed22d4600e7515ec0363d67a82897ddb491b2b79b800ff03e4bf9', 'for acme', '["tickets:read"]', '["acme"]', 'system', 1795384800000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('1f686e87', 'b037eb0c005a0f81d88a3bcc21cc5e075a8bcabb4dd8fb3e07cfa7ebe8d63302', 'grafana', '["query:read"]', NULL, 'system', 1795384800000, 1803160800000, 1795384800000);
INSERT INTO public.access_tokens VALUES ('99dd62c1', '29c69f6e9ec080a7ca1163225cada48499020ba838446196d2ce3071681d2840', 'program', '["alerts:write"]', NULL, 'system', 1795385820000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('05e793d9', '6fc7bf03815e1257f84ace835b2429c575b36755b27f6964b98898e351427ab4', 'program', '["tickets:read","tickets:write"]', NULL, 'system', 1795404600000, NULL, NULL);


--
-- Data for Name: agents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agents VALUES ('iieOERiZ1ohc2-9F', 'web-1', '5c91322263975c4ab56e53eba76d0f3910e2f235a47687ce9079eca42a4dcae6', 'web-1', 'machine of web-1', '1', 1795384800000, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agents VALUES ('I5lRvSthOspfCtjq', 'mail-1', 'de3e60af5075c64830c1c4314d443d0d2ac873fc1e2ab3664c19e644e1c6a914', 'mail-1', 'm-1', '1.0', 1795404600000, 1795404600000, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0008_duty');


--
-- Data for Name: answer_seen; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.answer_seen VALUES ('duty', 'press-1', 1795385820000, 3, 'done');


--
-- Data for Name: audit_heads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_heads VALUES ('main', 20, 'ae4b97b18f96d66b9c883de666cca9a0778c44095fa308a43381421e68c2e051');


--
-- Data for Name: audit_rows; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_rows VALUES ('main', 1, 1795384800000, 'system', 'link_made', 'manager-b', '{}', '0000000000000000000000000000000000000000000000000000000000000000', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5');
INSERT INTO public.audit_rows VALUES ('main', 2, 1795384800000, 'system', 'password_set', 'engineer-a', '{}', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a');
INSERT INTO public.audit_rows VALUES ('main', 3, 1795384800000, 'engineer-a', 'sign_in_refused', '', '{"address":"127.0.0.1"}', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f');
INSERT INTO public.audit_rows VALUES ('main', 4, 1795384800000, 'system', 'link_made', 'engineer-a', '{}', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4');
INSERT INTO public.audit_rows VALUES ('main', 5, 1795384800000, 'engineer-a', 'signed_in_by_link', '', '{"address":"127.0.0.1"}', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393');
INSERT INTO public.audit_rows VALUES ('main', 6, 1795384800000, 'system', 'token_made', '1f686e87', '{"name":"grafana","scopes":["query:read"]}', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393', '348c3ab9d8c8c61858131e97cc0a99805c143eeaac0518a0e2063324e00d2aa6');
INSERT INTO public.audit_rows VALUES ('main', 7, 1795384800000, 'system', 'token_made', '04fbb2d8', '{"name":"for acme","scopes":["tickets:read"]}', '348c3ab9d8c8c61858131e97cc0a99805c143eeaac0518a0e2063324e00d2aa6', 'd192740c400a034038e12192e2d5eaaa075e3b0ca902c5f3fb3a4ba00e74c01d');
INSERT INTO public.audit_rows VALUES ('main', 8, 1795384800000, 'system', 'token_revoked', '1f686e87', '{}', 'd192740c400a034038e12192e2d5eaaa075e3b0ca902c5f3fb3a4ba00e74c01d', '3765b95d27aee4ddbcb6523b83f30e4379a43c911261969ae32422ef4d82b44d');
INSERT INTO public.audit_rows VALUES ('main', 9, 1795384800000, 'system', 'target_added', 'cam-1', '{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}', '3765b95d27aee4ddbcb6523b83f30e4379a43c911261969ae32422ef4d82b44d', '6d002efd6cbdb1f62796196c4e14c380d9a22c19438c766eb79700833ae194cd');
INSERT INTO public.audit_rows VALUES ('main', 10, 1795384800000, 'system', 'agent_token_made', 'web-1', '{"ends_at":1795471200000}', '6d002efd6cbdb1f62796196c4e14c380d9a22c19438c766eb79700833ae194cd', 'c52aec441ca80eedcafba724fab4bea3c5aee5f0500a262c71dfd4387b189886');
INSERT INTO public.audit_rows VALUES ('main', 11, 1795384800000, 'system', 'satellite_token_made', 'cam-1', '{}', 'c52aec441ca80eedcafba724fab4bea3c5aee5f0500a262c71dfd4387b189886', 'a8cacaf2125b222a9e68399b4a05b8039c8d0a283571af9da3426e489a143d75');
INSERT INTO public.audit_rows VALUES ('main', 12, 1795384800000, 'satellite cam-1', 'satellite_enrolled', 'cam-1', '{"address":"127.0.0.1","hostname":"box","id":"cJDSQLWpH2txfucD","machine_id":"m1","made_by":"system","version":"1"}', 'a8cacaf2125b222a9e68399b4a05b8039c8d0a283571af9da3426e489a143d75', '1ee32b89cf54eb83697c2bd7ddbc26aebbc70fcbcad32893291b2564a7a08d9f');
INSERT INTO public.audit_rows VALUES ('main', 13, 1795384800000, 'system', 'agent_token_made', '', '{"ends_at":1795471200000}', '1ee32b89cf54eb83697c2bd7ddbc26aebbc70fcbcad32893291b2564a7a08d9f', '1d0b3c1cc67cf2422a673b13696885ad9315285a8a11dffdc4c5e6cd7e9396d6');
INSERT INTO public.audit_rows VALUES ('main', 14, 1795384800000, 'agent:iieOERiZ1ohc2-9F', 'agent_enrolled', 'web-1', '{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}', '1d0b3c1cc67cf2422a673b13696885ad9315285a8a11dffdc4c5e6cd7e9396d6', 'dfe7de8a71da9645db1791dfde5268dc5cabd14a9eee1816b26345629766431b');
INSERT INTO public.audit_rows VALUES ('main', 15, 1795385820000, 'system', 'token_made', '99dd62c1', '{"name":"program","scopes":["alerts:write"]}', 'dfe7de8a71da9645db1791dfde5268dc5cabd14a9eee1816b26345629766431b', 'd03ff4f4020d383788739440b6298c858d17d44886ce70641ede873db1b1dcfc');
INSERT INTO public.audit_rows VALUES ('main', 16, 1795385820000, 'system', 'finding_accepted', '0ec38cbf9024da32bb2fc970f7d54d5f', '{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}', 'd03ff4f4020d383788739440b6298c858d17d44886ce70641ede873db1b1dcfc', '0d7a814eed4af1656e7e121d9aed11dbb2184b146812686ffdb4b6a02474e843');
INSERT INTO public.audit_rows VALUES ('main', 17, 1795404600000, 'system', 'agent_token_made', '', '{"ends_at":1795491000000,"most_uses":5}', '0d7a814eed4af1656e7e121d9aed11dbb2184b146812686ffdb4b6a02474e843', 'bf7cb52558fbfcd99dd211dee188a8213b6160b52a37124a6f61f6d518d57a15');
INSERT INTO public.audit_rows VALUES ('main', 18, 1795404600000, 'agent:I5lRvSthOspfCtjq', 'agent_waits', 'mail-1', '{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}', 'bf7cb52558fbfcd99dd211dee188a8213b6160b52a37124a6f61f6d518d57a15', 'a6041d55d351c1a3a66e1317ec2837ab222987b5a40a56652ddb8f904e02653f');
INSERT INTO public.audit_rows VALUES ('main', 19, 1795404600000, 'system', 'token_made', '05e793d9', '{"name":"program","scopes":["tickets:read","tickets:write"]}', 'a6041d55d351c1a3a66e1317ec2837ab222987b5a40a56652ddb8f904e02653f', '1b23be248b6e6f8f6d8cdd28f8dfb7478b3b4da30223c4b112930b2e01fef76e');
INSERT INTO public.audit_rows VALUES ('main', 20, 1795404600000, 'system', 'calendar_confirmed', 'cn 2027', '{"changes":27,"number":"国办发明电〔2026〕99号"}', '1b23be248b6e6f8f6d8cdd28f8dfb7478b3b4da30223c4b112930b2e01fef76e', 'ae4b97b18f96d66b9c883de666cca9a0778c44095fa308a43381421e68c2e051');


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

INSERT INTO public.enrolments VALUES ('f45ea98e708c76423560c84c40b327d5aae1944bb184623ad3168e623ff609a3', 'web-1', NULL, 'system', 1795384800000, 1795471200000, NULL, NULL, NULL, 0);
INSERT INTO public.enrolments VALUES ('4b13f6f33c9d4f168de1dbfc42d91fb8cd0ac4d190827cc1794736a5f362cbff', NULL, NULL, 'system', 1795384800000, 1795471200000, 1795384800000, 'machine of web-1', NULL, 0);
INSERT INTO public.enrolments VALUES ('bb7ad8b80cef6347b9f1b091efa6bc1120902e2ba84d2cd21b3c905e6c82182d', NULL, NULL, 'system', 1795404600000, 1795491000000, NULL, NULL, 5, 1);


--
-- Data for Name: heartbeat_pings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeat_pings VALUES ('nK_hJ-30lopp', 1, 1795384800000, 'start', NULL, NULL, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('nK_hJ-30lopp', 2, 1795384800000, 'success', NULL, 0, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('nK_hJ-30lopp', 3, 1795384800000, 'fail', 7, NULL, '备份 done');


--
-- Data for Name: heartbeats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeats VALUES ('nK_hJ-30lopp', '90ea16c942367d3e68f169808da74496d72f6184111f530207e7e8ffc223d34d', 'nightly', 'web-1', 'job', NULL, 3600000, 1800000, 'Asia/Shanghai', 'system', 1795384800000, NULL, NULL, 1795384800000, 1795384800000, 7, 0);


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
INSERT INTO public.outbox VALUES (71, '3/event/72/engineer-a/page', 3, 'went_silent', 'page', 'engineer-a', NULL, NULL, '{"state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
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
INSERT INTO public.outbox VALUES (45, 'check-form/acme-20261123/2/mail:it@acme.example', NULL, 'report', 'mail', NULL, 'mail:it@acme.example', NULL, '{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:46411/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:46411/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:46411/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:46411/reports/acme-20261123"}', 1795392000000, 1795392000000, 'failed', 1795392000000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
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
INSERT INTO public.outbox VALUES (77, '3/chain/1/3/2/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (72, '3/chain/1/3/1/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (78, '3/chain/1/3/2/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (74, '3/event/72/manager-b/page', 3, 'went_silent', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (75, '3/chain/1/3/1/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (76, '3/chain/1/3/1/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO public.outbox VALUES (79, '3/chain/1/3/2/manager-b/page', 3, 'escalated', 'page', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (80, '3/chain/1/3/2/manager-b/call', 3, 'escalated', 'call', 'manager-b', NULL, NULL, '{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}', 1795403820000, 1795403820000, 'failed', 1795403820000, 0, false, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by call: add a contact or a channel');


--
-- Data for Name: planned_imports; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.planned_imports VALUES ('221f712cc15426f75f640d7c2dda3f62', 1795404600000, 'engineer-a', '[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');


--
-- Data for Name: registrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.registrations VALUES ('I5lRvSthOspfCtjq', 'mail-1', 'm-1', '1.0', '10.9.9.7', '{"role":"mail"}', '', '{"address":"10.9.9.7","agent":true,"name":"mail-1"}', 'system', 1795404600000);


--
-- Data for Name: rest_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rest_key VALUES ('6a28cfea2c9f1297a9b00e99fda3b84e57b779c187c3e72f44bfb163e6728324', 'token:05e793d9', '88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a', 1, 1795404600000);


--
-- Data for Name: satellite_enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellite_enrolments VALUES ('2f41c5b4391417127bb4fdd580404b978287d51c80abb3fc03e34978ad599819', 'cam-1', 'system', 1795384800000, 1795471200000, 1795384800000, 'm1');


--
-- Data for Name: satellites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellites VALUES ('cJDSQLWpH2txfucD', 'cam-1', '1ce1fea40e28b3c834ab588241f4bb5f10b85ef7ee3f4ee653408887d6d73210', 'box', 'm1', '1', 1795384800000, NULL, 0);


--
-- Data for Name: search_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_entry VALUES (16, 'ticket', 2, ' 打印机不能用 
 old ups ', ' acme 
 三楼 
 王工 ');
INSERT INTO public.search_entry VALUES (24, 'ticket', 3, ' posted by another prometheus 
 db 1 ', ' acme 
 posted 
 看到了 ');
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
INSERT INTO public.search_word VALUES (24, '''1'' ''acme'' ''another'' ''by'' ''db'' ''posted'' ''prometheus'' ''了'' ''到了'' ''看到''');
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

INSERT INTO public.ticket VALUES (3, 1, '6126a7d56efd5f8d4ba5281c626e2418', NULL, 'II', 2, 'new', 'no_data', 'posted by another Prometheus', '', 'db-1', 'acme', '', 'high', NULL, NULL, 1, 1795385820000, 1795385820000, 1795403820000, NULL, NULL, NULL, NULL, 'respond@level', 1795387620000, false, 4, 1795407420000, 79);
INSERT INTO public.ticket VALUES (2, 1, NULL, NULL, 'III', 3, 'new', 'unwatched', '打印机不能用', '', 'old-ups', 'acme', '', 'normal', NULL, NULL, 1, 1795385820000, 1795385820000, 1795395600000, NULL, NULL, NULL, NULL, 'respond@level', 1795387620000, false, 3, 1795482000000, 8);
INSERT INTO public.ticket VALUES (1, 1, 'eba6c5abdbe665a94a9e8b196596fd09', NULL, 'II', 2, 'closed', 'no_data', 'disk of web-1 is full', 'web-1 磁盘已满', 'web-1', 'acme', '', 'normal', 'engineer-a', NULL, 1, 1795384815587, 1795384875587, 1795404600000, 1795385220000, 'engineer-a', 1795385580000, 1795385820000, NULL, NULL, false, 0, NULL, 19);


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

INSERT INTO public.ticket_event VALUES (1, 1, 'opened', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795384815587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"alerts":"a281cf5252806def1da1f74ddd21001e0204d7f84df41e8a680d8e16d9bfa158","title":"a20f00d9d69655d552e8ba57d99db6416ad592f6ceeb359310e7ecdb788a4cf7","title_zh":"1d31d9214ad6952b2a168b16aa8c134c460f3b85a46686b962046b76d135b387"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'b44aadd9b6bccf1e169989990a460bb1340366a46e54ea8128d69989a84bc9a3');
INSERT INTO public.ticket_event VALUES (1, 2, 'notified', 1795384875587, 1795384875587, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'b44aadd9b6bccf1e169989990a460bb1340366a46e54ea8128d69989a84bc9a3', '7bd3bbe852aa4629594a41876b81c8a08456b10a907482ea0ffb14ace80ce56c');
INSERT INTO public.ticket_event VALUES (1, 3, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795384875587/engineer-a', '7bd3bbe852aa4629594a41876b81c8a08456b10a907482ea0ffb14ace80ce56c', '8bf7f04da5181b989178b81768092008d3615ca67ccf878b3b708f04651366e5');
INSERT INTO public.ticket_event VALUES (1, 4, 'notified', 1795384890587, 1795384890587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795384875587/manager-b', '8bf7f04da5181b989178b81768092008d3615ca67ccf878b3b708f04651366e5', 'ea0ea6d6ca6f78423860f9302315af06a91ae10a2a70e770586320c1f7ccc324');
INSERT INTO public.ticket_event VALUES (1, 5, 'acknowledged', 1795385220000, 1795385220000, 'engineer-a', 'rest', '{}', '{"note":"d86b6d7f857511f1fdf18b6de216c40dbdca4627340aba559266c7f9f0a835a3"}', NULL, 'ea0ea6d6ca6f78423860f9302315af06a91ae10a2a70e770586320c1f7ccc324', 'cc3f0621a8bea57040b7bfd24011499273a55daf7e798e095ac9f0a68f765e39');
INSERT INTO public.ticket_event VALUES (1, 6, 'commented', 1795385280000, 1795385280000, 'engineer-a', 'rest', '{"is_public":false}', '{"text":"27ed845694712c00187d2aa09644c0b77321b565d28364ba3bcdb76f3eb22a78"}', NULL, 'cc3f0621a8bea57040b7bfd24011499273a55daf7e798e095ac9f0a68f765e39', '649b50a2145512c7b555d298556e3b4dc6897628f41ed07786364f70fc79d2ec');
INSERT INTO public.ticket_event VALUES (1, 7, 'plan_submitted', 1795385340000, 1795385340000, 'engineer-a', 'rest', '{}', '{"implementation":"a8e9c2e798d70f51c60fb4efff91a869b462dd4963648ac830d0e6bff0c50b40","solution":"8dd74e028adc34f30d44e6f6fcae8a10ce436d393c648a2cf39a2e2261cb5c2a"}', NULL, '649b50a2145512c7b555d298556e3b4dc6897628f41ed07786364f70fc79d2ec', 'f1d95e9701ba4e275cb7a73705591b175c27ba1bf65862d2e5a919ba8638d203');
INSERT INTO public.ticket_event VALUES (1, 8, 'paused', 1795385400000, 1795385400000, 'engineer-a', 'rest', '{"reason":"customer_authorisation","until":null}', '{"note":"a6278940ab02127c0caba60e0f988e1855a683713c146c8d96a27c79310dfe59"}', NULL, 'f1d95e9701ba4e275cb7a73705591b175c27ba1bf65862d2e5a919ba8638d203', 'e8d22916f078940db4e0e1a2186d0a36073dccac9eb7bf3dfc9f2f5989cf8683');
INSERT INTO public.ticket_event VALUES (1, 9, 'resumed', 1795385460000, 1795385460000, 'engineer-a', 'rest', '{}', '{}', NULL, 'e8d22916f078940db4e0e1a2186d0a36073dccac9eb7bf3dfc9f2f5989cf8683', '9d35192b6dcd971183da2badcfee77b08c1c20385dfda56f2446cbbdd5a87d3b');
INSERT INTO public.ticket_event VALUES (1, 10, 'went_silent', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{}', '{}', NULL, '9d35192b6dcd971183da2badcfee77b08c1c20385dfda56f2446cbbdd5a87d3b', '2e7def7e14e81ccfc4c23ff378250e679f509bd426874b97835261109754a4b4');
INSERT INTO public.ticket_event VALUES (1, 11, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385475587/engineer-a', '2e7def7e14e81ccfc4c23ff378250e679f509bd426874b97835261109754a4b4', '402ee804047b1104e2234a4d2d4b47790991345e33ff0eff7b99afdfca722e3e');
INSERT INTO public.ticket_event VALUES (1, 12, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385475587/manager-b', '402ee804047b1104e2234a4d2d4b47790991345e33ff0eff7b99afdfca722e3e', 'bfceeca7d45ac94659ba7979d758f31172b44e7d72102608a67b560eed119441');
INSERT INTO public.ticket_event VALUES (1, 13, 'workaround_reported', 1795385520000, 1795385520000, 'engineer-a', 'rest', '{}', '{"description":"c934447e0b6936fe1630034347bdc5304a56e02bf38847e853ea5f1a29c88fcc"}', NULL, 'bfceeca7d45ac94659ba7979d758f31172b44e7d72102608a67b560eed119441', '447dadda872bc0c70950f49235b9ef756001c60517f91739a13ddc4a3a8ea3ee');
INSERT INTO public.ticket_event VALUES (1, 14, 'resolved', 1795385580000, 1795385580000, 'engineer-a', 'rest', '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}', '{"cause":"a8b2ffa1c36c4aa887b783c3ee561223ed33d9266e105f4bfbc62e493e048053","method":"0962d69a1a319a87d9f9ab5bfbcef214b8a1a4d2f242b0152b9a876c1cb210d6"}', NULL, '447dadda872bc0c70950f49235b9ef756001c60517f91739a13ddc4a3a8ea3ee', 'ce6125f8b74c3896665d1f22cf6e10ff6fd4a67f2886513372a045bb8aeb3acd');
INSERT INTO public.ticket_event VALUES (1, 15, 'report_submitted', 1795385640000, 1795385640000, 'engineer-a', 'rest', '{}', '{"cause":"11fb39617636dbbe5dd3bbb9371c3275fb03a148e4bfbc69f2ee5d6e86e4ea11","kind":"17031d664ccfc47b76d18f5f4bbb70623971e3fd0c89202b24b814c44701e65b","losses":"025041ffc2d45c055dd2e4379b714f776b0737a301d2041f0d75a64965d58b50","method":"280f64e299a6116297e1ea19f285221e03fba251f73642acba402d5e673d31b8"}', NULL, 'ce6125f8b74c3896665d1f22cf6e10ff6fd4a67f2886513372a045bb8aeb3acd', 'f2d0194f714536b128ec3fa608e5ef0d866a58538b1ba9ba08a5e27c97733666');
INSERT INTO public.ticket_event VALUES (1, 16, 'replied', 1795385700000, 1795385700000, 'engineer-a', 'rest', '{}', '{"text":"9a425126f9481a7ac093531436c5cb6fa7ba918ba6ab9a52d73c7c916d194ee7"}', NULL, 'f2d0194f714536b128ec3fa608e5ef0d866a58538b1ba9ba08a5e27c97733666', 'f72f417b1284f99842ccbb7ca649dd262b9a943c102eceaa4fbeb018343f8518');
INSERT INTO public.ticket_event VALUES (1, 17, 'cause_agreed', 1795385760000, 1795385760000, 'engineer-a', 'rest', '{}', '{"agreed_by":"a585f45ad68224842bc57e779cf9fa47bb8d168f797bfde5c856714300b89099"}', NULL, 'f72f417b1284f99842ccbb7ca649dd262b9a943c102eceaa4fbeb018343f8518', '3112334606ef98f65ccf5ea582df922fcaad272e2086616d688b9c8a8fb0e845');
INSERT INTO public.ticket_event VALUES (1, 18, 'closed', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}', '{"note":"c434249b4d113aeac2b5efacf4084165c128844fe671b283307008ac74f786db"}', NULL, '3112334606ef98f65ccf5ea582df922fcaad272e2086616d688b9c8a8fb0e845', '035d2bf9bb6ef126d73e279c1c556229a7d014107fa41410eaa7649e05ca87f9');
INSERT INTO public.ticket_event VALUES (3, 19, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/3', '42938b2a72fe1c245ec0f9c50494d79a94825fd440189351839c8030a9b215c6', '7955bf1ab0b17b329d37cf1e56d67a59366da2fd22c58fa15013235b969fb22d');
INSERT INTO public.ticket_event VALUES (2, 1, 'opened', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"criticality":"normal","customer":"acme","is_reported":true,"key":null,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"description":"9d6c957c2ec215ee1e9248c061f82627b98edf011afbe928d7aae58e7eeddc91","reporter":"f0fd59f53f59d7df91b8775f62134c5f49d4b61fc9205d9745a5c8dbc0f9d20c","reporter_contact":"86b1e231cf48257df5dd83761bab50938195d4e5cd51be4e94c4a5fc690ad119","summary":"353e36dc11724c16bed87098e0531525d0e78251617657d9dfdae9ff68d74ac1"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'ea19e5f745bc2d385c06683bf7207aab970befd1c22c2b6b3dabe944a964bed8');
INSERT INTO public.ticket_event VALUES (2, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'ea19e5f745bc2d385c06683bf7207aab970befd1c22c2b6b3dabe944a964bed8', 'e0b984c5e626b35c1e367a47e6a366487832d9ff902b62228dbb8786cf52cceb');
INSERT INTO public.ticket_event VALUES (3, 1, 'opened', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}', '{"alerts":"bffd29e25d5b75eafe5a3a22efba7987824a5bb374cb0a55be167473f02f7717","title":"242df91faf76ea41ae22e42c3d46ab08132a748c07b7f282d678917d4169d0ce"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', '4b8958aaf24157a2091117e5a548f2ce3fd6c606078f87d69f6bac3aba8bea43');
INSERT INTO public.ticket_event VALUES (3, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', '4b8958aaf24157a2091117e5a548f2ce3fd6c606078f87d69f6bac3aba8bea43', '71ff4fe15e4ad5090c48247afa3b6f910cb87495987196ed122e1f16b53cb810');
INSERT INTO public.ticket_event VALUES (3, 3, 'commented', 1795385820000, 1795385820000, 'engineer-a', 'chat', '{"is_public":false}', '{"text":"1cc2bce23e7e0001afa9df504f3beaa1a516b386c806b7334c4cb813cba9e23e"}', NULL, '71ff4fe15e4ad5090c48247afa3b6f910cb87495987196ed122e1f16b53cb810', '30e4d2850366b6b9f52de84679877de7336a20c6ec965e41929960858031a816');
INSERT INTO public.ticket_event VALUES (3, 4, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385820000/engineer-a', '30e4d2850366b6b9f52de84679877de7336a20c6ec965e41929960858031a816', '10bb3bfed9203c8da14a56d92dec99b1f460cb786423e656ebfd4cc15a4c5644');
INSERT INTO public.ticket_event VALUES (3, 5, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385820000/manager-b', '10bb3bfed9203c8da14a56d92dec99b1f460cb786423e656ebfd4cc15a4c5644', '51cd2253f50030d50c9747d2d04331272a38fcc145f6820766f91d144133ace7');
INSERT INTO public.ticket_event VALUES (3, 6, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'call/1/II', '51cd2253f50030d50c9747d2d04331272a38fcc145f6820766f91d144133ace7', '8fd62dd254387a121f00439e7b1b5cdb771511a569c2edbba27b4c444d31d4c1');
INSERT INTO public.ticket_event VALUES (3, 7, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/1', '8fd62dd254387a121f00439e7b1b5cdb771511a569c2edbba27b4c444d31d4c1', 'ca84670c27f3115076136394d939b044982f7be2f99d1b4e856d8f8ca4400db5');
INSERT INTO public.ticket_event VALUES (3, 8, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386420000/engineer-a', 'ca84670c27f3115076136394d939b044982f7be2f99d1b4e856d8f8ca4400db5', '998f3d5eb3157b0f80594e6762fc25c49338958c08d71430d04b182b266bf86f');
INSERT INTO public.ticket_event VALUES (3, 9, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386420000/manager-b', '998f3d5eb3157b0f80594e6762fc25c49338958c08d71430d04b182b266bf86f', 'c12c8cb826a760dc3475655801b0d26f665fc3b45008383de864ef67bb67c649');
INSERT INTO public.ticket_event VALUES (3, 10, 'warned', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/50', 'c12c8cb826a760dc3475655801b0d26f665fc3b45008383de864ef67bb67c649', '6567b32679435bd8d6306649878b515ad53432f4b908be1a68f8e83e64ff31a6');
INSERT INTO public.ticket_event VALUES (3, 11, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386720000/engineer-a', '6567b32679435bd8d6306649878b515ad53432f4b908be1a68f8e83e64ff31a6', '8f571328b55c9b67a0f1a63869d5782d9654f1a39d6257abd4b1634496306a16');
INSERT INTO public.ticket_event VALUES (3, 12, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386720000/manager-b', '8f571328b55c9b67a0f1a63869d5782d9654f1a39d6257abd4b1634496306a16', '75fbceb156c3cc208a3a1f7686c6252df2b4c74d0ac98f9b5b0ab02cabc5679f');
INSERT INTO public.ticket_event VALUES (3, 13, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/2', '75fbceb156c3cc208a3a1f7686c6252df2b4c74d0ac98f9b5b0ab02cabc5679f', '7c8ec064c73ab4795841276f45c8aab416a3dcc57aab28ffc651e0a6d72574fb');
INSERT INTO public.ticket_event VALUES (3, 14, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387020000/engineer-a', '7c8ec064c73ab4795841276f45c8aab416a3dcc57aab28ffc651e0a6d72574fb', '574712be3d07f4e17b1f3bc7a25b44b86ac19257b2fc60db96e17b0731595dc4');
INSERT INTO public.ticket_event VALUES (3, 15, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387020000/manager-b', '574712be3d07f4e17b1f3bc7a25b44b86ac19257b2fc60db96e17b0731595dc4', '92a41169ffe880f3f353be898f5420acbc9ab9952fbbd006e773d997a01899e9');
INSERT INTO public.ticket_event VALUES (2, 3, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', 'e0b984c5e626b35c1e367a47e6a366487832d9ff902b62228dbb8786cf52cceb', 'fe9a59f028004710a6abe330c53e18e091861f96e159cb205d161db1df0c9b16');
INSERT INTO public.ticket_event VALUES (3, 16, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '92a41169ffe880f3f353be898f5420acbc9ab9952fbbd006e773d997a01899e9', '5c85c91f25db8f8a2ee97e202eace6ff6d1df0583525e8b79a1c41f778fb5fcb');
INSERT INTO public.ticket_event VALUES (3, 17, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387260000/engineer-a', '5c85c91f25db8f8a2ee97e202eace6ff6d1df0583525e8b79a1c41f778fb5fcb', '928a5ed6fba5af8fefa2f05f39642b51b118f6801a1eb07b6196b53c1913bbf0');
INSERT INTO public.ticket_event VALUES (3, 18, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387260000/manager-b', '928a5ed6fba5af8fefa2f05f39642b51b118f6801a1eb07b6196b53c1913bbf0', '42938b2a72fe1c245ec0f9c50494d79a94825fd440189351839c8030a9b215c6');
INSERT INTO public.ticket_event VALUES (2, 4, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}', '{}', 'breach/respond@level/1/0', 'fe9a59f028004710a6abe330c53e18e091861f96e159cb205d161db1df0c9b16', '18a5ea8e0fa78c1282b9839f48030b2ad12dcb26d13e8a7a1067eaa71b09d589');
INSERT INTO public.ticket_event VALUES (3, 20, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}', '{}', 'breach/respond@level/1/0', '7955bf1ab0b17b329d37cf1e56d67a59366da2fd22c58fa15013235b969fb22d', '1732657fe7f4ca0c76b3561a7d06972f48d6d2c52071cee76a3b2a35e4ccb928');
INSERT INTO public.ticket_event VALUES (3, 21, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387620000/engineer-a', '1732657fe7f4ca0c76b3561a7d06972f48d6d2c52071cee76a3b2a35e4ccb928', '0e81fdcc2ab50cd544698c1668bd8a16c12bc0eb801d7e124ea29d2b8720ceea');
INSERT INTO public.ticket_event VALUES (3, 22, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387620000/manager-b', '0e81fdcc2ab50cd544698c1668bd8a16c12bc0eb801d7e124ea29d2b8720ceea', '740b33bd3cd378f74b01032936b842d6ff9fb2c02adde40def1af0be02cca006');
INSERT INTO public.ticket_event VALUES (3, 23, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/4', '740b33bd3cd378f74b01032936b842d6ff9fb2c02adde40def1af0be02cca006', '1f50c516ff8462d5848d7f5d96937bc4fda88fe65086c0db181c6266db19ac8d');
INSERT INTO public.ticket_event VALUES (3, 24, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388220000/engineer-a', '1f50c516ff8462d5848d7f5d96937bc4fda88fe65086c0db181c6266db19ac8d', '81095d30c733568e1cba9cd24f99f2f17657a561c72ae5f5f1e602059a7adac4');
INSERT INTO public.ticket_event VALUES (3, 25, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388220000/manager-b', '81095d30c733568e1cba9cd24f99f2f17657a561c72ae5f5f1e602059a7adac4', '40641cdcedfa52f99e6ffb06ed5f58f46d3a50a9e889ade7110184c10ed32b00');
INSERT INTO public.ticket_event VALUES (3, 26, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/5', '40641cdcedfa52f99e6ffb06ed5f58f46d3a50a9e889ade7110184c10ed32b00', '5a77a580dabfa8e2e6457f4f41090ec40813531ea9523f13f375bd41e8088411');
INSERT INTO public.ticket_event VALUES (3, 27, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388820000/engineer-a', '5a77a580dabfa8e2e6457f4f41090ec40813531ea9523f13f375bd41e8088411', 'd4494d40f9855dcddb35e5b41bafee23719002f9c235671b3aa8a17080f833c8');
INSERT INTO public.ticket_event VALUES (3, 28, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388820000/manager-b', 'd4494d40f9855dcddb35e5b41bafee23719002f9c235671b3aa8a17080f833c8', '389079a376a45652abb77c6a7693a519cce480bf9b3bd324f6c15aca553111fc');
INSERT INTO public.ticket_event VALUES (2, 5, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', '18a5ea8e0fa78c1282b9839f48030b2ad12dcb26d13e8a7a1067eaa71b09d589', '5dad4e46cdec3c6f2d0c393fecef355f5603e8dc75a6cb2f6d9fe3340b1d1acf');
INSERT INTO public.ticket_event VALUES (3, 29, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/6', '389079a376a45652abb77c6a7693a519cce480bf9b3bd324f6c15aca553111fc', '6934df078fd5b8a8bbd14eb07e9e730d8d72815d22479a85395c992de3a4d6d2');
INSERT INTO public.ticket_event VALUES (3, 30, 'warned', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/50', '6934df078fd5b8a8bbd14eb07e9e730d8d72815d22479a85395c992de3a4d6d2', '5e358937af4359ab9a496596a04078fb467e2ae3fc8edd3d5fee575d83685db6');
INSERT INTO public.ticket_event VALUES (3, 31, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', '5e358937af4359ab9a496596a04078fb467e2ae3fc8edd3d5fee575d83685db6', '871d3ec39c923096ba4386840ac99c3e2433406774487ea4023f8c710305e4f3');
INSERT INTO public.ticket_event VALUES (3, 32, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795389420000/engineer-a', '871d3ec39c923096ba4386840ac99c3e2433406774487ea4023f8c710305e4f3', '613d0ef4e56eee844852573c0c94e75f36d6f6c09058dd1fb504171bad2c8b4d');
INSERT INTO public.ticket_event VALUES (3, 33, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795389420000/manager-b', '613d0ef4e56eee844852573c0c94e75f36d6f6c09058dd1fb504171bad2c8b4d', '65a08ab03441af7693e22b304938239dd54f22f688a43a904ed1bac99da90b5e');
INSERT INTO public.ticket_event VALUES (3, 34, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/7', '65a08ab03441af7693e22b304938239dd54f22f688a43a904ed1bac99da90b5e', '9dc7d1a1462a5b770a8c20955ed3ea8f5b0e5e95ca4e28096e82ff653eac8fc8');
INSERT INTO public.ticket_event VALUES (3, 35, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390020000/engineer-a', '9dc7d1a1462a5b770a8c20955ed3ea8f5b0e5e95ca4e28096e82ff653eac8fc8', 'fd642c05fd7aad8ebe4905b8c5ca022cb4da26e7b88e76fda8373ad20cd1313b');
INSERT INTO public.ticket_event VALUES (3, 36, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390020000/manager-b', 'fd642c05fd7aad8ebe4905b8c5ca022cb4da26e7b88e76fda8373ad20cd1313b', 'da289fc36e911114b5cec4c171dd57476f8898f181537f5dcc69e2b2818e70c5');
INSERT INTO public.ticket_event VALUES (3, 37, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/8', 'da289fc36e911114b5cec4c171dd57476f8898f181537f5dcc69e2b2818e70c5', '397d6e934b2311a483bb0a99bb9bbb25b508c23fab79e432e6d22d0898b22ed0');
INSERT INTO public.ticket_event VALUES (3, 38, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390620000/engineer-a', '397d6e934b2311a483bb0a99bb9bbb25b508c23fab79e432e6d22d0898b22ed0', 'f05e9c779ef8b8d2967f79799f38fbe7ff4e8a7e43b7054f50797101425a533b');
INSERT INTO public.ticket_event VALUES (3, 39, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390620000/manager-b', 'f05e9c779ef8b8d2967f79799f38fbe7ff4e8a7e43b7054f50797101425a533b', '817026b093890c16a70cd638128addb8923ee6d6c5b4eff8b22ddd490b0d4ffb');
INSERT INTO public.ticket_event VALUES (3, 40, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/9', '817026b093890c16a70cd638128addb8923ee6d6c5b4eff8b22ddd490b0d4ffb', 'fdfc7868ed81ca28c20406de8f4a2bd4fa9fa364bc4174038495ed5a313af082');
INSERT INTO public.ticket_event VALUES (3, 41, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391220000/engineer-a', 'fdfc7868ed81ca28c20406de8f4a2bd4fa9fa364bc4174038495ed5a313af082', 'a9bc0b38896cd9b208eb37d4c956637e18f20ed2bcc110ce065935b2312a6bc8');
INSERT INTO public.ticket_event VALUES (3, 42, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391220000/manager-b', 'a9bc0b38896cd9b208eb37d4c956637e18f20ed2bcc110ce065935b2312a6bc8', 'a3329528b3cb1d91c09fee32493797d9c475c96777d4d10c030d7e0b3f970b79');
INSERT INTO public.ticket_event VALUES (2, 6, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', '5dad4e46cdec3c6f2d0c393fecef355f5603e8dc75a6cb2f6d9fe3340b1d1acf', '6474ca9315cb91f202fbfabc6a5e0a16d382f6c8d67af047351ca300ff2c5ce0');
INSERT INTO public.ticket_event VALUES (3, 43, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', 'a3329528b3cb1d91c09fee32493797d9c475c96777d4d10c030d7e0b3f970b79', '99f31e3a16f7fd04273c760e5994e9281afc24753c02cd92bcaa74c9b36dc481');
INSERT INTO public.ticket_event VALUES (3, 44, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391580000/engineer-a', '99f31e3a16f7fd04273c760e5994e9281afc24753c02cd92bcaa74c9b36dc481', 'd739f3d3a0454352fdb83b6b9bbd375d007f162cb9339316a4d14840c8d53e1d');
INSERT INTO public.ticket_event VALUES (3, 45, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391580000/manager-b', 'd739f3d3a0454352fdb83b6b9bbd375d007f162cb9339316a4d14840c8d53e1d', '544c4fb65478863b8748300d27c5e6954ea33653be2074da637daf390b5780d0');
INSERT INTO public.ticket_event VALUES (3, 46, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/10', '544c4fb65478863b8748300d27c5e6954ea33653be2074da637daf390b5780d0', '6a614845bd07ffc0bc7c1225f406a5ca303501a74cf2614b03065794f66857db');
INSERT INTO public.ticket_event VALUES (3, 47, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391820000/engineer-a', '6a614845bd07ffc0bc7c1225f406a5ca303501a74cf2614b03065794f66857db', '42e0859f1532e3e96ea41ed2baa85f590e5432f78f5f7fd6a41b77a16e4e9847');
INSERT INTO public.ticket_event VALUES (3, 48, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391820000/manager-b', '42e0859f1532e3e96ea41ed2baa85f590e5432f78f5f7fd6a41b77a16e4e9847', 'cb2c9fc3c9bf0e59f0df9c85736e3c917afcf5ea078705af58a98401555fdef4');
INSERT INTO public.ticket_event VALUES (3, 49, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/11', 'cb2c9fc3c9bf0e59f0df9c85736e3c917afcf5ea078705af58a98401555fdef4', '7045d937d23dfcfbe3803673852e5209e196608fa28259b680e87ac32b4ed77e');
INSERT INTO public.ticket_event VALUES (3, 50, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795392420000/engineer-a', '7045d937d23dfcfbe3803673852e5209e196608fa28259b680e87ac32b4ed77e', '757b508e53e6f4c68af14245242b02886c21ce847f105ec9b8826ca04b87b377');
INSERT INTO public.ticket_event VALUES (3, 51, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795392420000/manager-b', '757b508e53e6f4c68af14245242b02886c21ce847f105ec9b8826ca04b87b377', '544dc9c0191165bc8606e3d3b34b0aba127c6570310d54d9b5ee8ff9ac9c537e');
INSERT INTO public.ticket_event VALUES (2, 7, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}', '{}', 'breach/plan@level/1/0', '6474ca9315cb91f202fbfabc6a5e0a16d382f6c8d67af047351ca300ff2c5ce0', '475d22279a643224f0b8a21dccb65c16c1573bf3eb966abb94c5d29f6968abaa');
INSERT INTO public.ticket_event VALUES (3, 52, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/12', '544dc9c0191165bc8606e3d3b34b0aba127c6570310d54d9b5ee8ff9ac9c537e', '5a51930e1b1f6108a2feb394dad24d6ca0bf52498d790554a23d7caf661b505d');
INSERT INTO public.ticket_event VALUES (3, 53, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}', '{}', 'breach/plan@level/1/0', '5a51930e1b1f6108a2feb394dad24d6ca0bf52498d790554a23d7caf661b505d', '5e80aca6bf47d97df8966cab2af2053b3868cef645b9d98a1a2c9bfa957c1aa3');
INSERT INTO public.ticket_event VALUES (3, 54, 'escalated', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}', '{}', 'chain/1/1/0', '5e80aca6bf47d97df8966cab2af2053b3868cef645b9d98a1a2c9bfa957c1aa3', '3a571e557cbf90d5669ef50fde06ab3b4c65abe1e75bc2c1db1003b264a84dda');
INSERT INTO public.ticket_event VALUES (3, 55, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795393020000/engineer-a', '3a571e557cbf90d5669ef50fde06ab3b4c65abe1e75bc2c1db1003b264a84dda', '134a876c1b2d67d3886ec24d021a599d5775f45b6739cf841db43bb61ce6d126');
INSERT INTO public.ticket_event VALUES (3, 56, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795393020000/manager-b', '134a876c1b2d67d3886ec24d021a599d5775f45b6739cf841db43bb61ce6d126', '82ae9384efc9ba0da829fdc64b660b0703b6e8e3a4b417a594a6426b357fc60d');
INSERT INTO public.ticket_event VALUES (3, 57, 'warned', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/50', '82ae9384efc9ba0da829fdc64b660b0703b6e8e3a4b417a594a6426b357fc60d', '1c122120429c8056a9593b76dc8733bb8b8421948b67894c9eb8b3f5c8d05006');
INSERT INTO public.ticket_event VALUES (3, 58, 'escalated', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}', '{}', 'chain/1/2/0', '1c122120429c8056a9593b76dc8733bb8b8421948b67894c9eb8b3f5c8d05006', 'd1a71538ec829086fb39ebc4a9539faef0bb43b6f673739309ee92a671bc8c87');
INSERT INTO public.ticket_event VALUES (3, 59, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795394820000/engineer-a', 'd1a71538ec829086fb39ebc4a9539faef0bb43b6f673739309ee92a671bc8c87', '9e4f255ad1424205665d728e55641a8a65e1facdefdaccc98c43c4a8b9f13c26');
INSERT INTO public.ticket_event VALUES (3, 60, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"director-c","to":["manager-b"]}', '{}', 'instead_of/1795394820000/director-c', '9e4f255ad1424205665d728e55641a8a65e1facdefdaccc98c43c4a8b9f13c26', '5dbcf162c0f79547bbb72c8e7f7e47a03ae7442731734f9b59eae9e9facc7623');
INSERT INTO public.ticket_event VALUES (3, 61, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795394820000/manager-b', '5dbcf162c0f79547bbb72c8e7f7e47a03ae7442731734f9b59eae9e9facc7623', 'e4fbecea50e28d67fbc6d744b5c678588ff61a9e6c817f9f92392b3cb03d6133');
INSERT INTO public.ticket_event VALUES (2, 8, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '475d22279a643224f0b8a21dccb65c16c1573bf3eb966abb94c5d29f6968abaa', 'f87561f2f7eeb533b78032a4a92edc7496501762f5fad46c4ea8dc299c5d4f7c');
INSERT INTO public.ticket_event VALUES (3, 62, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', 'e4fbecea50e28d67fbc6d744b5c678588ff61a9e6c817f9f92392b3cb03d6133', 'f2c91c3bf3be9703d5445a3b916f8631eafa07dd0057ea4cc52db312fde51f76');
INSERT INTO public.ticket_event VALUES (3, 63, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395600000/engineer-a', 'f2c91c3bf3be9703d5445a3b916f8631eafa07dd0057ea4cc52db312fde51f76', '1b86fee3d4bfb1177ab29c544eafe567bf1fc6f263d373d7f695689dd6734973');
INSERT INTO public.ticket_event VALUES (3, 64, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395600000/manager-b', '1b86fee3d4bfb1177ab29c544eafe567bf1fc6f263d373d7f695689dd6734973', 'b89af87763670a679a8e01313284e666fa0917a3f5babc354a240eb441d78a0b');
INSERT INTO public.ticket_event VALUES (3, 65, 'warned', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/80', 'b89af87763670a679a8e01313284e666fa0917a3f5babc354a240eb441d78a0b', 'faf8e50573fe8126f763e49a8c9b6a6222dace35e86bb85b67caee7c5240ab79');
INSERT INTO public.ticket_event VALUES (3, 66, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395900000/engineer-a', 'faf8e50573fe8126f763e49a8c9b6a6222dace35e86bb85b67caee7c5240ab79', 'a7b7020af4d053dc41ac2274f25c013a688c8e212b87b6319d8f510a3423faf3');
INSERT INTO public.ticket_event VALUES (3, 67, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395900000/manager-b', 'a7b7020af4d053dc41ac2274f25c013a688c8e212b87b6319d8f510a3423faf3', 'e4859bbf7c989bcbde161fd135610cba460a4b73ac7e952275c9407c37f4822a');
INSERT INTO public.ticket_event VALUES (3, 68, 'breached', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}', '{}', 'breach/onsite@level/1/0', 'e4859bbf7c989bcbde161fd135610cba460a4b73ac7e952275c9407c37f4822a', 'be4584e2a7cd739806e2fcc1f2cfea5be080fa00c7c1a68f6053bb6567ba38c7');
INSERT INTO public.ticket_event VALUES (3, 69, 'escalated', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/0', 'be4584e2a7cd739806e2fcc1f2cfea5be080fa00c7c1a68f6053bb6567ba38c7', 'c7a9c9fb35cf8b4e45b49c15e9607e61dedafe26c9479fe30cf9bc94fae1b625');
INSERT INTO public.ticket_event VALUES (3, 70, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795396620000/manager-b', 'c7a9c9fb35cf8b4e45b49c15e9607e61dedafe26c9479fe30cf9bc94fae1b625', '384c23b75d294e3d2ec75c7a11802e3835e0bb014706a66cc6823b696d6a4456');
INSERT INTO public.ticket_event VALUES (3, 71, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795396620000/deputy-d', '384c23b75d294e3d2ec75c7a11802e3835e0bb014706a66cc6823b696d6a4456', '7b1dc04b6ab64db469b30079ee49ff0df081711abc54bb196fa0d48ef6538028');
INSERT INTO public.ticket_event VALUES (3, 72, 'went_silent', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{}', '{}', NULL, '7b1dc04b6ab64db469b30079ee49ff0df081711abc54bb196fa0d48ef6538028', 'ffb1b18d50bd55cff4f44845d44192d4c12d28464ba2d8b40c3ff2e36e15b362');
INSERT INTO public.ticket_event VALUES (3, 73, 'escalated', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/1', 'ffb1b18d50bd55cff4f44845d44192d4c12d28464ba2d8b40c3ff2e36e15b362', '49cc674d25b226701cbff7e429fdab318e88d3f856465998149d46bd2662ad02');
INSERT INTO public.ticket_event VALUES (3, 74, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795400220000/engineer-a', '49cc674d25b226701cbff7e429fdab318e88d3f856465998149d46bd2662ad02', '12ac4138310b4d86e4c9931329121dba0f4575c1053a713bcb0ed54941d56c72');
INSERT INTO public.ticket_event VALUES (3, 75, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795400220000/deputy-d', '12ac4138310b4d86e4c9931329121dba0f4575c1053a713bcb0ed54941d56c72', '5071b279fc3d7f63adcdbbf6be3e4d0bf2b4b184a77542bc89198ce47f212c56');
INSERT INTO public.ticket_event VALUES (3, 76, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795400220000/manager-b', '5071b279fc3d7f63adcdbbf6be3e4d0bf2b4b184a77542bc89198ce47f212c56', '562228edf1568dd1cec968d8ebc2e9d47ca138b19f6fd864aef4cc5c2bbce7bd');
INSERT INTO public.ticket_event VALUES (3, 77, 'escalated', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/2', '562228edf1568dd1cec968d8ebc2e9d47ca138b19f6fd864aef4cc5c2bbce7bd', '8df1c5090f546f04974aa76e441551f2855be6e9a4e9a4c9bf77af6ef2e4869e');
INSERT INTO public.ticket_event VALUES (3, 78, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795403820000/deputy-d', '8df1c5090f546f04974aa76e441551f2855be6e9a4e9a4c9bf77af6ef2e4869e', 'd9d789b06137dbe7a5f52361d4d3fdeeb21af5cb5416f9362b51a667f2803683');
INSERT INTO public.ticket_event VALUES (3, 79, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795403820000/manager-b', 'd9d789b06137dbe7a5f52361d4d3fdeeb21af5cb5416f9362b51a667f2803683', 'bf17aea690b96eb1ea8d15cfafece57fb98504a2728608abb2e910df75e30842');
INSERT INTO public.ticket_event VALUES (1, 19, 'commented', 1795404600000, 1795404600000, 'token:05e793d9', 'rest', '{"is_public":false}', '{"text":"1ad17cc8e66df0a48ac547dc678ab6b84ff79c1ae7da3483bc732c5411586a97"}', NULL, '035d2bf9bb6ef126d73e279c1c556229a7d014107fa41410eaa7649e05ca87f9', 'f9f53fd4418bba2f238ba91743f170d967582ac31e6e6e4191a810f7b12cf0a3');


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

INSERT INTO public.ticket_prose VALUES (1, 1, 'title', 'd71cf859629b34815e6431693a996c22', 'disk of web-1 is full');
INSERT INTO public.ticket_prose VALUES (1, 1, 'title_zh', '892ad2c5b8b8984e86c44ca3bc5616a4', 'web-1 磁盘已满');
INSERT INTO public.ticket_prose VALUES (1, 1, 'alerts', '18c34211970c6c70f180a2f74c46d063', '{"7feee4b64ab65367649fcfe2a23c9323":{"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","generator_url":""}}');
INSERT INTO public.ticket_prose VALUES (1, 5, 'note', 'e125d82163dc0a227d4d1184aed4284e', '我来看');
INSERT INTO public.ticket_prose VALUES (1, 6, 'text', 'b09538b248e2f28609deae42ca97bffc', 'log 目录占满 — /var/log/app');
INSERT INTO public.ticket_prose VALUES (1, 7, 'solution', '0e49e906673de9608ba0c2557719b250', '清理日志');
INSERT INTO public.ticket_prose VALUES (1, 7, 'implementation', '491e0dbd291fc78694537b2c9c800941', 'logrotate');
INSERT INTO public.ticket_prose VALUES (1, 8, 'note', '02cf0c3a02c4bb6445682f8fe3cebc2d', '等授权');
INSERT INTO public.ticket_prose VALUES (1, 13, 'description', '014785c7a47a18f5984f52e267e4c390', 'moved the oldest logs away');
INSERT INTO public.ticket_prose VALUES (1, 14, 'cause', 'bfe538bb61878b599674ed3174093919', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 14, 'method', '80122b5cdf7b3d902266483bdc13dc50', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'kind', '04e0cf0bef550dbef28779c38f5447d2', '容量');
INSERT INTO public.ticket_prose VALUES (1, 15, 'cause', '38f708dce8c260f31a6043fccf04971d', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 15, 'method', '895cc84df1c7fb301b8f06b3057adf1f', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'losses', '866f520fea2130e39ed1a3e9ce631b63', '无');
INSERT INTO public.ticket_prose VALUES (1, 16, 'text', '6e93de9d51b770dda3355e60ae91788d', '已处理');
INSERT INTO public.ticket_prose VALUES (1, 17, 'agreed_by', 'cdaaace9624718a592fc510d272ef4f4', '王工');
INSERT INTO public.ticket_prose VALUES (1, 18, 'note', '727fe136a081af69f6b5f72d36295b02', '客户已确认');
INSERT INTO public.ticket_prose VALUES (2, 1, 'summary', '7fad31351f165f978b164511f5440caf', '打印机不能用');
INSERT INTO public.ticket_prose VALUES (2, 1, 'description', '2ec82840a26e870c03b80c8377c0ed50', '三楼');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter', '2d74aef5eb682da43b68688effc2f414', '王工');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter_contact', '34c72143de4d9e12d70a19e340de98fc', '138');
INSERT INTO public.ticket_prose VALUES (3, 1, 'title', '5778ffe04870fa1727402601f38dcfa4', 'posted by another Prometheus');
INSERT INTO public.ticket_prose VALUES (3, 1, 'alerts', 'fa560e00803448bcc24da07602553085', '{"ff87c8d7c6a09f2f4117d12fd46b1fc6":{"annotations":{"summary":"posted by another Prometheus"},"expression":"","generator_url":""}}');
INSERT INTO public.ticket_prose VALUES (3, 3, 'text', 'e1eff17bb24385b92d0db717a8643d8c', '看到了');
INSERT INTO public.ticket_prose VALUES (1, 19, 'text', '6eb0f4b37629b0d12032094db7b20f11', '备件已下单');


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


