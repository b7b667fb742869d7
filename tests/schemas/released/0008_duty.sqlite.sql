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
INSERT INTO "access_accounts" VALUES('engineer-a','$argon2id$v=19$m=65536,t=3,p=4$cSCi66UnXb0XBJbS81qccg$iBu8MmGy67xKrsYp3M7nIGvOJBPCTiTcW57AVkWFye4',1795384800000,NULL);
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
INSERT INTO "access_sessions" VALUES('d8870a41f64b8f4d4af14d7d2540d9e8e203c6547353e154f08a706090978b2a','engineer-a','cg8t8WYIyhTI_hDYM9WHv77-wlcKEN8dNWBBP6y-o0s',1795384800000,1795384800000,1797976800000,'127.0.0.1');
CREATE TABLE access_links (
	token_hash TEXT NOT NULL, 
	person TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	used_at BIGINT, 
	CONSTRAINT pk_access_links PRIMARY KEY (token_hash)
);
INSERT INTO "access_links" VALUES('d124c89777b4036d46e4e9548d4377ce928785ecd8a8ec899a51c97ff836f17d','manager-b','system',1795384800000,1795471200000,NULL);
INSERT INTO "access_links" VALUES('11007ed52adb0aba31a7ff598b2f6d14a44d90b9322cf099722f47889f5fbfe4','engineer-a','system',1795384800000,1795471200000,1795384800000);
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
INSERT INTO "access_tokens" VALUES('3ef75edd','62c2d6c95ed1b5a7f07da94267bf3792f2b0a402593148f91537040d6b0e361c','grafana','["query:read"]',NULL,'system',1795384800000,1803160800000,1795384800000);
INSERT INTO "access_tokens" VALUES('29a1c040','59eacd98f7abc44e60fab329138a700de29e7cc071f866f23d78d25fc8dcb4b1','for acme','["tickets:read"]','["acme"]','system',1795384800000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('d723b689','58fd3d8134bba03375bc4a6215df802bc12df1c505d51fa1d01dbd8c2f41caf1','program','["alerts:write"]',NULL,'system',1795385820000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('f9c0d12d','75ca6db2836d3e69e31d05061db07f9b72d3b5c5fae9a7d7121ea10931f3042b','program','["tickets:read","tickets:write"]',NULL,'system',1795404600000,NULL,NULL);
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
INSERT INTO "audit_heads" VALUES('main',19,'b991d7677cb95b0b03190d725c697a5c0f9ff4bd0a42360282d0b18f38334e63');
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
INSERT INTO "audit_rows" VALUES('main',6,1795384800000,'system','token_made','3ef75edd','{"name":"grafana","scopes":["query:read"]}','2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393','3255a696ecbf365d8148e2d158d3e6263c64ce8d0783b47a976a4818d33df5b0');
INSERT INTO "audit_rows" VALUES('main',7,1795384800000,'system','token_made','29a1c040','{"name":"for acme","scopes":["tickets:read"]}','3255a696ecbf365d8148e2d158d3e6263c64ce8d0783b47a976a4818d33df5b0','3e3fb3841b990b2b8383953090ab885904fd98afefdb428012f967845d108b02');
INSERT INTO "audit_rows" VALUES('main',8,1795384800000,'system','token_revoked','3ef75edd','{}','3e3fb3841b990b2b8383953090ab885904fd98afefdb428012f967845d108b02','d3d4077486b66e8b68b959d8bbbd86f3eb155b1b5f0275891e0ccc6ff5074378');
INSERT INTO "audit_rows" VALUES('main',9,1795384800000,'system','target_added','cam-1','{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}','d3d4077486b66e8b68b959d8bbbd86f3eb155b1b5f0275891e0ccc6ff5074378','3af408554684c1d0fab3b17ac246affac96a0360d1a604951fe4e7021de669d1');
INSERT INTO "audit_rows" VALUES('main',10,1795384800000,'system','agent_token_made','web-1','{"ends_at":1795471200000}','3af408554684c1d0fab3b17ac246affac96a0360d1a604951fe4e7021de669d1','2edb0e830dce6fae30b1d708ad79b2e943604289121605bc61c4ad8fb093172f');
INSERT INTO "audit_rows" VALUES('main',11,1795384800000,'system','satellite_token_made','cam-1','{}','2edb0e830dce6fae30b1d708ad79b2e943604289121605bc61c4ad8fb093172f','cfec890e327e38a0c77208257516176074336b73881f968cc5193cdedb93835e');
INSERT INTO "audit_rows" VALUES('main',12,1795384800000,'satellite cam-1','satellite_enrolled','cam-1','{"address":"127.0.0.1","hostname":"box","id":"-MnA2ZQMObB8e1Xt","machine_id":"m1","made_by":"system","version":"1"}','cfec890e327e38a0c77208257516176074336b73881f968cc5193cdedb93835e','eec54468e636061fe2c2b7678a3dfa6475ea41a2f12bba7aba65a4ee63be792b');
INSERT INTO "audit_rows" VALUES('main',13,1795384800000,'system','agent_token_made','','{"ends_at":1795471200000}','eec54468e636061fe2c2b7678a3dfa6475ea41a2f12bba7aba65a4ee63be792b','6663715f82d69931f76b3817b7243672c2223e853921dfb052a8e5a0703b6088');
INSERT INTO "audit_rows" VALUES('main',14,1795384800000,'agent:7JIRWaLOb-SoDopD','agent_enrolled','web-1','{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}','6663715f82d69931f76b3817b7243672c2223e853921dfb052a8e5a0703b6088','0df538d6bf9067cba326b0b0b75ca2d4d0e9d6b35a49b119cb9c9ae70161dd06');
INSERT INTO "audit_rows" VALUES('main',15,1795385820000,'system','token_made','d723b689','{"name":"program","scopes":["alerts:write"]}','0df538d6bf9067cba326b0b0b75ca2d4d0e9d6b35a49b119cb9c9ae70161dd06','ccb923f41f98384f223295a5873f8a57ec07b4c7594ecb984bfff68bfc61d1ba');
INSERT INTO "audit_rows" VALUES('main',16,1795385820000,'system','finding_accepted','0ec38cbf9024da32bb2fc970f7d54d5f','{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}','ccb923f41f98384f223295a5873f8a57ec07b4c7594ecb984bfff68bfc61d1ba','dbd85adce9722d15efef39e9c1309ff2d864936716a177756027556b7e6af800');
INSERT INTO "audit_rows" VALUES('main',17,1795404600000,'system','agent_token_made','','{"ends_at":1795491000000,"most_uses":5}','dbd85adce9722d15efef39e9c1309ff2d864936716a177756027556b7e6af800','b109c39ad53d15ef3de758b3512ecc9b7adff792ddf8d289fa72fd617bd2650c');
INSERT INTO "audit_rows" VALUES('main',18,1795404600000,'agent:PBBiaIU8LHZ-rdhO','agent_waits','mail-1','{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}','b109c39ad53d15ef3de758b3512ecc9b7adff792ddf8d289fa72fd617bd2650c','def624f1a74ea4f68cca35b0d745627106efe39b9b75d42492f7f3926ed3c468');
INSERT INTO "audit_rows" VALUES('main',19,1795404600000,'system','token_made','f9c0d12d','{"name":"program","scopes":["tickets:read","tickets:write"]}','def624f1a74ea4f68cca35b0d745627106efe39b9b75d42492f7f3926ed3c468','b991d7677cb95b0b03190d725c697a5c0f9ff4bd0a42360282d0b18f38334e63');
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
INSERT INTO "planned_imports" VALUES('6206fc2f5b7e1ca5a02810c2aa77da76',1795404600000,'engineer-a','[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');
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
INSERT INTO "enrolments" VALUES('fdd8d889229a297aac8ca7bcc704907d8626dd852c84f7f1e5d79995c696a4ff','web-1',NULL,'system',1795384800000,1795471200000,NULL,NULL,NULL,0);
INSERT INTO "enrolments" VALUES('56a26e90bd031d2efd44bb2654060f7d6f214a02391a41f2c2c2c2aed550a9d2',NULL,NULL,'system',1795384800000,1795471200000,1795384800000,'machine of web-1',NULL,0);
INSERT INTO "enrolments" VALUES('4e6e2aca5e2a594c74b39c202c375c7734fb742d2ea321671f9aeda1ced77217',NULL,NULL,'system',1795404600000,1795491000000,NULL,NULL,5,1);
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
INSERT INTO "registrations" VALUES('PBBiaIU8LHZ-rdhO','mail-1','m-1','1.0','10.9.9.7','{"role":"mail"}','','{"address":"10.9.9.7","agent":true,"name":"mail-1"}','system',1795404600000);
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
INSERT INTO "agents" VALUES('7JIRWaLOb-SoDopD','web-1','d01074fb37411533d2fda2396ea1bb910a4213789409cc057ef4ce96bf555f08','web-1','machine of web-1','1',1795384800000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "agents" VALUES('PBBiaIU8LHZ-rdhO','mail-1','3eecc17c307b9f289e5ffdfe03d1b3a61c173db279b4c3e0e7fc663528358de5','mail-1','m-1','1.0',1795404600000,1795404600000,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "satellite_enrolments" VALUES('fae2ad958ea81bb1cf856a3bb3b2e7298a79e1a2ab8f07e431d4927f036860f2','cam-1','system',1795384800000,1795471200000,1795384800000,'m1');
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
INSERT INTO "satellites" VALUES('-MnA2ZQMObB8e1Xt','cam-1','c331f32d41bbb8712d13e5d5dedae7f43a94b5476a42560658d6178f53916538','box','m1','1',1795384800000,NULL,0);
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
INSERT INTO "heartbeats" VALUES('dAVLY6v57ZYA','1ce17ed96f3b6235110a9d6ea2a290c8639cb10e9ef4d30471d7e97de906c640','nightly','web-1','job',NULL,3600000,1800000,'Asia/Shanghai','system',1795384800000,NULL,NULL,1795384800000,1795384800000,7,0);
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
INSERT INTO "heartbeat_pings" VALUES('dAVLY6v57ZYA',1,1795384800000,'start',NULL,NULL,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('dAVLY6v57ZYA',2,1795384800000,'success',NULL,0,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('dAVLY6v57ZYA',3,1795384800000,'fail',7,NULL,'备份 done');
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
	claimed_at BIGINT, 
	sent_at BIGINT, 
	channel VARCHAR(60), 
	provider_id VARCHAR(400), 
	error TEXT, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT uq_outbox_dedup_key UNIQUE (dedup_key)
);
INSERT INTO "outbox" VALUES(1,'1/told/1/engineer-a/page',1,'opened','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795384875587,1795384890587,'failed',1795384890587,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(2,'1/told/1/manager-b/page',1,'opened','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795384875587,1795384890587,'failed',1795384890587,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(3,'1/event/10/engineer-a/page',1,'went_silent','page','engineer-a',NULL,NULL,'{"state":"open"}',1795385475587,1795385475587,'failed',1795385475587,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(4,'1/event/10/manager-b/page',1,'went_silent','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"open"}',1795385475587,1795385475587,'failed',1795385475587,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(5,'1/event/14/manager-b/page',1,'resolved','page','manager-b',NULL,NULL,'{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"state":"resolved","while_failing":false}',1795385580000,1795385580000,'failed',1795385580000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(6,'2/told/1/engineer-a/chat',2,'opened','chat','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795385820000,1795390200000,'failed',1795390200000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(7,'2/told/1/engineer-a/mail',2,'opened','mail','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795385820000,1795390200000,'failed',1795390200000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(8,'3/told/1/engineer-a/page',3,'opened','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795385820000,1795385835000,'failed',1795385835000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(9,'3/told/1/manager-b/page',3,'opened','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795385820000,1795385835000,'failed',1795385835000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(10,'3/call/1/II/engineer-a/call',3,'still_unanswered','call','engineer-a',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(11,'3/call/1/II/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(12,'3/call/1/II/manager-b/call',3,'still_unanswered','call','manager-b',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(13,'3/call/1/II/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"also":[{"kind":"still_unanswered","to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795386420000,1795386420000,'failed',1795386420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(14,'3/warn/respond@level/1/1800000/50/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"state":"new","to":["engineer-a"]}',1795386720000,1795386720000,'failed',1795386720000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(15,'3/warn/respond@level/1/1800000/50/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":50,"state":"new","to":["engineer-a"]}',1795386720000,1795386720000,'failed',1795386720000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(16,'3/again/1/II/2/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795387020000,1795387020000,'failed',1795387020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(17,'3/again/1/II/2/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795387020000,1795387020000,'failed',1795387020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(18,'2/warn/respond@level/1/1800000/80/engineer-a/chat',2,'warned','chat','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795390200000,'failed',1795390200000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(19,'2/warn/respond@level/1/1800000/80/engineer-a/mail',2,'warned','mail','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795390200000,'failed',1795390200000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(20,'3/warn/respond@level/1/1800000/80/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795387260000,'failed',1795387260000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(21,'3/warn/respond@level/1/1800000/80/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"respond","share":80,"state":"new","to":["engineer-a"]}',1795387260000,1795387260000,'failed',1795387260000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(22,'2/breach/respond@level/1/0/engineer-a/chat',2,'breached','chat','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}',1795387620000,1795390200000,'failed',1795390200000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(23,'2/breach/respond@level/1/0/engineer-a/mail',2,'breached','mail','engineer-a',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","state":"new","table":"level","target":1800000,"to":["engineer-a"]}',1795387620000,1795390200000,'failed',1795390200000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(24,'3/again/1/II/3/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795387620000,1795387620000,'failed',1795387620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(25,'3/breach/respond@level/1/0/manager-b/page',3,'breached','page','manager-b',NULL,NULL,'{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","state":"new","table":"level","target":1800000,"to":["manager-b"]}',1795387620000,1795387620000,'failed',1795387620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(26,'3/again/1/II/3/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795387620000,1795387620000,'failed',1795387620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(27,'3/again/1/II/4/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795388220000,1795388220000,'failed',1795388220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(28,'3/again/1/II/4/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795388220000,1795388220000,'failed',1795388220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(29,'3/again/1/II/5/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795388820000,1795388820000,'failed',1795388820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(30,'3/again/1/II/5/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795388820000,1795388820000,'failed',1795388820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(31,'3/again/1/II/6/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"state":"new","to":["engineer-a"]}',1795389420000,1795389420000,'failed',1795389420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(32,'3/again/1/II/6/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"warned","metric":"plan","share":50,"to":["engineer-a"]}],"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795389420000,1795389420000,'failed',1795389420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(33,'3/again/1/II/7/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795390020000,1795390020000,'failed',1795390020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(34,'3/again/1/II/7/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795390020000,1795390020000,'failed',1795390020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(35,'3/again/1/II/8/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795390620000,1795390620000,'failed',1795390620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(36,'3/again/1/II/8/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795390620000,1795390620000,'failed',1795390620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(37,'3/again/1/II/9/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795391220000,1795391220000,'failed',1795391220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(38,'3/again/1/II/9/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795391220000,1795391220000,'failed',1795391220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(39,'2/warn/plan@level/1/7200000/80/engineer-a/chat',2,'warned','chat','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(40,'2/warn/plan@level/1/7200000/80/engineer-a/mail',2,'warned','mail','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(41,'3/warn/plan@level/1/7200000/80/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(42,'3/warn/plan@level/1/7200000/80/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"plan","share":80,"state":"new","to":["engineer-a"]}',1795391580000,1795391580000,'failed',1795391580000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(43,'3/again/1/II/10/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795391820000,1795391820000,'failed',1795391820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(44,'3/again/1/II/10/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795391820000,1795391820000,'failed',1795391820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(45,'check-form/acme-20261123/2/mail:it@acme.example',NULL,'report','mail',NULL,'mail:it@acme.example',NULL,'{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:35587/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:35587/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:35587/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:35587/reports/acme-20261123"}',1795392000000,1795392000000,'failed',1795392000000,0,0,NULL,NULL,NULL,NULL,'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(46,'3/again/1/II/11/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795392420000,1795392420000,'failed',1795392420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(47,'3/again/1/II/11/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795392420000,1795392420000,'failed',1795392420000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(48,'2/breach/plan@level/1/0/engineer-a/chat',2,'breached','chat','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(49,'2/breach/plan@level/1/0/engineer-a/mail',2,'breached','mail','engineer-a',NULL,NULL,'{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","state":"new","table":"level","target":7200000,"to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(50,'3/again/1/II/12/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(51,'3/chain/1/1/0/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(52,'3/chain/1/1/0/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"also":[{"due_at":1795393020000,"goal":"plan@level","kind":"breached","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}],"chain":"chain","repetition":0,"state":"new","step":1,"to":["manager-b"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(53,'3/again/1/II/12/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795393020000,1795393020000,'failed',1795393020000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(54,'3/warn/onsite@level/1/3600000/50/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(55,'3/chain/1/2/0/director-c/page',3,'escalated','page','director-c',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches director-c by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(56,'3/chain/1/2/0/director-c/call',3,'escalated','call','director-c',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches director-c by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(57,'3/warn/onsite@level/1/3600000/50/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":50,"state":"new","to":["engineer-a"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(58,'3/chain/1/2/0/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(59,'3/chain/1/2/0/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"director-c","instead_of_name":"丙","repetition":0,"state":"new","step":2,"to":["director-c"]}',1795394820000,1795394820000,'failed',1795394820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(60,'2/unanswered/1/1795395600000/engineer-a/chat',2,'still_unanswered','chat','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by chat: add a contact or a channel');
INSERT INTO "outbox" VALUES(61,'2/unanswered/1/1795395600000/engineer-a/mail',2,'still_unanswered','mail','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by mail: add a contact or a channel');
INSERT INTO "outbox" VALUES(62,'3/unanswered/1/1795395600000/engineer-a/page',3,'still_unanswered','page','engineer-a',NULL,NULL,'{"state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(63,'3/unanswered/1/1795395600000/manager-b/page',3,'still_unanswered','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new","to":["engineer-a"]}',1795395600000,1795395600000,'failed',1795395600000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(64,'3/warn/onsite@level/1/3600000/80/engineer-a/page',3,'warned','page','engineer-a',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}',1795395900000,1795395900000,'failed',1795395900000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(65,'3/warn/onsite@level/1/3600000/80/manager-b/page',3,'warned','page','manager-b',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","instead_of":"engineer-a","instead_of_name":"甲","metric":"onsite","share":80,"state":"new","to":["engineer-a"]}',1795395900000,1795395900000,'failed',1795395900000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(66,'3/breach/onsite@level/1/0/manager-b/page',3,'breached','page','manager-b',NULL,NULL,'{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","state":"new","table":"level","target":3600000,"to":["manager-b"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(67,'3/chain/1/3/0/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(68,'3/chain/1/3/0/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(69,'3/chain/1/3/0/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(70,'3/chain/1/3/0/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":0,"state":"new","step":3,"to":["deputy-d"]}',1795396620000,1795396620000,'failed',1795396620000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(71,'3/event/71/engineer-a/page',3,'went_silent','page','engineer-a',NULL,NULL,'{"state":"new"}',1795400220000,1795400220000,'failed',1795400220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(72,'3/chain/1/3/1/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(73,'3/chain/1/3/1/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(74,'3/event/71/manager-b/page',3,'went_silent','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new"}',1795400220000,1795400220000,'failed',1795400220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(75,'3/chain/1/3/1/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(76,'3/chain/1/3/1/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
INSERT INTO "outbox" VALUES(77,'3/chain/1/3/2/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(78,'3/chain/1/3/2/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(79,'3/chain/1/3/2/manager-b/page',3,'escalated','page','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
INSERT INTO "outbox" VALUES(80,'3/chain/1/3/2/manager-b/call',3,'escalated','call','manager-b',NULL,NULL,'{"chain":"chain","instead_of":"deputy-d","instead_of_name":"丁","repetition":2,"state":"new","step":3,"to":["deputy-d"]}',1795403820000,1795403820000,'failed',1795403820000,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by call: add a contact or a channel');
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
INSERT INTO "ticket_event" VALUES(1,1,'opened',1795384875587,1795384875587,'watchkeeper','monitor','{"alerts":[{"active_at":1795384815587,"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"generator_url":"","labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"contract-cn v1","title":"disk of web-1 is full","title_zh":"web-1 磁盘已满"}','{}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','f1b6008993e952ab3c9e30927396ee51e6f70254d3926124c177ac8f25f2fae3');
INSERT INTO "ticket_event" VALUES(1,2,'notified',1795384875587,1795384875587,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','f1b6008993e952ab3c9e30927396ee51e6f70254d3926124c177ac8f25f2fae3','c20aa4a136bd41c9ee10772fb855bf6c67b38febae9b6a503de50d31b2b6341b');
INSERT INTO "ticket_event" VALUES(1,3,'notified',1795384890587,1795384890587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795384875587/engineer-a','c20aa4a136bd41c9ee10772fb855bf6c67b38febae9b6a503de50d31b2b6341b','9a707ea3265f5dcb39dd3ddf073f19ee9a5fa444edb073cc840de361271772fc');
INSERT INTO "ticket_event" VALUES(1,4,'notified',1795384890587,1795384890587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795384875587/manager-b','9a707ea3265f5dcb39dd3ddf073f19ee9a5fa444edb073cc840de361271772fc','efb3f494d379995137236b1944ab3bf4a431411622e4e6abd0b0432fcfe22f53');
INSERT INTO "ticket_event" VALUES(1,5,'acknowledged',1795385220000,1795385220000,'engineer-a','rest','{}','{"note":"f75afae774d33d51efbb20fa36c67e9110e881ea2d7bc8c9e9628eae3b1e56fe"}',NULL,'efb3f494d379995137236b1944ab3bf4a431411622e4e6abd0b0432fcfe22f53','a43adae6e84cfe2756dc02a8067f75527cb22f202b8115065238e7ed9469d24d');
INSERT INTO "ticket_event" VALUES(1,6,'commented',1795385280000,1795385280000,'engineer-a','rest','{"is_public":false}','{"text":"70084d457091d02d6b15c9442f9f9b97a5455a22e3c3752ccbd54daaeaee002d"}',NULL,'a43adae6e84cfe2756dc02a8067f75527cb22f202b8115065238e7ed9469d24d','e190c0cd5e01febb234e4242e6c68f9082cd6160cd086ea90829f5534518238a');
INSERT INTO "ticket_event" VALUES(1,7,'plan_submitted',1795385340000,1795385340000,'engineer-a','rest','{}','{"implementation":"264bc33e7e8ff3510efc78da2b786efcecfafeeee5d35f8e38158abf3d72c5db","solution":"d99c3ac8c2797ce68ef82a87e702665c6c13901b29aa02ff3a5f43cca2689747"}',NULL,'e190c0cd5e01febb234e4242e6c68f9082cd6160cd086ea90829f5534518238a','ee10853f2f403ebc864f454e8c8b7c7dc9f4f9907915a687c136912edd3f4eb1');
INSERT INTO "ticket_event" VALUES(1,8,'paused',1795385400000,1795385400000,'engineer-a','rest','{"reason":"customer_authorisation","until":null}','{"note":"686ca3c97da57090a22e8dc544d69725ddc95b80b40768560b0b0a4d6b74f219"}',NULL,'ee10853f2f403ebc864f454e8c8b7c7dc9f4f9907915a687c136912edd3f4eb1','2ac92d9b678e5f5c414c76d1f8aa7b4b1098b0433dd5f1ae5f44dd895aea68ca');
INSERT INTO "ticket_event" VALUES(1,9,'resumed',1795385460000,1795385460000,'engineer-a','rest','{}','{}',NULL,'2ac92d9b678e5f5c414c76d1f8aa7b4b1098b0433dd5f1ae5f44dd895aea68ca','1341db70f27246fa3cd411e1535c4430655a7938977edd3257cb2cb3ece7394e');
INSERT INTO "ticket_event" VALUES(1,10,'went_silent',1795385475587,1795385475587,'watchkeeper','monitor','{}','{}',NULL,'1341db70f27246fa3cd411e1535c4430655a7938977edd3257cb2cb3ece7394e','df06d6388122d02d5437982f8f0d88bb95d763d7f900185eee24070a922628b0');
INSERT INTO "ticket_event" VALUES(1,11,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385475587/engineer-a','df06d6388122d02d5437982f8f0d88bb95d763d7f900185eee24070a922628b0','436de7ba79433c8149b2c586d945be886503ee7e60c67576853bd2731eb733c0');
INSERT INTO "ticket_event" VALUES(1,12,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385475587/manager-b','436de7ba79433c8149b2c586d945be886503ee7e60c67576853bd2731eb733c0','38d5d97acf77f0af7d441c007232e7b1411ed4e91235a1638ce2f84d60e57734');
INSERT INTO "ticket_event" VALUES(1,13,'workaround_reported',1795385520000,1795385520000,'engineer-a','rest','{}','{"description":"713192b3dd66c39860193df149d90f320c121fa61f576cefd84b6452b3363588"}',NULL,'38d5d97acf77f0af7d441c007232e7b1411ed4e91235a1638ce2f84d60e57734','3fabcef8614f700b426165536674430b598f7a4f87d23583517d95e988467aaf');
INSERT INTO "ticket_event" VALUES(1,14,'resolved',1795385580000,1795385580000,'engineer-a','rest','{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}','{"cause":"136a1ea9e70b04bc77933a3331c443b25a1b6fd5da5fd8e982ef6eea7a0b6627","method":"bf92d94f71810bced6e81c03db3663d0672f0d2d3c49ef8c91d0d0c9ab0b6233"}',NULL,'3fabcef8614f700b426165536674430b598f7a4f87d23583517d95e988467aaf','4c320e329735a30be839a0dbc3353b49a369356ea3b61b20027544865743316e');
INSERT INTO "ticket_event" VALUES(1,15,'report_submitted',1795385640000,1795385640000,'engineer-a','rest','{}','{"cause":"0b9273777be1bf59d8cdecd122dd56f16e18844233f6e8bd130fba945809daf6","kind":"f2fb6b0159f7a02996cc36c48a4f2783cc9af4945b51dfde949a8f0305ab7648","losses":"838a6a368b2d466110b4c8b6ed3207c6965e349a89cafb451b0a76e60227f001","method":"82e945ceb7058d2a6f3b0be56ec65f2bcd05868cab1d2a831599f6604cb30cad"}',NULL,'4c320e329735a30be839a0dbc3353b49a369356ea3b61b20027544865743316e','272d958f81f6a2d1ee675b05f6fa09e32198a6ef22a6dffde1c2edb148f9f0c9');
INSERT INTO "ticket_event" VALUES(1,16,'replied',1795385700000,1795385700000,'engineer-a','rest','{}','{"text":"cedb297e5c0c253b29963ee4619358f7092f4882df65fcadc067f6d75eaf39cb"}',NULL,'272d958f81f6a2d1ee675b05f6fa09e32198a6ef22a6dffde1c2edb148f9f0c9','c6aedb4b1c7a1b35bae5fbecec956403f8b46bf4148b9b15e1360ffcd0087f8c');
INSERT INTO "ticket_event" VALUES(1,17,'cause_agreed',1795385760000,1795385760000,'engineer-a','rest','{}','{"agreed_by":"a0bf0cc15295ca7e344ec73da8924493e8030aa56d2e9a9526c53f80148f94fa"}',NULL,'c6aedb4b1c7a1b35bae5fbecec956403f8b46bf4148b9b15e1360ffcd0087f8c','b0a54c292887a480f916adc9998afa8f84f3e5b68e30c8c998a1c9fc4fcdd683');
INSERT INTO "ticket_event" VALUES(1,18,'closed',1795385820000,1795385820000,'engineer-a','rest','{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}','{"note":"6c2fb61a1f22f727fc285fd8f719cb5008d0ab03e5598afce0f555a68bce6e86"}',NULL,'b0a54c292887a480f916adc9998afa8f84f3e5b68e30c8c998a1c9fc4fcdd683','e3fb4a5111d2cb76bb7678afe9e81683e2c58d49c6b61aa47ef86444e412f7dc');
INSERT INTO "ticket_event" VALUES(2,1,'opened',1795385820000,1795385820000,'engineer-a','rest','{"criticality":"normal","customer":"acme","is_reported":true,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"contract-cn v1"}','{"description":"d6d3ab7d9365bf57c86feaf90b41e2df650f1f59a8e97e82b227eda42cf209fe","reporter":"c7fba132c803e655296524dc26085ac3304cfbbf11ddc5c9f6c074a5b47c9603","reporter_contact":"b91fc907dcd7e79b439c9d7e3beebc1a9b891eee6d63e38d77ca4a5a34bf45a5","summary":"1631842c6d509f751986f425cef0460c45fde6906dd5d2759062a23e1350744e"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','dba17a5fb7f0f9480d3d0a20451e27b1a00ebde9757ecf9f6de5c8898a232e97');
INSERT INTO "ticket_event" VALUES(2,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','dba17a5fb7f0f9480d3d0a20451e27b1a00ebde9757ecf9f6de5c8898a232e97','e929d4c81089908d5d15cf9216750a4f06a455da7e1392cbafa1bc431c8ff971');
INSERT INTO "ticket_event" VALUES(3,1,'opened',1795385820000,1795385820000,'watchkeeper','monitor','{"alerts":[{"active_at":1795385820000,"annotations":{"summary":"posted by another Prometheus"},"expression":"","fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"generator_url":"","labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"contract-cn v1","title":"posted by another Prometheus","title_zh":""}','{}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','52a599de5ee0558f8a52a8779b7c146e3e7e3462e8996fe6c88876ab76e3cf1d');
INSERT INTO "ticket_event" VALUES(3,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','52a599de5ee0558f8a52a8779b7c146e3e7e3462e8996fe6c88876ab76e3cf1d','7365c8a5925a99627614b387e629ed9b47f73c95802d369fa0ec69fe11adb6ce');
INSERT INTO "ticket_event" VALUES(3,3,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385820000/engineer-a','7365c8a5925a99627614b387e629ed9b47f73c95802d369fa0ec69fe11adb6ce','0bf451d9b0a44d3b558664cf1a072fb7427f348330037a40feaa3abbd848b966');
INSERT INTO "ticket_event" VALUES(3,4,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385820000/manager-b','0bf451d9b0a44d3b558664cf1a072fb7427f348330037a40feaa3abbd848b966','35499c873595ef4f414dabcaa88fb9cf6b4b211d23cb8946baa4fcf34eb1b562');
INSERT INTO "ticket_event" VALUES(3,5,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','call/1/II','35499c873595ef4f414dabcaa88fb9cf6b4b211d23cb8946baa4fcf34eb1b562','bc76441d00b5b28e8900baf754a1f1074f1600ae9f837e3aef0379194b555718');
INSERT INTO "ticket_event" VALUES(3,6,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/1','bc76441d00b5b28e8900baf754a1f1074f1600ae9f837e3aef0379194b555718','5b3318010409d1f6ee9f027318b796b5df10a1b6dd280c827896bd064e1d8d3a');
INSERT INTO "ticket_event" VALUES(3,7,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386420000/engineer-a','5b3318010409d1f6ee9f027318b796b5df10a1b6dd280c827896bd064e1d8d3a','decf27f251244c92fd59bc89d2505a93fe17f080b1b61bff5f46cc07c9a7bed7');
INSERT INTO "ticket_event" VALUES(3,8,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386420000/manager-b','decf27f251244c92fd59bc89d2505a93fe17f080b1b61bff5f46cc07c9a7bed7','261e998c45446735cb291e499e0127ce00956cd2eb26a4ec8ae5b3f5a160fb20');
INSERT INTO "ticket_event" VALUES(3,9,'warned',1795386720000,1795386720000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/50','261e998c45446735cb291e499e0127ce00956cd2eb26a4ec8ae5b3f5a160fb20','9bede8cb54538f0ba31f2ac7154509a4e8c4db1cce8f6044a5011c0fa4b73e4e');
INSERT INTO "ticket_event" VALUES(3,10,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386720000/engineer-a','9bede8cb54538f0ba31f2ac7154509a4e8c4db1cce8f6044a5011c0fa4b73e4e','c23798ad2c8104563ad846fd9d84b279cb66b5a5283acddc111d08e1baf0c0dc');
INSERT INTO "ticket_event" VALUES(3,11,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386720000/manager-b','c23798ad2c8104563ad846fd9d84b279cb66b5a5283acddc111d08e1baf0c0dc','07603a4e7018d37c7502a9176b569f882ed632803121dbc849a99e30a27c6d1e');
INSERT INTO "ticket_event" VALUES(3,12,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/2','07603a4e7018d37c7502a9176b569f882ed632803121dbc849a99e30a27c6d1e','a35d78b9d5ffe95caca1117f14e01aaebeac00498e86435036241dc2e2f91f85');
INSERT INTO "ticket_event" VALUES(3,13,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387020000/engineer-a','a35d78b9d5ffe95caca1117f14e01aaebeac00498e86435036241dc2e2f91f85','aaede29e1aa664ef23793637674bcdb1133d1627963aa67bb96e6094ce0bed30');
INSERT INTO "ticket_event" VALUES(3,14,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387020000/manager-b','aaede29e1aa664ef23793637674bcdb1133d1627963aa67bb96e6094ce0bed30','e315dc226a933c08b9e6255ecb0a00a77cc31d6363f69da25d6b32654482db10');
INSERT INTO "ticket_event" VALUES(2,3,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','e929d4c81089908d5d15cf9216750a4f06a455da7e1392cbafa1bc431c8ff971','1b9d6733be1b4a24c1f425095edd8fe0681cd8c4443148ba6143ec4f4bcf7baf');
INSERT INTO "ticket_event" VALUES(3,15,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','e315dc226a933c08b9e6255ecb0a00a77cc31d6363f69da25d6b32654482db10','bfc6e16903ed2921dfe5b100a17c0c9e74c3a4b2055f83a4493d98d3cb79691d');
INSERT INTO "ticket_event" VALUES(3,16,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387260000/engineer-a','bfc6e16903ed2921dfe5b100a17c0c9e74c3a4b2055f83a4493d98d3cb79691d','2147cf5c844e0489c510d0bdea56b81d085bf0202bfad6bf6a88827f15685eba');
INSERT INTO "ticket_event" VALUES(3,17,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387260000/manager-b','2147cf5c844e0489c510d0bdea56b81d085bf0202bfad6bf6a88827f15685eba','7e6709ceb5a97e51140332ead7ef86b09edc4b3cc4037ed04e8aa903482ed30a');
INSERT INTO "ticket_event" VALUES(2,4,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}','{}','breach/respond@level/1/0','1b9d6733be1b4a24c1f425095edd8fe0681cd8c4443148ba6143ec4f4bcf7baf','1208623b211392f082e12ccbb61fd1f90728f9b95a1c8c08233897f094c9f61f');
INSERT INTO "ticket_event" VALUES(3,18,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/3','7e6709ceb5a97e51140332ead7ef86b09edc4b3cc4037ed04e8aa903482ed30a','64d968f43e265bc4e7f615cf452f0c9564849e10013bf3b82c7e7ce233c9c160');
INSERT INTO "ticket_event" VALUES(3,19,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}','{}','breach/respond@level/1/0','64d968f43e265bc4e7f615cf452f0c9564849e10013bf3b82c7e7ce233c9c160','cf3f31540623dd746253d97133a496af479b2d2042ce63d3bdb7e76224dc98a0');
INSERT INTO "ticket_event" VALUES(3,20,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387620000/engineer-a','cf3f31540623dd746253d97133a496af479b2d2042ce63d3bdb7e76224dc98a0','3957449a2ff70e9c56fcea5e0572ceadbd73ace44322b6e7e47a97c9eb11199f');
INSERT INTO "ticket_event" VALUES(3,21,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387620000/manager-b','3957449a2ff70e9c56fcea5e0572ceadbd73ace44322b6e7e47a97c9eb11199f','386466ab6a8e037fbaf62c4f41b7d3b4cb3d5f277a65a713934839e89186e122');
INSERT INTO "ticket_event" VALUES(3,22,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/4','386466ab6a8e037fbaf62c4f41b7d3b4cb3d5f277a65a713934839e89186e122','b2625641f0d875ff2a2ed2421c49e6ca7c9d46145e12c35360ffbb95f91d38f7');
INSERT INTO "ticket_event" VALUES(3,23,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388220000/engineer-a','b2625641f0d875ff2a2ed2421c49e6ca7c9d46145e12c35360ffbb95f91d38f7','4efba77948688e9c9b68aa95ead593a82e12604a676ef19fdf82b769e335091a');
INSERT INTO "ticket_event" VALUES(3,24,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388220000/manager-b','4efba77948688e9c9b68aa95ead593a82e12604a676ef19fdf82b769e335091a','cc671e5e0d8a7b11394acde927b45eca4de6ac3ec3ad3745ca610dcb70e851a6');
INSERT INTO "ticket_event" VALUES(3,25,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/5','cc671e5e0d8a7b11394acde927b45eca4de6ac3ec3ad3745ca610dcb70e851a6','536291fa274c1f286ac8a7d547c1624c2dc66f174aa6e271f0409a58f9847212');
INSERT INTO "ticket_event" VALUES(3,26,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388820000/engineer-a','536291fa274c1f286ac8a7d547c1624c2dc66f174aa6e271f0409a58f9847212','e7a006dcdb9f3d7294bbcf59cd195d610eec38f8808b9c179926d931979b5365');
INSERT INTO "ticket_event" VALUES(3,27,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388820000/manager-b','e7a006dcdb9f3d7294bbcf59cd195d610eec38f8808b9c179926d931979b5365','28d0351d45e3e9dc8817a90b4cdfb3615279ea22ede6175c01e7027f74d1e1e6');
INSERT INTO "ticket_event" VALUES(2,5,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','1208623b211392f082e12ccbb61fd1f90728f9b95a1c8c08233897f094c9f61f','541d9e329a84b0fbbe307eeb1e39bef8dbf39756e90eb17d2dbaf7aacc9f2705');
INSERT INTO "ticket_event" VALUES(3,28,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/6','28d0351d45e3e9dc8817a90b4cdfb3615279ea22ede6175c01e7027f74d1e1e6','a3c1fcc433551330daa5ca45cf304305309b39439a7ea495b1992e0ad758053b');
INSERT INTO "ticket_event" VALUES(3,29,'warned',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/50','a3c1fcc433551330daa5ca45cf304305309b39439a7ea495b1992e0ad758053b','5766b9eadc5ff1926adfedff1a29f38ef3186f9bb5aefa11f115e711502ae83a');
INSERT INTO "ticket_event" VALUES(3,30,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','5766b9eadc5ff1926adfedff1a29f38ef3186f9bb5aefa11f115e711502ae83a','25916e0a1028e9dc55a380409c6d95c73eaad72892893f459998ada249d00319');
INSERT INTO "ticket_event" VALUES(3,31,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795389420000/engineer-a','25916e0a1028e9dc55a380409c6d95c73eaad72892893f459998ada249d00319','b36d79e8ec82145213ecd76e0d513f5c4d59fead22ece161cbfc8c953bcc7b34');
INSERT INTO "ticket_event" VALUES(3,32,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795389420000/manager-b','b36d79e8ec82145213ecd76e0d513f5c4d59fead22ece161cbfc8c953bcc7b34','1cd917d18c047a383f765cd45cdf8875eee576d07c80e09f591cfb9144c1029c');
INSERT INTO "ticket_event" VALUES(3,33,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/7','1cd917d18c047a383f765cd45cdf8875eee576d07c80e09f591cfb9144c1029c','c6973193fb2340fd323bf4d5e6e97bc233999c35ec94414b9d5b985aadeeb40c');
INSERT INTO "ticket_event" VALUES(3,34,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390020000/engineer-a','c6973193fb2340fd323bf4d5e6e97bc233999c35ec94414b9d5b985aadeeb40c','ab53770bfe31d60e4aedccf6a8e7fa37d3c8653cc330b9a8234088018ead9350');
INSERT INTO "ticket_event" VALUES(3,35,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390020000/manager-b','ab53770bfe31d60e4aedccf6a8e7fa37d3c8653cc330b9a8234088018ead9350','ff30f04a0a98494c2cd2c82ca21883626eee2dad115a657c94b86713fc3c0b2e');
INSERT INTO "ticket_event" VALUES(3,36,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/8','ff30f04a0a98494c2cd2c82ca21883626eee2dad115a657c94b86713fc3c0b2e','bbe74b7472568ec1364ae7741ab16259d0f555967decb48d87ce579a49a43fa2');
INSERT INTO "ticket_event" VALUES(3,37,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390620000/engineer-a','bbe74b7472568ec1364ae7741ab16259d0f555967decb48d87ce579a49a43fa2','8bbddcd9d6515d815f9ca159d496a01a87e6884b38b936cd58589357b0b3c1ea');
INSERT INTO "ticket_event" VALUES(3,38,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390620000/manager-b','8bbddcd9d6515d815f9ca159d496a01a87e6884b38b936cd58589357b0b3c1ea','793e2a150e5949c0e69f1cfc6ee039f26967dfb80f34cabd4c1165dfeb5420c8');
INSERT INTO "ticket_event" VALUES(3,39,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/9','793e2a150e5949c0e69f1cfc6ee039f26967dfb80f34cabd4c1165dfeb5420c8','f74aae917a6466bd74fd0a6d6a03f5f52dc1e201f945105e27b7545a16193cde');
INSERT INTO "ticket_event" VALUES(3,40,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391220000/engineer-a','f74aae917a6466bd74fd0a6d6a03f5f52dc1e201f945105e27b7545a16193cde','29af94544c7f03d4d7a68f698978a5ce13254dc8c958be0e9f0edfc54e9e9fbf');
INSERT INTO "ticket_event" VALUES(3,41,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391220000/manager-b','29af94544c7f03d4d7a68f698978a5ce13254dc8c958be0e9f0edfc54e9e9fbf','38b2b29ad8b4fdaabb279c42663efd07afce72b10178ba90b604a5945a56bbc8');
INSERT INTO "ticket_event" VALUES(2,6,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','541d9e329a84b0fbbe307eeb1e39bef8dbf39756e90eb17d2dbaf7aacc9f2705','807816f7c020bfe7160331c2b98952292c8c31f691e4d84e26f261cf02a3d5da');
INSERT INTO "ticket_event" VALUES(3,42,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','38b2b29ad8b4fdaabb279c42663efd07afce72b10178ba90b604a5945a56bbc8','de3a120007c3f0672b157b59ce7dff0b9662db54902197c51c06e1c2d27b6fcb');
INSERT INTO "ticket_event" VALUES(3,43,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391580000/engineer-a','de3a120007c3f0672b157b59ce7dff0b9662db54902197c51c06e1c2d27b6fcb','1363903a2c9c222cf35ac9b053d507a00bc5590dbcfe5cb00229b1220f629e40');
INSERT INTO "ticket_event" VALUES(3,44,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391580000/manager-b','1363903a2c9c222cf35ac9b053d507a00bc5590dbcfe5cb00229b1220f629e40','e79be6f2c9ed2ef926b4143befe111b8c4f1fa8af25b53df68f58b75e2fee44d');
INSERT INTO "ticket_event" VALUES(3,45,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/10','e79be6f2c9ed2ef926b4143befe111b8c4f1fa8af25b53df68f58b75e2fee44d','512378b49a12a831aed8a87b7a935260408ffbec8b2d6e6555d4bb1b50caf871');
INSERT INTO "ticket_event" VALUES(3,46,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391820000/engineer-a','512378b49a12a831aed8a87b7a935260408ffbec8b2d6e6555d4bb1b50caf871','c53dbbb191c5285a6234a1372b6ecba272e68b072ab471a2ee5c714be05c91c8');
INSERT INTO "ticket_event" VALUES(3,47,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391820000/manager-b','c53dbbb191c5285a6234a1372b6ecba272e68b072ab471a2ee5c714be05c91c8','e903b1f82009762452f1ed96cd1f04d2cd0894979584c4c394e777426986788f');
INSERT INTO "ticket_event" VALUES(3,48,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/11','e903b1f82009762452f1ed96cd1f04d2cd0894979584c4c394e777426986788f','d41973fbddd9ce1beafa9eca2bf81947b81b857eb8515505134fcdeb42ffa13e');
INSERT INTO "ticket_event" VALUES(3,49,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795392420000/engineer-a','d41973fbddd9ce1beafa9eca2bf81947b81b857eb8515505134fcdeb42ffa13e','2a72e9bae091f7394ccb578763ad5bde4788f91eb635891bb9feaddf4d2682c0');
INSERT INTO "ticket_event" VALUES(3,50,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795392420000/manager-b','2a72e9bae091f7394ccb578763ad5bde4788f91eb635891bb9feaddf4d2682c0','0e65a413fb361f32193b0341910f1bf810204cd619034e6235acd555267d8e6c');
INSERT INTO "ticket_event" VALUES(2,7,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}','{}','breach/plan@level/1/0','807816f7c020bfe7160331c2b98952292c8c31f691e4d84e26f261cf02a3d5da','32c129f26d0b8ec3cdb32aeeccbca30e3e103dc3ef982c1d11024197c2e625ff');
INSERT INTO "ticket_event" VALUES(3,51,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/12','0e65a413fb361f32193b0341910f1bf810204cd619034e6235acd555267d8e6c','b96520501a9d83f49effc21633b6c224242159dcb9dd603b354ca980776efaf6');
INSERT INTO "ticket_event" VALUES(3,52,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}','{}','breach/plan@level/1/0','b96520501a9d83f49effc21633b6c224242159dcb9dd603b354ca980776efaf6','71d28feecc2009ebf2d0435a02d5c2a73351f33a0a73ff79bcbe2173310e9f4c');
INSERT INTO "ticket_event" VALUES(3,53,'escalated',1795393020000,1795393020000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}','{}','chain/1/1/0','71d28feecc2009ebf2d0435a02d5c2a73351f33a0a73ff79bcbe2173310e9f4c','ed8ba97f06438f7feb361ddeb43ef693f96c621a8b10946786fb073ac6c15f69');
INSERT INTO "ticket_event" VALUES(3,54,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795393020000/engineer-a','ed8ba97f06438f7feb361ddeb43ef693f96c621a8b10946786fb073ac6c15f69','b1b449f3ccceea48fd8e1b2c38e17d5aafab5896518fe95d9edd6502b0ecaca7');
INSERT INTO "ticket_event" VALUES(3,55,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795393020000/manager-b','b1b449f3ccceea48fd8e1b2c38e17d5aafab5896518fe95d9edd6502b0ecaca7','541768add21c71a291575a5d2fab7e2377c1eea9eae184fd14a3845edf3d7627');
INSERT INTO "ticket_event" VALUES(3,56,'warned',1795394820000,1795394820000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/50','541768add21c71a291575a5d2fab7e2377c1eea9eae184fd14a3845edf3d7627','1aaa33ac0f557eb296d0bb95be2d2afa232afcb62355a05273c8554a2122d0a0');
INSERT INTO "ticket_event" VALUES(3,57,'escalated',1795394820000,1795394820000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}','{}','chain/1/2/0','1aaa33ac0f557eb296d0bb95be2d2afa232afcb62355a05273c8554a2122d0a0','8b81d5e69f468850347787f8bde0b2213b6e75d39cd61ff31337739dfae7c7ab');
INSERT INTO "ticket_event" VALUES(3,58,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795394820000/engineer-a','8b81d5e69f468850347787f8bde0b2213b6e75d39cd61ff31337739dfae7c7ab','09f490ca1846deb0046c9159e79c14e652d989f147f9d61029ee73a528f3aa03');
INSERT INTO "ticket_event" VALUES(3,59,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"director-c","to":["manager-b"]}','{}','instead_of/1795394820000/director-c','09f490ca1846deb0046c9159e79c14e652d989f147f9d61029ee73a528f3aa03','009b521d38fb7f8a9835af90505a98e60e1a008bf8aae4530e022b9150ac796f');
INSERT INTO "ticket_event" VALUES(3,60,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795394820000/manager-b','009b521d38fb7f8a9835af90505a98e60e1a008bf8aae4530e022b9150ac796f','85020ae568331e30abd66b8bf74960371f26d3d0bf3a8d3c4daf6b382127c224');
INSERT INTO "ticket_event" VALUES(2,8,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','32c129f26d0b8ec3cdb32aeeccbca30e3e103dc3ef982c1d11024197c2e625ff','e415990a6fad9a10e9d2c4ffc7c9da0f84a5704d1dfd7569ae45141e981bc88c');
INSERT INTO "ticket_event" VALUES(3,61,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','85020ae568331e30abd66b8bf74960371f26d3d0bf3a8d3c4daf6b382127c224','a0d1d91591ff35d909ca63e7e621dd4fa189e3c7d089c426d8bb302c6bf2cb55');
INSERT INTO "ticket_event" VALUES(3,62,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395600000/engineer-a','a0d1d91591ff35d909ca63e7e621dd4fa189e3c7d089c426d8bb302c6bf2cb55','500d206144451a93584d8cb29eaf9cf7e449cf4c068b0f87aa5f4e5ea6c40584');
INSERT INTO "ticket_event" VALUES(3,63,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395600000/manager-b','500d206144451a93584d8cb29eaf9cf7e449cf4c068b0f87aa5f4e5ea6c40584','37d74c42d997ae3f686a838193223e614c17041462ebb282eae621c0a96491a8');
INSERT INTO "ticket_event" VALUES(3,64,'warned',1795395900000,1795395900000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/80','37d74c42d997ae3f686a838193223e614c17041462ebb282eae621c0a96491a8','f7d286b31806eff8c1a9cecbe9bc0095a32a5af9d1aa305ebf62833d4ac0f1b6');
INSERT INTO "ticket_event" VALUES(3,65,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395900000/engineer-a','f7d286b31806eff8c1a9cecbe9bc0095a32a5af9d1aa305ebf62833d4ac0f1b6','b5eff1d491f045e52784dd3dcf1d6b9f76115bd37a62750ca831e9e85c962218');
INSERT INTO "ticket_event" VALUES(3,66,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395900000/manager-b','b5eff1d491f045e52784dd3dcf1d6b9f76115bd37a62750ca831e9e85c962218','55f31afb88dea5308fb7aa334f6b09b4f2b154afd4ec7d44d5965ae9ed363713');
INSERT INTO "ticket_event" VALUES(3,67,'breached',1795396620000,1795396620000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}','{}','breach/onsite@level/1/0','55f31afb88dea5308fb7aa334f6b09b4f2b154afd4ec7d44d5965ae9ed363713','670a336f2c53c509916269816338afd4a99d4cb2a9d0c392050d166b5147607b');
INSERT INTO "ticket_event" VALUES(3,68,'escalated',1795396620000,1795396620000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}','{}','chain/1/3/0','670a336f2c53c509916269816338afd4a99d4cb2a9d0c392050d166b5147607b','4391470663bd49261713b3176daa87804f91be748ac32125c8ff58718be365f1');
INSERT INTO "ticket_event" VALUES(3,69,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795396620000/manager-b','4391470663bd49261713b3176daa87804f91be748ac32125c8ff58718be365f1','ed6bb80fe40c8da59471f9583ed9e8fe4e0a31e7e2739f44dd7aa0c61185097e');
INSERT INTO "ticket_event" VALUES(3,70,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795396620000/deputy-d','ed6bb80fe40c8da59471f9583ed9e8fe4e0a31e7e2739f44dd7aa0c61185097e','2181b23cef98bf1a140058baaaa4bf8e6f39b956a1d167fe469b957051b0b7ce');
INSERT INTO "ticket_event" VALUES(3,71,'went_silent',1795400220000,1795400220000,'watchkeeper','monitor','{}','{}',NULL,'2181b23cef98bf1a140058baaaa4bf8e6f39b956a1d167fe469b957051b0b7ce','eea56c0b598fb9e3bd283839671e1c7ee8a418fba296dd2da1e10636d88594e9');
INSERT INTO "ticket_event" VALUES(3,72,'escalated',1795400220000,1795400220000,'watchkeeper','monitor','{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}','{}','chain/1/3/1','eea56c0b598fb9e3bd283839671e1c7ee8a418fba296dd2da1e10636d88594e9','f7e6d572eef02593333900bcc87a80466ee19e7e2706864526c424091c20418f');
INSERT INTO "ticket_event" VALUES(3,73,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795400220000/engineer-a','f7e6d572eef02593333900bcc87a80466ee19e7e2706864526c424091c20418f','a3a28fae9c178d2b686ac41f1eb5552256904386be456db6b8ad88db02cab005');
INSERT INTO "ticket_event" VALUES(3,74,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795400220000/deputy-d','a3a28fae9c178d2b686ac41f1eb5552256904386be456db6b8ad88db02cab005','6527fb9b459e0d469aa639c67702a1363a6c547ee19077192b0b63374a2da441');
INSERT INTO "ticket_event" VALUES(3,75,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795400220000/manager-b','6527fb9b459e0d469aa639c67702a1363a6c547ee19077192b0b63374a2da441','36804f83f9ecae3f3b957877671271b64fd725efff67fe64b221e67fa4592e84');
INSERT INTO "ticket_event" VALUES(3,76,'escalated',1795403820000,1795403820000,'watchkeeper','monitor','{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}','{}','chain/1/3/2','36804f83f9ecae3f3b957877671271b64fd725efff67fe64b221e67fa4592e84','421f37f454c48bddb38e5a383b6cda8b5bd7c375ac373f0e3088f3b74e7de5b2');
INSERT INTO "ticket_event" VALUES(3,77,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795403820000/deputy-d','421f37f454c48bddb38e5a383b6cda8b5bd7c375ac373f0e3088f3b74e7de5b2','518173a415c32e2ece2eabcd242a0c9150a050e6026a1f73187d439040df61a4');
INSERT INTO "ticket_event" VALUES(3,78,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795403820000/manager-b','518173a415c32e2ece2eabcd242a0c9150a050e6026a1f73187d439040df61a4','debfe6c53f6e95a876b1de54396036151f49b429f39e7983f58d8331041ee935');
INSERT INTO "ticket_event" VALUES(1,19,'commented',1795404600000,1795404600000,'token:f9c0d12d','rest','{"is_public":false}','{"text":"cb003f9eec4cad22284070aa959d8cc139af5d80fba1e56d4df0d55cb9bd0cd7"}',NULL,'e3fb4a5111d2cb76bb7678afe9e81683e2c58d49c6b61aa47ef86444e412f7dc','c761dc68c4c3d0c5634efbd2005ec31749ea26f403c8deff9f14569aed4c5ba5');
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
INSERT INTO "ticket_prose" VALUES(1,5,'note','d9fa0229f34bb64631d87265962ba016','我来看');
INSERT INTO "ticket_prose" VALUES(1,6,'text','c265d913d1178575eb8f2cbfb692134d','log 目录占满 — /var/log/app');
INSERT INTO "ticket_prose" VALUES(1,7,'solution','77dbdf8aec1830a9bcb4a68a3b0118d2','清理日志');
INSERT INTO "ticket_prose" VALUES(1,7,'implementation','c3a202d9e5ec0d4c71523c0a71727881','logrotate');
INSERT INTO "ticket_prose" VALUES(1,8,'note','673c3edfa1eb7c21c1890641ba58069c','等授权');
INSERT INTO "ticket_prose" VALUES(1,13,'description','71d7482807df6f14a9362edbaaedf403','moved the oldest logs away');
INSERT INTO "ticket_prose" VALUES(1,14,'cause','963eb98c1be289212f61659ecbf68b45','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,14,'method','899660801f10508807353d086df80da0','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'kind','36dc3f45c7bbe04ac9c129dbd1c8106d','容量');
INSERT INTO "ticket_prose" VALUES(1,15,'cause','93ee62fcbd713d42504b969c2ae66d41','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,15,'method','2e7c7b4130970e31c14ec4b91e8b8d91','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'losses','537a1ae4a100ba7c85c27e838cc101a9','无');
INSERT INTO "ticket_prose" VALUES(1,16,'text','c9021579b5e7af1769f04539008bf41c','已处理');
INSERT INTO "ticket_prose" VALUES(1,17,'agreed_by','f8d52d92fa419b8b936e87fd53cdb94f','王工');
INSERT INTO "ticket_prose" VALUES(1,18,'note','daf023e1ccf7343ad91efb36d684a4b2','客户已确认');
INSERT INTO "ticket_prose" VALUES(2,1,'summary','2ddddf0de4acdeaeab5c009081d8ef52','打印机不能用');
INSERT INTO "ticket_prose" VALUES(2,1,'description','b92227eaabf1d21588f55e04a931469c','三楼');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter','7b19d7f2c1d2aed58fb8731320b91772','王工');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter_contact','42920d429fecadd9c1f0de30067209b6','138');
INSERT INTO "ticket_prose" VALUES(1,19,'text','fe8afd2c2175e8389594ecb27aef5d4b','备件已下单');
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
INSERT INTO "rest_key" VALUES('6ad8a90211e7527e0b09c303d13b54d6bcde9ea471101bfb6108d44d0e84d79f','token:f9c0d12d','88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a',1,1795404600000);
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
CREATE INDEX ix_calendar_notice_region_year ON calendar_notice (region, year);
CREATE INDEX ix_duty_change_ends_at ON duty_change (ends_at);
CREATE INDEX ix_absence_ends_at ON absence (ends_at);
COMMIT;
