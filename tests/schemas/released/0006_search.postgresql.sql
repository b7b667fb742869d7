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
-- Name: access_attempts number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_attempts ALTER COLUMN number SET DEFAULT nextval('public.access_attempts_number_seq'::regclass);


--
-- Name: check_form id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.check_form ALTER COLUMN id SET DEFAULT nextval('public.check_form_id_seq'::regclass);


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
-- Data for Name: access_accounts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_accounts VALUES ('engineer-a', '$argon2id$v=19$m=65536,t=3,p=4$1upMhiXTlJonjBR98RZ+vQ$oRgBBqXkvvIDwg612QXUxMAEgw+YxJC1Qd9aHrga0tI', 1795384800000, NULL);


--
-- Data for Name: access_attempts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_attempts VALUES (1, 'engineer-a', '127.0.0.1', 1795384800000);


--
-- Data for Name: access_links; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_links VALUES ('abc1dd8d0c93dbb946894ccb47672680ca286b5ccb138830b3b94d244d6cfada', 'manager-b', 'system', 1795384800000, 1795471200000, NULL);
INSERT INTO public.access_links VALUES ('0d6a3c3e5b7acfa00061134281b2e3a62fd89d413e023b6e17d017c249bf9694', 'engineer-a', 'system', 1795384800000, 1795471200000, 1795384800000);


--
-- Data for Name: access_sessions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_sessions VALUES ('ee6f6477beca0773e9c23a14974a228fa937312a14e49b2c395e63898f32f3a9', 'engineer-a', '7ILUGQGbmAY3-oISbKe5C95Je0T0axQTM3erJUeL8z0', 1795384800000, 1795384800000, 1797976800000, '127.0.0.1');


--
-- Data for Name: access_tokens; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_tokens VALUES ('14aa2038', '49d5cabec8bc14a0f297c96d1a8508d338f0ae95cf9da48efd00059e0f138c21', 'for acme', '["tickets:read"]', '["acme"]', 'system', 1795384800000, NULL, NULL);
INSERT INTO public.access_tokens VALUES ('be97a8ee', 'b0a8fc1c058e8f250ce266c60ac1ce14977a73ce869adbc017cdd51459c61a12', 'grafana', '["query:read"]', NULL, 'system', 1795384800000, 1803160800000, 1795384800000);
INSERT INTO public.access_tokens VALUES ('a90e53ad', '170cc819fcb9c6f0c286f1d0a221aa8b31738b82da48f6dcf581c00ea3de19a3', 'prometheus', '["alerts:write"]', NULL, 'system', 1795385820000, NULL, NULL);


--
-- Data for Name: agents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agents VALUES ('I9DgZ0XeK_bWUmIL', 'web-1', '3a22474bdbe8d27009e0f45ce7c379ba3f081dddb1e7bde1421bcb76c93ffea8', 'web-1', 'machine of web-1', '1', 1795384800000, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agents VALUES ('7Z6-DvblX4VQr15x', 'mail-1', '055208c3cf02c570482274a418ad29165451b55912ddd296761a1ebf32adc7f4', 'mail-1', 'm-1', '1.0', 1795404600000, 1795404600000, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0006_search');


--
-- Data for Name: audit_heads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_heads VALUES ('main', 13, '24e404af6839c4ba4dce9f3febf7e826bc0de613d17d7a2823155a0a072c8be7');


--
-- Data for Name: audit_rows; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_rows VALUES ('main', 1, 1795384800000, 'system', 'link_made', 'manager-b', '{}', '0000000000000000000000000000000000000000000000000000000000000000', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5');
INSERT INTO public.audit_rows VALUES ('main', 2, 1795384800000, 'system', 'password_set', 'engineer-a', '{}', '4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a');
INSERT INTO public.audit_rows VALUES ('main', 3, 1795384800000, 'engineer-a', 'sign_in_refused', '', '{"address":"127.0.0.1"}', '632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f');
INSERT INTO public.audit_rows VALUES ('main', 4, 1795384800000, 'system', 'link_made', 'engineer-a', '{}', '2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4');
INSERT INTO public.audit_rows VALUES ('main', 5, 1795384800000, 'engineer-a', 'signed_in_by_link', '', '{"address":"127.0.0.1"}', 'ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393');
INSERT INTO public.audit_rows VALUES ('main', 6, 1795384800000, 'system', 'token_made', 'be97a8ee', '{"name":"grafana","scopes":["query:read"]}', '2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393', '4b1d8291e1e51117b6f74d695a11a20443ed83e5ca39840a8fc9e39a9a08f764');
INSERT INTO public.audit_rows VALUES ('main', 7, 1795384800000, 'system', 'token_made', '14aa2038', '{"name":"for acme","scopes":["tickets:read"]}', '4b1d8291e1e51117b6f74d695a11a20443ed83e5ca39840a8fc9e39a9a08f764', '3388d9312d7af616a74942231323b282c782c856d659bb528ef67e46017d94ea');
INSERT INTO public.audit_rows VALUES ('main', 8, 1795384800000, 'system', 'token_revoked', 'be97a8ee', '{}', '3388d9312d7af616a74942231323b282c782c856d659bb528ef67e46017d94ea', 'dc2a35e397dd212cb1a5d0900fb80786d17c46bce0f7765625d6996b87191eb3');
INSERT INTO public.audit_rows VALUES ('main', 9, 1795384800000, 'system', 'target_added', 'cam-1', '{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}', 'dc2a35e397dd212cb1a5d0900fb80786d17c46bce0f7765625d6996b87191eb3', 'e9c6040be2b0779d7599ad36c7196142a58c5aa373d0788b8e39e17ecb494b08');
INSERT INTO public.audit_rows VALUES ('main', 10, 1795384800000, 'system', 'satellite_token_made', 'cam-1', '{}', 'e9c6040be2b0779d7599ad36c7196142a58c5aa373d0788b8e39e17ecb494b08', '7d6585c097b72113d09bce79310c7029e5457ce19773425d5e0374f5b2287c3e');
INSERT INTO public.audit_rows VALUES ('main', 11, 1795384800000, 'satellite cam-1', 'satellite_enrolled', 'cam-1', '{}', '7d6585c097b72113d09bce79310c7029e5457ce19773425d5e0374f5b2287c3e', 'b53a7c1f69da5fbd3629f1be027c97b36a460c6cca2572c5e109cf905a276654');
INSERT INTO public.audit_rows VALUES ('main', 12, 1795385820000, 'system', 'token_made', 'a90e53ad', '{"name":"prometheus","scopes":["alerts:write"]}', 'b53a7c1f69da5fbd3629f1be027c97b36a460c6cca2572c5e109cf905a276654', '8d627e1a509372b4b71bddc07638fb182513065a35c1d158cbc582f6c4e19132');
INSERT INTO public.audit_rows VALUES ('main', 13, 1795385820000, 'system', 'finding_accepted', '0ec38cbf9024da32bb2fc970f7d54d5f', '{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}', '8d627e1a509372b4b71bddc07638fb182513065a35c1d158cbc582f6c4e19132', '24e404af6839c4ba4dce9f3febf7e826bc0de613d17d7a2823155a0a072c8be7');


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
-- Data for Name: enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.enrolments VALUES ('bd419ff8409708e21dd7db40705972133bf11372be49444f4c561c4aa97f9bce', 'web-1', NULL, 'system', 1795384800000, 1795471200000, NULL, NULL, NULL, 0);
INSERT INTO public.enrolments VALUES ('813cfc49b4535d1e9e9f0964a214a9f6c8133e6bba1dec559fcd9a05653ea860', NULL, NULL, 'system', 1795384800000, 1795471200000, 1795384800000, 'machine of web-1', NULL, 0);
INSERT INTO public.enrolments VALUES ('71acc953f8e76dd02594fc699843cd09171e1030bed362455ae96cf5e2bd2b44', NULL, NULL, 'system', 1795404600000, 1795491000000, NULL, NULL, 5, 1);


--
-- Data for Name: heartbeat_pings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeat_pings VALUES ('zVeHC-1scV_X', 1, 1795384800000, 'start', NULL, NULL, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('zVeHC-1scV_X', 2, 1795384800000, 'success', NULL, 0, '备份 done');
INSERT INTO public.heartbeat_pings VALUES ('zVeHC-1scV_X', 3, 1795384800000, 'fail', 7, NULL, '备份 done');


--
-- Data for Name: heartbeats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeats VALUES ('zVeHC-1scV_X', 'f4d3292ab6299da6cd91ac0bd9214837d4f3f42b3ae56a83a2a57a8ec0596ce6', 'nightly', 'web-1', 'job', NULL, 3600000, 1800000, 'Asia/Shanghai', 'system', 1795384800000, NULL, NULL, 1795384800000, 1795384800000, 7, 0);


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
INSERT INTO public.outbox VALUES (45, 'check-form/acme-20261123/2/mail:it@acme.example', NULL, 'report', 'mail', NULL, 'mail:it@acme.example', NULL, '{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:36553/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:36553/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:36553/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:36553/reports/acme-20261123"}', 1795392000000, 1795392000000, 'failed', 1795392000000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (46, '3/again/1/II/11/engineer-a/page', 3, 'still_unanswered', 'page', 'engineer-a', NULL, NULL, '{"state":"new","to":["engineer-a"]}', 1795392420000, 1795392420000, 'failed', 1795392420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (47, '3/again/1/II/11/manager-b/page', 3, 'still_unanswered', 'page', 'manager-b', NULL, NULL, '{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}', 1795392420000, 1795392420000, 'failed', 1795392420000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO public.outbox VALUES (49, '2/breach/plan@level/1/0/engineer-a/mail', 2, 'breached', 'mail', 'engineer-a', NULL, NULL, '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}', 1795393020000, 1795393020000, 'failed', 1795393020000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO public.outbox VALUES (71, '3/event/71/engineer-a/page', 3, 'went_silent', 'page', 'engineer-a', NULL, NULL, '{"state":"new"}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
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
INSERT INTO public.outbox VALUES (72, '3/chain/1/3/1/deputy-d/page', 3, 'escalated', 'page', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO public.outbox VALUES (73, '3/chain/1/3/1/deputy-d/call', 3, 'escalated', 'call', 'deputy-d', NULL, NULL, '{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}', 1795400220000, 1795400220000, 'failed', 1795400220000, 0, false, NULL, NULL, NULL, NULL, 'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
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

INSERT INTO public.planned_imports VALUES ('a9daa03e311bd6e1560db3f472b17a4d', 1795404600000, 'engineer-a', '[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');


--
-- Data for Name: registrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.registrations VALUES ('7Z6-DvblX4VQr15x', 'mail-1', 'm-1', '1.0', '10.9.9.7', '{"role":"mail"}', '', '{"address":"10.9.9.7","agent":true,"name":"mail-1"}', 'system', 1795404600000);


--
-- Data for Name: satellite_enrolments; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellite_enrolments VALUES ('fc2f4f12ea54576f3ffd1ccc9f50e837902c5f4f9157949905967455c92d004a', 'cam-1', 'system', 1795384800000, 1795471200000, 1795384800000, 'm1');


--
-- Data for Name: satellites; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.satellites VALUES ('nvGk_HmPyFJwFwoj', 'cam-1', '42e3b70859eadf3eeaf88c30454d65543204ae83281726679226fce740efdbba', 'box', 'm1', '1', 1795384800000, NULL, 0);


--
-- Data for Name: search_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_entry VALUES (8, 'ticket', 1, ' disk of web 1 is full 
 web 1 磁盘已满 
 web 1 ', ' acme 
 diskfull 
 disk full 
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
INSERT INTO public.search_entry VALUES (16, 'ticket', 2, ' 打印机不能用 
 old ups ', ' acme 
 三楼 
 王工 ');
INSERT INTO public.search_entry VALUES (24, 'ticket', 3, ' posted by another prometheus 
 db 1 ', ' acme 
 posted ');


--
-- Data for Name: search_word; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.search_word VALUES (8, '''1'' ''acme'' ''app'' ''away'' ''disk'' ''diskfull'' ''full'' ''is'' ''log'' ''logrotate'' ''logs'' ''moved'' ''of'' ''oldest'' ''rotated'' ''the'' ''var'' ''web'' ''占满'' ''处理'' ''客户'' ''容量'' ''工'' ''已处'' ''已满'' ''已确'' ''录占'' ''志'' ''志未'' ''我来'' ''户已'' ''授权'' ''无'' ''日志'' ''未轮'' ''权'' ''来看'' ''清理'' ''满'' ''王工'' ''理'' ''理日'' ''盘已'' ''目录'' ''看'' ''确认'' ''磁盘'' ''等授'' ''认'' ''转'' ''轮转'' ''量''');
INSERT INTO public.search_word VALUES (16, '''acme'' ''old'' ''ups'' ''三楼'' ''不能'' ''印机'' ''工'' ''打印'' ''机不'' ''楼'' ''王工'' ''用'' ''能用''');
INSERT INTO public.search_word VALUES (24, '''1'' ''acme'' ''another'' ''by'' ''db'' ''posted'' ''prometheus''');


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

INSERT INTO public.ticket VALUES (1, 1, 'eba6c5abdbe665a94a9e8b196596fd09', NULL, 'II', 2, 'closed', 'no_data', 'disk of web-1 is full', 'web-1 磁盘已满', 'web-1', 'acme', '', 'normal', 'engineer-a', NULL, 1, 1795384815587, 1795384875587, 1795385820000, 1795385220000, 'engineer-a', 1795385580000, 1795385820000, NULL, NULL, false, 0, NULL, 18);
INSERT INTO public.ticket VALUES (3, 1, '6126a7d56efd5f8d4ba5281c626e2418', NULL, 'II', 2, 'new', 'no_data', 'posted by another Prometheus', '', 'db-1', 'acme', '', 'high', NULL, NULL, 1, 1795385820000, 1795385820000, 1795403820000, NULL, NULL, NULL, NULL, 'respond@level', 1795387620000, false, 4, 1795407420000, 78);
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
INSERT INTO public.ticket_alert VALUES ('c581e6f05d21a420e572828aaa8c4e2c', '6126a7d56efd5f8d4ba5281c626e2418', 'posted:prometheus', 'Posted', 'no_data', 'II', NULL, NULL, 3, 'db-1', 'acme', 'posted by another Prometheus', '', '{"alertname":"Posted","instance":"db-1","severity":"critical"}', '{"summary":"posted by another Prometheus"}', '[]', '', '', NULL, 1795385820000, 1795385820000, 1795400220000, 1795400220000, 1577808000000, NULL, NULL);


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
INSERT INTO public.ticket_event VALUES (1, 5, 'acknowledged', 1795385220000, 1795385220000, 'engineer-a', 'rest', '{}', '{"note":"0f28cb67e748d99219f7b984ce3c944c5e4d6ac6ddfb0d78eeec4069f59b5d05"}', NULL, 'efb3f494d379995137236b1944ab3bf4a431411622e4e6abd0b0432fcfe22f53', '7248f974d082cc4ca510797e2258315d57f94cb84f0cc46d24e4ed8c5eb3a151');
INSERT INTO public.ticket_event VALUES (1, 6, 'commented', 1795385280000, 1795385280000, 'engineer-a', 'rest', '{"is_public":false}', '{"text":"ce9b1452f28e9e28c4db8b66f8fcd9e248412da51b6358c754a049c9130f8965"}', NULL, '7248f974d082cc4ca510797e2258315d57f94cb84f0cc46d24e4ed8c5eb3a151', 'c60bf233fda84234466e5084f70b6502afcf64d2b86efc76d2da6f84ee4961b4');
INSERT INTO public.ticket_event VALUES (1, 7, 'plan_submitted', 1795385340000, 1795385340000, 'engineer-a', 'rest', '{}', '{"implementation":"59edda3ecec43bb2db4663722e701b2edea6dbe8c4dbc9a0599223bc4b797b00","solution":"b1b21b57333666e3e06f29c025315c789bf0a081a127e1ed03def266a74e3881"}', NULL, 'c60bf233fda84234466e5084f70b6502afcf64d2b86efc76d2da6f84ee4961b4', '41170cdf20e8150c1af701e7171b07b0fe621a1bd932cb3fcec3048e9b7ba8f1');
INSERT INTO public.ticket_event VALUES (1, 8, 'paused', 1795385400000, 1795385400000, 'engineer-a', 'rest', '{"reason":"customer_authorisation","until":null}', '{"note":"2c50753a7274b8b15c50487f24c8f7b3d2c3c25b18b1dc71266c0a5e7bb69f89"}', NULL, '41170cdf20e8150c1af701e7171b07b0fe621a1bd932cb3fcec3048e9b7ba8f1', '9ab3c5aa9fe5c7efd3c2923a61b263eb9c8a7b580e2ac9e51447c04aa3f1b090');
INSERT INTO public.ticket_event VALUES (1, 9, 'resumed', 1795385460000, 1795385460000, 'engineer-a', 'rest', '{}', '{}', NULL, '9ab3c5aa9fe5c7efd3c2923a61b263eb9c8a7b580e2ac9e51447c04aa3f1b090', '0b74ce70914700f84ccac1e8739e8c358e5a2eadfbbfb499c23ded92cb493c75');
INSERT INTO public.ticket_event VALUES (1, 10, 'went_silent', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{}', '{}', NULL, '0b74ce70914700f84ccac1e8739e8c358e5a2eadfbbfb499c23ded92cb493c75', 'c6e8486a578428f334d6c8396326286782bfe0d9dbdcbebdf0f81f6984e20b79');
INSERT INTO public.ticket_event VALUES (1, 11, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385475587/engineer-a', 'c6e8486a578428f334d6c8396326286782bfe0d9dbdcbebdf0f81f6984e20b79', '4f888fe97be6d04377689301f3849d8d0cd72dddd6872a597958cf8b8ae87b5d');
INSERT INTO public.ticket_event VALUES (1, 12, 'notified', 1795385475587, 1795385475587, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385475587/manager-b', '4f888fe97be6d04377689301f3849d8d0cd72dddd6872a597958cf8b8ae87b5d', 'b6343e0f7492650eaa884b61acc9d70f63b25d122018130c00212b81478ca81a');
INSERT INTO public.ticket_event VALUES (1, 13, 'workaround_reported', 1795385520000, 1795385520000, 'engineer-a', 'rest', '{}', '{"description":"c8a15a3c281c3dc4d1b46d1d0f6e6fed104b88ce11215c130faf60b0a9cf9b66"}', NULL, 'b6343e0f7492650eaa884b61acc9d70f63b25d122018130c00212b81478ca81a', 'b617cf25327e4673296972b699b76b33fb9628ab587dcbae1922f6027f3566f7');
INSERT INTO public.ticket_event VALUES (1, 14, 'resolved', 1795385580000, 1795385580000, 'engineer-a', 'rest', '{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}', '{"cause":"3f8e14726a1a0b065af169b34eb6a173502a8b7ead078efbf2c60fb4efa246b1","method":"75c79df0ab9f535e27465cc176077b66ca12b8f26babaa5be498a5e2b88d1490"}', NULL, 'b617cf25327e4673296972b699b76b33fb9628ab587dcbae1922f6027f3566f7', 'b22fe0626a07c1c9d5ea418d8e5df517f72bd786195a9e7765fe13d8e7dd7f9d');
INSERT INTO public.ticket_event VALUES (1, 15, 'report_submitted', 1795385640000, 1795385640000, 'engineer-a', 'rest', '{}', '{"cause":"2370aa66f47b951f1666227a2e346de52f1d52ddd6c1e9875a204c330a0f1b45","kind":"dd55ad8781a7a2b8f71cf8e845c2afedf5799cfccd15b62912b155f19cc86c9e","losses":"52c3fdd5f49a6984caa1daf052d3e345a010177c05d7534ca72e1eda7da2df36","method":"e7fba4a35aacf5baf9984f3186ca700eedd88fbe76e64a132c56acf860c9d855"}', NULL, 'b22fe0626a07c1c9d5ea418d8e5df517f72bd786195a9e7765fe13d8e7dd7f9d', '1c661d953ebcc738800169c3cf4e80c222b652e12ffc0fdb2cd2759c25a77e43');
INSERT INTO public.ticket_event VALUES (1, 16, 'replied', 1795385700000, 1795385700000, 'engineer-a', 'rest', '{}', '{"text":"72533a5792a43b3b9f3ee0f7156631f85da54f2bfc0379bba06703d62be4d6d0"}', NULL, '1c661d953ebcc738800169c3cf4e80c222b652e12ffc0fdb2cd2759c25a77e43', 'cec28a59135d3de49d36390e52732854d4fa8d97248ef8370bb4b30b7c9b128c');
INSERT INTO public.ticket_event VALUES (1, 17, 'cause_agreed', 1795385760000, 1795385760000, 'engineer-a', 'rest', '{}', '{"agreed_by":"8785676888618498e2033d1b46bdb397b3b4885ba41923133a4553263da7bbfc"}', NULL, 'cec28a59135d3de49d36390e52732854d4fa8d97248ef8370bb4b30b7c9b128c', 'b41a55e6aa5356b5efc372fe2daabee66cbc313151aafbe717eea623f09e12e0');
INSERT INTO public.ticket_event VALUES (1, 18, 'closed', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}', '{"note":"6b252378aa68b0b80e14c535607bbff6f687dd54973cd53c4da195720d4e52fe"}', NULL, 'b41a55e6aa5356b5efc372fe2daabee66cbc313151aafbe717eea623f09e12e0', 'ab74f2d19cde0c04f19c21a688c0873cfdd8834e91e67ff27e3612dd3dabba13');
INSERT INTO public.ticket_event VALUES (3, 20, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387620000/engineer-a', 'bbd38428f9f25360bf87680e6413a2724cd9ee9ecee83717cd4a55cb1d93469e', '59cf4880231d8d0b77b2cd398147c63c72a4c48c7478d31e5495fb4f343b6aff');
INSERT INTO public.ticket_event VALUES (2, 1, 'opened', 1795385820000, 1795385820000, 'engineer-a', 'rest', '{"criticality":"normal","customer":"acme","is_reported":true,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"contract-cn v1"}', '{"description":"ca94380a4744c4f3d80c495e3010c33eeffabf30ed549f7449ceedd2196561b1","reporter":"9f6ba0b8688f4050bfc9006416155b9ea5e568b64607b64d9faabd29e0bd4858","reporter_contact":"3c4d311104c50ecaa0e30f355b65f816c25a2c4f0aab5377885be1ca184e991d","summary":"956c7336735a0ae99930e3f4a0987ddc8e0d4c88811889c25ad5bbef1e4f5c60"}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'e1b861f5c6b4deb54ab14c2d5fdfc7a0e55b0ebe3db4c4bba1d87b290cb48412');
INSERT INTO public.ticket_event VALUES (2, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'e1b861f5c6b4deb54ab14c2d5fdfc7a0e55b0ebe3db4c4bba1d87b290cb48412', '4db67f89a353bcb55cd33f89c3fd0fee47ae0d5e97cb8be126b80c1e63cd7661');
INSERT INTO public.ticket_event VALUES (3, 1, 'opened', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"alerts":[{"active_at":1795385820000,"annotations":{"summary":"posted by another Prometheus"},"expression":"","fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"generator_url":"","labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"c581e6f05d21a420e572828aaa8c4e2c","name":"Posted","source":"posted:prometheus","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"contract-cn v1","title":"posted by another Prometheus","title_zh":""}', '{}', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'e29f1e3e8a721103d4ee4ef5cdbd6091d44b1ab2ac9993d1424147344fc417b5');
INSERT INTO public.ticket_event VALUES (3, 2, 'notified', 1795385820000, 1795385820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'told/1', 'e29f1e3e8a721103d4ee4ef5cdbd6091d44b1ab2ac9993d1424147344fc417b5', '4abbb91bf0c89d78ff2869669df507c21ee2f3a9d32502a1f3ccc08707eb5cf3');
INSERT INTO public.ticket_event VALUES (3, 3, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795385820000/engineer-a', '4abbb91bf0c89d78ff2869669df507c21ee2f3a9d32502a1f3ccc08707eb5cf3', '108afd3ec5f080062077a4a26d843146bd82b9173db94cba7bbf50ba639b260b');
INSERT INTO public.ticket_event VALUES (3, 4, 'notified', 1795385835000, 1795385835000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795385820000/manager-b', '108afd3ec5f080062077a4a26d843146bd82b9173db94cba7bbf50ba639b260b', 'af0666761132b8b2baef2628b5eb1e56b1c4447b942d52fde5059a2d71f5c6a3');
INSERT INTO public.ticket_event VALUES (3, 5, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'call/1/II', 'af0666761132b8b2baef2628b5eb1e56b1c4447b942d52fde5059a2d71f5c6a3', '937ef618d783b86ecd72a0ee8654cf2275dcd7cdde9508b2125c4ccc9c060a44');
INSERT INTO public.ticket_event VALUES (3, 6, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/1', '937ef618d783b86ecd72a0ee8654cf2275dcd7cdde9508b2125c4ccc9c060a44', 'ec6ce6737d84759e57dc4ff6b49842ee84ac50a78818e38991653e4f49e80cc2');
INSERT INTO public.ticket_event VALUES (3, 7, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386420000/engineer-a', 'ec6ce6737d84759e57dc4ff6b49842ee84ac50a78818e38991653e4f49e80cc2', 'ea4ce508f34e5a4085c173821449a5386ee5e410d780dbf8bb24b813f66c39e2');
INSERT INTO public.ticket_event VALUES (3, 8, 'notified', 1795386420000, 1795386420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386420000/manager-b', 'ea4ce508f34e5a4085c173821449a5386ee5e410d780dbf8bb24b813f66c39e2', '4c849c6a30c123d718b6a223f129876de73bd14266d05ff6d560c32296d9a7a9');
INSERT INTO public.ticket_event VALUES (3, 9, 'warned', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/50', '4c849c6a30c123d718b6a223f129876de73bd14266d05ff6d560c32296d9a7a9', 'b42db4985318012ada522371b832362ca1b4d8962c849df17f375816e08f5994');
INSERT INTO public.ticket_event VALUES (3, 10, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795386720000/engineer-a', 'b42db4985318012ada522371b832362ca1b4d8962c849df17f375816e08f5994', 'f78d0edc6211df42a303046f27a27a8e7e12d3110716f17a6ea4c22197b05835');
INSERT INTO public.ticket_event VALUES (3, 11, 'notified', 1795386720000, 1795386720000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795386720000/manager-b', 'f78d0edc6211df42a303046f27a27a8e7e12d3110716f17a6ea4c22197b05835', '1c93575cac0081c5d1ad3d70bce658b2410d6c2e53d5727feab5a94a3564517f');
INSERT INTO public.ticket_event VALUES (3, 12, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/2', '1c93575cac0081c5d1ad3d70bce658b2410d6c2e53d5727feab5a94a3564517f', '5d0283ca54fd24015e5b77f9a57f240086eb05d551970430271fec6344eef84b');
INSERT INTO public.ticket_event VALUES (3, 13, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387020000/engineer-a', '5d0283ca54fd24015e5b77f9a57f240086eb05d551970430271fec6344eef84b', '3bd89c41a25d91b897bb3acd4399d0df8861b517de4e879753f648dce5bb26f6');
INSERT INTO public.ticket_event VALUES (3, 14, 'notified', 1795387020000, 1795387020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387020000/manager-b', '3bd89c41a25d91b897bb3acd4399d0df8861b517de4e879753f648dce5bb26f6', '60fe5af149e19d4bb4dc0806e44e6e5a8197f9055ecda26b366d9224203bbf4b');
INSERT INTO public.ticket_event VALUES (2, 3, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '4db67f89a353bcb55cd33f89c3fd0fee47ae0d5e97cb8be126b80c1e63cd7661', 'd9ebf2f309f5527352d7bce196e61e1203aea596f8c1ad8cbd885e073168654d');
INSERT INTO public.ticket_event VALUES (3, 15, 'warned', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}', '{}', 'warn/respond@level/1/1800000/80', '60fe5af149e19d4bb4dc0806e44e6e5a8197f9055ecda26b366d9224203bbf4b', 'c95b5dad255bf8dbdabf032d38bab96c33e5aaa7ebacfc8620b7d274b0ec0d25');
INSERT INTO public.ticket_event VALUES (3, 16, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795387260000/engineer-a', 'c95b5dad255bf8dbdabf032d38bab96c33e5aaa7ebacfc8620b7d274b0ec0d25', 'fc734c0e222686cbcfbf799da33bcb35d46b4156a2502d6e205c81b279b3d63b');
INSERT INTO public.ticket_event VALUES (3, 17, 'notified', 1795387260000, 1795387260000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387260000/manager-b', 'fc734c0e222686cbcfbf799da33bcb35d46b4156a2502d6e205c81b279b3d63b', 'da4c74939f833e9fb0b7a67a4e61175763cfc27206cb60c4dedc834486daf4a4');
INSERT INTO public.ticket_event VALUES (2, 4, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}', '{}', 'breach/respond@level/1/0', 'd9ebf2f309f5527352d7bce196e61e1203aea596f8c1ad8cbd885e073168654d', 'c9e295308e0fab0dadc2d988bd8dbfbe67a456388462c29d0498ed79f8d45c2b');
INSERT INTO public.ticket_event VALUES (3, 18, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/3', 'da4c74939f833e9fb0b7a67a4e61175763cfc27206cb60c4dedc834486daf4a4', 'ef8e62b9a04c091592d0c4c3413d51309b336c5c71e8227a327b6e84d0150370');
INSERT INTO public.ticket_event VALUES (3, 19, 'breached', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}', '{}', 'breach/respond@level/1/0', 'ef8e62b9a04c091592d0c4c3413d51309b336c5c71e8227a327b6e84d0150370', 'bbd38428f9f25360bf87680e6413a2724cd9ee9ecee83717cd4a55cb1d93469e');
INSERT INTO public.ticket_event VALUES (3, 21, 'notified', 1795387620000, 1795387620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795387620000/manager-b', '59cf4880231d8d0b77b2cd398147c63c72a4c48c7478d31e5495fb4f343b6aff', 'd45db75333946fe353085311d4f44209da545af79ad84fe10f810ff7f63ad77f');
INSERT INTO public.ticket_event VALUES (3, 22, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/4', 'd45db75333946fe353085311d4f44209da545af79ad84fe10f810ff7f63ad77f', '6f90afab29064ab759968e16cdc13280652a9e422f0fca92b5bb6adbeb5c668a');
INSERT INTO public.ticket_event VALUES (3, 23, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388220000/engineer-a', '6f90afab29064ab759968e16cdc13280652a9e422f0fca92b5bb6adbeb5c668a', '1ecab1270325d4f4cb9b0f9da7e9fac824b609b944f8e3c9f0c8eb5889f19f6c');
INSERT INTO public.ticket_event VALUES (3, 24, 'notified', 1795388220000, 1795388220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388220000/manager-b', '1ecab1270325d4f4cb9b0f9da7e9fac824b609b944f8e3c9f0c8eb5889f19f6c', '8b17f5da5b33637d4467722dfb2bba20158d4048c122afa194e4c8be65d22c3f');
INSERT INTO public.ticket_event VALUES (3, 25, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/5', '8b17f5da5b33637d4467722dfb2bba20158d4048c122afa194e4c8be65d22c3f', 'a877dc6e3c7118f3310793d941dc0f2250715e748acf82bba6587487ea6a4757');
INSERT INTO public.ticket_event VALUES (3, 26, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795388820000/engineer-a', 'a877dc6e3c7118f3310793d941dc0f2250715e748acf82bba6587487ea6a4757', '99a7fe4171602d16e4878f04d91e0c33be1f83b61d087f8f1773d6f9bcc2cd88');
INSERT INTO public.ticket_event VALUES (3, 27, 'notified', 1795388820000, 1795388820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795388820000/manager-b', '99a7fe4171602d16e4878f04d91e0c33be1f83b61d087f8f1773d6f9bcc2cd88', 'cdc459c8651ac3c24f19ca23f1237fe8fbc4d5ca05861c14c62273b53627354b');
INSERT INTO public.ticket_event VALUES (2, 5, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', 'c9e295308e0fab0dadc2d988bd8dbfbe67a456388462c29d0498ed79f8d45c2b', 'd0ad92f1729dc80d245fd9f04910eedbcc73712f304431723b80e831fb1b5a1c');
INSERT INTO public.ticket_event VALUES (3, 28, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/6', 'cdc459c8651ac3c24f19ca23f1237fe8fbc4d5ca05861c14c62273b53627354b', '6368e903d9c38b500b347792ced5302a2d5a272de09edc23b4e24f10b8681fec');
INSERT INTO public.ticket_event VALUES (3, 29, 'warned', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/50', '6368e903d9c38b500b347792ced5302a2d5a272de09edc23b4e24f10b8681fec', 'b7e9a21e13e45e6a55dfeba1e5093cc7886332dd6148ceaf903013188d69cf0a');
INSERT INTO public.ticket_event VALUES (3, 30, 'breached', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}', '{}', 'breach/respond@urgency/1/0', 'b7e9a21e13e45e6a55dfeba1e5093cc7886332dd6148ceaf903013188d69cf0a', '1d741874e866d00272699e020b2b66f6d814c36df873359f08497331b2988c99');
INSERT INTO public.ticket_event VALUES (3, 31, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795389420000/engineer-a', '1d741874e866d00272699e020b2b66f6d814c36df873359f08497331b2988c99', '11a83e15f81f20b5c088b9ff7995cbecdc4f3822887b202aee7d37c86d5c6d91');
INSERT INTO public.ticket_event VALUES (3, 32, 'notified', 1795389420000, 1795389420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795389420000/manager-b', '11a83e15f81f20b5c088b9ff7995cbecdc4f3822887b202aee7d37c86d5c6d91', '03812e10130782a38a19a31203b4b7629cb6adb5ab04289808c7e529322e50e3');
INSERT INTO public.ticket_event VALUES (3, 33, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/7', '03812e10130782a38a19a31203b4b7629cb6adb5ab04289808c7e529322e50e3', '52a7140ca07e198520cdb04bbc55d86f3c90703139d4642d995ee8018fd5b6a4');
INSERT INTO public.ticket_event VALUES (3, 34, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390020000/engineer-a', '52a7140ca07e198520cdb04bbc55d86f3c90703139d4642d995ee8018fd5b6a4', '796b779560936205fed4b6a484a210ec99f7b74fafcee6feef7c175790e3af52');
INSERT INTO public.ticket_event VALUES (3, 35, 'notified', 1795390020000, 1795390020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390020000/manager-b', '796b779560936205fed4b6a484a210ec99f7b74fafcee6feef7c175790e3af52', '292b40373903e875a4f86e7f02f0cca7b46371838bed54a174db9f5f8aa5867a');
INSERT INTO public.ticket_event VALUES (3, 36, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/8', '292b40373903e875a4f86e7f02f0cca7b46371838bed54a174db9f5f8aa5867a', 'd1fe1fe742fdf150634de72daaf470760f4fbe38a301379d876125f0e2a3be1c');
INSERT INTO public.ticket_event VALUES (3, 37, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795390620000/engineer-a', 'd1fe1fe742fdf150634de72daaf470760f4fbe38a301379d876125f0e2a3be1c', '439701e3dd0a9a5c213ea747ad66d24983c8faaf4c300b200a1e7f763d646bd4');
INSERT INTO public.ticket_event VALUES (3, 38, 'notified', 1795390620000, 1795390620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795390620000/manager-b', '439701e3dd0a9a5c213ea747ad66d24983c8faaf4c300b200a1e7f763d646bd4', '135125b47720a9959348a978633a845f25baaa6eba35aaadd517459c5be6b5e8');
INSERT INTO public.ticket_event VALUES (3, 39, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/9', '135125b47720a9959348a978633a845f25baaa6eba35aaadd517459c5be6b5e8', '656e3cf06adf762ca1e9b37ac6ac2256a9cc50c96a8b5afdf8db8b3cce981e76');
INSERT INTO public.ticket_event VALUES (3, 40, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391220000/engineer-a', '656e3cf06adf762ca1e9b37ac6ac2256a9cc50c96a8b5afdf8db8b3cce981e76', '2bdc7ff842fc0ccc6c97a9db9a812973d58baa630a3f35a28e1005897447b4a6');
INSERT INTO public.ticket_event VALUES (3, 41, 'notified', 1795391220000, 1795391220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391220000/manager-b', '2bdc7ff842fc0ccc6c97a9db9a812973d58baa630a3f35a28e1005897447b4a6', '07c222f8ec8a7e5baa9dc72d903f1323b79d88ae94f26736b01ba11fc90fa3ca');
INSERT INTO public.ticket_event VALUES (2, 6, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', 'd0ad92f1729dc80d245fd9f04910eedbcc73712f304431723b80e831fb1b5a1c', 'fc7a256f5456eebd4730b43c04f563429876faf89210677a849e398e844eae52');
INSERT INTO public.ticket_event VALUES (3, 42, 'warned', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}', '{}', 'warn/plan@level/1/7200000/80', '07c222f8ec8a7e5baa9dc72d903f1323b79d88ae94f26736b01ba11fc90fa3ca', 'c13d959e2e27a19facca4dbcfeebea57811cfbb99010bf5e29c2204be20b70ce');
INSERT INTO public.ticket_event VALUES (3, 43, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391580000/engineer-a', 'c13d959e2e27a19facca4dbcfeebea57811cfbb99010bf5e29c2204be20b70ce', 'e642aaeea3a0b5eb1ecc8729e2573b5d198c805976c259e0f098a9ee9a562769');
INSERT INTO public.ticket_event VALUES (3, 44, 'notified', 1795391580000, 1795391580000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391580000/manager-b', 'e642aaeea3a0b5eb1ecc8729e2573b5d198c805976c259e0f098a9ee9a562769', 'ebc606b3ae4e9bf144215347230423021b5cc3757af63740937934abbda09908');
INSERT INTO public.ticket_event VALUES (3, 45, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/10', 'ebc606b3ae4e9bf144215347230423021b5cc3757af63740937934abbda09908', '1735a996bcb8bd7a1e66ed007a5a080a83355cd3b4066e6ae7e04f0f2beaacbc');
INSERT INTO public.ticket_event VALUES (3, 46, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795391820000/engineer-a', '1735a996bcb8bd7a1e66ed007a5a080a83355cd3b4066e6ae7e04f0f2beaacbc', '91a866e9bbd978adbcbb90e0c97a8e5d653823b204ebe88f92ac58695b2a957b');
INSERT INTO public.ticket_event VALUES (3, 47, 'notified', 1795391820000, 1795391820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795391820000/manager-b', '91a866e9bbd978adbcbb90e0c97a8e5d653823b204ebe88f92ac58695b2a957b', '4070cf0c8628297d92804031879bd2a824b1e0ddb97061b2257dfdb7ce3dcd7b');
INSERT INTO public.ticket_event VALUES (3, 48, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/11', '4070cf0c8628297d92804031879bd2a824b1e0ddb97061b2257dfdb7ce3dcd7b', '052071f6deb368243c4231a369b152b44963a919aabb8c55583f7e55450013d4');
INSERT INTO public.ticket_event VALUES (3, 49, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795392420000/engineer-a', '052071f6deb368243c4231a369b152b44963a919aabb8c55583f7e55450013d4', 'c11cac8529e873b47a5670ef76a375b64aa3ff29580ad6a562017a5bb76cc204');
INSERT INTO public.ticket_event VALUES (3, 50, 'notified', 1795392420000, 1795392420000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795392420000/manager-b', 'c11cac8529e873b47a5670ef76a375b64aa3ff29580ad6a562017a5bb76cc204', 'fb10bbc6ede0e6af0a44b8a9e68f248d41197f1b8ad3271b916a1b51df26d1dd');
INSERT INTO public.ticket_event VALUES (2, 7, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}', '{}', 'breach/plan@level/1/0', 'fc7a256f5456eebd4730b43c04f563429876faf89210677a849e398e844eae52', '12af24dd0a400de0ec6a78180b6886b12628c23c55d015c08b9f5a89d1b9d118');
INSERT INTO public.ticket_event VALUES (3, 51, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'again/1/II/12', 'fb10bbc6ede0e6af0a44b8a9e68f248d41197f1b8ad3271b916a1b51df26d1dd', '3776c8865debc422a296000d4ab5433475dc7f49b569d217340d0c553cfc94b6');
INSERT INTO public.ticket_event VALUES (3, 52, 'breached', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}', '{}', 'breach/plan@level/1/0', '3776c8865debc422a296000d4ab5433475dc7f49b569d217340d0c553cfc94b6', '4531f4cb979a451b2e8fa4dda94c581c70eb2c4d72382529da33d07e3881449c');
INSERT INTO public.ticket_event VALUES (3, 53, 'escalated', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}', '{}', 'chain/1/1/0', '4531f4cb979a451b2e8fa4dda94c581c70eb2c4d72382529da33d07e3881449c', 'dea05bdb245d2da042d999a887546a68e71067be5b7f5f1ab98ee2a0ed8ab576');
INSERT INTO public.ticket_event VALUES (3, 54, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795393020000/engineer-a', 'dea05bdb245d2da042d999a887546a68e71067be5b7f5f1ab98ee2a0ed8ab576', '38d83422179abb648e9715d73973fa202cb2d7631532d8fa5e858cd25bf31b1e');
INSERT INTO public.ticket_event VALUES (3, 55, 'notified', 1795393020000, 1795393020000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795393020000/manager-b', '38d83422179abb648e9715d73973fa202cb2d7631532d8fa5e858cd25bf31b1e', 'aa3d850178f25efe0dcccaf507c73dbe47ac92ce8424bb368c482ef302207d40');
INSERT INTO public.ticket_event VALUES (3, 56, 'warned', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/50', 'aa3d850178f25efe0dcccaf507c73dbe47ac92ce8424bb368c482ef302207d40', 'e2e29a8b7c810a8697f220380ff514a06595b6be2f1f60357ace45f961b91ea0');
INSERT INTO public.ticket_event VALUES (3, 57, 'escalated', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}', '{}', 'chain/1/2/0', 'e2e29a8b7c810a8697f220380ff514a06595b6be2f1f60357ace45f961b91ea0', '4b099f5610e963a03ebeddfc99b07e46741094f393995eb116e12ad83585cce0');
INSERT INTO public.ticket_event VALUES (3, 58, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795394820000/engineer-a', '4b099f5610e963a03ebeddfc99b07e46741094f393995eb116e12ad83585cce0', '1d42cc00bebd1b1d3c301c96571c18fdcb338198a608183c8b622376054841df');
INSERT INTO public.ticket_event VALUES (3, 59, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"instead_of":"director-c","to":["manager-b"]}', '{}', 'instead_of/1795394820000/director-c', '1d42cc00bebd1b1d3c301c96571c18fdcb338198a608183c8b622376054841df', '79e56a499fcac1079a72c0458c0eaebb7f5bb1f7d5ea58abd13784f0550da612');
INSERT INTO public.ticket_event VALUES (3, 60, 'notified', 1795394820000, 1795394820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795394820000/manager-b', '79e56a499fcac1079a72c0458c0eaebb7f5bb1f7d5ea58abd13784f0550da612', '99e8c280278107bab316b64901252d4635f7607d2c99d29e73a2f529440c59f2');
INSERT INTO public.ticket_event VALUES (2, 8, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '12af24dd0a400de0ec6a78180b6886b12628c23c55d015c08b9f5a89d1b9d118', 'ababf8acdec0b3ad306e457d62528e0697fe61f8ed6d5e6e09858993947eb13e');
INSERT INTO public.ticket_event VALUES (3, 61, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"to":["engineer-a"]}', '{}', 'unanswered/1/1795395600000', '99e8c280278107bab316b64901252d4635f7607d2c99d29e73a2f529440c59f2', 'bf5822cff627da1265ac63b566db9efd96c05214b0641c815f7458fcb112f8da');
INSERT INTO public.ticket_event VALUES (3, 62, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395600000/engineer-a', 'bf5822cff627da1265ac63b566db9efd96c05214b0641c815f7458fcb112f8da', '354658c7d70b89b80fde5eef928b2f459aff52e47dff70d0f846425c0b5c3477');
INSERT INTO public.ticket_event VALUES (3, 63, 'notified', 1795395600000, 1795395600000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395600000/manager-b', '354658c7d70b89b80fde5eef928b2f459aff52e47dff70d0f846425c0b5c3477', 'b65dffc89affcbde46f8c750a94c7e76ad9156797521c607859f65ee6e3eb04e');
INSERT INTO public.ticket_event VALUES (3, 64, 'warned', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}', '{}', 'warn/onsite@level/1/3600000/80', 'b65dffc89affcbde46f8c750a94c7e76ad9156797521c607859f65ee6e3eb04e', 'afdcbef39316b3f2ec91c56a701ffc3b5d0006a37ac132094387cc5932eac0ad');
INSERT INTO public.ticket_event VALUES (3, 65, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795395900000/engineer-a', 'afdcbef39316b3f2ec91c56a701ffc3b5d0006a37ac132094387cc5932eac0ad', '84fddaa9181a6b2765130c6db810109d02a947016ac6427da150d49d9e42e7ee');
INSERT INTO public.ticket_event VALUES (3, 66, 'notified', 1795395900000, 1795395900000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795395900000/manager-b', '84fddaa9181a6b2765130c6db810109d02a947016ac6427da150d49d9e42e7ee', 'ed0d84808acff912cffbdd598d065c9ee8f628ac65e23ea09bfc92020fc172b6');
INSERT INTO public.ticket_event VALUES (3, 67, 'breached', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}', '{}', 'breach/onsite@level/1/0', 'ed0d84808acff912cffbdd598d065c9ee8f628ac65e23ea09bfc92020fc172b6', '5f886e599047266f758cd08efbf271aec36d4fc88a772502aef71064e6ad3fdc');
INSERT INTO public.ticket_event VALUES (3, 68, 'escalated', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/0', '5f886e599047266f758cd08efbf271aec36d4fc88a772502aef71064e6ad3fdc', '9162b9e07a23e4e9ffdcc0d6f89ed257e912f616d35fb63f6dc2243e4ad61fe3');
INSERT INTO public.ticket_event VALUES (3, 69, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795396620000/manager-b', '9162b9e07a23e4e9ffdcc0d6f89ed257e912f616d35fb63f6dc2243e4ad61fe3', '52088c41ae9e5a681726dff8b64a7b2319c7da7844757c956b9005943333d1a1');
INSERT INTO public.ticket_event VALUES (3, 70, 'notified', 1795396620000, 1795396620000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795396620000/deputy-d', '52088c41ae9e5a681726dff8b64a7b2319c7da7844757c956b9005943333d1a1', '22d6742146696fa80420615e65cf54c20b55101a7f5278f0f6e113582eb00814');
INSERT INTO public.ticket_event VALUES (3, 71, 'went_silent', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{}', '{}', NULL, '22d6742146696fa80420615e65cf54c20b55101a7f5278f0f6e113582eb00814', 'f1ead7c138b79bb21ce26a4736465769ed09974e7681fc9316ba62ce35f240da');
INSERT INTO public.ticket_event VALUES (3, 72, 'escalated', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/1', 'f1ead7c138b79bb21ce26a4736465769ed09974e7681fc9316ba62ce35f240da', 'de4e2a4a7c05c02a94dc88485dafbe151aa35edeeab3043259b8bb10e7c90bfe');
INSERT INTO public.ticket_event VALUES (3, 73, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"engineer-a","to":["manager-b"]}', '{}', 'instead_of/1795400220000/engineer-a', 'de4e2a4a7c05c02a94dc88485dafbe151aa35edeeab3043259b8bb10e7c90bfe', '9672d48c32bc5bed7fd4bf545a58ec539a251416ca372c36e5cdbe843af2ac7a');
INSERT INTO public.ticket_event VALUES (3, 74, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795400220000/deputy-d', '9672d48c32bc5bed7fd4bf545a58ec539a251416ca372c36e5cdbe843af2ac7a', 'ac7edb063bca2de692c11009c95559228508c89b01ac1c4d268e167e05bcf6a4');
INSERT INTO public.ticket_event VALUES (3, 75, 'notified', 1795400220000, 1795400220000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795400220000/manager-b', 'ac7edb063bca2de692c11009c95559228508c89b01ac1c4d268e167e05bcf6a4', '23504c5790ed83097537e11f588d0c9a7bdeb95809703d44837c8cda01c9d3b5');
INSERT INTO public.ticket_event VALUES (3, 76, 'escalated', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}', '{}', 'chain/1/3/2', '23504c5790ed83097537e11f588d0c9a7bdeb95809703d44837c8cda01c9d3b5', 'df41287606697fa7bd7e866a708ac4dfe8e8aa0e72c23ab2e98ea6c749a80bfa');
INSERT INTO public.ticket_event VALUES (3, 77, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"instead_of":"deputy-d","to":["manager-b"]}', '{}', 'instead_of/1795403820000/deputy-d', 'df41287606697fa7bd7e866a708ac4dfe8e8aa0e72c23ab2e98ea6c749a80bfa', '074e869c0a165a1c52640abcf29a046c0b4e0dcbec4cc40c2a1c2c565444a57d');
INSERT INTO public.ticket_event VALUES (3, 78, 'notified', 1795403820000, 1795403820000, 'watchkeeper', 'monitor', '{"unreached":"manager-b"}', '{}', 'unreached/1795403820000/manager-b', '074e869c0a165a1c52640abcf29a046c0b4e0dcbec4cc40c2a1c2c565444a57d', '50c714035b52bc5aad3b88e995239a306198dcd39e7cbb05c5e7682e99c09710');


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

INSERT INTO public.ticket_prose VALUES (1, 5, 'note', 'e30f7ec35323c9a8eb34ab42ff3cf28b', '我来看');
INSERT INTO public.ticket_prose VALUES (1, 6, 'text', '12d841bd2fe40f62c688024b3ae5d388', 'log 目录占满 — /var/log/app');
INSERT INTO public.ticket_prose VALUES (1, 7, 'solution', 'acc2ade0e9a146b30135422655c257ce', '清理日志');
INSERT INTO public.ticket_prose VALUES (1, 7, 'implementation', 'f2e681895f491fce4c4b542d20ee3415', 'logrotate');
INSERT INTO public.ticket_prose VALUES (1, 8, 'note', 'c59dbb0683121b1fb6e84aa01b56be89', '等授权');
INSERT INTO public.ticket_prose VALUES (1, 13, 'description', '335f9c659bcb4fa785600e7980464a3c', 'moved the oldest logs away');
INSERT INTO public.ticket_prose VALUES (1, 14, 'cause', 'cc08dd8266d0166a8e29c1a199c1445e', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 14, 'method', '48cf9d9b7ec266eb67de91533166ff6e', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'kind', '0dd87aa38a034dc156a74ce3e4fac548', '容量');
INSERT INTO public.ticket_prose VALUES (1, 15, 'cause', 'caa8ebec636cd0f167eb614f83d2f754', '日志未轮转');
INSERT INTO public.ticket_prose VALUES (1, 15, 'method', '17259c26760fcda22df90ff2b6adaa8a', 'rotated');
INSERT INTO public.ticket_prose VALUES (1, 15, 'losses', '6286eb3784b212a7200e3fafdb204466', '无');
INSERT INTO public.ticket_prose VALUES (1, 16, 'text', 'c6789668a488f6a52ecede55a1f4740d', '已处理');
INSERT INTO public.ticket_prose VALUES (1, 17, 'agreed_by', 'b80f150639b5568a585b8cd216f76974', '王工');
INSERT INTO public.ticket_prose VALUES (1, 18, 'note', '850e9e3b1760d344a20a254c241de1bb', '客户已确认');
INSERT INTO public.ticket_prose VALUES (2, 1, 'summary', '527b264fd1457890a840a3364456ffc8', '打印机不能用');
INSERT INTO public.ticket_prose VALUES (2, 1, 'description', '6157856c107ad8d00e8d91eb756da844', '三楼');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter', '44be5601ee0c90300be0809a5746ea0b', '王工');
INSERT INTO public.ticket_prose VALUES (2, 1, 'reporter_contact', 'fc2a45dd390cf3f524aa0be87677f773', '138');


--
-- Data for Name: ticket_terms; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_terms VALUES (1, 'contract-cn', 1, 'f8222a02ab1edad955600ddfb3f284be2755b4025e8daad19dfc9aea085bd65d', '{"divisor":1,"policy":"contract-cn","source":"# The service contract: levels I-IV and the four words of urgency, bound together.\n# Every duration is elapsed time unless a goal names another calendar.\npolicy: contract-cn\nseverity:\n  names: [I, II, III, IV]\n  aliases: {urgent: I, high: II, medium: III, low: IV}\ndefaults: {calendar: 7x24, pause: []}\ncombine: strictest            # the strictest goal of a metric is what people hear of; both are judged\n\ngoals:\n- {metric: respond, table: level, anchor: reported, stop: acked, target: {''*'': 30m}}\n- {metric: respond, table: urgency, anchor: reported, stop: acked, target: {I: 15m, ''*'': 1h}}\n- {metric: plan, anchor: reported, stop: [plan_submitted, self_recovered], target: {''*'': 2h}}\n- {metric: workaround, table: urgency, anchor: reported, stop: [workaround, restored], target: {II: 12h, III: 48h, IV: 48h}}\n- metric: resolve\n  anchor: reported\n  stop: restored\n  pause: {I: [written_authorisation], ''*'': [customer_authorisation, written_authorisation, appointment]}\n  target: {I: 12h, II: 24h, III: 48h, IV: 5d}\n- metric: onsite              # not solved in 2 h: on site within 1 h\n  anchor: {unresolved_after: 2h, from: reported}\n  when: severity in [I, II] and not remote_only\n  stop: [arrived_on_site, restored]\n  target: {''*'': 1h}\n- metric: emergency_plan      # paralysed and not solved in 12 h: a plan within 16 h of the report\n  anchor: reported\n  arm: {breach_of: resolve}\n  pause: like resolve\n  when: severity == I\n  stop: [emergency_plan_submitted, restored]\n  target: {I: 16h}\n- {metric: report, anchor: resolved, stop: report_submitted, target: {''*'': 24h}, when: not self_recovered}\n\nreach:                        # how people are told; it never moves a clock\n  I:   {by: [page, call], again: 5m}\n  II:  {by: [page], again: 10m, call_after: 10m}\n  III: {by: [chat, mail], hours: \"07:30-22:00\"}\n  IV:  {by: [mail], digest: \"08:30 on workdays\"}\n\nescalate:\n- anchor: occurred\n  name: chain\n  until: resolved\n  hold: recovered\n  late: respace\n  when: severity in [I, II]\n  steps:\n  - {at: 2h, to: role:project_manager}\n  - {at: 2h30m, to: role:technical_director}\n  - {at: 3h, to: role:deputy_gm, repeat: 1h}\n- {of: [respond, plan, workaround, resolve, onsite, emergency_plan], when: \"severity in [I, II]\", hold: recovered, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n- {of: [respond, plan, workaround, resolve], when: \"severity in [III, IV]\", at: [80%, 100%], to: [owner, owner+lead]}\n- {of: [report], reach: III, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n\nretarget: {worsened: from_change, improved: from_report, reclassified: from_report, reopened: from_reopening}\ngates: {report: [I, II, III, IV], reply: [I, II, III, IV], cause_agreed: [I, II]}\nrecovery: {hysteresis: 5m, reopen_within: 24h, still_failing_after: 30m, resolves_itself: [III, IV], reminds_at: \"09:00\"}\npauses: {limit: 5d, only: {I: [written_authorisation]}}\ngroup_wait: 15s\n","tables":["level","urgency"],"zone":"Asia/Shanghai"}', 1795384875587);


--
-- Name: access_attempts_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.access_attempts_number_seq', 1, true);


--
-- Name: check_form_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.check_form_id_seq', 3, true);


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


