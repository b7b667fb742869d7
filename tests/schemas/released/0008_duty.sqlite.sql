BEGIN;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008_duty');
CREATE TABLE access_accounts (
	person TEXT NOT NULL, 
	password_hash TEXT, 
	password_set_at BIGINT, 
	language TEXT, 
	CONSTRAINT pk_access_accounts PRIMARY KEY (person)
);
INSERT INTO "access_accounts" VALUES('engineer-a','$argon2id$v=19$m=65536,t=3,p=4$Sl1R6ybV8ALPVcwtdwYdrw$RukfKiYZc2DJ/hXQpdlzyfFlZdwZKRBmL5fYNorSNPs',1795384800000,NULL);
CREATE TABLE access_sessions (
	id_hash TEXT NOT NULL, 
	person TEXT NOT NULL, 
	csrf TEXT NOT NULL, 
	opened_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	address TEXT NOT NULL, 
	CONSTRAINT pk_access_sessions PRIMARY KEY (id_hash)
);
INSERT INTO "access_sessions" VALUES('495ec2890161255c03237089dc68e25b06574cec8449a269c310f52838a3e248','engineer-a','8EPCmvpe-MyW78gqhkuAHyuDoueaSAJtU9i6F2_BYSE',1795384800000,1795384800000,1797976800000,'127.0.0.1');
CREATE TABLE access_links (
	token_hash TEXT NOT NULL, 
	person TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	used_at BIGINT, 
	CONSTRAINT pk_access_links PRIMARY KEY (token_hash)
);
INSERT INTO "access_links" VALUES('a0122f5c179dfd18b321e019e25a11eb0447313aa88c04d777c8fa9244b14727','manager-b','system',1795384800000,1795471200000,NULL);
INSERT INTO "access_links" VALUES('fdc8f22ae349ba9662c792044096086f4f01c4fae3e0a537726802e97418c84d','engineer-a','system',1795384800000,1795471200000,1795384800000);
CREATE TABLE access_tokens (
	id TEXT NOT NULL, 
	token_hash TEXT NOT NULL, 
	name TEXT NOT NULL, 
	scopes TEXT NOT NULL, 
	customers TEXT, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT, 
	revoked_at BIGINT, 
	CONSTRAINT pk_access_tokens PRIMARY KEY (id), 
	CONSTRAINT uq_access_tokens_token_hash UNIQUE (token_hash)
);
INSERT INTO "access_tokens" VALUES('10db87b3','ee9f25a542c0fb70310c34568965bb144b0d526f667af02928deac4663938692','grafana','["query:read"]',NULL,'system',1795384800000,1803160800000,1795384800000);
INSERT INTO "access_tokens" VALUES('f5f52671','1af840b2d22257de74574f8ec0b1d1e6a638bf93639ccdf4d1b66091b5321305','for acme','["tickets:read"]','["acme"]','system',1795384800000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('ac763265','dc06f0d074ac2d347028473c2afd4f796dd0839e172be4c71bc8225a2163b073','program','["alerts:write"]',NULL,'system',1795385820000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('13274be3','802a808cfe84127d916476b4adcecd5a8391ee9de24e05d00dd13b8b41edd50d','program','["tickets:read","tickets:write"]',NULL,'system',1795404600000,NULL,NULL);
CREATE TABLE access_attempts (
	number INTEGER NOT NULL, 
	person TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_access_attempts PRIMARY KEY (number)
);
INSERT INTO "access_attempts" VALUES(1,'engineer-a','127.0.0.1',1795384800000);
CREATE TABLE audit_heads (
	chain TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_heads PRIMARY KEY (chain)
);
INSERT INTO "audit_heads" VALUES('main',20,'2b95271c5bf09632ba6b5f275c73424e0b049147aff8923c550bbbfad253cdc1');
CREATE TABLE audit_rows (
	chain TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_rows PRIMARY KEY (chain, number), 
	CONSTRAINT fk_audit_rows_chain_audit_heads FOREIGN KEY(chain) REFERENCES audit_heads (chain)
);
INSERT INTO "audit_rows" VALUES('main',1,1795384800000,'system','link_made','manager-b','{}','0000000000000000000000000000000000000000000000000000000000000000','4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5');
INSERT INTO "audit_rows" VALUES('main',2,1795384800000,'system','password_set','engineer-a','{}','4e4dac0456819d059bdaa443b57eea4681943d897b46e4f534473dc23fd58cf5','632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a');
INSERT INTO "audit_rows" VALUES('main',3,1795384800000,'engineer-a','sign_in_refused','','{"address":"127.0.0.1"}','632b62457ee8d8ef8f87200a3691843feaaf3375ce4376d601cc175c983b2a3a','2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f');
INSERT INTO "audit_rows" VALUES('main',4,1795384800000,'system','link_made','engineer-a','{}','2232d022eb3b23a4a75e83e084923348afe3f041594cb38bf22eecb05563440f','ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4');
INSERT INTO "audit_rows" VALUES('main',5,1795384800000,'engineer-a','signed_in_by_link','','{"address":"127.0.0.1"}','ea7716a4f45921e27f9f8da33e688496b62d9b5ad2a5c3014c4f2ce9d59c26e4','2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393');
INSERT INTO "audit_rows" VALUES('main',6,1795384800000,'system','token_made','10db87b3','{"name":"grafana","scopes":["query:read"]}','2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393','01f120edbe2b3251432b1b22e9ffdae518ad5dd7ec15703ca883bf7c06972182');
INSERT INTO "audit_rows" VALUES('main',7,1795384800000,'system','token_made','f5f52671','{"name":"for acme","scopes":["tickets:read"]}','01f120edbe2b3251432b1b22e9ffdae518ad5dd7ec15703ca883bf7c06972182','5fb7398e29b809d852fe8e3bb930c106d80c3b28f43e39afc15539e6aa06ebd7');
INSERT INTO "audit_rows" VALUES('main',8,1795384800000,'system','token_revoked','10db87b3','{}','5fb7398e29b809d852fe8e3bb930c106d80c3b28f43e39afc15539e6aa06ebd7','1181ce120253e5d21058fcf12a2c12e4ba5d41451f5f9cbaaf61339ed8ffbf7f');
INSERT INTO "audit_rows" VALUES('main',9,1795384800000,'system','target_added','cam-1','{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}','1181ce120253e5d21058fcf12a2c12e4ba5d41451f5f9cbaaf61339ed8ffbf7f','23d2d15430d6c81ef4781baf480e68535851e4dfc1d044af91ff84eb7db31ec1');
INSERT INTO "audit_rows" VALUES('main',10,1795384800000,'system','agent_token_made','web-1','{"ends_at":1795471200000}','23d2d15430d6c81ef4781baf480e68535851e4dfc1d044af91ff84eb7db31ec1','e766dc7d06ef5545ca0ee3af2b72365b561393c694ad46fe1f7ddeef9f6c7a0e');
INSERT INTO "audit_rows" VALUES('main',11,1795384800000,'system','satellite_token_made','cam-1','{}','e766dc7d06ef5545ca0ee3af2b72365b561393c694ad46fe1f7ddeef9f6c7a0e','a6710a3c0caf1864e06bdfdd930d91c98a545c0fcdeb17ceadcb05eab59ad1e9');
INSERT INTO "audit_rows" VALUES('main',12,1795384800000,'satellite cam-1','satellite_enrolled','cam-1','{"address":"127.0.0.1","hostname":"box","id":"jEwfcNAh_DTeMNuM","machine_id":"m1","made_by":"system","version":"1"}','a6710a3c0caf1864e06bdfdd930d91c98a545c0fcdeb17ceadcb05eab59ad1e9','f8ceab2976055d7f45572a1d2336dd68b323a457566a35f5ceebde88b610a0e6');
INSERT INTO "audit_rows" VALUES('main',13,1795384800000,'system','agent_token_made','','{"ends_at":1795471200000}','f8ceab2976055d7f45572a1d2336dd68b323a457566a35f5ceebde88b610a0e6','fa8155ef7ba69d7d2690a613e3d4e87c3226b0622a50ec706c442741b329c1e6');
INSERT INTO "audit_rows" VALUES('main',14,1795384800000,'agent:KbUFCwp4yY2QrPrv','agent_enrolled','web-1','{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}','fa8155ef7ba69d7d2690a613e3d4e87c3226b0622a50ec706c442741b329c1e6','3f7f8e140bc403365559f7be38702182822674d1f1e8dc231c89bf9c0847a5dc');
INSERT INTO "audit_rows" VALUES('main',15,1795385820000,'system','token_made','ac763265','{"name":"program","scopes":["alerts:write"]}','3f7f8e140bc403365559f7be38702182822674d1f1e8dc231c89bf9c0847a5dc','5d2d39a91336388b2e7d917a794504df9752e1ed6f2d295afea7489e134bc8df');
INSERT INTO "audit_rows" VALUES('main',16,1795385820000,'system','finding_accepted','0ec38cbf9024da32bb2fc970f7d54d5f','{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}','5d2d39a91336388b2e7d917a794504df9752e1ed6f2d295afea7489e134bc8df','97039831fef14af0259206db0d849b8ec7e83bbfd9de36bee41a36200e13e176');
INSERT INTO "audit_rows" VALUES('main',17,1795404600000,'system','agent_token_made','','{"ends_at":1795491000000,"most_uses":5}','97039831fef14af0259206db0d849b8ec7e83bbfd9de36bee41a36200e13e176','5bd323847b7c808794fa84d18aff449baa47d282d9d8179d24fb113df3d658a3');
INSERT INTO "audit_rows" VALUES('main',18,1795404600000,'agent:nH27tr3AcndYb1K0','agent_waits','mail-1','{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}','5bd323847b7c808794fa84d18aff449baa47d282d9d8179d24fb113df3d658a3','14938c6bf3f990c7084f460ea35d1d56fa4e83e830dab380b26c841160168618');
INSERT INTO "audit_rows" VALUES('main',19,1795404600000,'system','token_made','13274be3','{"name":"program","scopes":["tickets:read","tickets:write"]}','14938c6bf3f990c7084f460ea35d1d56fa4e83e830dab380b26c841160168618','9cbb47c957bc750af14b13b7416a605737984a8777ce769fb086e0041db7cdcd');
INSERT INTO "audit_rows" VALUES('main',20,1795404600000,'system','calendar_confirmed','cn 2027','{"changes":27,"number":"国办发明电〔2026〕99号"}','9cbb47c957bc750af14b13b7416a605737984a8777ce769fb086e0041db7cdcd','2b95271c5bf09632ba6b5f275c73424e0b049147aff8923c550bbbfad253cdc1');
CREATE TABLE targets (
	name TEXT NOT NULL, 
	definition TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	created_by TEXT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	changed_by TEXT NOT NULL, 
	CONSTRAINT pk_targets PRIMARY KEY (name)
);
INSERT INTO "targets" VALUES('cam-1','{"address":"10.9.9.8","customer":"acme","name":"cam-1"}',1795384800000,'system',1795384800000,'system');
CREATE TABLE target_sightings (
	name TEXT NOT NULL, 
	first_seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_target_sightings PRIMARY KEY (name)
);
INSERT INTO "target_sightings" VALUES('db-1',1795384800000);
INSERT INTO "target_sightings" VALUES('old-ups',1795384800000);
INSERT INTO "target_sightings" VALUES('web-1',1795384800000);
INSERT INTO "target_sightings" VALUES('cam-1',1795384800000);
CREATE TABLE target_revisions (
	number INTEGER NOT NULL, 
	target TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	"by" TEXT NOT NULL, 
	action TEXT NOT NULL, 
	batch TEXT, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT pk_target_revisions PRIMARY KEY (number)
);
INSERT INTO "target_revisions" VALUES(1,'cam-1',1795384800000,'system','added',NULL,NULL,'{"address":"10.9.9.8","customer":"acme","name":"cam-1"}');
CREATE TABLE planned_imports (
	"key" TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	"by" TEXT NOT NULL, 
	edits TEXT NOT NULL, 
	CONSTRAINT pk_planned_imports PRIMARY KEY ("key")
);
INSERT INTO "planned_imports" VALUES('89d0f999b8f3b0de84df21dda9366d8d',1795404600000,'engineer-a','[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');
CREATE TABLE target_facts (
	target TEXT NOT NULL, 
	fact TEXT NOT NULL, 
	value TEXT NOT NULL, 
	since BIGINT NOT NULL, 
	CONSTRAINT pk_target_facts PRIMARY KEY (target, fact)
);
INSERT INTO "target_facts" VALUES('db-1','file:address','10.9.9.9',1795384800000);
INSERT INTO "target_facts" VALUES('db-1','file:criticality','high',1795384800000);
INSERT INTO "target_facts" VALUES('db-1','file:customer','acme',1795384800000);
INSERT INTO "target_facts" VALUES('old-ups','file:criticality','normal',1795384800000);
INSERT INTO "target_facts" VALUES('old-ups','file:customer','acme',1795384800000);
INSERT INTO "target_facts" VALUES('web-1','file:agent','yes',1795384800000);
INSERT INTO "target_facts" VALUES('web-1','file:criticality','normal',1795384800000);
INSERT INTO "target_facts" VALUES('web-1','file:customer','acme',1795384800000);
INSERT INTO "target_facts" VALUES('web-1','disk:sda','ST4000NM Z2',1795404600000);
CREATE TABLE target_fact_changes (
	number INTEGER NOT NULL, 
	target TEXT NOT NULL, 
	fact TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT pk_target_fact_changes PRIMARY KEY (number)
);
INSERT INTO "target_fact_changes" VALUES(1,'web-1','disk:sda',1795404600000,'ST4000NM Z1','ST4000NM Z2');
CREATE TABLE enrolments (
	secret_hash TEXT NOT NULL, 
	target TEXT, 
	customer TEXT, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	used_at BIGINT, 
	machine_id TEXT, 
	most_uses INTEGER, 
	uses INTEGER, 
	CONSTRAINT pk_enrolments PRIMARY KEY (secret_hash)
);
INSERT INTO "enrolments" VALUES('47fd0cbee3caa2cd58a241e3086c9ea42eb311bf7efc2af64452267f86a3d961','web-1',NULL,'system',1795384800000,1795471200000,NULL,NULL,NULL,0);
INSERT INTO "enrolments" VALUES('72c230d78428f94814bbf8209e3ad2b8ccd25345fb759fe633fc451af53c0bc3',NULL,NULL,'system',1795384800000,1795471200000,1795384800000,'machine of web-1',NULL,0);
INSERT INTO "enrolments" VALUES('d840afb25d62b0b4a125070ee6396cfebb2bba06eacd0beec6f13cb523a13a91',NULL,NULL,'system',1795404600000,1795491000000,NULL,NULL,5,1);
CREATE TABLE registrations (
	agent TEXT NOT NULL, 
	hostname TEXT NOT NULL, 
	machine_id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	address TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	definition TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	asked_at BIGINT NOT NULL, 
	CONSTRAINT pk_registrations PRIMARY KEY (agent)
);
INSERT INTO "registrations" VALUES('nH27tr3AcndYb1K0','mail-1','m-1','1.0','10.9.9.7','{"role":"mail"}','','{"address":"10.9.9.7","agent":true,"name":"mail-1"}','system',1795404600000);
CREATE TABLE agents (
	id TEXT NOT NULL, 
	target TEXT NOT NULL, 
	token_hash TEXT NOT NULL, 
	hostname TEXT NOT NULL, 
	machine_id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	enrolled_at BIGINT NOT NULL, 
	revoked_at BIGINT, 
	token_made_at BIGINT, 
	next_hash TEXT, 
	next_made_at BIGINT, 
	former_hash TEXT, 
	former_ends_at BIGINT, 
	CONSTRAINT pk_agents PRIMARY KEY (id), 
	CONSTRAINT uq_agents_token_hash UNIQUE (token_hash)
);
INSERT INTO "agents" VALUES('KbUFCwp4yY2QrPrv','web-1','21230fe99e720ac2e0d4a66a74f528d5e6e2fcdc8fb377001e7be22166efa70f','web-1','machine of web-1','1',1795384800000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "agents" VALUES('nH27tr3AcndYb1K0','mail-1','709f3a747d621a4152603b075edf669acdc5947e10d4f794d96f37790f491f18','mail-1','m-1','1.0',1795404600000,1795404600000,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE satellite_enrolments (
	secret_hash TEXT NOT NULL, 
	satellite TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	used_at BIGINT, 
	machine_id TEXT, 
	CONSTRAINT pk_satellite_enrolments PRIMARY KEY (secret_hash)
);
INSERT INTO "satellite_enrolments" VALUES('2f8022dff00773c6906b69b3ae3dbb0500b776ec0b2b63dcb910619e0ffbb75e','cam-1','system',1795384800000,1795471200000,1795384800000,'m1');
CREATE TABLE satellites (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	token_hash TEXT NOT NULL, 
	hostname TEXT NOT NULL, 
	machine_id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	enrolled_at BIGINT NOT NULL, 
	revoked_at BIGINT, 
	noted BIGINT NOT NULL, 
	CONSTRAINT pk_satellites PRIMARY KEY (id), 
	CONSTRAINT uq_satellites_token_hash UNIQUE (token_hash)
);
INSERT INTO "satellites" VALUES('jEwfcNAh_DTeMNuM','cam-1','83cd5220a5634e7adbae7a64594b9ddae2b0162065b2f3a59f5067bfdba2df33','box','m1','1',1795384800000,NULL,0);
CREATE TABLE heartbeats (
	id TEXT NOT NULL, 
	key_hash TEXT NOT NULL, 
	name TEXT NOT NULL, 
	target TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	schedule TEXT, 
	period BIGINT, 
	grace BIGINT NOT NULL, 
	zone TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	started_at BIGINT, 
	run TEXT, 
	succeeded_at BIGINT, 
	failed_at BIGINT, 
	exit_code INTEGER, 
	duration BIGINT, 
	CONSTRAINT pk_heartbeats PRIMARY KEY (id), 
	CONSTRAINT uq_heartbeats_key_hash UNIQUE (key_hash)
);
INSERT INTO "heartbeats" VALUES('UXMDe1gVO_Ge','4329579dec5cbd1f3c6c65c2b8463da7e115edf42dcf2df6bfc34f167dc858ae','nightly','web-1','job',NULL,3600000,1800000,'Asia/Shanghai','system',1795384800000,NULL,NULL,1795384800000,1795384800000,7,0);
CREATE TABLE heartbeat_pings (
	heartbeat TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	signal TEXT NOT NULL, 
	exit_code INTEGER, 
	duration BIGINT, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_heartbeat_pings PRIMARY KEY (heartbeat, number)
);
INSERT INTO "heartbeat_pings" VALUES('UXMDe1gVO_Ge',1,1795384800000,'start',NULL,NULL,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('UXMDe1gVO_Ge',2,1795384800000,'success',NULL,0,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('UXMDe1gVO_Ge',3,1795384800000,'fail',7,NULL,'备份 done');
CREATE TABLE log_lines (
	target TEXT NOT NULL, 
	log TEXT NOT NULL, 
	read_at BIGINT NOT NULL, 
	told_at BIGINT NOT NULL, 
	lines TEXT NOT NULL, 
	CONSTRAINT pk_log_lines PRIMARY KEY (target, log)
);
INSERT INTO "log_lines" VALUES('web-1','oom',1795385160000,1795385160000,'["内核: Out of memory: Killed process 812"]');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	dedup_key VARCHAR(300) NOT NULL, 
	ticket INTEGER, 
	kind VARCHAR(40) NOT NULL, 
	way VARCHAR(20) NOT NULL, 
	recipient VARCHAR(200), 
	address VARCHAR(400), 
	bundle VARCHAR(200), 
	payload TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	not_before BIGINT NOT NULL, 
	state VARCHAR(20) DEFAULT 'queued' NOT NULL, 
	next_try_at BIGINT NOT NULL, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	is_repeat BOOLEAN DEFAULT false NOT NULL, 
	is_overtaken BOOLEAN DEFAULT false NOT NULL, 
	claimed_at BIGINT, 
	sent_at BIGINT, 
	channel VARCHAR(60), 
	provider_id VARCHAR(400), 
	error TEXT, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT uq_outbox_dedup_key UNIQUE (dedup_key)
);
INSERT INTO "outbox" VALUES(1,'1/told/1/engineer-a/page',1,'opened','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795384875587,1795384890587,'failed',1795384890587,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(2,'1/told/1/manager-b/page',1,'opened','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795384875587,1795384890587,'failed',1795384890587,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(3,'1/event/10/engineer-a/page',1,'went_silent','page','engineer-a',NULL,NULL,'{"state":"open"}',1795385475587,1795385475587,'failed',1795385475587,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(4,'1/event/10/manager-b/page',1,'went_silent','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"open"}',1795385475587,1795385475587,'failed',1795385475587,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(5,'1/event/14/manager-b/page',1,'resolved','page','manager-b',NULL,NULL,'{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"state":"resolved","while_failing":false}',1795385580000,1795385580000,'failed',1795385580000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(6,'2/told/1/engineer-a/chat',2,'opened','chat','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795385820000,1795390200000,'failed',1795390200000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(7,'2/told/1/engineer-a/mail',2,'opened','mail','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795385820000,1795390200000,'failed',1795390200000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(8,'3/told/1/engineer-a/page',3,'opened','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795385820000,1795385835000,'failed',1795385835000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(9,'3/told/1/manager-b/page',3,'opened','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795385820000,1795385835000,'failed',1795385835000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(10,'3/call/1/II/engineer-a/call',3,'still_unanswered','call','engineer-a',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(11,'3/call/1/II/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(12,'3/call/1/II/manager-b/call',3,'still_unanswered','call','manager-b',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(13,'3/call/1/II/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(14,'3/warn/respond@level/1/1800000/50/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"state":"new","to":["engineer-a"]}',1795386720000,1795386720000,'failed',1795386720000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(15,'3/warn/respond@level/1/1800000/50/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":50,"state":"new","to":["engineer-a"]}',1795386720000,1795386720000,'failed',1795386720000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(16,'3/again/1/II/2/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795387020000,1795387020000,'failed',1795387020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(17,'3/again/1/II/2/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795387020000,1795387020000,'failed',1795387020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(18,'2/warn/respond@level/1/1800000/80/engineer-a/chat',2,'warned','chat','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795390200000,'failed',1795390200000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(19,'2/warn/respond@level/1/1800000/80/engineer-a/mail',2,'warned','mail','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795390200000,'failed',1795390200000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(20,'3/warn/respond@level/1/1800000/80/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795387260000,'failed',1795387260000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(21,'3/warn/respond@level/1/1800000/80/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795387260000,'failed',1795387260000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(22,'2/breach/respond@level/1/0/engineer-a/chat',2,'breached','chat','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}',1795387620000,1795390200000,'failed',1795390200000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(23,'2/breach/respond@level/1/0/engineer-a/mail',2,'breached','mail','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}',1795387620000,1795390200000,'failed',1795390200000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(24,'3/again/1/II/3/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795387620000,1795387620000,'failed',1795387620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(25,'3/breach/respond@level/1/0/manager-b/page',3,'breached','page','manager-b',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","state":"new","table":"level","target":1800000,"to":["manager-b"]}',1795387620000,1795387620000,'failed',1795387620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(26,'3/again/1/II/3/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795387620000,1795387620000,'failed',1795387620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(27,'3/again/1/II/4/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795388220000,1795388220000,'failed',1795388220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(28,'3/again/1/II/4/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795388220000,1795388220000,'failed',1795388220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(29,'3/again/1/II/5/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795388820000,1795388820000,'failed',1795388820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(30,'3/again/1/II/5/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795388820000,1795388820000,'failed',1795388820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(31,'3/again/1/II/6/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"state":"new","to":["engineer-a"]}',1795389420000,1795389420000,'failed',1795389420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(32,'3/again/1/II/6/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795389420000,1795389420000,'failed',1795389420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(33,'3/again/1/II/7/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795390020000,1795390020000,'failed',1795390020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(34,'3/again/1/II/7/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795390020000,1795390020000,'failed',1795390020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(35,'3/again/1/II/8/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795390620000,1795390620000,'failed',1795390620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(36,'3/again/1/II/8/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795390620000,1795390620000,'failed',1795390620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(37,'3/again/1/II/9/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795391220000,1795391220000,'failed',1795391220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(38,'3/again/1/II/9/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795391220000,1795391220000,'failed',1795391220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(39,'2/warn/plan@level/1/7200000/80/engineer-a/chat',2,'warned','chat','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(40,'2/warn/plan@level/1/7200000/80/engineer-a/mail',2,'warned','mail','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(41,'3/warn/plan@level/1/7200000/80/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(42,'3/warn/plan@level/1/7200000/80/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(43,'3/again/1/II/10/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795391820000,1795391820000,'failed',1795391820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(44,'3/again/1/II/10/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795391820000,1795391820000,'failed',1795391820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(45,'check-form/acme-20261123/2/mail:it@acme.example',NULL,'report','mail',NULL,'mail:it@acme.example',NULL,'{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:34271/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:34271/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:34271/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:34271/reports/acme-20261123"}',1795392000000,1795392000000,'failed',1795392000000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(46,'3/again/1/II/11/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795392420000,1795392420000,'failed',1795392420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(47,'3/again/1/II/11/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795392420000,1795392420000,'failed',1795392420000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(48,'2/breach/plan@level/1/0/engineer-a/chat',2,'breached','chat','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(49,'2/breach/plan@level/1/0/engineer-a/mail',2,'breached','mail','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(50,'3/again/1/II/12/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(51,'3/chain/1/1/0/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(52,'3/chain/1/1/0/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(53,'3/again/1/II/12/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(54,'3/warn/onsite@level/1/3600000/50/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(55,'3/chain/1/2/0/director-c/page',3,'escalated','page','director-c',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches director-c by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(56,'3/chain/1/2/0/director-c/call',3,'escalated','call','director-c',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches director-c by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(57,'3/warn/onsite@level/1/3600000/50/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(58,'3/chain/1/2/0/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(59,'3/chain/1/2/0/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(60,'2/unanswered/1/1795395600000/engineer-a/chat',2,'still_unanswered','chat','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(61,'2/unanswered/1/1795395600000/engineer-a/mail',2,'still_unanswered','mail','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(62,'3/unanswered/1/1795395600000/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(63,'3/unanswered/1/1795395600000/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(64,'3/warn/onsite@level/1/3600000/80/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}',1795395900000,1795395900000,'failed',1795395900000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(65,'3/warn/onsite@level/1/3600000/80/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}',1795395900000,1795395900000,'failed',1795395900000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(66,'3/breach/onsite@level/1/0/manager-b/page',3,'breached','page','manager-b',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","state":"new","table":"level","target":3600000,"to":["manager-b"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(67,'3/chain/1/3/0/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(68,'3/chain/1/3/0/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(69,'3/chain/1/3/0/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(70,'3/chain/1/3/0/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(71,'3/event/71/engineer-a/page',3,'went_silent','page','engineer-a',NULL,NULL,'{"state":"new"}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(72,'3/chain/1/3/1/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(73,'3/chain/1/3/1/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(74,'3/event/71/manager-b/page',3,'went_silent','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new"}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(75,'3/chain/1/3/1/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(76,'3/chain/1/3/1/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(77,'3/chain/1/3/2/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(78,'3/chain/1/3/2/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(79,'3/chain/1/3/2/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(80,'3/chain/1/3/2/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
CREATE TABLE ticket_acceptance (
	fingerprint VARCHAR(64) NOT NULL, 
	target VARCHAR(200) NOT NULL, 
	customer VARCHAR(200) NOT NULL, 
	title TEXT NOT NULL, 
	title_zh TEXT NOT NULL, 
	note TEXT NOT NULL, 
	accepted_by VARCHAR(200) NOT NULL, 
	accepted_at BIGINT NOT NULL, 
	accepted_until BIGINT NOT NULL, 
	CONSTRAINT pk_ticket_acceptance PRIMARY KEY (fingerprint)
);
INSERT INTO "ticket_acceptance" VALUES('0ec38cbf9024da32bb2fc970f7d54d5f','web-1','acme','disk of web-1 fills','','known','system',1795385820000,1795558620000);
CREATE TABLE ticket_alert (
	member VARCHAR(64) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	source VARCHAR(300) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	level VARCHAR(10) NOT NULL, 
	lower_level VARCHAR(10), 
	lower_since BIGINT, 
	ticket INTEGER, 
	target VARCHAR(200) NOT NULL, 
	customer VARCHAR(200) NOT NULL, 
	title TEXT NOT NULL, 
	title_zh TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	annotations TEXT NOT NULL, 
	feeds TEXT NOT NULL, 
	expression TEXT NOT NULL, 
	generator_url TEXT NOT NULL, 
	value FLOAT, 
	active_at BIGINT NOT NULL, 
	fired_at BIGINT NOT NULL, 
	missing_since BIGINT, 
	expires_at BIGINT, 
	go_live BIGINT, 
	accepted_until BIGINT, 
	wakes_at BIGINT, 
	CONSTRAINT pk_ticket_alert PRIMARY KEY (member)
);
INSERT INTO "ticket_alert" VALUES('be075faa8c666191534246d4ddba52a3','0ec38cbf9024da32bb2fc970f7d54d5f','own.yml;disks','DiskFilling','no_data','record',NULL,NULL,NULL,'web-1','acme','disk of web-1 fills','','{"alertname":"DiskFilling","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"}','{"summary":"disk of web-1 fills"}','["agent:web-1"]','node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.2','',0.02,1795384815587,1795384815587,1795385475587,NULL,1577808000000,1795558620000,NULL);
INSERT INTO "ticket_alert" VALUES('7feee4b64ab65367649fcfe2a23c9323','eba6c5abdbe665a94a9e8b196596fd09','own.yml;disks','DiskFull','no_data','II',NULL,NULL,1,'web-1','acme','disk of web-1 is full','web-1 磁盘已满','{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"}','{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"}','["agent:web-1"]','node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05','',0.02,1795384815587,1795384875587,1795385475587,NULL,1577808000000,NULL,NULL);
INSERT INTO "ticket_alert" VALUES('ff87c8d7c6a09f2f4117d12fd46b1fc6','6126a7d56efd5f8d4ba5281c626e2418','posted:program','Posted','no_data','II',NULL,NULL,3,'db-1','acme','posted by another Prometheus','','{"alertname":"Posted","instance":"db-1","severity":"critical"}','{"summary":"posted by another Prometheus"}','[]','','',NULL,1795385820000,1795385820000,1795400220000,1795400220000,1577808000000,NULL,NULL);
CREATE TABLE ticket_counter (
	id INTEGER NOT NULL, 
	next_number INTEGER NOT NULL, 
	CONSTRAINT pk_ticket_counter PRIMARY KEY (id)
);
INSERT INTO "ticket_counter" VALUES(1,4);
CREATE TABLE ticket_event (
	ticket INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	occurred_at BIGINT NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	actor VARCHAR(200) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	data TEXT NOT NULL, 
	prose_hashes TEXT NOT NULL, 
	decision VARCHAR(200), 
	prev_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_ticket_event PRIMARY KEY (ticket, seq)
);
INSERT INTO "ticket_event" VALUES(1,1,'opened',1795384875587,1795384875587,'watchkeeper','monitor','{"alerts":[{"active_at":1795384815587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}','{"alerts":"2714ac0853fb17c2fc3638e204a39ab06795a7166b31a94c63cd26e618291d06","title":"8bffd341614c3a8aa00e49a2703d09c54d263c0745b0f97b161e770f39ce84d9","title_zh":"f41af97ecdac6070dddb572aac01253540d86492e62392278647dc7974e44b93"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','6e1c84439ab013d2059fce33f937c802c6f81e4569fcbf241bf89f94189ec80c');
INSERT INTO "ticket_event" VALUES(1,2,'notified',1795384875587,1795384875587,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','6e1c84439ab013d2059fce33f937c802c6f81e4569fcbf241bf89f94189ec80c','0f4e403356506ce08799a8c5668f736cf793df9a405c818dac540264608411fc');
INSERT INTO "ticket_event" VALUES(1,3,'notified',1795384890587,1795384890587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795384875587/engineer-a','0f4e403356506ce08799a8c5668f736cf793df9a405c818dac540264608411fc','20c57255c4341e47af789e92d4665e06c2d1f4f5cdec866e870623ab1ff83aba');
INSERT INTO "ticket_event" VALUES(1,4,'notified',1795384890587,1795384890587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795384875587/manager-b','20c57255c4341e47af789e92d4665e06c2d1f4f5cdec866e870623ab1ff83aba','4d60a84081ff482934ad1a65d8596bf09bbdcdc2b77f3af99065bbc8669852a1');
INSERT INTO "ticket_event" VALUES(1,5,'acknowledged',1795385220000,1795385220000,'engineer-a','rest','{}','{"note":"ecbbd225f230f16e41e7880d6b5b179c3dee12c38373cfa50cadf05915251484"}',NULL,'4d60a84081ff482934ad1a65d8596bf09bbdcdc2b77f3af99065bbc8669852a1','c57aff1ce6f2e865757a37c44f8f90703ed0a833d553b2a554ab229a71289dbb');
INSERT INTO "ticket_event" VALUES(1,6,'commented',1795385280000,1795385280000,'engineer-a','rest','{"is_public":false}','{"text":"cbd857cf5f0863a53c7521fdefc40c9a064829d625eb47dcd87640c7566d202f"}',NULL,'c57aff1ce6f2e865757a37c44f8f90703ed0a833d553b2a554ab229a71289dbb','68480005549c3babe4bc21813844c51599bb964da14eaef31b77f929c27f9eba');
INSERT INTO "ticket_event" VALUES(1,7,'plan_submitted',1795385340000,1795385340000,'engineer-a','rest','{}','{"implementation":"a164a92f4db2107544c42e30fef655c26e706cec52b0545db66835e61c21968c","solution":"1de9fb1934d8549665a91eea2caf41f0d4dc99fdc6a747e8b8ce07661aa2aba6"}',NULL,'68480005549c3babe4bc21813844c51599bb964da14eaef31b77f929c27f9eba','62e203e9786e77e69aaae0cc708a1c1b2149e95c41f47f3f87aecd86541e667f');
INSERT INTO "ticket_event" VALUES(1,8,'paused',1795385400000,1795385400000,'engineer-a','rest','{"reason":"customer_authorisation","until":null}','{"note":"7912a31dc077e007a41d13f92c28c8e4b18d99ad3735b881a8d7c0ef07da27b7"}',NULL,'62e203e9786e77e69aaae0cc708a1c1b2149e95c41f47f3f87aecd86541e667f','f6e2b1eff108ccd865895fdb98d7b8323a2a2ea762689b9d3deb3a0f5bf27abe');
INSERT INTO "ticket_event" VALUES(1,9,'resumed',1795385460000,1795385460000,'engineer-a','rest','{}','{}',NULL,'f6e2b1eff108ccd865895fdb98d7b8323a2a2ea762689b9d3deb3a0f5bf27abe','3e63619ab9404b2e969b4dff7fee469a9e00e2808e74e368c45267b5fc56668e');
INSERT INTO "ticket_event" VALUES(1,10,'went_silent',1795385475587,1795385475587,'watchkeeper','monitor','{}','{}',NULL,'3e63619ab9404b2e969b4dff7fee469a9e00e2808e74e368c45267b5fc56668e','93c37885d6ee6aa8921d0c650a613a9591ce53939c09dfc215d580b9afeeb16d');
INSERT INTO "ticket_event" VALUES(1,11,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385475587/engineer-a','93c37885d6ee6aa8921d0c650a613a9591ce53939c09dfc215d580b9afeeb16d','e9c9b4455601d00898ac212c4eeeeab58d85e0d5cee853112af84f10ffabbc1c');
INSERT INTO "ticket_event" VALUES(1,12,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385475587/manager-b','e9c9b4455601d00898ac212c4eeeeab58d85e0d5cee853112af84f10ffabbc1c','1105901ad327e7ac68343a4fadd6edc70eb35e01acf5ef6f303f500f1080dcd1');
INSERT INTO "ticket_event" VALUES(1,13,'workaround_reported',1795385520000,1795385520000,'engineer-a','rest','{}','{"description":"e0b5e2d9ef8c879b3472e89443300ac541767e5441deb43dc0c0b92beeaecaab"}',NULL,'1105901ad327e7ac68343a4fadd6edc70eb35e01acf5ef6f303f500f1080dcd1','faf116116cf81e8e989148624486a101f9c1a42b10c0f77c86ef58ad5cfb6746');
INSERT INTO "ticket_event" VALUES(1,14,'resolved',1795385580000,1795385580000,'engineer-a','rest','{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}','{"cause":"0714fdb2fba2154a16fee5953fa50c929504968088adfd1f07037c07d7ecf013","method":"d3e6439cdc96b92cb3dc315db3a36729f7b68f7752f34f25f4ad33cd0b8518cb"}',NULL,'faf116116cf81e8e989148624486a101f9c1a42b10c0f77c86ef58ad5cfb6746','7a7372a5db822a60c50494a0724a81d148f32a742fc623e320ae20bd5cda5b9d');
INSERT INTO "ticket_event" VALUES(1,15,'report_submitted',1795385640000,1795385640000,'engineer-a','rest','{}','{"cause":"c88bf60d057f650959bdd0df0bebc25c8caea563c2e4decaf242e9d4d1f5f3ee","kind":"a6aeedb515f16337cc99ed43dd5ea912e299b36443d71799a14901c682592859","losses":"9a2705ef931689f6a26f49fcfee18e68adfd5686f6f3a57c8819e48faa1875da","method":"29d82c6da38e9a785b107687dfe7fa73a5ac36faa0948ecc7a99bd845f064cf3"}',NULL,'7a7372a5db822a60c50494a0724a81d148f32a742fc623e320ae20bd5cda5b9d','7a677d104b538f8fa0a812d0131f5a2e9b591f63baff6a803168a45311566ce0');
INSERT INTO "ticket_event" VALUES(1,16,'replied',1795385700000,1795385700000,'engineer-a','rest','{}','{"text":"2ba0effbeec50fe351360124400f00c3304def802378bd85ce70f47a2e9b51b0"}',NULL,'7a677d104b538f8fa0a812d0131f5a2e9b591f63baff6a803168a45311566ce0','c8416eb9db630ea34261f63688b9e0456936f6f43d097cb57b64d324b6567ede');
INSERT INTO "ticket_event" VALUES(1,17,'cause_agreed',1795385760000,1795385760000,'engineer-a','rest','{}','{"agreed_by":"90a68b8fb5ea9a1a630e06e7f41788b26e2e85fa6fdb4964fd9fd261d004d517"}',NULL,'c8416eb9db630ea34261f63688b9e0456936f6f43d097cb57b64d324b6567ede','57212701b6f180c4b1529d29e12550ad96990c3b6a9863c9260923da740fb6f4');
INSERT INTO "ticket_event" VALUES(1,18,'closed',1795385820000,1795385820000,'engineer-a','rest','{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}','{"note":"845d811e6df58a2dc3e5485cfeec2e5d8e950543bb6ed62ae780ab4c9755a50a"}',NULL,'57212701b6f180c4b1529d29e12550ad96990c3b6a9863c9260923da740fb6f4','5958003339d7999617ff49deb3f406d4304e2c7c5d75a3a2965360c98238c901');
INSERT INTO "ticket_event" VALUES(2,1,'opened',1795385820000,1795385820000,'engineer-a','rest','{"criticality":"normal","customer":"acme","is_reported":true,"key":null,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}','{"description":"dadbabd4d7a4d33bcb388b4e9b498889cc31e01b8d9b4cb892a2bd498c691382","reporter":"8ec2c06d5b15c394d5da3a0cc58034ef24011ee64b16e4292638dd68d8dfdedb","reporter_contact":"a0650484325067754c245fcb84ed4de87ebef3ba627cfa40b88e752648cd88c6","summary":"b5351bef61af13df217a7ce86bd3c14fd87c8f50b9740f11da889d0ae9746197"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','ddee81db5bbb6146b77cd3c829b1bb5d8c5bab786891d13ad956a35a21bb0b2b');
INSERT INTO "ticket_event" VALUES(2,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','ddee81db5bbb6146b77cd3c829b1bb5d8c5bab786891d13ad956a35a21bb0b2b','609bec3f4be733a7933843cadd4ef59b73c3b4d465f122efd32aeeda5a04ae16');
INSERT INTO "ticket_event" VALUES(3,1,'opened',1795385820000,1795385820000,'watchkeeper','monitor','{"alerts":[{"active_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}','{"alerts":"2252ffc5b00a945ca7e45b3fcb825593993949e85e7d3d48dc7eeb221b7497ae","title":"49759f611276d50029394a7939c7d84085e9e791bd0c8bce33226c9cac714166"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','d3e3a2c11cb1435c36028cbd429c334ee42106a3b3b928fd73538f2e0fd2f308');
INSERT INTO "ticket_event" VALUES(3,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','d3e3a2c11cb1435c36028cbd429c334ee42106a3b3b928fd73538f2e0fd2f308','6bafa52e2c43694cc4f7a878e77391bdccfc597045fbc506515299cd3545e544');
INSERT INTO "ticket_event" VALUES(3,3,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385820000/engineer-a','6bafa52e2c43694cc4f7a878e77391bdccfc597045fbc506515299cd3545e544','0a174258a62c47a20a222fac648b0f4e0a3c9e229097ac585cfd94ae6a1dd19a');
INSERT INTO "ticket_event" VALUES(3,4,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385820000/manager-b','0a174258a62c47a20a222fac648b0f4e0a3c9e229097ac585cfd94ae6a1dd19a','6fb88d48a7b33c5e75fd96ad0ac7a633dabf5ce0377934fd432e13fa0065b884');
INSERT INTO "ticket_event" VALUES(3,5,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','call/1/II','6fb88d48a7b33c5e75fd96ad0ac7a633dabf5ce0377934fd432e13fa0065b884','919ce1f804f9b20d37addfc3946beec4a8d22fe6fdd1633c85ca46274a7ee630');
INSERT INTO "ticket_event" VALUES(3,6,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/1','919ce1f804f9b20d37addfc3946beec4a8d22fe6fdd1633c85ca46274a7ee630','5d94c0a2a54d58c4673e318b8f7c819a559251d30acec386d684d735ec03eda3');
INSERT INTO "ticket_event" VALUES(3,7,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386420000/engineer-a','5d94c0a2a54d58c4673e318b8f7c819a559251d30acec386d684d735ec03eda3','59ad3a224d12288d3b405a10334d6d4a7f763d7abf1c249bfbc23fde746aff0a');
INSERT INTO "ticket_event" VALUES(3,8,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386420000/manager-b','59ad3a224d12288d3b405a10334d6d4a7f763d7abf1c249bfbc23fde746aff0a','ddbd9d66486fd073008061e1aa52a7cfbe66ac7cb94c3735c50fec04518851c4');
INSERT INTO "ticket_event" VALUES(3,9,'warned',1795386720000,1795386720000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/50','ddbd9d66486fd073008061e1aa52a7cfbe66ac7cb94c3735c50fec04518851c4','1404726cb2ac679396cf8c3da7880f5965446b8262a6f7fa883b1bacf2f1bdf0');
INSERT INTO "ticket_event" VALUES(3,10,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386720000/engineer-a','1404726cb2ac679396cf8c3da7880f5965446b8262a6f7fa883b1bacf2f1bdf0','5d8b2ce01db6425c97a4bd0fb3cfbfce006f0adf2b5b26220322592ea0e3a0ec');
INSERT INTO "ticket_event" VALUES(3,11,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386720000/manager-b','5d8b2ce01db6425c97a4bd0fb3cfbfce006f0adf2b5b26220322592ea0e3a0ec','af5fce1af101e2e14a8ddefd64febea731ad563d1f66895621d83e0a18bca8a5');
INSERT INTO "ticket_event" VALUES(3,12,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/2','af5fce1af101e2e14a8ddefd64febea731ad563d1f66895621d83e0a18bca8a5','dcb0d9b02f634556b03af6e36c59e7c4ca70699fb25d426aefd54a18465dabdc');
INSERT INTO "ticket_event" VALUES(3,13,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387020000/engineer-a','dcb0d9b02f634556b03af6e36c59e7c4ca70699fb25d426aefd54a18465dabdc','8f202708737862343e134d409370e1bdf43183fe9f0986744e86853309007edb');
INSERT INTO "ticket_event" VALUES(3,14,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387020000/manager-b','8f202708737862343e134d409370e1bdf43183fe9f0986744e86853309007edb','249f5fb932a6e2ce883f4b267291f627963172a2772818bc0d79589115a15447');
INSERT INTO "ticket_event" VALUES(2,3,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','609bec3f4be733a7933843cadd4ef59b73c3b4d465f122efd32aeeda5a04ae16','65f35b70ac0de650a14ff2eeaa24b801fee54d47c21484bba24ceb2980851abd');
INSERT INTO "ticket_event" VALUES(3,15,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','249f5fb932a6e2ce883f4b267291f627963172a2772818bc0d79589115a15447','93b82fb954fbc5775d9966065048dc98326d926fe48d30f6dbd3861a4d4b52ac');
INSERT INTO "ticket_event" VALUES(3,16,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387260000/engineer-a','93b82fb954fbc5775d9966065048dc98326d926fe48d30f6dbd3861a4d4b52ac','946973646aec5cfc6c66a20e075e83ea7c8d5f02b49a4b25e9ad3efc12eb6c8c');
INSERT INTO "ticket_event" VALUES(3,17,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387260000/manager-b','946973646aec5cfc6c66a20e075e83ea7c8d5f02b49a4b25e9ad3efc12eb6c8c','573c3882ddd9ec9a4eb4535244a844bfff5ad30be5ad3aacf14f0747f31ebcdb');
INSERT INTO "ticket_event" VALUES(2,4,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}','{}','breach/respond@level/1/0','65f35b70ac0de650a14ff2eeaa24b801fee54d47c21484bba24ceb2980851abd','d1eeb59a39fd8103918972f5910a018eaa150268d957fbac31ee7c55387919c9');
INSERT INTO "ticket_event" VALUES(3,18,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/3','573c3882ddd9ec9a4eb4535244a844bfff5ad30be5ad3aacf14f0747f31ebcdb','18153da5b1c506d1fd6cc46100a8d790473068bb55abf4b1b628aa552301148b');
INSERT INTO "ticket_event" VALUES(3,19,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}','{}','breach/respond@level/1/0','18153da5b1c506d1fd6cc46100a8d790473068bb55abf4b1b628aa552301148b','116c49a45ab64c04d29b4fd4d181487cd081b88de6df6349946932529b1ff155');
INSERT INTO "ticket_event" VALUES(3,20,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387620000/engineer-a','116c49a45ab64c04d29b4fd4d181487cd081b88de6df6349946932529b1ff155','adf6d6eb8f202046cd39df3fd5ea522b6d183215294ad963378ab4b185eebe31');
INSERT INTO "ticket_event" VALUES(3,21,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387620000/manager-b','adf6d6eb8f202046cd39df3fd5ea522b6d183215294ad963378ab4b185eebe31','a74d7b2bc94bff1f49ad10cc8667b063df6b4928d7e0e7c30dfe692abc9769de');
INSERT INTO "ticket_event" VALUES(3,22,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/4','a74d7b2bc94bff1f49ad10cc8667b063df6b4928d7e0e7c30dfe692abc9769de','3741c01495b477a9055626a3f1f3255d635bdac34d2d8cd089f0150788ce42e6');
INSERT INTO "ticket_event" VALUES(3,23,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388220000/engineer-a','3741c01495b477a9055626a3f1f3255d635bdac34d2d8cd089f0150788ce42e6','87344d88504f73edf6da11fecb8c3cef8f185f61fca792405ffdbca3eeeb1994');
INSERT INTO "ticket_event" VALUES(3,24,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388220000/manager-b','87344d88504f73edf6da11fecb8c3cef8f185f61fca792405ffdbca3eeeb1994','8694875bc6dcc2c2c8b7130ee497dc85ecc1035f4ac1dce324c70fd1f04282f8');
INSERT INTO "ticket_event" VALUES(3,25,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/5','8694875bc6dcc2c2c8b7130ee497dc85ecc1035f4ac1dce324c70fd1f04282f8','fb4a5a03dba6ca7fa5107fb18d5805bd0dba37ef3ba0cc5593f74af219942f86');
INSERT INTO "ticket_event" VALUES(3,26,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388820000/engineer-a','fb4a5a03dba6ca7fa5107fb18d5805bd0dba37ef3ba0cc5593f74af219942f86','e6bf84c172c521848a734962754a2c754612a7a304c7c95977de807e04601818');
INSERT INTO "ticket_event" VALUES(3,27,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388820000/manager-b','e6bf84c172c521848a734962754a2c754612a7a304c7c95977de807e04601818','22777f433159c39354be35e2c1ae893d260ed4cf48b2c84943dc630f301da97c');
INSERT INTO "ticket_event" VALUES(2,5,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','d1eeb59a39fd8103918972f5910a018eaa150268d957fbac31ee7c55387919c9','81d3396e8293301a3524b7d3c8fe3945ff1ad0cfd4935b8da7a5eeaf6566d475');
INSERT INTO "ticket_event" VALUES(3,28,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/6','22777f433159c39354be35e2c1ae893d260ed4cf48b2c84943dc630f301da97c','345976ba7cb8663cf907824eeafd94da5674a8aa7a9be6c9f7509ae016c39038');
INSERT INTO "ticket_event" VALUES(3,29,'warned',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/50','345976ba7cb8663cf907824eeafd94da5674a8aa7a9be6c9f7509ae016c39038','f42f23ec2fb22c4c9d37f9bf657b48c92f020d44385d044f637875727e63066e');
INSERT INTO "ticket_event" VALUES(3,30,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','f42f23ec2fb22c4c9d37f9bf657b48c92f020d44385d044f637875727e63066e','c5f0140f96101bdfcd92074a4c9197fad4acc4128bfc3ff5bb8064dff5020029');
INSERT INTO "ticket_event" VALUES(3,31,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795389420000/engineer-a','c5f0140f96101bdfcd92074a4c9197fad4acc4128bfc3ff5bb8064dff5020029','ba8b07d61ac020280f40204ccad7fa1fc31dd3ef4a2030a65aa64a58bc1a4396');
INSERT INTO "ticket_event" VALUES(3,32,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795389420000/manager-b','ba8b07d61ac020280f40204ccad7fa1fc31dd3ef4a2030a65aa64a58bc1a4396','b0e3ce13868a4c0433c0c9c1d38fcf8069a0c7ca203279c1ad85fd96c919d77b');
INSERT INTO "ticket_event" VALUES(3,33,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/7','b0e3ce13868a4c0433c0c9c1d38fcf8069a0c7ca203279c1ad85fd96c919d77b','18c1d1f57b605360871df29c3bd0e0b3a6dbbbeca9935ae6d5703367d68d2ad6');
INSERT INTO "ticket_event" VALUES(3,34,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390020000/engineer-a','18c1d1f57b605360871df29c3bd0e0b3a6dbbbeca9935ae6d5703367d68d2ad6','444caaf182380513f6ab714766480dfeeffffb53db16697bf044c4b96d02c46b');
INSERT INTO "ticket_event" VALUES(3,35,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390020000/manager-b','444caaf182380513f6ab714766480dfeeffffb53db16697bf044c4b96d02c46b','ac8883a5e2b76d73a0c866bfbee15a9396f40ef04109b4662a058fa5b6235786');
INSERT INTO "ticket_event" VALUES(3,36,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/8','ac8883a5e2b76d73a0c866bfbee15a9396f40ef04109b4662a058fa5b6235786','dbef6dec8d690310ca57eca064dcb94049bc92a37b3a6e61326988f5af38a7b6');
INSERT INTO "ticket_event" VALUES(3,37,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390620000/engineer-a','dbef6dec8d690310ca57eca064dcb94049bc92a37b3a6e61326988f5af38a7b6','0d56934a6f2c6c16d3c1386dd96a4d44e662a3f122793ed3af64e4d6e9bef2d9');
INSERT INTO "ticket_event" VALUES(3,38,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390620000/manager-b','0d56934a6f2c6c16d3c1386dd96a4d44e662a3f122793ed3af64e4d6e9bef2d9','36bab675140de66b4126e2de7cff40ebd03df902af472a8046662b40f63fa06d');
INSERT INTO "ticket_event" VALUES(3,39,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/9','36bab675140de66b4126e2de7cff40ebd03df902af472a8046662b40f63fa06d','cc56304ddc2c6ac8e44fcef2fc96e9d0b7a6adaa5e41a41b9d6de7890da0ca78');
INSERT INTO "ticket_event" VALUES(3,40,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391220000/engineer-a','cc56304ddc2c6ac8e44fcef2fc96e9d0b7a6adaa5e41a41b9d6de7890da0ca78','b2e6ea9dc892b0c2aae4248cd5eec4953d021b1917c86a79460c47cefcf0cc3d');
INSERT INTO "ticket_event" VALUES(3,41,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391220000/manager-b','b2e6ea9dc892b0c2aae4248cd5eec4953d021b1917c86a79460c47cefcf0cc3d','8d869acfd8ef0040bb7e17e2ad93146d804192048b7d449884f77f46054114a7');
INSERT INTO "ticket_event" VALUES(2,6,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','81d3396e8293301a3524b7d3c8fe3945ff1ad0cfd4935b8da7a5eeaf6566d475','b565573c1ed3919f45a99b95245ff351d703cc7e5a68925faa64add5182c1b09');
INSERT INTO "ticket_event" VALUES(3,42,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','8d869acfd8ef0040bb7e17e2ad93146d804192048b7d449884f77f46054114a7','8e785e28d77501f9c9089b2c531dc6dc72fdafa3339c11c9f7a2e970138a109f');
INSERT INTO "ticket_event" VALUES(3,43,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391580000/engineer-a','8e785e28d77501f9c9089b2c531dc6dc72fdafa3339c11c9f7a2e970138a109f','b8d17c9b71d79e3055ab96fa7331d79dde6ea04c1da0002ea1f9155deaa62b18');
INSERT INTO "ticket_event" VALUES(3,44,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391580000/manager-b','b8d17c9b71d79e3055ab96fa7331d79dde6ea04c1da0002ea1f9155deaa62b18','1630723c6368a66d19fc9462655eff7b2eb07491f306e921a0e01f6a8023446d');
INSERT INTO "ticket_event" VALUES(3,45,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/10','1630723c6368a66d19fc9462655eff7b2eb07491f306e921a0e01f6a8023446d','b79f1d00791dc68ce1a07863e167e2b1102a1d67cf9e18204ee7c7c5465ec5db');
INSERT INTO "ticket_event" VALUES(3,46,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391820000/engineer-a','b79f1d00791dc68ce1a07863e167e2b1102a1d67cf9e18204ee7c7c5465ec5db','5efe4b5d42acfc22aac216206e3c48293c5def04ec317a82e3ba4293d8c0eb8f');
INSERT INTO "ticket_event" VALUES(3,47,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391820000/manager-b','5efe4b5d42acfc22aac216206e3c48293c5def04ec317a82e3ba4293d8c0eb8f','119780b94801c14f820ff384eda626e22434fb81ae76d832535616c9ae79974d');
INSERT INTO "ticket_event" VALUES(3,48,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/11','119780b94801c14f820ff384eda626e22434fb81ae76d832535616c9ae79974d','5da81cff6a162f40a7c91f2d2673104bb3fa07aa0ce8b17054d3ab6692033e09');
INSERT INTO "ticket_event" VALUES(3,49,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795392420000/engineer-a','5da81cff6a162f40a7c91f2d2673104bb3fa07aa0ce8b17054d3ab6692033e09','0af217d9834e61fe56371915218c24b7276ce6d94cd29dc83aaa96d56269cdd7');
INSERT INTO "ticket_event" VALUES(3,50,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795392420000/manager-b','0af217d9834e61fe56371915218c24b7276ce6d94cd29dc83aaa96d56269cdd7','cf8620db6109f71292f377562a3f52a638debfdd14444b508e671b833b02cec8');
INSERT INTO "ticket_event" VALUES(2,7,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}','{}','breach/plan@level/1/0','b565573c1ed3919f45a99b95245ff351d703cc7e5a68925faa64add5182c1b09','ff1658b05f70695b0fb0274b655c6cd71755e310e882964575a2a3b9773167bf');
INSERT INTO "ticket_event" VALUES(3,51,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/12','cf8620db6109f71292f377562a3f52a638debfdd14444b508e671b833b02cec8','4855052fc096d448f767d0558ae8805317333ae5702c1bf96c28e87483fdb1fb');
INSERT INTO "ticket_event" VALUES(3,52,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}','{}','breach/plan@level/1/0','4855052fc096d448f767d0558ae8805317333ae5702c1bf96c28e87483fdb1fb','6cddd8ec314cafbdbe12a76550b660f0bedd86d1f9e0e9bf260f76972ad634f6');
INSERT INTO "ticket_event" VALUES(3,53,'escalated',1795393020000,1795393020000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}','{}','chain/1/1/0','6cddd8ec314cafbdbe12a76550b660f0bedd86d1f9e0e9bf260f76972ad634f6','01c8f067696186b284255264d9c4819f462a72cf09d496f1a854cc36f476e930');
INSERT INTO "ticket_event" VALUES(3,54,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795393020000/engineer-a','01c8f067696186b284255264d9c4819f462a72cf09d496f1a854cc36f476e930','aea229b23bb8fa46f375efdc1060b7c228ab96efd2373eeaa42449c3e5b8206a');
INSERT INTO "ticket_event" VALUES(3,55,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795393020000/manager-b','aea229b23bb8fa46f375efdc1060b7c228ab96efd2373eeaa42449c3e5b8206a','68c1481c9eaa03617025a945519f88596767765ef4c791611ade4a448c7011d7');
INSERT INTO "ticket_event" VALUES(3,56,'warned',1795394820000,1795394820000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/50','68c1481c9eaa03617025a945519f88596767765ef4c791611ade4a448c7011d7','623495fc88cf69541b940e5f50b2d98d656fa64379903de979ea5350b98f7c29');
INSERT INTO "ticket_event" VALUES(3,57,'escalated',1795394820000,1795394820000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}','{}','chain/1/2/0','623495fc88cf69541b940e5f50b2d98d656fa64379903de979ea5350b98f7c29','d1253f629756cbdc81d3511ca1ded1c12acf7820dd36b1fedc6af4a3716ee8f4');
INSERT INTO "ticket_event" VALUES(3,58,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795394820000/engineer-a','d1253f629756cbdc81d3511ca1ded1c12acf7820dd36b1fedc6af4a3716ee8f4','1a3375aef90fdf12a02398e77ebf468858955993df4cbfeee9dea466e44ae517');
INSERT INTO "ticket_event" VALUES(3,59,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"director-c","to":["manager-b"]}','{}','instead_of/1795394820000/director-c','1a3375aef90fdf12a02398e77ebf468858955993df4cbfeee9dea466e44ae517','50a9cd55227f44a4e0912ed592a22b5b8454c2e21b771afb5e7a8b612fc26453');
INSERT INTO "ticket_event" VALUES(3,60,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795394820000/manager-b','50a9cd55227f44a4e0912ed592a22b5b8454c2e21b771afb5e7a8b612fc26453','c6b9e9dff6b3040960e6eeacc89f2c70a7790cc74cbbfecb7e93670f2cc2914d');
INSERT INTO "ticket_event" VALUES(2,8,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','ff1658b05f70695b0fb0274b655c6cd71755e310e882964575a2a3b9773167bf','ccb61b868395441e4fe778694e3ee1419669927872124df54b7772e0168d8150');
INSERT INTO "ticket_event" VALUES(3,61,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','c6b9e9dff6b3040960e6eeacc89f2c70a7790cc74cbbfecb7e93670f2cc2914d','610082173c90bc0b2de0a4e9486764405597ad003830d74266612d4ebfa3c30c');
INSERT INTO "ticket_event" VALUES(3,62,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395600000/engineer-a','610082173c90bc0b2de0a4e9486764405597ad003830d74266612d4ebfa3c30c','347b039d5fb2ea4789cb1888c1c3b4fca1103bbd2f5848b31c3e1e1ed5682bb3');
INSERT INTO "ticket_event" VALUES(3,63,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395600000/manager-b','347b039d5fb2ea4789cb1888c1c3b4fca1103bbd2f5848b31c3e1e1ed5682bb3','5257fd37840e2fd46eadb5b78089bb4bfde88c85ecbafc6edc633406d7e07c35');
INSERT INTO "ticket_event" VALUES(3,64,'warned',1795395900000,1795395900000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/80','5257fd37840e2fd46eadb5b78089bb4bfde88c85ecbafc6edc633406d7e07c35','4c4e3e80bdb2b4988db1b7a3f2c48f022a6003b3e83d12614edeb320781f4bda');
INSERT INTO "ticket_event" VALUES(3,65,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395900000/engineer-a','4c4e3e80bdb2b4988db1b7a3f2c48f022a6003b3e83d12614edeb320781f4bda','11f4c8ad72bdb7c02840882e59cd248f1037eff4fec79cc9b1e9f1cdb4705a68');
INSERT INTO "ticket_event" VALUES(3,66,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395900000/manager-b','11f4c8ad72bdb7c02840882e59cd248f1037eff4fec79cc9b1e9f1cdb4705a68','32ae6d4ae7b96fb1178632d9c2c66d644853bc373e68a997b1a31f24d1a989ab');
INSERT INTO "ticket_event" VALUES(3,67,'breached',1795396620000,1795396620000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}','{}','breach/onsite@level/1/0','32ae6d4ae7b96fb1178632d9c2c66d644853bc373e68a997b1a31f24d1a989ab','f39e65125cce42f4dbec9405a2efdf4c81e4c9d887d61becfab41771edc5b3b9');
INSERT INTO "ticket_event" VALUES(3,68,'escalated',1795396620000,1795396620000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}','{}','chain/1/3/0','f39e65125cce42f4dbec9405a2efdf4c81e4c9d887d61becfab41771edc5b3b9','cd06484dbe526fa9c7504eea6a55d2ced7bb9e4ae23429f85b20fce17c784ef7');
INSERT INTO "ticket_event" VALUES(3,69,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795396620000/manager-b','cd06484dbe526fa9c7504eea6a55d2ced7bb9e4ae23429f85b20fce17c784ef7','7503352d14c57d7043ca0b4e04fe335e709a10f2be10ad1be6de4adf2aa7f324');
INSERT INTO "ticket_event" VALUES(3,70,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795396620000/deputy-d','7503352d14c57d7043ca0b4e04fe335e709a10f2be10ad1be6de4adf2aa7f324','7e959867c74e46b9581190d8b0f8f077e5b7676fa65b6d86264e75cc59422cbf');
INSERT INTO "ticket_event" VALUES(3,71,'went_silent',1795400220000,1795400220000,'watchkeeper','monitor','{}','{}',NULL,'7e959867c74e46b9581190d8b0f8f077e5b7676fa65b6d86264e75cc59422cbf','f30fc4a5d3d349af461c58120773c7bbf623b80295d2dbcd910abc3dc6d4a482');
INSERT INTO "ticket_event" VALUES(3,72,'escalated',1795400220000,1795400220000,'watchkeeper','monitor','{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}','{}','chain/1/3/1','f30fc4a5d3d349af461c58120773c7bbf623b80295d2dbcd910abc3dc6d4a482','9bb28191276fa77c847a637647a2b736e5092520928016eceb0727d385c54719');
INSERT INTO "ticket_event" VALUES(3,73,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795400220000/engineer-a','9bb28191276fa77c847a637647a2b736e5092520928016eceb0727d385c54719','a59d445e8fd19cfc0d988d72268ca672c2e2cd59c27cf1964f7e6e9d89b3b125');
INSERT INTO "ticket_event" VALUES(3,74,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795400220000/deputy-d','a59d445e8fd19cfc0d988d72268ca672c2e2cd59c27cf1964f7e6e9d89b3b125','da20584c8e2da71346c945a2ae041d325bc98ef3320816b7137d234c41d2d8a8');
INSERT INTO "ticket_event" VALUES(3,75,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795400220000/manager-b','da20584c8e2da71346c945a2ae041d325bc98ef3320816b7137d234c41d2d8a8','4a806a6af997142b1df81e83bc8fc14e7963bed94f53382433cd9768366e0ad7');
INSERT INTO "ticket_event" VALUES(3,76,'escalated',1795403820000,1795403820000,'watchkeeper','monitor','{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}','{}','chain/1/3/2','4a806a6af997142b1df81e83bc8fc14e7963bed94f53382433cd9768366e0ad7','cfb68788c9cb32a78b3728752205466c390ff07f5f9de70823c74952910e779c');
INSERT INTO "ticket_event" VALUES(3,77,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795403820000/deputy-d','cfb68788c9cb32a78b3728752205466c390ff07f5f9de70823c74952910e779c','8d2e3e2f3a547ca467ca3cdca562bfbd1104456bd939bfca3f3ec216429ace5f');
INSERT INTO "ticket_event" VALUES(3,78,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795403820000/manager-b','8d2e3e2f3a547ca467ca3cdca562bfbd1104456bd939bfca3f3ec216429ace5f','bede58fd0b0fd0e6ef855c53befb3882714924d38620b4d95f42dc6ec157f38b');
INSERT INTO "ticket_event" VALUES(1,19,'commented',1795404600000,1795404600000,'token:13274be3','rest','{"is_public":false}','{"text":"259c7f38ba176364b1c1bdb91f791cf9c0298be73f3ac353017f0b8d68531ffb"}',NULL,'5958003339d7999617ff49deb3f406d4304e2c7c5d75a3a2965360c98238c901','4dfb325e4ed6b4daee15d5b6db1d9811c203267d672f8ab614ea7ac555c07558');
CREATE TABLE ticket_evidence (
	ticket INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	taken_at BIGINT NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_ticket_evidence PRIMARY KEY (ticket, name)
);
INSERT INTO "ticket_evidence" VALUES(1,'chart:eba6c5abdbe665a94a9e8b196596fd09',1795384875587,'{"end":1795384875587,"lines":[{"name":"{device=\"/dev/sda1\", fstype=\"ext4\", mountpoint=\"/\"}","times":[1795384800587,1795384815587,1795384830587,1795384845587,1795384860587,1795384875587],"values":[0.02,0.02,0.02,0.02,0.02,0.02]}],"span":[1795384815587,1795384875587],"start":1795384800587,"thresholds":[[0.05,"< 0.05"]],"title":"node_filesystem_avail_bytes / node_filesystem_size_bytes","unit":"ratio","zone":"UTC"}');
CREATE TABLE ticket_evidence_owed (
	ticket INTEGER NOT NULL, 
	due_at BIGINT NOT NULL, 
	CONSTRAINT pk_ticket_evidence_owed PRIMARY KEY (ticket)
);
INSERT INTO "ticket_evidence_owed" VALUES(1,1795404630000);
CREATE TABLE ticket_prose (
	ticket INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	salt VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_ticket_prose PRIMARY KEY (ticket, seq, name)
);
INSERT INTO "ticket_prose" VALUES(1,1,'title','6c310a4528b8aed6dbc993b932a408c6','disk of web-1 is full');
INSERT INTO "ticket_prose" VALUES(1,1,'title_zh','e8aaf8feb63508fe155da6052467751f','web-1 磁盘已满');
INSERT INTO "ticket_prose" VALUES(1,1,'alerts','9da36a1aa2083ce2a6128169e146aabb','{"7feee4b64ab65367649fcfe2a23c9323":{"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","generator_url":""}}');
INSERT INTO "ticket_prose" VALUES(1,5,'note','531a4f2f3a266401c4546dcdba9707c9','我来看');
INSERT INTO "ticket_prose" VALUES(1,6,'text','e84381117081871f3ed6b701e9f1054a','log 目录占满 — /var/log/app');
INSERT INTO "ticket_prose" VALUES(1,7,'solution','9730d387798aebbb03880134e4033ca0','清理日志');
INSERT INTO "ticket_prose" VALUES(1,7,'implementation','f561e9a2652ffffe75abb16947ae548e','logrotate');
INSERT INTO "ticket_prose" VALUES(1,8,'note','82bdd2a236f7c58ab6507b0439be9722','等授权');
INSERT INTO "ticket_prose" VALUES(1,13,'description','fc41eac30a9d8d4db5099e309c4a9773','moved the oldest logs away');
INSERT INTO "ticket_prose" VALUES(1,14,'cause','5075e829763612425cc11a7d114cb0d8','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,14,'method','8440f58bbbd0951785092b792e93794c','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'kind','5917217b514b55f7ae4edae982b4f3bc','容量');
INSERT INTO "ticket_prose" VALUES(1,15,'cause','26e84f439d427f34dc43f00689bfcbba','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,15,'method','ce3568d9753703496b542b297aea0359','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'losses','96695704b3035712b44934051428ee3e','无');
INSERT INTO "ticket_prose" VALUES(1,16,'text','30f994563ed7d8ef2ceabb0030e724d4','已处理');
INSERT INTO "ticket_prose" VALUES(1,17,'agreed_by','67e7521990a04984ff4a3e8994a3f7b7','王工');
INSERT INTO "ticket_prose" VALUES(1,18,'note','a5010a8744e65cd570b8c970303beb7f','客户已确认');
INSERT INTO "ticket_prose" VALUES(2,1,'summary','c400466b2ee6b7880a8f88361c7dd845','打印机不能用');
INSERT INTO "ticket_prose" VALUES(2,1,'description','52c1ee080afc15ad480a396b4c6c9b2b','三楼');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter','6e76dcafd8527f134ef048cd8ac62473','王工');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter_contact','582234722bb0ff646c9715aba108fb5e','138');
INSERT INTO "ticket_prose" VALUES(3,1,'title','570fe946f85e83a6770d16e4bc1778c4','posted by another Prometheus');
INSERT INTO "ticket_prose" VALUES(3,1,'alerts','63d4eb9c0eb87d7bea8bcf9fd1131266','{"ff87c8d7c6a09f2f4117d12fd46b1fc6":{"annotations":{"summary":"posted by another Prometheus"},"expression":"","generator_url":""}}');
INSERT INTO "ticket_prose" VALUES(1,19,'text','32c772a4c7118ccaf4dd25bbbe3d7249','备件已下单');
CREATE TABLE ticket_terms (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	source TEXT NOT NULL, 
	zone_data VARCHAR(20) NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_ticket_terms PRIMARY KEY (id), 
	CONSTRAINT uq_ticket_terms_digest UNIQUE (digest), 
	CONSTRAINT uq_ticket_terms_name_version UNIQUE (name, version)
);
INSERT INTO "ticket_terms" VALUES(1,'contract-cn',1,'9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259','{"calendars":{"7x24":"7b82bf0dd8e029172955ebd3477aeaeaf76520d1f5e0c419fcff364b05fb1e9a"},"divisor":1,"policy":"contract-cn","source":"# The service contract: levels I-IV and the four words of urgency, bound together.\n# Every duration is elapsed time unless a goal names another calendar.\npolicy: contract-cn\nseverity:\n  names: [I, II, III, IV]\n  aliases: {urgent: I, high: II, medium: III, low: IV}\ndefaults: {calendar: 7x24, pause: []}\ncombine: strictest            # the strictest goal of a metric is what people hear of; both are judged\n\ngoals:\n- {metric: respond, table: level, anchor: reported, stop: acked, target: {''*'': 30m}}\n- {metric: respond, table: urgency, anchor: reported, stop: acked, target: {I: 15m, ''*'': 1h}}\n- {metric: plan, anchor: reported, stop: [plan_submitted, self_recovered], target: {''*'': 2h}}\n- {metric: workaround, table: urgency, anchor: reported, stop: [workaround, restored], target: {II: 12h, III: 48h, IV: 48h}}\n- metric: resolve\n  anchor: reported\n  stop: restored\n  pause: {I: [written_authorisation], ''*'': [customer_authorisation, written_authorisation, appointment]}\n  target: {I: 12h, II: 24h, III: 48h, IV: 5d}\n- metric: onsite              # not solved in 2 h: on site within 1 h\n  anchor: {unresolved_after: 2h, from: reported}\n  when: severity in [I, II] and not remote_only\n  stop: [arrived_on_site, restored]\n  target: {''*'': 1h}\n- metric: emergency_plan      # paralysed and not solved in 12 h: a plan within 16 h of the report\n  anchor: reported\n  arm: {breach_of: resolve}\n  pause: like resolve\n  when: severity == I\n  stop: [emergency_plan_submitted, restored]\n  target: {I: 16h}\n- {metric: report, anchor: resolved, stop: report_submitted, target: {''*'': 24h}, when: not self_recovered}\n\nreach:                        # how people are told; it never moves a clock\n  I:   {by: [page, call], again: 5m}\n  II:  {by: [page], again: 10m, call_after: 10m}\n  III: {by: [chat, mail], hours: \"07:30-22:00\"}\n  IV:  {by: [mail], digest: \"08:30 on workdays\"}\n\nescalate:\n- anchor: occurred\n  name: chain\n  until: resolved\n  hold: recovered\n  late: respace\n  when: severity in [I, II]\n  steps:\n  - {at: 2h, to: role:project_manager}\n  - {at: 2h30m, to: role:technical_director}\n  - {at: 3h, to: role:deputy_gm, repeat: 1h}\n- {of: [respond, plan, workaround, resolve, onsite, emergency_plan], when: \"severity in [I, II]\", hold: recovered, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n- {of: [respond, plan, workaround, resolve], when: \"severity in [III, IV]\", at: [80%, 100%], to: [owner, owner+lead]}\n- {of: [report], reach: III, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n\nretarget: {worsened: from_change, improved: from_report, reclassified: from_report, reopened: from_reopening}\ngates: {report: [I, II, III, IV], reply: [I, II, III, IV], cause_agreed: [I, II]}\nrecovery: {hysteresis: 5m, reopen_within: 24h, still_failing_after: 30m, resolves_itself: [III, IV], reminds_at: \"09:00\"}\npauses: {limit: 5d, only: {I: [written_authorisation]}}\ngroup_wait: 15s\n","tables":["level","urgency"],"zone":"Asia/Shanghai"}','2025b',1795384875587);
CREATE TABLE ticket (
	number INTEGER NOT NULL, 
	terms INTEGER NOT NULL, 
	fingerprint VARCHAR(64), 
	opening_key VARCHAR(200), 
	level VARCHAR(10) NOT NULL, 
	level_rank INTEGER NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	presence VARCHAR(20) NOT NULL, 
	title TEXT NOT NULL, 
	title_zh TEXT NOT NULL, 
	target VARCHAR(200) NOT NULL, 
	customer VARCHAR(200) NOT NULL, 
	site VARCHAR(200) NOT NULL, 
	criticality VARCHAR(20) NOT NULL, 
	owner VARCHAR(200), 
	customer_rank INTEGER, 
	cycle INTEGER NOT NULL, 
	occurred_at BIGINT NOT NULL, 
	opened_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	acknowledged_at BIGINT, 
	acknowledged_by VARCHAR(200), 
	resolved_at BIGINT, 
	closed_at BIGINT, 
	next_goal VARCHAR(100), 
	next_due_at BIGINT, 
	next_is_paused BOOLEAN NOT NULL, 
	breaches INTEGER NOT NULL, 
	wakes_at BIGINT, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_ticket PRIMARY KEY (number), 
	CONSTRAINT fk_ticket_terms_ticket_terms FOREIGN KEY(terms) REFERENCES ticket_terms (id), 
	CONSTRAINT uq_ticket_opening_key UNIQUE (opening_key)
);
INSERT INTO "ticket" VALUES(1,1,'eba6c5abdbe665a94a9e8b196596fd09',NULL,'II',2,'closed','no_data','disk of web-1 is full','web-1 磁盘已满','web-1','acme','','normal','engineer-a',NULL,1,1795384815587,1795384875587,1795404600000,1795385220000,'engineer-a',1795385580000,1795385820000,NULL,NULL,0,0,NULL,19);
INSERT INTO "ticket" VALUES(2,1,NULL,NULL,'III',3,'new','unwatched','打印机不能用','','old-ups','acme','','normal',NULL,NULL,1,1795385820000,1795385820000,1795395600000,NULL,NULL,NULL,NULL,'respond@level',1795387620000,0,3,1795482000000,8);
INSERT INTO "ticket" VALUES(3,1,'6126a7d56efd5f8d4ba5281c626e2418',NULL,'II',2,'new','no_data','posted by another Prometheus','','db-1','acme','','high',NULL,NULL,1,1795385820000,1795385820000,1795403820000,NULL,NULL,NULL,NULL,'respond@level',1795387620000,0,4,1795407420000,78);
CREATE TABLE check_form (
	id INTEGER NOT NULL, 
	customer VARCHAR(100) NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	version INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	content TEXT NOT NULL, 
	remarks TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	signatures TEXT NOT NULL, 
	signed_at BIGINT, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_check_form PRIMARY KEY (id), 
	CONSTRAINT uq_check_form_customer_day_version UNIQUE (customer, day, version)
);
INSERT INTO "check_form" VALUES(1,'acme','2026-11-23',1,'superseded','{"conclusion":"abnormal","customer":"acme","customer_name":"某某公司","day":"2026-11-23","figures":[{"title":{"facts":{},"text":"devices measured / in all"},"value":"1 / 4"},{"title":{"facts":{},"text":"open tickets I / II / III / IV"},"value":"0 / 1 / 1 / 0"},{"title":{"facts":{},"text":"opened / closed in the period"},"value":"3 / 1"},{"title":{"facts":{},"text":"tickets with a goal missed"},"value":"0"},{"title":{"facts":{},"text":"completeness of the monitoring data"},"value":"-"},{"title":{"facts":{},"text":"rows normal / abnormal / not checked"},"value":"3 / 3 / 11"}],"format":1,"is_late":false,"made_at":1795385820000,"period_end":1795392000000,"period_start":1795305600000,"sections":[{"absent":{"facts":{},"text":"nothing was left open in the form before"},"key":"carried","rows":[],"title":{"facts":{},"text":"Carried over"}},{"absent":null,"key":"devices","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/cam-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"cam-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/db-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"db-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/old-ups","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"old-ups","ticket":null},{"by":"","checked_at":1795385820000,"expression":"max by (instance) (changes(node_boot_time_seconds[1d]))","handling":"","item":{"facts":{},"text":"restarts"},"key":"restarts/web-1","measured":{"facts":{"value":"0"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"0"},"text":"{value}"}},"text":"at most {limit}"},"subject":"web-1","ticket":null}],"title":{"facts":{},"text":"Devices"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"services","rows":[],"title":{"facts":{},"text":"Systems and services"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"network","rows":[],"title":{"facts":{},"text":"Network"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"backups","rows":[],"title":{"facts":{},"text":"Backups"}},{"absent":null,"key":"security","rows":[{"by":"","checked_at":1795385820000,"expression":"(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60","handling":"","item":{"facts":{},"text":"agent last heard before"},"key":"agent_silence/web-1","measured":{"facts":{"value":"11.5"},"text":"{value} min"},"result":"abnormal","standard":{"facts":{"limit":{"facts":{"value":"10"},"text":"{value} min"}},"text":"at most {limit}"},"subject":"web-1","ticket":null},{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{},"text":"refused sign-ins to this monitoring server"},"key":"sign_ins/watchkeeper","measured":{"facts":{"value":"1"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"20"},"text":"{value}"}},"text":"at most {limit}"},"subject":"Watchkeeper","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"failed log-ins to the devices"},"key":"security/device_log_ins","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"no unknown source"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new accounts, keys and sudo rights"},"key":"security/accounts","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new listening ports"},"key":"security/listening","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"passwords about to expire"},"key":"security/password_expiry","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"none within 14 days"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Security"}},{"absent":null,"key":"tickets","rows":[{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"},"text":"level {level}: {title}"},"key":"ticket/1","measured":{"facts":{"breaches":0,"opened":"11-23 06:01","state":{"facts":{},"text":"closed"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"normal","standard":{"facts":{},"text":"no clock runs"},"subject":"#1 web-1","ticket":1},{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{"level":"III","title":"打印机不能用","title_zh":"打印机不能用"},"text":"level {level}: {title}"},"key":"ticket/2","measured":{"facts":{"breaches":0,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#2 old-ups","ticket":2},{"by":"","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"posted by another Prometheus","title_zh":"posted by another Prometheus"},"text":"level {level}: {title}"},"key":"ticket/3","measured":{"facts":{"breaches":0,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#3 db-1","ticket":3}],"title":{"facts":{},"text":"Tickets"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"capacity","rows":[],"title":{"facts":{},"text":"Capacity outlook"}},{"absent":{"facts":{},"text":"nothing was measured in this period"},"key":"monitor","rows":[],"title":{"facts":{},"text":"The monitor itself"}},{"absent":null,"key":"manual","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"machine room: temperature, humidity, air conditioning"},"key":"manual/room","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"power supply and UPS indicators"},"key":"manual/power","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"alarm lights of the devices"},"key":"manual/lights","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"cables and labels"},"key":"manual/cables","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Checked by hand"}}],"sentences":[{"facts":{"item":{"facts":{},"text":"agent last heard before"},"measured":{"facts":{"value":"11.5"},"text":"{value} min"},"subject":"web-1"},"text":"{subject}: {item} is {measured}"},{"facts":{"count":11},"text":"{count} rows wait to be checked by hand"}],"zone":"Asia/Shanghai"}','夜班交接',1795385820000,'{}',NULL,'');
INSERT INTO "check_form" VALUES(2,'acme','2026-11-23',2,'superseded','{"conclusion":"abnormal","customer":"acme","customer_name":"某某公司","day":"2026-11-23","figures":[{"title":{"facts":{},"text":"devices measured / in all"},"value":"1 / 4"},{"title":{"facts":{},"text":"open tickets I / II / III / IV"},"value":"0 / 1 / 1 / 0"},{"title":{"facts":{},"text":"opened / closed in the period"},"value":"3 / 1"},{"title":{"facts":{},"text":"tickets with a goal missed"},"value":"2"},{"title":{"facts":{},"text":"completeness of the monitoring data"},"value":"-"},{"title":{"facts":{},"text":"rows normal / abnormal / not checked"},"value":"3 / 3 / 11"}],"format":1,"is_late":false,"made_at":1795392000000,"period_end":1795392000000,"period_start":1795305600000,"sections":[{"absent":{"facts":{},"text":"nothing was left open in the form before"},"key":"carried","rows":[],"title":{"facts":{},"text":"Carried over"}},{"absent":null,"key":"devices","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/cam-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"cam-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/db-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"db-1","ticket":null},{"by":"watchkeeper","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/old-ups","measured":{"facts":{"value":"灯绿"},"text":"{value}"},"result":"normal","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"old-ups","ticket":null},{"by":"","checked_at":1795392000000,"expression":"max by (instance) (changes(node_boot_time_seconds[1d]))","handling":"","item":{"facts":{},"text":"restarts"},"key":"restarts/web-1","measured":{"facts":{"value":"0"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"0"},"text":"{value}"}},"text":"at most {limit}"},"subject":"web-1","ticket":null}],"title":{"facts":{},"text":"Devices"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"services","rows":[],"title":{"facts":{},"text":"Systems and services"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"network","rows":[],"title":{"facts":{},"text":"Network"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"backups","rows":[],"title":{"facts":{},"text":"Backups"}},{"absent":null,"key":"security","rows":[{"by":"","checked_at":1795392000000,"expression":"(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60","handling":"","item":{"facts":{},"text":"agent last heard before"},"key":"agent_silence/web-1","measured":{"facts":{"value":"114"},"text":"{value} min"},"result":"abnormal","standard":{"facts":{"limit":{"facts":{"value":"10"},"text":"{value} min"}},"text":"at most {limit}"},"subject":"web-1","ticket":null},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{},"text":"refused sign-ins to this monitoring server"},"key":"sign_ins/watchkeeper","measured":{"facts":{"value":"1"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"20"},"text":"{value}"}},"text":"at most {limit}"},"subject":"Watchkeeper","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"failed log-ins to the devices"},"key":"security/device_log_ins","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"no unknown source"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new accounts, keys and sudo rights"},"key":"security/accounts","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new listening ports"},"key":"security/listening","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"passwords about to expire"},"key":"security/password_expiry","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"none within 14 days"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Security"}},{"absent":null,"key":"tickets","rows":[{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"},"text":"level {level}: {title}"},"key":"ticket/1","measured":{"facts":{"breaches":0,"opened":"11-23 06:01","state":{"facts":{},"text":"closed"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"normal","standard":{"facts":{},"text":"no clock runs"},"subject":"#1 web-1","ticket":1},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"III","title":"打印机不能用","title_zh":"打印机不能用"},"text":"level {level}: {title}"},"key":"ticket/2","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#2 old-ups","ticket":2},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"posted by another Prometheus","title_zh":"posted by another Prometheus"},"text":"level {level}: {title}"},"key":"ticket/3","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#3 db-1","ticket":3}],"title":{"facts":{},"text":"Tickets"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"capacity","rows":[],"title":{"facts":{},"text":"Capacity outlook"}},{"absent":{"facts":{},"text":"nothing was measured in this period"},"key":"monitor","rows":[],"title":{"facts":{},"text":"The monitor itself"}},{"absent":null,"key":"manual","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"machine room: temperature, humidity, air conditioning"},"key":"manual/room","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"power supply and UPS indicators"},"key":"manual/power","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"alarm lights of the devices"},"key":"manual/lights","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"cables and labels"},"key":"manual/cables","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Checked by hand"}}],"sentences":[{"facts":{"item":{"facts":{},"text":"agent last heard before"},"measured":{"facts":{"value":"114"},"text":"{value} min"},"subject":"web-1"},"text":"{subject}: {item} is {measured}"},{"facts":{"tickets":"#3, #2"},"text":"overdue: {tickets}"},{"facts":{"count":11},"text":"{count} rows wait to be checked by hand"}],"zone":"Asia/Shanghai"}','夜班交接',1795392000000,'{"inspector":"甲"}',1795393800000,'3ae0183cfc5c4745dac880cfe434fb9a4bc479829145bde4bd4ccededf2058fd');
INSERT INTO "check_form" VALUES(3,'acme','2026-11-23',3,'open','{"conclusion":"abnormal","customer":"acme","customer_name":"某某公司","day":"2026-11-23","figures":[{"title":{"facts":{},"text":"devices measured / in all"},"value":"1 / 4"},{"title":{"facts":{},"text":"open tickets I / II / III / IV"},"value":"0 / 1 / 1 / 0"},{"title":{"facts":{},"text":"opened / closed in the period"},"value":"3 / 1"},{"title":{"facts":{},"text":"tickets with a goal missed"},"value":"2"},{"title":{"facts":{},"text":"completeness of the monitoring data"},"value":"-"},{"title":{"facts":{},"text":"rows normal / abnormal / not checked"},"value":"3 / 3 / 11"}],"format":1,"is_late":false,"made_at":1795393800000,"period_end":1795392000000,"period_start":1795305600000,"sections":[{"absent":{"facts":{},"text":"nothing was left open in the form before"},"key":"carried","rows":[],"title":{"facts":{},"text":"Carried over"}},{"absent":null,"key":"devices","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/cam-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"cam-1","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/db-1","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"db-1","ticket":null},{"by":"watchkeeper","checked_at":1795385820000,"expression":"","handling":"","item":{"facts":{},"text":"state of the device"},"key":"devices/old-ups","measured":{"facts":{"value":"灯绿"},"text":"{value}"},"result":"normal","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"old-ups","ticket":null},{"by":"","checked_at":1795392000000,"expression":"max by (instance) (changes(node_boot_time_seconds[1d]))","handling":"","item":{"facts":{},"text":"restarts"},"key":"restarts/web-1","measured":{"facts":{"value":"0"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"0"},"text":"{value}"}},"text":"at most {limit}"},"subject":"web-1","ticket":null}],"title":{"facts":{},"text":"Devices"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"services","rows":[],"title":{"facts":{},"text":"Systems and services"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"network","rows":[],"title":{"facts":{},"text":"Network"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"backups","rows":[],"title":{"facts":{},"text":"Backups"}},{"absent":null,"key":"security","rows":[{"by":"","checked_at":1795392000000,"expression":"(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60","handling":"","item":{"facts":{},"text":"agent last heard before"},"key":"agent_silence/web-1","measured":{"facts":{"value":"114"},"text":"{value} min"},"result":"abnormal","standard":{"facts":{"limit":{"facts":{"value":"10"},"text":"{value} min"}},"text":"at most {limit}"},"subject":"web-1","ticket":null},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{},"text":"refused sign-ins to this monitoring server"},"key":"sign_ins/watchkeeper","measured":{"facts":{"value":"1"},"text":"{value}"},"result":"normal","standard":{"facts":{"limit":{"facts":{"value":"20"},"text":"{value}"}},"text":"at most {limit}"},"subject":"Watchkeeper","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"failed log-ins to the devices"},"key":"security/device_log_ins","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"no unknown source"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new accounts, keys and sudo rights"},"key":"security/accounts","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"new listening ports"},"key":"security/listening","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"each one is known"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"passwords about to expire"},"key":"security/password_expiry","measured":{"facts":{"reason":{"facts":{},"text":"the agents and probes do not read this from the devices"}},"text":"no data: {reason}"},"result":"unchecked","standard":{"facts":{},"text":"none within 14 days"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Security"}},{"absent":null,"key":"tickets","rows":[{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"},"text":"level {level}: {title}"},"key":"ticket/1","measured":{"facts":{"breaches":0,"opened":"11-23 06:01","state":{"facts":{},"text":"closed"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"normal","standard":{"facts":{},"text":"no clock runs"},"subject":"#1 web-1","ticket":1},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"III","title":"打印机不能用","title_zh":"打印机不能用"},"text":"level {level}: {title}"},"key":"ticket/2","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#2 old-ups","ticket":2},{"by":"","checked_at":1795392000000,"expression":"","handling":"","item":{"facts":{"level":"II","title":"posted by another Prometheus","title_zh":"posted by another Prometheus"},"text":"level {level}: {title}"},"key":"ticket/3","measured":{"facts":{"breaches":2,"opened":"11-23 06:17","state":{"facts":{},"text":"new"}},"text":"opened {opened}; {state}; goals missed: {breaches}"},"result":"abnormal","standard":{"facts":{"due":"11-23 06:47","goal":{"facts":{},"text":"Response"}},"text":"{goal} by {due}"},"subject":"#3 db-1","ticket":3}],"title":{"facts":{},"text":"Tickets"}},{"absent":{"facts":{},"text":"no target of this customer is measured in this way"},"key":"capacity","rows":[],"title":{"facts":{},"text":"Capacity outlook"}},{"absent":{"facts":{},"text":"nothing was measured in this period"},"key":"monitor","rows":[],"title":{"facts":{},"text":"The monitor itself"}},{"absent":null,"key":"manual","rows":[{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"machine room: temperature, humidity, air conditioning"},"key":"manual/room","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"power supply and UPS indicators"},"key":"manual/power","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"alarm lights of the devices"},"key":"manual/lights","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null},{"by":"","checked_at":null,"expression":"","handling":"","item":{"facts":{},"text":"cables and labels"},"key":"manual/cables","measured":null,"result":"unchecked","standard":{"facts":{},"text":"works, no alarm shown"},"subject":"-","ticket":null}],"title":{"facts":{},"text":"Checked by hand"}}],"sentences":[{"facts":{"item":{"facts":{},"text":"agent last heard before"},"measured":{"facts":{"value":"114"},"text":"{value} min"},"subject":"web-1"},"text":"{subject}: {item} is {measured}"},{"facts":{"tickets":"#3, #2"},"text":"overdue: {tickets}"},{"facts":{"count":11},"text":"{count} rows wait to be checked by hand"}],"zone":"Asia/Shanghai"}','夜班交接',1795393800000,'{}',NULL,'');
CREATE TABLE check_form_entry (
	form_id INTEGER NOT NULL, 
	row_key VARCHAR(300) NOT NULL, 
	result VARCHAR(16) NOT NULL, 
	measured TEXT NOT NULL, 
	handling TEXT NOT NULL, 
	"by" VARCHAR(100) NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_check_form_entry PRIMARY KEY (form_id, row_key), 
	CONSTRAINT fk_check_form_entry_form_id_check_form FOREIGN KEY(form_id) REFERENCES check_form (id)
);
INSERT INTO "check_form_entry" VALUES(1,'devices/old-ups','normal','灯绿','','watchkeeper',1795385820000);
INSERT INTO "check_form_entry" VALUES(3,'devices/old-ups','abnormal','灯绿','','watchkeeper',1795393800000);
CREATE TABLE search_entry (
	id BIGINT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_search_entry PRIMARY KEY (id), 
	CONSTRAINT uq_search_entry_kind_number UNIQUE (kind, number)
);
INSERT INTO "search_entry" VALUES(16,'ticket',2,' 打印机不能用 
 old ups ',' acme 
 三楼 
 王工 ');
INSERT INTO "search_entry" VALUES(24,'ticket',3,' posted by another prometheus 
 db 1 ',' acme 
 posted ');
INSERT INTO "search_entry" VALUES(8,'ticket',1,' disk of web 1 is full 
 web 1 磁盘已满 
 web 1 ',' acme 
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
CREATE VIRTUAL TABLE search_word USING fts5(words, tokenize='ascii', detail=none, columnsize=0);
DELETE FROM "search_word_data";
INSERT INTO "search_word_data" VALUES(1,X'034D');
INSERT INTO "search_word_data" VALUES(10,X'00000000010E0E000E0101010201010301010401010501010601010701010801010901010A01010B01010C01010D01010E0101');
INSERT INTO "search_word_data" VALUES(137438953473,X'0000005402303108010461636D650801046469736B08050466756C6C08010466756C6C08010269730801026F66080103776562080106E5B7B2E6BBA1080103E6BBA1080106E79B98E5B7B2080205A381E79B9808040407070707050506090609');
INSERT INTO "search_word_data" VALUES(274877906945,X'00000081023031080000010461636D6508000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001026F6608000001037765620800000106E5B7B2E6BBA10800000106E68891E69DA50802059DA5E79C8B080202BBA10800000106E79B98E5B7B208000002029C8B080205A381E79B980800000406090909090707080B0908070B05');
INSERT INTO "search_word_data" VALUES(412316860417,X'000000AF023031080000010461636D65080000020270700801046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670801026F6608000001037661720801037765620800000106E58DA0E6BBA1080205B7B2E6BBA10800000205BD95E58DA0080106E68891E69DA508000002059DA5E79C8B0800000202BBA10800000106E79B98E5B7B20800000304AEE5BD950802029C8B0800000205A381E79B98080000040609050909090706070608090A080B0A070B0707');
INSERT INTO "search_word_data" VALUES(549755813889,X'000000E1023031080000010461636D650800000202707008000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F746174650801026F66080000010376617208000001037765620800000106E58DA0E6BBA10800000205B7B2E6BBA10800000205BD95E58DA00800000202BF97080106E68891E69DA5080000020597A5E5BF970802059DA5E79C8B0800000205B885E79086080202BBA10800000106E79086E697A50802059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B98080000040609070909090708090708080B0A0A050B080A0807090A0907');
INSERT INTO "search_word_data" VALUES(687194767361,X'000000FF023031080000010461636D650800000202707008000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000001026F66080000010376617208000001037765620800000106E58DA0E6BBA10800000205B7B2E6BBA10800000205BD95E58DA00800000202BF970800000106E68891E69DA508000002058E88E69D8308020597A5E5BF9708000002029D83080304A5E79C8B0800000205B885E790860800000202BBA10800000106E79086E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B980800000205AD89E68E88080406090709090907080B0708080B0A0A070B080A05090A070B0A09070A');
INSERT INTO "search_word_data" VALUES(824633720833,X'00000125023031080000010461636D650800000202707008000002037761790801046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F746174650800000401730801056D6F7665640801026F6608000002056C6465737408010374686508010376617208000001037765620800000106E58DA0E6BBA10800000205B7B2E6BBA10800000205BD95E58DA00800000202BF970800000106E68891E69DA508000002058E88E69D83080000020597A5E5BF9708000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E79086E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B980800000205AD89E68E88080000040609070609090907080B040807080608080B0A0A070B0A0A07090A070B0A09070A');
INSERT INTO "search_word_data" VALUES(962072674305,X'00000154023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F7461746564080103746865080000010376617208000001037765620800000106E58DA0E6BBA10800000205B7B2E6BBA10800000205BD95E58DA00800000202BF970800000403E69CAA080106E68891E69DA508000002058E88E69D83080000020597A5E5BF9708000002059CAAE8BDAE0802029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E79086E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B980800000205AD89E68E880800000103E8BDAC080304AEE8BDAC08040609070809090907080B060A070A0A0808080B0A0A07060B0A0A0807090A070B0A09070A0A06');
INSERT INTO "search_word_data" VALUES(1099511627777,X'00000170023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F74617465640800000103746865080000010376617208000001037765620800000106E58DA0E6BBA10800000205AEB9E9878F080205B7B2E6BBA10800000205BD95E58DA00800000202BF970800000403E69CAA0800000106E68891E69DA508000002058E88E69D83080000020297A0080304A5E5BF9708000002059CAAE8BDAE08000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E79086E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B980800000205AD89E68E880800000103E8BDAC0800000304AEE8BDAC0800000103E9878F08040609070809090907080B060A070A0C0808080B080A0A07080B0A05090A07090A070B0A09070A0A0809');
INSERT INTO "search_word_data" VALUES(1236950581249,X'00000187023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F74617465640800000103746865080000010376617208000001037765620800000106E58DA0E6BBA10800000205A484E79086080205AEB9E9878F0800000205B7B2E5A484080403E6BBA10800000205BD95E58DA00800000202BF970800000403E69CAA0800000106E68891E69DA508000002058E88E69D83080000020297A00800000304A5E5BF9708000002059CAAE8BDAE08000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000103E79086080403E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B980800000205AD89E68E880800000103E8BDAC0800000304AEE8BDAC0800000103E9878F080000040609070809090907080B060A070A0C0808080B080A08080A07080B0A07090A07090A0706080A09070A0A0809');
INSERT INTO "search_word_data" VALUES(1374389534721,X'00000199023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F74617465640800000103746865080000010376617208000001037765620800000106E58DA0E6BBA10800000205A484E790860800000205AEB9E9878F0800000202B7A5080304B2E5A4840800000403E6BBA10800000205BD95E58DA00800000202BF970800000403E69CAA0800000106E68891E69DA508000002058E88E69D83080000020297A00800000304A5E5BF9708000002059CAAE8BDAE08000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E78E8BE5B7A508020290860800000403E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A381E79B980800000205AD89E68E880800000103E8BDAC0800000304AEE8BDAC0800000103E9878F080000040609070809090907080B060A070A0C0808080B0A0A0509080A07080B0A07090A07090A070907080A09070A0A0809');
INSERT INTO "search_word_data" VALUES(1511828488193,X'000001BE023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F74617465640800000103746865080000010376617208000001037765620800000106E58DA0E6BBA10800000205A484E790860800000205AEA2E688B7080304B9E9878F0800000202B7A50800000304B2E5A4840800000403E6BBA10800000403E7A1AE080205BD95E58DA00800000202BF970800000403E69CAA0800000106E68891E69DA50800000304B7E5B7B20802058E88E69D83080000020297A00800000304A5E5BF9708000002059CAAE8BDAE08000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E78E8BE5B7A5080000020290860800000403E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A1AEE8AEA4080205A381E79B980800000205AD89E68E880800000103E8AEA4080202BDAC0800000304AEE8BDAC0800000103E9878F080000040609070809090907080B060A070A0C0808080B0A0809070908060A07080B070A07090A07090A070B07080A0907080A0A060709');
INSERT INTO "search_word_data" VALUES(1649267441665,X'00000062053061636D651001036F6C64100103757073100106E4B889E6A5BC1003048DE883BD100106E58DB0E69CBA100202B7A5100106E68993E58DB01002059CBAE4B88D100202A5BC100106E78E8BE5B7A510020294A8100106E883BDE794A81004070606090709050908050905');
INSERT INTO "search_word_data" VALUES(1786706395137,X'0000003702303118010461636D651802066E6F7468657218010262791801026462180106706F73746564180209726F6D6574686575731804040709050509');
INSERT INTO "search_word_data" VALUES(1924145348609,X'000001EA023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F74617465640800000103746865080000010376617208000001037765620800000106E4B88BE58D95080205BBB6E5B7B2080103E58D95080304A0E6BBA10800000205A484E79086080000030487E4BBB6080205AEA2E688B70800000304B9E9878F0800000202B7A50800000304B2E4B88B080403E5A4840800000403E6BBA10800000403E7A1AE0800000205BD95E58DA00800000202BF970800000403E69CAA0800000106E68891E69DA50800000304B7E5B7B208000002058E88E69D83080000020297A00800000304A5E5BF9708000002059CAAE8BDAE08000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E78E8BE5B7A5080000020290860800000403E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A1AEE8AEA40800000205A381E79B980800000205AD89E68E880800000103E8AEA40800000202BDAC0800000304AEE8BDAC0800000103E9878F080000040609070809090907080B060A070A0C080808090806090A070A0907070808080A07080B090A07090A07090A070B07080A09070A0A0A080709');
DELETE FROM "search_word_idx";
INSERT INTO "search_word_idx" VALUES(1,X'',2);
INSERT INTO "search_word_idx" VALUES(2,X'',2);
INSERT INTO "search_word_idx" VALUES(3,X'',2);
INSERT INTO "search_word_idx" VALUES(4,X'',2);
INSERT INTO "search_word_idx" VALUES(5,X'',2);
INSERT INTO "search_word_idx" VALUES(6,X'',2);
INSERT INTO "search_word_idx" VALUES(7,X'',2);
INSERT INTO "search_word_idx" VALUES(8,X'',2);
INSERT INTO "search_word_idx" VALUES(9,X'',2);
INSERT INTO "search_word_idx" VALUES(10,X'',2);
INSERT INTO "search_word_idx" VALUES(11,X'',2);
INSERT INTO "search_word_idx" VALUES(12,X'',2);
INSERT INTO "search_word_idx" VALUES(13,X'',2);
INSERT INTO "search_word_idx" VALUES(14,X'',2);
DELETE FROM "search_word_content";
INSERT INTO "search_word_content" VALUES(8,'1 acme app away disk diskfull full is log logrotate logs moved of oldest rotated the var web 下单 件已 单 占满 处理 备件 客户 容量 工 已下 已处 已满 已确 录占 志 志未 我来 户已 授权 无 日志 未轮 权 来看 清理 满 王工 理 理日 盘已 目录 看 确认 磁盘 等授 认 转 轮转 量');
INSERT INTO "search_word_content" VALUES(16,'acme old ups 三楼 不能 印机 工 打印 机不 楼 王工 用 能用');
INSERT INTO "search_word_content" VALUES(24,'1 acme another by db posted prometheus');
DELETE FROM "search_word_config";
INSERT INTO "search_word_config" VALUES('version',4);
CREATE TABLE rest_key (
	key_hash VARCHAR(64) NOT NULL, 
	principal TEXT NOT NULL, 
	request_hash VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_rest_key PRIMARY KEY (key_hash)
);
INSERT INTO "rest_key" VALUES('c346c3545319f1c2269deaf42feb3d293c3d47f3c689d4cd7c324664f9ae47cd','token:13274be3','88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a',1,1795404600000);
CREATE TABLE answer_seen (
	source VARCHAR(100) NOT NULL, 
	nonce VARCHAR(128) NOT NULL, 
	at BIGINT NOT NULL, 
	ticket INTEGER NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_answer_seen PRIMARY KEY (source, nonce)
);
CREATE TABLE calendar_notice (
	id INTEGER NOT NULL, 
	region VARCHAR(40) NOT NULL, 
	year INTEGER NOT NULL, 
	number VARCHAR(200) NOT NULL, 
	definition TEXT NOT NULL, 
	source TEXT NOT NULL, 
	confirmed_by VARCHAR(200) NOT NULL, 
	confirmed_at BIGINT NOT NULL, 
	CONSTRAINT pk_calendar_notice PRIMARY KEY (id)
);
INSERT INTO "calendar_notice" VALUES(1,'cn',2027,'国办发明电〔2026〕99号','{"arrangements":[{"item":1,"names":["元旦"],"off":["2027-01-01","2027-01-02","2027-01-03"],"until":null,"worked":[]},{"item":2,"names":["春节"],"off":["2027-02-05","2027-02-06","2027-02-07","2027-02-08","2027-02-09","2027-02-10","2027-02-11"],"until":null,"worked":[["2027-01-31","2027-02-10"],["2027-02-20","2027-02-11"]]},{"item":3,"names":["清明节"],"off":["2027-04-03","2027-04-04","2027-04-05"],"until":null,"worked":[]},{"item":4,"names":["劳动节"],"off":["2027-05-01","2027-05-02","2027-05-03","2027-05-04","2027-05-05"],"until":null,"worked":[["2027-04-25","2027-05-04"],["2027-05-08","2027-05-05"]]},{"item":5,"names":["端午节"],"off":["2027-06-09"],"until":null,"worked":[]},{"item":6,"names":["中秋节"],"off":["2027-09-15"],"until":null,"worked":[]},{"item":7,"names":["国庆节"],"off":["2027-10-01","2027-10-02","2027-10-03","2027-10-04","2027-10-05","2027-10-06","2027-10-07"],"until":null,"worked":[["2027-09-26","2027-10-06"],["2027-10-09","2027-10-07"]]}],"dated":"2026-11-20","listed":[],"number":"国办发明电〔2026〕99号","url":"","year":2027}','关于2027年部分节假日安排的通知
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
','system',1795404600000);
CREATE TABLE calendar_edition (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	definition TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	CONSTRAINT pk_calendar_edition PRIMARY KEY (id), 
	CONSTRAINT uq_calendar_edition_digest UNIQUE (digest)
);
INSERT INTO "calendar_edition" VALUES(1,'7x24','7b82bf0dd8e029172955ebd3477aeaeaf76520d1f5e0c419fcff364b05fb1e9a','{"days":{},"name":"7x24","provisional":[],"weekly":[[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]],[[0,86400000]]]}',1795384800000);
INSERT INTO "calendar_edition" VALUES(2,'5x8','2c3ffada8a20fec288686e7ce9ae2236346717061da5d3b940153ca0a06a7b95','{"days":{"2018-01-01":[],"2018-02-11":[[32400000,63000000]],"2018-02-15":[],"2018-02-16":[],"2018-02-19":[],"2018-02-20":[],"2018-02-21":[],"2018-02-24":[[32400000,63000000]],"2018-04-05":[],"2018-04-06":[],"2018-04-08":[[32400000,63000000]],"2018-04-28":[[32400000,63000000]],"2018-04-30":[],"2018-05-01":[],"2018-06-18":[],"2018-09-24":[],"2018-09-29":[[32400000,63000000]],"2018-09-30":[[32400000,63000000]],"2018-10-01":[],"2018-10-02":[],"2018-10-03":[],"2018-10-04":[],"2018-10-05":[],"2018-12-29":[[32400000,63000000]],"2018-12-31":[],"2019-01-01":[],"2019-02-02":[[32400000,63000000]],"2019-02-03":[[32400000,63000000]],"2019-02-04":[],"2019-02-05":[],"2019-02-06":[],"2019-02-07":[],"2019-02-08":[],"2019-04-05":[],"2019-04-28":[[32400000,63000000]],"2019-05-01":[],"2019-05-02":[],"2019-05-03":[],"2019-05-05":[[32400000,63000000]],"2019-06-07":[],"2019-09-13":[],"2019-09-29":[[32400000,63000000]],"2019-10-01":[],"2019-10-02":[],"2019-10-03":[],"2019-10-04":[],"2019-10-07":[],"2019-10-12":[[32400000,63000000]],"2020-01-01":[],"2020-01-19":[[32400000,63000000]],"2020-01-24":[],"2020-01-27":[],"2020-01-28":[],"2020-01-29":[],"2020-01-30":[],"2020-01-31":[],"2020-04-06":[],"2020-04-26":[[32400000,63000000]],"2020-05-01":[],"2020-05-04":[],"2020-05-05":[],"2020-05-09":[[32400000,63000000]],"2020-06-25":[],"2020-06-26":[],"2020-06-28":[[32400000,63000000]],"2020-09-27":[[32400000,63000000]],"2020-10-01":[],"2020-10-02":[],"2020-10-05":[],"2020-10-06":[],"2020-10-07":[],"2020-10-08":[],"2020-10-10":[[32400000,63000000]],"2021-01-01":[],"2021-02-07":[[32400000,63000000]],"2021-02-11":[],"2021-02-12":[],"2021-02-15":[],"2021-02-16":[],"2021-02-17":[],"2021-02-20":[[32400000,63000000]],"2021-04-05":[],"2021-04-25":[[32400000,63000000]],"2021-05-03":[],"2021-05-04":[],"2021-05-05":[],"2021-05-08":[[32400000,63000000]],"2021-06-14":[],"2021-09-18":[[32400000,63000000]],"2021-09-20":[],"2021-09-21":[],"2021-09-26":[[32400000,63000000]],"2021-10-01":[],"2021-10-04":[],"2021-10-05":[],"2021-10-06":[],"2021-10-07":[],"2021-10-09":[[32400000,63000000]],"2022-01-03":[],"2022-01-29":[[32400000,63000000]],"2022-01-30":[[32400000,63000000]],"2022-01-31":[],"2022-02-01":[],"2022-02-02":[],"2022-02-03":[],"2022-02-04":[],"2022-04-02":[[32400000,63000000]],"2022-04-04":[],"2022-04-05":[],"2022-04-24":[[32400000,63000000]],"2022-05-02":[],"2022-05-03":[],"2022-05-04":[],"2022-05-07":[[32400000,63000000]],"2022-06-03":[],"2022-09-12":[],"2022-10-03":[],"2022-10-04":[],"2022-10-05":[],"2022-10-06":[],"2022-10-07":[],"2022-10-08":[[32400000,63000000]],"2022-10-09":[[32400000,63000000]],"2023-01-02":[],"2023-01-23":[],"2023-01-24":[],"2023-01-25":[],"2023-01-26":[],"2023-01-27":[],"2023-01-28":[[32400000,63000000]],"2023-01-29":[[32400000,63000000]],"2023-04-05":[],"2023-04-23":[[32400000,63000000]],"2023-05-01":[],"2023-05-02":[],"2023-05-03":[],"2023-05-06":[[32400000,63000000]],"2023-06-22":[],"2023-06-23":[],"2023-06-25":[[32400000,63000000]],"2023-09-29":[],"2023-10-02":[],"2023-10-03":[],"2023-10-04":[],"2023-10-05":[],"2023-10-06":[],"2023-10-07":[[32400000,63000000]],"2023-10-08":[[32400000,63000000]],"2024-01-01":[],"2024-02-04":[[32400000,63000000]],"2024-02-12":[],"2024-02-13":[],"2024-02-14":[],"2024-02-15":[],"2024-02-16":[],"2024-02-18":[[32400000,63000000]],"2024-04-04":[],"2024-04-05":[],"2024-04-07":[[32400000,63000000]],"2024-04-28":[[32400000,63000000]],"2024-05-01":[],"2024-05-02":[],"2024-05-03":[],"2024-05-11":[[32400000,63000000]],"2024-06-10":[],"2024-09-14":[[32400000,63000000]],"2024-09-16":[],"2024-09-17":[],"2024-09-29":[[32400000,63000000]],"2024-10-01":[],"2024-10-02":[],"2024-10-03":[],"2024-10-04":[],"2024-10-07":[],"2024-10-12":[[32400000,63000000]],"2025-01-01":[],"2025-01-26":[[32400000,63000000]],"2025-01-28":[],"2025-01-29":[],"2025-01-30":[],"2025-01-31":[],"2025-02-03":[],"2025-02-04":[],"2025-02-08":[[32400000,63000000]],"2025-04-04":[],"2025-04-27":[[32400000,63000000]],"2025-05-01":[],"2025-05-02":[],"2025-05-05":[],"2025-06-02":[],"2025-09-28":[[32400000,63000000]],"2025-10-01":[],"2025-10-02":[],"2025-10-03":[],"2025-10-06":[],"2025-10-07":[],"2025-10-08":[],"2025-10-11":[[32400000,63000000]],"2026-01-01":[],"2026-01-02":[],"2026-01-04":[[32400000,63000000]],"2026-02-14":[[32400000,63000000]],"2026-02-16":[],"2026-02-17":[],"2026-02-18":[],"2026-02-19":[],"2026-02-20":[],"2026-02-23":[],"2026-02-28":[[32400000,63000000]],"2026-04-06":[],"2026-05-01":[],"2026-05-04":[],"2026-05-05":[],"2026-05-09":[[32400000,63000000]],"2026-06-19":[],"2026-09-20":[[32400000,63000000]],"2026-09-25":[],"2026-10-01":[],"2026-10-02":[],"2026-10-05":[],"2026-10-06":[],"2026-10-07":[],"2026-10-10":[[32400000,63000000]],"2027-01-01":[],"2027-10-01":[],"2028-05-01":[],"2028-05-02":[],"2028-10-02":[],"2028-10-03":[],"2029-01-01":[],"2029-05-01":[],"2029-05-02":[],"2029-10-01":[],"2029-10-02":[],"2029-10-03":[],"2030-01-01":[],"2030-05-01":[],"2030-05-02":[],"2030-10-01":[],"2030-10-02":[],"2030-10-03":[],"2031-01-01":[],"2031-05-01":[],"2031-05-02":[],"2031-10-01":[],"2031-10-02":[],"2031-10-03":[],"2032-01-01":[],"2032-10-01":[],"2033-05-02":[],"2033-10-03":[],"2034-05-01":[],"2034-05-02":[],"2034-10-02":[],"2034-10-03":[],"2035-01-01":[],"2035-05-01":[],"2035-05-02":[],"2035-10-01":[],"2035-10-02":[],"2035-10-03":[],"2036-01-01":[],"2036-05-01":[],"2036-05-02":[],"2036-10-01":[],"2036-10-02":[],"2036-10-03":[],"2037-01-01":[],"2037-05-01":[],"2037-10-01":[],"2037-10-02":[],"2038-01-01":[],"2038-10-01":[],"2039-05-02":[],"2039-10-03":[],"2040-05-01":[],"2040-05-02":[],"2040-10-01":[],"2040-10-02":[],"2040-10-03":[],"2041-01-01":[],"2041-05-01":[],"2041-05-02":[],"2041-10-01":[],"2041-10-02":[],"2041-10-03":[],"2042-01-01":[],"2042-05-01":[],"2042-05-02":[],"2042-10-01":[],"2042-10-02":[],"2042-10-03":[],"2043-01-01":[],"2043-05-01":[],"2043-10-01":[],"2043-10-02":[],"2044-01-01":[],"2044-05-02":[],"2044-10-03":[],"2045-05-01":[],"2045-05-02":[],"2045-10-02":[],"2045-10-03":[]},"name":"5x8","provisional":[2015,2016,2017,2027,2028,2029,2030,2031,2032,2033,2034,2035,2036,2037,2038,2039,2040,2041,2042,2043,2044,2045],"weekly":[[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[],[]]}',1795384800000);
INSERT INTO "calendar_edition" VALUES(3,'5x8','c7490c566e003fb6cbee265bd59ffd0bede6a70617a76d0a748e47f5d0e23c7d','{"days":{"2018-01-01":[],"2018-02-11":[[32400000,63000000]],"2018-02-15":[],"2018-02-16":[],"2018-02-19":[],"2018-02-20":[],"2018-02-21":[],"2018-02-24":[[32400000,63000000]],"2018-04-05":[],"2018-04-06":[],"2018-04-08":[[32400000,63000000]],"2018-04-28":[[32400000,63000000]],"2018-04-30":[],"2018-05-01":[],"2018-06-18":[],"2018-09-24":[],"2018-09-29":[[32400000,63000000]],"2018-09-30":[[32400000,63000000]],"2018-10-01":[],"2018-10-02":[],"2018-10-03":[],"2018-10-04":[],"2018-10-05":[],"2018-12-29":[[32400000,63000000]],"2018-12-31":[],"2019-01-01":[],"2019-02-02":[[32400000,63000000]],"2019-02-03":[[32400000,63000000]],"2019-02-04":[],"2019-02-05":[],"2019-02-06":[],"2019-02-07":[],"2019-02-08":[],"2019-04-05":[],"2019-04-28":[[32400000,63000000]],"2019-05-01":[],"2019-05-02":[],"2019-05-03":[],"2019-05-05":[[32400000,63000000]],"2019-06-07":[],"2019-09-13":[],"2019-09-29":[[32400000,63000000]],"2019-10-01":[],"2019-10-02":[],"2019-10-03":[],"2019-10-04":[],"2019-10-07":[],"2019-10-12":[[32400000,63000000]],"2020-01-01":[],"2020-01-19":[[32400000,63000000]],"2020-01-24":[],"2020-01-27":[],"2020-01-28":[],"2020-01-29":[],"2020-01-30":[],"2020-01-31":[],"2020-04-06":[],"2020-04-26":[[32400000,63000000]],"2020-05-01":[],"2020-05-04":[],"2020-05-05":[],"2020-05-09":[[32400000,63000000]],"2020-06-25":[],"2020-06-26":[],"2020-06-28":[[32400000,63000000]],"2020-09-27":[[32400000,63000000]],"2020-10-01":[],"2020-10-02":[],"2020-10-05":[],"2020-10-06":[],"2020-10-07":[],"2020-10-08":[],"2020-10-10":[[32400000,63000000]],"2021-01-01":[],"2021-02-07":[[32400000,63000000]],"2021-02-11":[],"2021-02-12":[],"2021-02-15":[],"2021-02-16":[],"2021-02-17":[],"2021-02-20":[[32400000,63000000]],"2021-04-05":[],"2021-04-25":[[32400000,63000000]],"2021-05-03":[],"2021-05-04":[],"2021-05-05":[],"2021-05-08":[[32400000,63000000]],"2021-06-14":[],"2021-09-18":[[32400000,63000000]],"2021-09-20":[],"2021-09-21":[],"2021-09-26":[[32400000,63000000]],"2021-10-01":[],"2021-10-04":[],"2021-10-05":[],"2021-10-06":[],"2021-10-07":[],"2021-10-09":[[32400000,63000000]],"2022-01-03":[],"2022-01-29":[[32400000,63000000]],"2022-01-30":[[32400000,63000000]],"2022-01-31":[],"2022-02-01":[],"2022-02-02":[],"2022-02-03":[],"2022-02-04":[],"2022-04-02":[[32400000,63000000]],"2022-04-04":[],"2022-04-05":[],"2022-04-24":[[32400000,63000000]],"2022-05-02":[],"2022-05-03":[],"2022-05-04":[],"2022-05-07":[[32400000,63000000]],"2022-06-03":[],"2022-09-12":[],"2022-10-03":[],"2022-10-04":[],"2022-10-05":[],"2022-10-06":[],"2022-10-07":[],"2022-10-08":[[32400000,63000000]],"2022-10-09":[[32400000,63000000]],"2023-01-02":[],"2023-01-23":[],"2023-01-24":[],"2023-01-25":[],"2023-01-26":[],"2023-01-27":[],"2023-01-28":[[32400000,63000000]],"2023-01-29":[[32400000,63000000]],"2023-04-05":[],"2023-04-23":[[32400000,63000000]],"2023-05-01":[],"2023-05-02":[],"2023-05-03":[],"2023-05-06":[[32400000,63000000]],"2023-06-22":[],"2023-06-23":[],"2023-06-25":[[32400000,63000000]],"2023-09-29":[],"2023-10-02":[],"2023-10-03":[],"2023-10-04":[],"2023-10-05":[],"2023-10-06":[],"2023-10-07":[[32400000,63000000]],"2023-10-08":[[32400000,63000000]],"2024-01-01":[],"2024-02-04":[[32400000,63000000]],"2024-02-12":[],"2024-02-13":[],"2024-02-14":[],"2024-02-15":[],"2024-02-16":[],"2024-02-18":[[32400000,63000000]],"2024-04-04":[],"2024-04-05":[],"2024-04-07":[[32400000,63000000]],"2024-04-28":[[32400000,63000000]],"2024-05-01":[],"2024-05-02":[],"2024-05-03":[],"2024-05-11":[[32400000,63000000]],"2024-06-10":[],"2024-09-14":[[32400000,63000000]],"2024-09-16":[],"2024-09-17":[],"2024-09-29":[[32400000,63000000]],"2024-10-01":[],"2024-10-02":[],"2024-10-03":[],"2024-10-04":[],"2024-10-07":[],"2024-10-12":[[32400000,63000000]],"2025-01-01":[],"2025-01-26":[[32400000,63000000]],"2025-01-28":[],"2025-01-29":[],"2025-01-30":[],"2025-01-31":[],"2025-02-03":[],"2025-02-04":[],"2025-02-08":[[32400000,63000000]],"2025-04-04":[],"2025-04-27":[[32400000,63000000]],"2025-05-01":[],"2025-05-02":[],"2025-05-05":[],"2025-06-02":[],"2025-09-28":[[32400000,63000000]],"2025-10-01":[],"2025-10-02":[],"2025-10-03":[],"2025-10-06":[],"2025-10-07":[],"2025-10-08":[],"2025-10-11":[[32400000,63000000]],"2026-01-01":[],"2026-01-02":[],"2026-01-04":[[32400000,63000000]],"2026-02-14":[[32400000,63000000]],"2026-02-16":[],"2026-02-17":[],"2026-02-18":[],"2026-02-19":[],"2026-02-20":[],"2026-02-23":[],"2026-02-28":[[32400000,63000000]],"2026-04-06":[],"2026-05-01":[],"2026-05-04":[],"2026-05-05":[],"2026-05-09":[[32400000,63000000]],"2026-06-19":[],"2026-09-20":[[32400000,63000000]],"2026-09-25":[],"2026-10-01":[],"2026-10-02":[],"2026-10-05":[],"2026-10-06":[],"2026-10-07":[],"2026-10-10":[[32400000,63000000]],"2027-01-01":[],"2027-01-31":[[32400000,63000000]],"2027-02-05":[],"2027-02-08":[],"2027-02-09":[],"2027-02-10":[],"2027-02-11":[],"2027-02-20":[[32400000,63000000]],"2027-04-05":[],"2027-04-25":[[32400000,63000000]],"2027-05-03":[],"2027-05-04":[],"2027-05-05":[],"2027-05-08":[[32400000,63000000]],"2027-06-09":[],"2027-09-15":[],"2027-09-26":[[32400000,63000000]],"2027-10-01":[],"2027-10-04":[],"2027-10-05":[],"2027-10-06":[],"2027-10-07":[],"2027-10-09":[[32400000,63000000]],"2028-05-01":[],"2028-05-02":[],"2028-10-02":[],"2028-10-03":[],"2029-01-01":[],"2029-05-01":[],"2029-05-02":[],"2029-10-01":[],"2029-10-02":[],"2029-10-03":[],"2030-01-01":[],"2030-05-01":[],"2030-05-02":[],"2030-10-01":[],"2030-10-02":[],"2030-10-03":[],"2031-01-01":[],"2031-05-01":[],"2031-05-02":[],"2031-10-01":[],"2031-10-02":[],"2031-10-03":[],"2032-01-01":[],"2032-10-01":[],"2033-05-02":[],"2033-10-03":[],"2034-05-01":[],"2034-05-02":[],"2034-10-02":[],"2034-10-03":[],"2035-01-01":[],"2035-05-01":[],"2035-05-02":[],"2035-10-01":[],"2035-10-02":[],"2035-10-03":[],"2036-01-01":[],"2036-05-01":[],"2036-05-02":[],"2036-10-01":[],"2036-10-02":[],"2036-10-03":[],"2037-01-01":[],"2037-05-01":[],"2037-10-01":[],"2037-10-02":[],"2038-01-01":[],"2038-10-01":[],"2039-05-02":[],"2039-10-03":[],"2040-05-01":[],"2040-05-02":[],"2040-10-01":[],"2040-10-02":[],"2040-10-03":[],"2041-01-01":[],"2041-05-01":[],"2041-05-02":[],"2041-10-01":[],"2041-10-02":[],"2041-10-03":[],"2042-01-01":[],"2042-05-01":[],"2042-05-02":[],"2042-10-01":[],"2042-10-02":[],"2042-10-03":[],"2043-01-01":[],"2043-05-01":[],"2043-10-01":[],"2043-10-02":[],"2044-01-01":[],"2044-05-02":[],"2044-10-03":[],"2045-05-01":[],"2045-05-02":[],"2045-10-02":[],"2045-10-03":[]},"name":"5x8","provisional":[2015,2016,2017,2028,2029,2030,2031,2032,2033,2034,2035,2036,2037,2038,2039,2040,2041,2042,2043,2044,2045],"weekly":[[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[[32400000,63000000]],[],[]]}',1795404600000);
CREATE TABLE duty_change (
	id INTEGER NOT NULL, 
	schedule VARCHAR(200) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	instead_of VARCHAR(200), 
	layer VARCHAR(200), 
	starts_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	made_by VARCHAR(200) NOT NULL, 
	made_at BIGINT NOT NULL, 
	cancelled_by VARCHAR(200), 
	cancelled_at BIGINT, 
	CONSTRAINT pk_duty_change PRIMARY KEY (id)
);
INSERT INTO "duty_change" VALUES(1,'hotline','swap','manager-b','engineer-a',NULL,1795404600000,1795491000000,'engineer-a',1795404600000,NULL,NULL);
CREATE TABLE absence (
	id INTEGER NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	deputy VARCHAR(200), 
	starts_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	made_by VARCHAR(200) NOT NULL, 
	made_at BIGINT NOT NULL, 
	cancelled_by VARCHAR(200), 
	cancelled_at BIGINT, 
	CONSTRAINT pk_absence PRIMARY KEY (id)
);
INSERT INTO "absence" VALUES(1,'engineer-a','manager-b',1795577400000,1795663800000,'engineer-a',1795404600000,NULL,NULL);
CREATE INDEX ix_access_sessions_person ON access_sessions (person);
CREATE INDEX ix_access_sessions_ends_at ON access_sessions (ends_at);
CREATE INDEX ix_access_attempts_person_at ON access_attempts (person, at);
CREATE INDEX ix_access_attempts_origin_at ON access_attempts (origin, at);
CREATE INDEX ix_access_attempts_at ON access_attempts (at);
CREATE INDEX ix_target_revisions_target_number ON target_revisions (target, number);
CREATE INDEX ix_target_revisions_batch ON target_revisions (batch);
CREATE INDEX ix_target_fact_changes_target_number ON target_fact_changes (target, number);
CREATE INDEX ix_agents_target ON agents (target);
CREATE INDEX ix_agents_next_hash ON agents (next_hash);
CREATE INDEX ix_agents_former_hash ON agents (former_hash);
CREATE INDEX ix_satellites_name ON satellites (name);
CREATE UNIQUE INDEX ix_heartbeats_target_name ON heartbeats (target, name);
CREATE INDEX ix_log_lines_told_at ON log_lines (told_at);
CREATE INDEX ix_outbox_due ON outbox (next_try_at) WHERE state IN ('queued', 'sending');
CREATE INDEX ix_outbox_ticket ON outbox (ticket);
CREATE INDEX ix_ticket_alert_fingerprint ON ticket_alert (fingerprint);
CREATE INDEX ix_ticket_alert_source ON ticket_alert (source);
CREATE INDEX ix_ticket_alert_ticket ON ticket_alert (ticket);
CREATE INDEX ix_ticket_alert_wakes_at ON ticket_alert (wakes_at) WHERE wakes_at IS NOT NULL;
CREATE INDEX ix_ticket_event_recorded_at ON ticket_event (recorded_at);
CREATE UNIQUE INDEX uq_ticket_event_decision ON ticket_event (ticket, decision) WHERE decision IS NOT NULL;
CREATE INDEX ix_ticket_evidence_owed_due_at ON ticket_evidence_owed (due_at);
CREATE INDEX ix_ticket_fingerprint ON ticket (fingerprint, number);
CREATE INDEX ix_ticket_opened_at ON ticket (opened_at);
CREATE INDEX ix_ticket_queue ON ticket (state, level_rank, customer_rank, next_due_at, number);
CREATE INDEX ix_ticket_target ON ticket (target, number);
CREATE INDEX ix_ticket_wakes_at ON ticket (wakes_at) WHERE wakes_at IS NOT NULL;
CREATE UNIQUE INDEX uq_ticket_live_fingerprint ON ticket (fingerprint) WHERE state IN ('new', 'open', 'pending');
CREATE INDEX ix_rest_key_at ON rest_key (at);
CREATE INDEX ix_answer_seen_at ON answer_seen (at);
CREATE INDEX ix_calendar_notice_region_year ON calendar_notice (region, year);
CREATE INDEX ix_duty_change_ends_at ON duty_change (ends_at);
CREATE INDEX ix_absence_ends_at ON absence (ends_at);
COMMIT;
