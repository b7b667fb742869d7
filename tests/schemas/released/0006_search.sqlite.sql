BEGIN;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006_search');
CREATE TABLE access_accounts (
	person TEXT NOT NULL, 
	password_hash TEXT, 
	password_set_at BIGINT, 
	language TEXT, 
	CONSTRAINT pk_access_accounts PRIMARY KEY (person)
);
INSERT INTO "access_accounts" VALUES('engineer-a','$argon2id$v=19$m=65536,t=3,p=4$oknwYgiQjffrT3iKMfV7Fw$afK9J3hPrQYhlluMbddfjmBQVikGalLKTcivm3skIHw',1795384800000,NULL);
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
INSERT INTO "access_sessions" VALUES('2f82692dd0ac2c35223366acd98d5290e6d48875c66c7d51d3e9313f7c37c9e1','engineer-a','ULzP5sT3UQZOAQ4nYZCO5S0gBcm6cfKNEK1vXYXh0PA',1795384800000,1795384800000,1797976800000,'127.0.0.1');
CREATE TABLE access_links (
	token_hash TEXT NOT NULL, 
	person TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	used_at BIGINT, 
	CONSTRAINT pk_access_links PRIMARY KEY (token_hash)
);
INSERT INTO "access_links" VALUES('4230301c3d0a02689b319d63e8682f12120d6323f2365e65e7e8695eb1c70cbb','manager-b','system',1795384800000,1795471200000,NULL);
INSERT INTO "access_links" VALUES('b3400954430df3193ec00f4f0aad5c074fc219e66a2b18f84b0f75e586173c38','engineer-a','system',1795384800000,1795471200000,1795384800000);
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
INSERT INTO "access_tokens" VALUES('74dfaf6c','a8eb1a9424ca32a8fcc78262c1c4a03c03c87cfd590e0c6836e3356790df0f1c','grafana','["query:read"]',NULL,'system',1795384800000,1803160800000,1795384800000);
INSERT INTO "access_tokens" VALUES('3a19e72c','a6b17db9085175f518a0a93e06c1aa86e09aa5dc71e7e235a72aa2d22377f609','for acme','["tickets:read"]','["acme"]','system',1795384800000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('e9f6b7f3','07cbb3cd7a6c06cfa49089b6a6c6652904659bfde6776338e2d45b2f224c668a','prometheus','["alerts:write"]',NULL,'system',1795385820000,NULL,NULL);
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
INSERT INTO "audit_heads" VALUES('main',13,'84d4276d742b3d66a6538e581f256a91498918f0e50cad54ea3ef393806c12c0');
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
INSERT INTO "audit_rows" VALUES('main',6,1795384800000,'system','token_made','74dfaf6c','{"name":"grafana","scopes":["query:read"]}','2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393','e9b955ba6d7c2f4900f8ce4bfcf79b66f194a098a35c83e975bc1811c283068b');
INSERT INTO "audit_rows" VALUES('main',7,1795384800000,'system','token_made','3a19e72c','{"name":"for acme","scopes":["tickets:read"]}','e9b955ba6d7c2f4900f8ce4bfcf79b66f194a098a35c83e975bc1811c283068b','e1325fb798200e4143ef53884bae7d5926234786e3ec2c3cff3ae2c6cabf2cdb');
INSERT INTO "audit_rows" VALUES('main',8,1795384800000,'system','token_revoked','74dfaf6c','{}','e1325fb798200e4143ef53884bae7d5926234786e3ec2c3cff3ae2c6cabf2cdb','b968fac467b7f1c48a31cd841ec0275783f3789b13523aa5b7bc3801ef5980ab');
INSERT INTO "audit_rows" VALUES('main',9,1795384800000,'system','target_added','cam-1','{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}','b968fac467b7f1c48a31cd841ec0275783f3789b13523aa5b7bc3801ef5980ab','a5bbd8b48309ca7e7964a37feccd457df9c4a4d47c7203aac398d8d72434d57b');
INSERT INTO "audit_rows" VALUES('main',10,1795384800000,'system','satellite_token_made','cam-1','{}','a5bbd8b48309ca7e7964a37feccd457df9c4a4d47c7203aac398d8d72434d57b','986a2b4c62e66cc56b69eb9094deb728661c8045d939919a2e9a1a45f15fef03');
INSERT INTO "audit_rows" VALUES('main',11,1795384800000,'satellite cam-1','satellite_enrolled','cam-1','{}','986a2b4c62e66cc56b69eb9094deb728661c8045d939919a2e9a1a45f15fef03','ec264b323436b74aa0e7147df68488323c7ad3200d54ff2dc416b64797180de4');
INSERT INTO "audit_rows" VALUES('main',12,1795385820000,'system','token_made','e9f6b7f3','{"name":"prometheus","scopes":["alerts:write"]}','ec264b323436b74aa0e7147df68488323c7ad3200d54ff2dc416b64797180de4','6388fc2f5323a9ecd1aa8af78c79bc6a962cc2dc8b2cf5e3894217c41309a75d');
INSERT INTO "audit_rows" VALUES('main',13,1795385820000,'system','finding_accepted','0ec38cbf9024da32bb2fc970f7d54d5f','{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}','6388fc2f5323a9ecd1aa8af78c79bc6a962cc2dc8b2cf5e3894217c41309a75d','84d4276d742b3d66a6538e581f256a91498918f0e50cad54ea3ef393806c12c0');
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
INSERT INTO "planned_imports" VALUES('644a1c9a3fb210071a2febdf75de10a2',1795404600000,'engineer-a','[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');
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
INSERT INTO "enrolments" VALUES('4318dd17b066e7a03131909722c08d71fce75ad684f7552276b3e1066f1c342b','web-1',NULL,'system',1795384800000,1795471200000,NULL,NULL,NULL,0);
INSERT INTO "enrolments" VALUES('2ace367c85d5358209dd54628fe0c57b17b2a10478fd84b9888afe046f6c84e4',NULL,NULL,'system',1795384800000,1795471200000,1795384800000,'machine of web-1',NULL,0);
INSERT INTO "enrolments" VALUES('c4f07de8244f123188e46da61179920c40b7ddb158a47ee95ff2cc1933a4c4b4',NULL,NULL,'system',1795404600000,1795491000000,NULL,NULL,5,1);
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
INSERT INTO "registrations" VALUES('1PLxTt_92IIqbqmE','mail-1','m-1','1.0','10.9.9.7','{"role":"mail"}','','{"address":"10.9.9.7","agent":true,"name":"mail-1"}','system',1795404600000);
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
INSERT INTO "agents" VALUES('XG0ISeQt8YgwyWDy','web-1','ded9a1169dd1815f880ddd7b778c814df1a0bde2153a5496c1c0445a7e69bb58','web-1','machine of web-1','1',1795384800000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "agents" VALUES('1PLxTt_92IIqbqmE','mail-1','903b583a852df7765813d03465bdcfc430574e08b4b172b03b74f1cf41ae7828','mail-1','m-1','1.0',1795404600000,1795404600000,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "satellite_enrolments" VALUES('c75d6e645987dae940483a1958b4d8eb776268f774b1486af924f00ab0c3e666','cam-1','system',1795384800000,1795471200000,1795384800000,'m1');
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
INSERT INTO "satellites" VALUES('F9Ds7s1LgLE8jGYP','cam-1','237df23395823a5f39794705ad0ddc9a9b2cbe3e1b731e23c9784c322970ec15','box','m1','1',1795384800000,NULL,0);
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
INSERT INTO "heartbeats" VALUES('LBDdDZW4dfNK','20bc4e4f794ba5d5f515d5bd43aab31a0a6fb7ce7220e3f0cc6e45476067d54d','nightly','web-1','job',NULL,3600000,1800000,'Asia/Shanghai','system',1795384800000,NULL,NULL,1795384800000,1795384800000,7,0);
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
INSERT INTO "heartbeat_pings" VALUES('LBDdDZW4dfNK',1,1795384800000,'start',NULL,NULL,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('LBDdDZW4dfNK',2,1795384800000,'success',NULL,0,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('LBDdDZW4dfNK',3,1795384800000,'fail',7,NULL,'备份 done');
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
INSERT INTO "outbox" VALUES(45,'check-form/acme-20261123/2/mail:it@acme.example',NULL,'report','mail',NULL,'mail:it@acme.example',NULL,'{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:40191/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:40191/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:40191/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:40191/reports/acme-20261123"}',1795392000000,1795392000000,'failed',1795392000000,0,0,NULL,NULL,NULL,NULL,'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
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
INSERT INTO "ticket_alert" VALUES('c581e6f05d21a420e572828aaa8c4e2c','6126a7d56efd5f8d4ba5281c626e2418','posted:prometheus','Posted','no_data','II',NULL,NULL,3,'db-1','acme','posted by another Prometheus','','{"alertname":"Posted","instance":"db-1","severity":"critical"}','{"summary":"posted by another Prometheus"}','[]','','',NULL,1795385820000,1795385820000,1795400220000,1795400220000,1577808000000,NULL,NULL);
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
INSERT INTO "ticket_event" VALUES(1,5,'acknowledged',1795385220000,1795385220000,'engineer-a','rest','{}','{"note":"762ac70322d49dd793fd8fddad4422ee5e1a5f4111f15a26d56256d510468f40"}',NULL,'efb3f494d379995137236b1944ab3bf4a431411622e4e6abd0b0432fcfe22f53','e6e0c81e646916ba00216d94ab54490b301a239c4241960edc3c3e2b6e1b9645');
INSERT INTO "ticket_event" VALUES(1,6,'commented',1795385280000,1795385280000,'engineer-a','rest','{"is_public":false}','{"text":"bea08a2aa1fefe08bd76121de701025685d093571065968464f742b63aed3a7d"}',NULL,'e6e0c81e646916ba00216d94ab54490b301a239c4241960edc3c3e2b6e1b9645','d4240589eef540e5b63fd86912451c38a1c87ad54e0bf97ab1b6e5fdd09806ba');
INSERT INTO "ticket_event" VALUES(1,7,'plan_submitted',1795385340000,1795385340000,'engineer-a','rest','{}','{"implementation":"b7523a4ba9ee08ceb64e0be01140d54ea1ac11899190211e53c7a8d0fd3f57f9","solution":"f6ba25f2bea989d145d0914a24286222d2d5c2540c8d17b4ca628a88a9893d9f"}',NULL,'d4240589eef540e5b63fd86912451c38a1c87ad54e0bf97ab1b6e5fdd09806ba','7c3b00ec9d61a9ef4f162045b136bfcc90926424b7bdfabd0e766cafc79031e9');
INSERT INTO "ticket_event" VALUES(1,8,'paused',1795385400000,1795385400000,'engineer-a','rest','{"reason":"customer_authorisation","until":null}','{"note":"83794e5034b79ec44674b7c58b98e4d7f24402ec323320c0948b1f7766b29a7f"}',NULL,'7c3b00ec9d61a9ef4f162045b136bfcc90926424b7bdfabd0e766cafc79031e9','67479ad906270271b0ebf8c686761d8374223e8fa9d4af64b6ba0130e9dfed85');
INSERT INTO "ticket_event" VALUES(1,9,'resumed',1795385460000,1795385460000,'engineer-a','rest','{}','{}',NULL,'67479ad906270271b0ebf8c686761d8374223e8fa9d4af64b6ba0130e9dfed85','999b0243f995d304331eec566b6716385a25ed546f795d3ebda336594cb2e742');
INSERT INTO "ticket_event" VALUES(1,10,'went_silent',1795385475587,1795385475587,'watchkeeper','monitor','{}','{}',NULL,'999b0243f995d304331eec566b6716385a25ed546f795d3ebda336594cb2e742','0b845a484c56a8ebbb0058f2a23b27255fa3d925d64b38d02423e0ce8c89a68d');
INSERT INTO "ticket_event" VALUES(1,11,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385475587/engineer-a','0b845a484c56a8ebbb0058f2a23b27255fa3d925d64b38d02423e0ce8c89a68d','9a9a874b577bec744c52cbe28bfc041126473f4bf9665af920985c025d7f772a');
INSERT INTO "ticket_event" VALUES(1,12,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385475587/manager-b','9a9a874b577bec744c52cbe28bfc041126473f4bf9665af920985c025d7f772a','759513d4d299c3d3b37274c5866ff9ee9c66f39720e78849eab37983984f6b33');
INSERT INTO "ticket_event" VALUES(1,13,'workaround_reported',1795385520000,1795385520000,'engineer-a','rest','{}','{"description":"3e9e83e09a40b540f68d574a067c5e5c76124341e1653251c1ac6c6f193e792a"}',NULL,'759513d4d299c3d3b37274c5866ff9ee9c66f39720e78849eab37983984f6b33','0e1d9d48da5392478e1fca599784c7b7bfc09139d92378c5333318ff3eefe6b3');
INSERT INTO "ticket_event" VALUES(1,14,'resolved',1795385580000,1795385580000,'engineer-a','rest','{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}','{"cause":"5289f2c3a2a2999544b2dbd5cf9cdfe5516bed6c774ecd7a72a298fe24e1131b","method":"d2e0cd3245f4d1b08040d4e8bf5a0e93596e9088554838d12e16a58413871aaf"}',NULL,'0e1d9d48da5392478e1fca599784c7b7bfc09139d92378c5333318ff3eefe6b3','3f37de63e037cb1a44d5b3e4ad37ac5173a45008dfd33e94c0115298a4f63d37');
INSERT INTO "ticket_event" VALUES(1,15,'report_submitted',1795385640000,1795385640000,'engineer-a','rest','{}','{"cause":"54e76c3732eb6e79056cd46455b36603bc7eb1b5604f8636028f4ef533cbb624","kind":"571b3ad0e3c874e6d284132c537b25ea372126fec4182a3bd955c7a67ccdbc4f","losses":"93974e0848c66532a69947576c7bac4b01ff73cb897419c6cb45aec40916f0c0","method":"5a537eae19d383d5de1740251c85851db9dc87b5995571dc14ed95473ef698ca"}',NULL,'3f37de63e037cb1a44d5b3e4ad37ac5173a45008dfd33e94c0115298a4f63d37','f78cfd174795db0735a4989c1979a3504ad30a5073864faddbda8e2d426ca92d');
INSERT INTO "ticket_event" VALUES(1,16,'replied',1795385700000,1795385700000,'engineer-a','rest','{}','{"text":"6ca63f318965aa39353dad68d5383c386f59717c5c2b06f323851e3f57fa6b94"}',NULL,'f78cfd174795db0735a4989c1979a3504ad30a5073864faddbda8e2d426ca92d','ae6916b7201a95c14e7a16de7a6be68caba572a5bfb7b6bcb76e48e06b3ed164');
INSERT INTO "ticket_event" VALUES(1,17,'cause_agreed',1795385760000,1795385760000,'engineer-a','rest','{}','{"agreed_by":"5f2490aaba28172f03facaecf2220de1e0ca2af33549dfa105e3bc91ce76eeab"}',NULL,'ae6916b7201a95c14e7a16de7a6be68caba572a5bfb7b6bcb76e48e06b3ed164','1b6bbf796c0cb055baac88026b52bc2a182b33fe1528a033f9ac4cff7e396655');
INSERT INTO "ticket_event" VALUES(1,18,'closed',1795385820000,1795385820000,'engineer-a','rest','{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}','{"note":"4e481d808c80d642b4a5f61486750afd92d7a5f92af0c7893b27f041bf778fa5"}',NULL,'1b6bbf796c0cb055baac88026b52bc2a182b33fe1528a033f9ac4cff7e396655','ce78cef86e6010b99eacc3f8ffd42a9a5983f5f5fc3b711ed8387ad651dd45bc');
INSERT INTO "ticket_event" VALUES(2,1,'opened',1795385820000,1795385820000,'engineer-a','rest','{"criticality":"normal","customer":"acme","is_reported":true,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"contract-cn v1"}','{"description":"66baafd005eb987e87b597afe275bbb1505f5fa411cb603c15437db8f19e0b78","reporter":"defbd49953c6e007c1e609ec70c0549bb1ec1bd8b54353a8d2cc516975148f2b","reporter_contact":"7ee70007f50309dd9512e864ae044ba613277229934e18de9cc7ad8b587913d7","summary":"3d36c208c330a0e75285853d8fab713fb5d2ff99afe0870825931fb1fec31ed5"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','70543fe7fa86fd06f1ad617bea0a1f00434032016dcd108a05d9e7123f3081fe');
INSERT INTO "ticket_event" VALUES(2,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','70543fe7fa86fd06f1ad617bea0a1f00434032016dcd108a05d9e7123f3081fe','29f52f8110c16a43778de721af445286a29b3d92747f75c41d4acdcd5872a8ee');
INSERT INTO "ticket_event" VALUES(3,1,'opened',1795385820000,1795385820000,'watchkeeper','monitor','{"alerts":[{"active_at":1795385820000,"annotations":{"summary":"posted by another Prometheus"},"expression":"","fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"generator_url":"","labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"c581e6f05d21a420e572828aaa8c4e2c","name":"Posted","source":"posted:prometheus","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"contract-cn v1","title":"posted by another Prometheus","title_zh":""}','{}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','e29f1e3e8a721103d4ee4ef5cdbd6091d44b1ab2ac9993d1424147344fc417b5');
INSERT INTO "ticket_event" VALUES(3,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','e29f1e3e8a721103d4ee4ef5cdbd6091d44b1ab2ac9993d1424147344fc417b5','4abbb91bf0c89d78ff2869669df507c21ee2f3a9d32502a1f3ccc08707eb5cf3');
INSERT INTO "ticket_event" VALUES(3,3,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385820000/engineer-a','4abbb91bf0c89d78ff2869669df507c21ee2f3a9d32502a1f3ccc08707eb5cf3','108afd3ec5f080062077a4a26d843146bd82b9173db94cba7bbf50ba639b260b');
INSERT INTO "ticket_event" VALUES(3,4,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385820000/manager-b','108afd3ec5f080062077a4a26d843146bd82b9173db94cba7bbf50ba639b260b','af0666761132b8b2baef2628b5eb1e56b1c4447b942d52fde5059a2d71f5c6a3');
INSERT INTO "ticket_event" VALUES(3,5,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','call/1/II','af0666761132b8b2baef2628b5eb1e56b1c4447b942d52fde5059a2d71f5c6a3','937ef618d783b86ecd72a0ee8654cf2275dcd7cdde9508b2125c4ccc9c060a44');
INSERT INTO "ticket_event" VALUES(3,6,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/1','937ef618d783b86ecd72a0ee8654cf2275dcd7cdde9508b2125c4ccc9c060a44','ec6ce6737d84759e57dc4ff6b49842ee84ac50a78818e38991653e4f49e80cc2');
INSERT INTO "ticket_event" VALUES(3,7,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386420000/engineer-a','ec6ce6737d84759e57dc4ff6b49842ee84ac50a78818e38991653e4f49e80cc2','ea4ce508f34e5a4085c173821449a5386ee5e410d780dbf8bb24b813f66c39e2');
INSERT INTO "ticket_event" VALUES(3,8,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386420000/manager-b','ea4ce508f34e5a4085c173821449a5386ee5e410d780dbf8bb24b813f66c39e2','4c849c6a30c123d718b6a223f129876de73bd14266d05ff6d560c32296d9a7a9');
INSERT INTO "ticket_event" VALUES(3,9,'warned',1795386720000,1795386720000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/50','4c849c6a30c123d718b6a223f129876de73bd14266d05ff6d560c32296d9a7a9','b42db4985318012ada522371b832362ca1b4d8962c849df17f375816e08f5994');
INSERT INTO "ticket_event" VALUES(3,10,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386720000/engineer-a','b42db4985318012ada522371b832362ca1b4d8962c849df17f375816e08f5994','f78d0edc6211df42a303046f27a27a8e7e12d3110716f17a6ea4c22197b05835');
INSERT INTO "ticket_event" VALUES(3,11,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386720000/manager-b','f78d0edc6211df42a303046f27a27a8e7e12d3110716f17a6ea4c22197b05835','1c93575cac0081c5d1ad3d70bce658b2410d6c2e53d5727feab5a94a3564517f');
INSERT INTO "ticket_event" VALUES(3,12,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/2','1c93575cac0081c5d1ad3d70bce658b2410d6c2e53d5727feab5a94a3564517f','5d0283ca54fd24015e5b77f9a57f240086eb05d551970430271fec6344eef84b');
INSERT INTO "ticket_event" VALUES(3,13,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387020000/engineer-a','5d0283ca54fd24015e5b77f9a57f240086eb05d551970430271fec6344eef84b','3bd89c41a25d91b897bb3acd4399d0df8861b517de4e879753f648dce5bb26f6');
INSERT INTO "ticket_event" VALUES(3,14,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387020000/manager-b','3bd89c41a25d91b897bb3acd4399d0df8861b517de4e879753f648dce5bb26f6','60fe5af149e19d4bb4dc0806e44e6e5a8197f9055ecda26b366d9224203bbf4b');
INSERT INTO "ticket_event" VALUES(2,3,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','29f52f8110c16a43778de721af445286a29b3d92747f75c41d4acdcd5872a8ee','61c640fc3c91f2d486fcf57511b6d639c02ae00f846023b512077c2d8ed0946d');
INSERT INTO "ticket_event" VALUES(3,15,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','60fe5af149e19d4bb4dc0806e44e6e5a8197f9055ecda26b366d9224203bbf4b','c95b5dad255bf8dbdabf032d38bab96c33e5aaa7ebacfc8620b7d274b0ec0d25');
INSERT INTO "ticket_event" VALUES(3,16,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387260000/engineer-a','c95b5dad255bf8dbdabf032d38bab96c33e5aaa7ebacfc8620b7d274b0ec0d25','fc734c0e222686cbcfbf799da33bcb35d46b4156a2502d6e205c81b279b3d63b');
INSERT INTO "ticket_event" VALUES(3,17,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387260000/manager-b','fc734c0e222686cbcfbf799da33bcb35d46b4156a2502d6e205c81b279b3d63b','da4c74939f833e9fb0b7a67a4e61175763cfc27206cb60c4dedc834486daf4a4');
INSERT INTO "ticket_event" VALUES(2,4,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}','{}','breach/respond@level/1/0','61c640fc3c91f2d486fcf57511b6d639c02ae00f846023b512077c2d8ed0946d','66554e84fdd249d1ff8ac948843df0d2c9564cbe82d69d9bafa44b6c3d2d8b20');
INSERT INTO "ticket_event" VALUES(3,18,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/3','da4c74939f833e9fb0b7a67a4e61175763cfc27206cb60c4dedc834486daf4a4','ef8e62b9a04c091592d0c4c3413d51309b336c5c71e8227a327b6e84d0150370');
INSERT INTO "ticket_event" VALUES(3,19,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}','{}','breach/respond@level/1/0','ef8e62b9a04c091592d0c4c3413d51309b336c5c71e8227a327b6e84d0150370','bbd38428f9f25360bf87680e6413a2724cd9ee9ecee83717cd4a55cb1d93469e');
INSERT INTO "ticket_event" VALUES(3,20,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387620000/engineer-a','bbd38428f9f25360bf87680e6413a2724cd9ee9ecee83717cd4a55cb1d93469e','59cf4880231d8d0b77b2cd398147c63c72a4c48c7478d31e5495fb4f343b6aff');
INSERT INTO "ticket_event" VALUES(3,21,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387620000/manager-b','59cf4880231d8d0b77b2cd398147c63c72a4c48c7478d31e5495fb4f343b6aff','d45db75333946fe353085311d4f44209da545af79ad84fe10f810ff7f63ad77f');
INSERT INTO "ticket_event" VALUES(3,22,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/4','d45db75333946fe353085311d4f44209da545af79ad84fe10f810ff7f63ad77f','6f90afab29064ab759968e16cdc13280652a9e422f0fca92b5bb6adbeb5c668a');
INSERT INTO "ticket_event" VALUES(3,23,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388220000/engineer-a','6f90afab29064ab759968e16cdc13280652a9e422f0fca92b5bb6adbeb5c668a','1ecab1270325d4f4cb9b0f9da7e9fac824b609b944f8e3c9f0c8eb5889f19f6c');
INSERT INTO "ticket_event" VALUES(3,24,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388220000/manager-b','1ecab1270325d4f4cb9b0f9da7e9fac824b609b944f8e3c9f0c8eb5889f19f6c','8b17f5da5b33637d4467722dfb2bba20158d4048c122afa194e4c8be65d22c3f');
INSERT INTO "ticket_event" VALUES(3,25,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/5','8b17f5da5b33637d4467722dfb2bba20158d4048c122afa194e4c8be65d22c3f','a877dc6e3c7118f3310793d941dc0f2250715e748acf82bba6587487ea6a4757');
INSERT INTO "ticket_event" VALUES(3,26,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388820000/engineer-a','a877dc6e3c7118f3310793d941dc0f2250715e748acf82bba6587487ea6a4757','99a7fe4171602d16e4878f04d91e0c33be1f83b61d087f8f1773d6f9bcc2cd88');
INSERT INTO "ticket_event" VALUES(3,27,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388820000/manager-b','99a7fe4171602d16e4878f04d91e0c33be1f83b61d087f8f1773d6f9bcc2cd88','cdc459c8651ac3c24f19ca23f1237fe8fbc4d5ca05861c14c62273b53627354b');
INSERT INTO "ticket_event" VALUES(2,5,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','66554e84fdd249d1ff8ac948843df0d2c9564cbe82d69d9bafa44b6c3d2d8b20','0dad838ab83778de43d56eb0becc3809baa84913cfd6fcd22ed07321513c6ac4');
INSERT INTO "ticket_event" VALUES(3,28,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/6','cdc459c8651ac3c24f19ca23f1237fe8fbc4d5ca05861c14c62273b53627354b','6368e903d9c38b500b347792ced5302a2d5a272de09edc23b4e24f10b8681fec');
INSERT INTO "ticket_event" VALUES(3,29,'warned',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/50','6368e903d9c38b500b347792ced5302a2d5a272de09edc23b4e24f10b8681fec','b7e9a21e13e45e6a55dfeba1e5093cc7886332dd6148ceaf903013188d69cf0a');
INSERT INTO "ticket_event" VALUES(3,30,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','b7e9a21e13e45e6a55dfeba1e5093cc7886332dd6148ceaf903013188d69cf0a','1d741874e866d00272699e020b2b66f6d814c36df873359f08497331b2988c99');
INSERT INTO "ticket_event" VALUES(3,31,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795389420000/engineer-a','1d741874e866d00272699e020b2b66f6d814c36df873359f08497331b2988c99','11a83e15f81f20b5c088b9ff7995cbecdc4f3822887b202aee7d37c86d5c6d91');
INSERT INTO "ticket_event" VALUES(3,32,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795389420000/manager-b','11a83e15f81f20b5c088b9ff7995cbecdc4f3822887b202aee7d37c86d5c6d91','03812e10130782a38a19a31203b4b7629cb6adb5ab04289808c7e529322e50e3');
INSERT INTO "ticket_event" VALUES(3,33,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/7','03812e10130782a38a19a31203b4b7629cb6adb5ab04289808c7e529322e50e3','52a7140ca07e198520cdb04bbc55d86f3c90703139d4642d995ee8018fd5b6a4');
INSERT INTO "ticket_event" VALUES(3,34,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390020000/engineer-a','52a7140ca07e198520cdb04bbc55d86f3c90703139d4642d995ee8018fd5b6a4','796b779560936205fed4b6a484a210ec99f7b74fafcee6feef7c175790e3af52');
INSERT INTO "ticket_event" VALUES(3,35,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390020000/manager-b','796b779560936205fed4b6a484a210ec99f7b74fafcee6feef7c175790e3af52','292b40373903e875a4f86e7f02f0cca7b46371838bed54a174db9f5f8aa5867a');
INSERT INTO "ticket_event" VALUES(3,36,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/8','292b40373903e875a4f86e7f02f0cca7b46371838bed54a174db9f5f8aa5867a','d1fe1fe742fdf150634de72daaf470760f4fbe38a301379d876125f0e2a3be1c');
INSERT INTO "ticket_event" VALUES(3,37,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390620000/engineer-a','d1fe1fe742fdf150634de72daaf470760f4fbe38a301379d876125f0e2a3be1c','439701e3dd0a9a5c213ea747ad66d24983c8faaf4c300b200a1e7f763d646bd4');
INSERT INTO "ticket_event" VALUES(3,38,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390620000/manager-b','439701e3dd0a9a5c213ea747ad66d24983c8faaf4c300b200a1e7f763d646bd4','135125b47720a9959348a978633a845f25baaa6eba35aaadd517459c5be6b5e8');
INSERT INTO "ticket_event" VALUES(3,39,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/9','135125b47720a9959348a978633a845f25baaa6eba35aaadd517459c5be6b5e8','656e3cf06adf762ca1e9b37ac6ac2256a9cc50c96a8b5afdf8db8b3cce981e76');
INSERT INTO "ticket_event" VALUES(3,40,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391220000/engineer-a','656e3cf06adf762ca1e9b37ac6ac2256a9cc50c96a8b5afdf8db8b3cce981e76','2bdc7ff842fc0ccc6c97a9db9a812973d58baa630a3f35a28e1005897447b4a6');
INSERT INTO "ticket_event" VALUES(3,41,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391220000/manager-b','2bdc7ff842fc0ccc6c97a9db9a812973d58baa630a3f35a28e1005897447b4a6','07c222f8ec8a7e5baa9dc72d903f1323b79d88ae94f26736b01ba11fc90fa3ca');
INSERT INTO "ticket_event" VALUES(2,6,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','0dad838ab83778de43d56eb0becc3809baa84913cfd6fcd22ed07321513c6ac4','5ba943cece5f59b04ae8ff43f51d7b2256dffc90000c3bbc6972084acbdaeca3');
INSERT INTO "ticket_event" VALUES(3,42,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','07c222f8ec8a7e5baa9dc72d903f1323b79d88ae94f26736b01ba11fc90fa3ca','c13d959e2e27a19facca4dbcfeebea57811cfbb99010bf5e29c2204be20b70ce');
INSERT INTO "ticket_event" VALUES(3,43,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391580000/engineer-a','c13d959e2e27a19facca4dbcfeebea57811cfbb99010bf5e29c2204be20b70ce','e642aaeea3a0b5eb1ecc8729e2573b5d198c805976c259e0f098a9ee9a562769');
INSERT INTO "ticket_event" VALUES(3,44,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391580000/manager-b','e642aaeea3a0b5eb1ecc8729e2573b5d198c805976c259e0f098a9ee9a562769','ebc606b3ae4e9bf144215347230423021b5cc3757af63740937934abbda09908');
INSERT INTO "ticket_event" VALUES(3,45,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/10','ebc606b3ae4e9bf144215347230423021b5cc3757af63740937934abbda09908','1735a996bcb8bd7a1e66ed007a5a080a83355cd3b4066e6ae7e04f0f2beaacbc');
INSERT INTO "ticket_event" VALUES(3,46,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391820000/engineer-a','1735a996bcb8bd7a1e66ed007a5a080a83355cd3b4066e6ae7e04f0f2beaacbc','91a866e9bbd978adbcbb90e0c97a8e5d653823b204ebe88f92ac58695b2a957b');
INSERT INTO "ticket_event" VALUES(3,47,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391820000/manager-b','91a866e9bbd978adbcbb90e0c97a8e5d653823b204ebe88f92ac58695b2a957b','4070cf0c8628297d92804031879bd2a824b1e0ddb97061b2257dfdb7ce3dcd7b');
INSERT INTO "ticket_event" VALUES(3,48,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/11','4070cf0c8628297d92804031879bd2a824b1e0ddb97061b2257dfdb7ce3dcd7b','052071f6deb368243c4231a369b152b44963a919aabb8c55583f7e55450013d4');
INSERT INTO "ticket_event" VALUES(3,49,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795392420000/engineer-a','052071f6deb368243c4231a369b152b44963a919aabb8c55583f7e55450013d4','c11cac8529e873b47a5670ef76a375b64aa3ff29580ad6a562017a5bb76cc204');
INSERT INTO "ticket_event" VALUES(3,50,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795392420000/manager-b','c11cac8529e873b47a5670ef76a375b64aa3ff29580ad6a562017a5bb76cc204','fb10bbc6ede0e6af0a44b8a9e68f248d41197f1b8ad3271b916a1b51df26d1dd');
INSERT INTO "ticket_event" VALUES(2,7,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}','{}','breach/plan@level/1/0','5ba943cece5f59b04ae8ff43f51d7b2256dffc90000c3bbc6972084acbdaeca3','70b8b7b3ea657a103e74f6ee3704635ba6fee3ec908ea978f5e904099b4bba07');
INSERT INTO "ticket_event" VALUES(3,51,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/12','fb10bbc6ede0e6af0a44b8a9e68f248d41197f1b8ad3271b916a1b51df26d1dd','3776c8865debc422a296000d4ab5433475dc7f49b569d217340d0c553cfc94b6');
INSERT INTO "ticket_event" VALUES(3,52,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}','{}','breach/plan@level/1/0','3776c8865debc422a296000d4ab5433475dc7f49b569d217340d0c553cfc94b6','4531f4cb979a451b2e8fa4dda94c581c70eb2c4d72382529da33d07e3881449c');
INSERT INTO "ticket_event" VALUES(3,53,'escalated',1795393020000,1795393020000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}','{}','chain/1/1/0','4531f4cb979a451b2e8fa4dda94c581c70eb2c4d72382529da33d07e3881449c','dea05bdb245d2da042d999a887546a68e71067be5b7f5f1ab98ee2a0ed8ab576');
INSERT INTO "ticket_event" VALUES(3,54,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795393020000/engineer-a','dea05bdb245d2da042d999a887546a68e71067be5b7f5f1ab98ee2a0ed8ab576','38d83422179abb648e9715d73973fa202cb2d7631532d8fa5e858cd25bf31b1e');
INSERT INTO "ticket_event" VALUES(3,55,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795393020000/manager-b','38d83422179abb648e9715d73973fa202cb2d7631532d8fa5e858cd25bf31b1e','aa3d850178f25efe0dcccaf507c73dbe47ac92ce8424bb368c482ef302207d40');
INSERT INTO "ticket_event" VALUES(3,56,'warned',1795394820000,1795394820000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/50','aa3d850178f25efe0dcccaf507c73dbe47ac92ce8424bb368c482ef302207d40','e2e29a8b7c810a8697f220380ff514a06595b6be2f1f60357ace45f961b91ea0');
INSERT INTO "ticket_event" VALUES(3,57,'escalated',1795394820000,1795394820000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}','{}','chain/1/2/0','e2e29a8b7c810a8697f220380ff514a06595b6be2f1f60357ace45f961b91ea0','4b099f5610e963a03ebeddfc99b07e46741094f393995eb116e12ad83585cce0');
INSERT INTO "ticket_event" VALUES(3,58,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795394820000/engineer-a','4b099f5610e963a03ebeddfc99b07e46741094f393995eb116e12ad83585cce0','1d42cc00bebd1b1d3c301c96571c18fdcb338198a608183c8b622376054841df');
INSERT INTO "ticket_event" VALUES(3,59,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"director-c","to":["manager-b"]}','{}','instead_of/1795394820000/director-c','1d42cc00bebd1b1d3c301c96571c18fdcb338198a608183c8b622376054841df','79e56a499fcac1079a72c0458c0eaebb7f5bb1f7d5ea58abd13784f0550da612');
INSERT INTO "ticket_event" VALUES(3,60,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795394820000/manager-b','79e56a499fcac1079a72c0458c0eaebb7f5bb1f7d5ea58abd13784f0550da612','99e8c280278107bab316b64901252d4635f7607d2c99d29e73a2f529440c59f2');
INSERT INTO "ticket_event" VALUES(2,8,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','70b8b7b3ea657a103e74f6ee3704635ba6fee3ec908ea978f5e904099b4bba07','326c8b78bf4fb4496da312ae5dd870f4638d493a85c25e524322ecdbfd5b5650');
INSERT INTO "ticket_event" VALUES(3,61,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','99e8c280278107bab316b64901252d4635f7607d2c99d29e73a2f529440c59f2','bf5822cff627da1265ac63b566db9efd96c05214b0641c815f7458fcb112f8da');
INSERT INTO "ticket_event" VALUES(3,62,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395600000/engineer-a','bf5822cff627da1265ac63b566db9efd96c05214b0641c815f7458fcb112f8da','354658c7d70b89b80fde5eef928b2f459aff52e47dff70d0f846425c0b5c3477');
INSERT INTO "ticket_event" VALUES(3,63,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395600000/manager-b','354658c7d70b89b80fde5eef928b2f459aff52e47dff70d0f846425c0b5c3477','b65dffc89affcbde46f8c750a94c7e76ad9156797521c607859f65ee6e3eb04e');
INSERT INTO "ticket_event" VALUES(3,64,'warned',1795395900000,1795395900000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/80','b65dffc89affcbde46f8c750a94c7e76ad9156797521c607859f65ee6e3eb04e','afdcbef39316b3f2ec91c56a701ffc3b5d0006a37ac132094387cc5932eac0ad');
INSERT INTO "ticket_event" VALUES(3,65,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395900000/engineer-a','afdcbef39316b3f2ec91c56a701ffc3b5d0006a37ac132094387cc5932eac0ad','84fddaa9181a6b2765130c6db810109d02a947016ac6427da150d49d9e42e7ee');
INSERT INTO "ticket_event" VALUES(3,66,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395900000/manager-b','84fddaa9181a6b2765130c6db810109d02a947016ac6427da150d49d9e42e7ee','ed0d84808acff912cffbdd598d065c9ee8f628ac65e23ea09bfc92020fc172b6');
INSERT INTO "ticket_event" VALUES(3,67,'breached',1795396620000,1795396620000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}','{}','breach/onsite@level/1/0','ed0d84808acff912cffbdd598d065c9ee8f628ac65e23ea09bfc92020fc172b6','5f886e599047266f758cd08efbf271aec36d4fc88a772502aef71064e6ad3fdc');
INSERT INTO "ticket_event" VALUES(3,68,'escalated',1795396620000,1795396620000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}','{}','chain/1/3/0','5f886e599047266f758cd08efbf271aec36d4fc88a772502aef71064e6ad3fdc','9162b9e07a23e4e9ffdcc0d6f89ed257e912f616d35fb63f6dc2243e4ad61fe3');
INSERT INTO "ticket_event" VALUES(3,69,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795396620000/manager-b','9162b9e07a23e4e9ffdcc0d6f89ed257e912f616d35fb63f6dc2243e4ad61fe3','52088c41ae9e5a681726dff8b64a7b2319c7da7844757c956b9005943333d1a1');
INSERT INTO "ticket_event" VALUES(3,70,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795396620000/deputy-d','52088c41ae9e5a681726dff8b64a7b2319c7da7844757c956b9005943333d1a1','22d6742146696fa80420615e65cf54c20b55101a7f5278f0f6e113582eb00814');
INSERT INTO "ticket_event" VALUES(3,71,'went_silent',1795400220000,1795400220000,'watchkeeper','monitor','{}','{}',NULL,'22d6742146696fa80420615e65cf54c20b55101a7f5278f0f6e113582eb00814','f1ead7c138b79bb21ce26a4736465769ed09974e7681fc9316ba62ce35f240da');
INSERT INTO "ticket_event" VALUES(3,72,'escalated',1795400220000,1795400220000,'watchkeeper','monitor','{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}','{}','chain/1/3/1','f1ead7c138b79bb21ce26a4736465769ed09974e7681fc9316ba62ce35f240da','de4e2a4a7c05c02a94dc88485dafbe151aa35edeeab3043259b8bb10e7c90bfe');
INSERT INTO "ticket_event" VALUES(3,73,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795400220000/engineer-a','de4e2a4a7c05c02a94dc88485dafbe151aa35edeeab3043259b8bb10e7c90bfe','9672d48c32bc5bed7fd4bf545a58ec539a251416ca372c36e5cdbe843af2ac7a');
INSERT INTO "ticket_event" VALUES(3,74,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795400220000/deputy-d','9672d48c32bc5bed7fd4bf545a58ec539a251416ca372c36e5cdbe843af2ac7a','ac7edb063bca2de692c11009c95559228508c89b01ac1c4d268e167e05bcf6a4');
INSERT INTO "ticket_event" VALUES(3,75,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795400220000/manager-b','ac7edb063bca2de692c11009c95559228508c89b01ac1c4d268e167e05bcf6a4','23504c5790ed83097537e11f588d0c9a7bdeb95809703d44837c8cda01c9d3b5');
INSERT INTO "ticket_event" VALUES(3,76,'escalated',1795403820000,1795403820000,'watchkeeper','monitor','{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}','{}','chain/1/3/2','23504c5790ed83097537e11f588d0c9a7bdeb95809703d44837c8cda01c9d3b5','df41287606697fa7bd7e866a708ac4dfe8e8aa0e72c23ab2e98ea6c749a80bfa');
INSERT INTO "ticket_event" VALUES(3,77,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795403820000/deputy-d','df41287606697fa7bd7e866a708ac4dfe8e8aa0e72c23ab2e98ea6c749a80bfa','074e869c0a165a1c52640abcf29a046c0b4e0dcbec4cc40c2a1c2c565444a57d');
INSERT INTO "ticket_event" VALUES(3,78,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795403820000/manager-b','074e869c0a165a1c52640abcf29a046c0b4e0dcbec4cc40c2a1c2c565444a57d','50c714035b52bc5aad3b88e995239a306198dcd39e7cbb05c5e7682e99c09710');
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
INSERT INTO "ticket_prose" VALUES(1,5,'note','0544f1f31446341ce5a252df04e23e72','我来看');
INSERT INTO "ticket_prose" VALUES(1,6,'text','8162b286d9e2a4cbe62d356ce1cb01a4','log 目录占满 — /var/log/app');
INSERT INTO "ticket_prose" VALUES(1,7,'solution','131ee78f8d3fd2239399752ad6425ade','清理日志');
INSERT INTO "ticket_prose" VALUES(1,7,'implementation','245cc277e2cc1e2e47e8310948a795c1','logrotate');
INSERT INTO "ticket_prose" VALUES(1,8,'note','f9f383e972cedff7cc0e6276b4516520','等授权');
INSERT INTO "ticket_prose" VALUES(1,13,'description','7b11cebc5baf76561dedf327f6dd422f','moved the oldest logs away');
INSERT INTO "ticket_prose" VALUES(1,14,'cause','8e39c957cd035eed6f798c6e98cc83bb','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,14,'method','22efaf8d6551a9c36a6786622a25d111','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'kind','09060c21108fa58dad92a115ae520f53','容量');
INSERT INTO "ticket_prose" VALUES(1,15,'cause','786dceb540453243c2b5a64d103063d9','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,15,'method','cb00313ca935cc605f2411afaf31edd5','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'losses','6221815146b06ba6766ecf4c58dd1848','无');
INSERT INTO "ticket_prose" VALUES(1,16,'text','c651faddcf94e35c06053f5eb2f9bb64','已处理');
INSERT INTO "ticket_prose" VALUES(1,17,'agreed_by','61e762abee9c7986845f37b5153272f0','王工');
INSERT INTO "ticket_prose" VALUES(1,18,'note','7b3c05cdc2d2ead7063163c03697faf0','客户已确认');
INSERT INTO "ticket_prose" VALUES(2,1,'summary','a6c9ce67322f2453b7866f8afbeb3647','打印机不能用');
INSERT INTO "ticket_prose" VALUES(2,1,'description','cbb4cccf4a9e1081aa28af952abf22b8','三楼');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter','4c0bd852cbcc91b6299637b331bae645','王工');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter_contact','5dd361145214109ad9956f9d36c82b15','138');
CREATE TABLE ticket_terms (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	source TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_ticket_terms PRIMARY KEY (id), 
	CONSTRAINT uq_ticket_terms_digest UNIQUE (digest), 
	CONSTRAINT uq_ticket_terms_name_version UNIQUE (name, version)
);
INSERT INTO "ticket_terms" VALUES(1,'contract-cn',1,'f8222a02ab1edad955600ddfb3f284be2755b4025e8daad19dfc9aea085bd65d','{"divisor":1,"policy":"contract-cn","source":"# The service contract: levels I-IV and the four words of urgency, bound together.\n# Every duration is elapsed time unless a goal names another calendar.\npolicy: contract-cn\nseverity:\n  names: [I, II, III, IV]\n  aliases: {urgent: I, high: II, medium: III, low: IV}\ndefaults: {calendar: 7x24, pause: []}\ncombine: strictest            # the strictest goal of a metric is what people hear of; both are judged\n\ngoals:\n- {metric: respond, table: level, anchor: reported, stop: acked, target: {''*'': 30m}}\n- {metric: respond, table: urgency, anchor: reported, stop: acked, target: {I: 15m, ''*'': 1h}}\n- {metric: plan, anchor: reported, stop: [plan_submitted, self_recovered], target: {''*'': 2h}}\n- {metric: workaround, table: urgency, anchor: reported, stop: [workaround, restored], target: {II: 12h, III: 48h, IV: 48h}}\n- metric: resolve\n  anchor: reported\n  stop: restored\n  pause: {I: [written_authorisation], ''*'': [customer_authorisation, written_authorisation, appointment]}\n  target: {I: 12h, II: 24h, III: 48h, IV: 5d}\n- metric: onsite              # not solved in 2 h: on site within 1 h\n  anchor: {unresolved_after: 2h, from: reported}\n  when: severity in [I, II] and not remote_only\n  stop: [arrived_on_site, restored]\n  target: {''*'': 1h}\n- metric: emergency_plan      # paralysed and not solved in 12 h: a plan within 16 h of the report\n  anchor: reported\n  arm: {breach_of: resolve}\n  pause: like resolve\n  when: severity == I\n  stop: [emergency_plan_submitted, restored]\n  target: {I: 16h}\n- {metric: report, anchor: resolved, stop: report_submitted, target: {''*'': 24h}, when: not self_recovered}\n\nreach:                        # how people are told; it never moves a clock\n  I:   {by: [page, call], again: 5m}\n  II:  {by: [page], again: 10m, call_after: 10m}\n  III: {by: [chat, mail], hours: \"07:30-22:00\"}\n  IV:  {by: [mail], digest: \"08:30 on workdays\"}\n\nescalate:\n- anchor: occurred\n  name: chain\n  until: resolved\n  hold: recovered\n  late: respace\n  when: severity in [I, II]\n  steps:\n  - {at: 2h, to: role:project_manager}\n  - {at: 2h30m, to: role:technical_director}\n  - {at: 3h, to: role:deputy_gm, repeat: 1h}\n- {of: [respond, plan, workaround, resolve, onsite, emergency_plan], when: \"severity in [I, II]\", hold: recovered, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n- {of: [respond, plan, workaround, resolve], when: \"severity in [III, IV]\", at: [80%, 100%], to: [owner, owner+lead]}\n- {of: [report], reach: III, at: [50%, 80%, 100%], to: [owner, owner+lead, role:project_manager]}\n\nretarget: {worsened: from_change, improved: from_report, reclassified: from_report, reopened: from_reopening}\ngates: {report: [I, II, III, IV], reply: [I, II, III, IV], cause_agreed: [I, II]}\nrecovery: {hysteresis: 5m, reopen_within: 24h, still_failing_after: 30m, resolves_itself: [III, IV], reminds_at: \"09:00\"}\npauses: {limit: 5d, only: {I: [written_authorisation]}}\ngroup_wait: 15s\n","tables":["level","urgency"],"zone":"Asia/Shanghai"}',1795384875587);
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
INSERT INTO "ticket" VALUES(1,1,'eba6c5abdbe665a94a9e8b196596fd09',NULL,'II',2,'closed','no_data','disk of web-1 is full','web-1 磁盘已满','web-1','acme','','normal','engineer-a',NULL,1,1795384815587,1795384875587,1795385820000,1795385220000,'engineer-a',1795385580000,1795385820000,NULL,NULL,0,0,NULL,18);
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
INSERT INTO "search_entry" VALUES(8,'ticket',1,' disk of web 1 is full 
 web 1 磁盘已满 
 web 1 ',' acme 
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
INSERT INTO "search_entry" VALUES(16,'ticket',2,' 打印机不能用 
 old ups ',' acme 
 三楼 
 王工 ');
INSERT INTO "search_entry" VALUES(24,'ticket',3,' posted by another prometheus 
 db 1 ',' acme 
 posted ');
CREATE VIRTUAL TABLE search_word USING fts5(words, tokenize='ascii', detail=none, columnsize=0);
DELETE FROM "search_word_data";
INSERT INTO "search_word_data" VALUES(1,X'0348');
INSERT INTO "search_word_data" VALUES(10,X'00000000010D0D000D0101010201010301010401010501010601010701010801010901010A01010B01010C01010D0101');
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
DELETE FROM "search_word_content";
INSERT INTO "search_word_content" VALUES(8,'1 acme app away disk diskfull full is log logrotate logs moved of oldest rotated the var web 占满 处理 客户 容量 工 已处 已满 已确 录占 志 志未 我来 户已 授权 无 日志 未轮 权 来看 清理 满 王工 理 理日 盘已 目录 看 确认 磁盘 等授 认 转 轮转 量');
INSERT INTO "search_word_content" VALUES(16,'acme old ups 三楼 不能 印机 工 打印 机不 楼 王工 用 能用');
INSERT INTO "search_word_content" VALUES(24,'1 acme another by db posted prometheus');
DELETE FROM "search_word_config";
INSERT INTO "search_word_config" VALUES('version',4);
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
COMMIT;
