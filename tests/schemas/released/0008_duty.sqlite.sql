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
INSERT INTO "access_accounts" VALUES('engineer-a','$argon2id$v=19$m=65536,t=3,p=4$cogHiEzlwCQqPsnLUEjTGg$XBpFkWBmKstd76lpQ9o/3vIYFewtQ8cLFQ44gDa/jys',1795384800000,NULL);
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
INSERT INTO "access_sessions" VALUES('60a5d0e01a5fcaa7a2b7d410d2a85a1ba37f68184b085dd422be86212f472962','engineer-a','jJCuVdDecYvX4zgoKo9yOTFl_Vz6G8fl0vT5l8e7C8c',1795384800000,1795384800000,1797976800000,'127.0.0.1');
CREATE TABLE access_links (
	token_hash TEXT NOT NULL, 
	person TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	used_at BIGINT, 
	CONSTRAINT pk_access_links PRIMARY KEY (token_hash)
);
INSERT INTO "access_links" VALUES('0b4061bc68de017454d8709b068aa57ae1370363c91b8c8ca47b24d8a6c92813','manager-b','system',1795384800000,1795471200000,NULL);
INSERT INTO "access_links" VALUES('8257bade2b056b05ff4e89c4579b7e961597fe127ba6261708e1d942e9a0e652','engineer-a','system',1795384800000,1795471200000,1795384800000);
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
INSERT INTO "access_tokens" VALUES('53d5c0a6','93d02f3d0ac9873705d8e194432a4cecf455b7ff3e654483501df8e65a091e00','grafana','["query:read"]',NULL,'system',1795384800000,1803160800000,1795384800000);
INSERT INTO "access_tokens" VALUES('8ac0d9f2','ce3ef0d302e768536932c338809d742c891b4c4e39de34808e3dd4c4443ada7a','for acme','["tickets:read"]','["acme"]','system',1795384800000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('22f37e4b','7f23f3400399a39bcfa196188b44a337c3b7e63806105f13c57b421c06584877','program','["alerts:write"]',NULL,'system',1795385820000,NULL,NULL);
INSERT INTO "access_tokens" VALUES('3da39243','0f8f0b885983d4bc1ee626420de5aec64d6cc88bb6df0d130161b95b067e0d57','program','["tickets:read","tickets:write"]',NULL,'system',1795404600000,NULL,NULL);
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
INSERT INTO "audit_heads" VALUES('main',20,'aa29bda9822174876ac50ced2dea33fc0c92f66c0f72eb8ebac09c228df202f7');
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
INSERT INTO "audit_rows" VALUES('main',6,1795384800000,'system','token_made','53d5c0a6','{"name":"grafana","scopes":["query:read"]}','2a13cb33480a7a3cfa4fbe516bc24778a55af1a689f002e79d663fa4195a5393','9d59a13e566b9b9e93458cbc106e0ceed321bc7f9b934864f8547ccd2b1bb7e4');
INSERT INTO "audit_rows" VALUES('main',7,1795384800000,'system','token_made','8ac0d9f2','{"name":"for acme","scopes":["tickets:read"]}','9d59a13e566b9b9e93458cbc106e0ceed321bc7f9b934864f8547ccd2b1bb7e4','d365e1b5694017ce63cf18178c35839c74347a59f569f277f5921672a1bdd0c3');
INSERT INTO "audit_rows" VALUES('main',8,1795384800000,'system','token_revoked','53d5c0a6','{}','d365e1b5694017ce63cf18178c35839c74347a59f569f277f5921672a1bdd0c3','d9f1bb5e5a6364053edc40a1427f46d3b4f89c1e74b70b92cd336fee17b8fec2');
INSERT INTO "audit_rows" VALUES('main',9,1795384800000,'system','target_added','cam-1','{"sha256":"3b97965dd437385fcd71f6b16d1534d2cfca6f4487302b99f43564ed3edd1911","targets":1}','d9f1bb5e5a6364053edc40a1427f46d3b4f89c1e74b70b92cd336fee17b8fec2','2ee3e61e8fa83056a5145505f6fce8112566d93258f24bf9237cb75ae195bf68');
INSERT INTO "audit_rows" VALUES('main',10,1795384800000,'system','agent_token_made','web-1','{"ends_at":1795471200000}','2ee3e61e8fa83056a5145505f6fce8112566d93258f24bf9237cb75ae195bf68','0eee1c52a563fbd16873f4e66b74bb5a0fe915b1da7a26710684bc0a1dca1af0');
INSERT INTO "audit_rows" VALUES('main',11,1795384800000,'system','satellite_token_made','cam-1','{}','0eee1c52a563fbd16873f4e66b74bb5a0fe915b1da7a26710684bc0a1dca1af0','773b920a6f0152e4a7cf339e877e34853e58e75feae5438560df0542822734a7');
INSERT INTO "audit_rows" VALUES('main',12,1795384800000,'satellite cam-1','satellite_enrolled','cam-1','{"address":"127.0.0.1","hostname":"box","id":"62nymoVzz8Ai6hLS","machine_id":"m1","made_by":"system","version":"1"}','773b920a6f0152e4a7cf339e877e34853e58e75feae5438560df0542822734a7','e78a22dd0b9c46f59457c00494f242e888d171bbd923eb2b31cbff2387d9e89d');
INSERT INTO "audit_rows" VALUES('main',13,1795384800000,'system','agent_token_made','','{"ends_at":1795471200000}','e78a22dd0b9c46f59457c00494f242e888d171bbd923eb2b31cbff2387d9e89d','6f8f7ee360ef0836837c7e95736bd6a8aa68764fed0b1b7243cb7962ca0963b6');
INSERT INTO "audit_rows" VALUES('main',14,1795384800000,'agent:h4GSfLQT-jouk8jz','agent_enrolled','web-1','{"address":"127.0.0.1","hostname":"web-1","machine_id":"machine of web-1","made_by":"system","version":"1"}','6f8f7ee360ef0836837c7e95736bd6a8aa68764fed0b1b7243cb7962ca0963b6','ad49ac2706556ce4c0f53646be02ffa20dfc50dd864f46c0ec7fc7a08188dc35');
INSERT INTO "audit_rows" VALUES('main',15,1795385820000,'system','token_made','22f37e4b','{"name":"program","scopes":["alerts:write"]}','ad49ac2706556ce4c0f53646be02ffa20dfc50dd864f46c0ec7fc7a08188dc35','dddbfafd3cb3b3d86addd63fad410b533362faf6a44a0e6e32a715a85fd6f0f3');
INSERT INTO "audit_rows" VALUES('main',16,1795385820000,'system','finding_accepted','0ec38cbf9024da32bb2fc970f7d54d5f','{"customer":"acme","target":"web-1","until":"2026-11-24T22:17:00.000Z"}','dddbfafd3cb3b3d86addd63fad410b533362faf6a44a0e6e32a715a85fd6f0f3','5809365b924db7254958f1a7c42d6bf11f523862dec7116323a85040b2b2428b');
INSERT INTO "audit_rows" VALUES('main',17,1795404600000,'system','agent_token_made','','{"ends_at":1795491000000,"most_uses":5}','5809365b924db7254958f1a7c42d6bf11f523862dec7116323a85040b2b2428b','e4ffb877b86e9d5c2210f6740a8c946eca0e24bb48fe3cea2f00fa5c466bbeb5');
INSERT INTO "audit_rows" VALUES('main',18,1795404600000,'agent:-_9p8idUgmeOQ_1x','agent_waits','mail-1','{"address":"10.9.9.7","hostname":"mail-1","machine_id":"m-1","made_by":"system","version":"1.0"}','e4ffb877b86e9d5c2210f6740a8c946eca0e24bb48fe3cea2f00fa5c466bbeb5','db029485fc559fb7172f1f120cbb04ab1a7626a8d463f223c08e2f30377498d2');
INSERT INTO "audit_rows" VALUES('main',19,1795404600000,'system','token_made','3da39243','{"name":"program","scopes":["tickets:read","tickets:write"]}','db029485fc559fb7172f1f120cbb04ab1a7626a8d463f223c08e2f30377498d2','3289170ffb25f786be8c6829bed2725798bbbeeb8e6351fc524d9bb7bfea61b6');
INSERT INTO "audit_rows" VALUES('main',20,1795404600000,'system','calendar_confirmed','cn 2027','{"changes":27,"number":"国办发明电〔2026〕99号"}','3289170ffb25f786be8c6829bed2725798bbbeeb8e6351fc524d9bb7bfea61b6','aa29bda9822174876ac50ced2dea33fc0c92f66c0f72eb8ebac09c228df202f7');
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
INSERT INTO "planned_imports" VALUES('2145afd12083c945cb7d6dccac5e1c87',1795404600000,'engineer-a','[["ups-2", null, "{\"card\":{\"rack\":\"A12\"},\"name\":\"ups-2\"}"]]');
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
INSERT INTO "enrolments" VALUES('a3bbb84f55974274c6b10d28565cc01b6dfd6069e7c4440a2fcfc1d5262d9cdf','web-1',NULL,'system',1795384800000,1795471200000,NULL,NULL,NULL,0);
INSERT INTO "enrolments" VALUES('a067c75328f975b3c2ecdc7cf071b145a8a40c842e3620dcd07651773052ad07',NULL,NULL,'system',1795384800000,1795471200000,1795384800000,'machine of web-1',NULL,0);
INSERT INTO "enrolments" VALUES('3fbadfff68436364841ace0305408eb5c073287ea25d48cee3bc6c51e8c7a374',NULL,NULL,'system',1795404600000,1795491000000,NULL,NULL,5,1);
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
INSERT INTO "registrations" VALUES('-_9p8idUgmeOQ_1x','mail-1','m-1','1.0','10.9.9.7','{"role":"mail"}','','{"address":"10.9.9.7","agent":true,"name":"mail-1"}','system',1795404600000);
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
INSERT INTO "agents" VALUES('h4GSfLQT-jouk8jz','web-1','c5044325c6653046df09ad97d6a69b2ac31f7c682591e44b7101db8909465197','web-1','machine of web-1','1',1795384800000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "agents" VALUES('-_9p8idUgmeOQ_1x','mail-1','3d3cc04154e9098ef62e95612b3e40ff7153fe416e0fa3fb93954e3d903e9ef2','mail-1','m-1','1.0',1795404600000,1795404600000,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "satellite_enrolments" VALUES('c7d4d75e686bb71d8b7f6cede0ecc9760d67423f8ff0e47ee25852cf2f04a699','cam-1','system',1795384800000,1795471200000,1795384800000,'m1');
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
INSERT INTO "satellites" VALUES('62nymoVzz8Ai6hLS','cam-1','414474148d9b8068dae4822cf153144ed21f0347819e6d032029e210e5f88889','box','m1','1',1795384800000,NULL,0);
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
INSERT INTO "heartbeats" VALUES('x2L0NtwhHva_','fc426af46ebb9c4438abaff5c4d8ca15fe9798d2556f3a07137de3f7d8e5bc1b','nightly','web-1','job',NULL,3600000,1800000,'Asia/Shanghai','system',1795384800000,NULL,NULL,1795384800000,1795384800000,7,0);
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
INSERT INTO "heartbeat_pings" VALUES('x2L0NtwhHva_',1,1795384800000,'start',NULL,NULL,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('x2L0NtwhHva_',2,1795384800000,'success',NULL,0,'备份 done');
INSERT INTO "heartbeat_pings" VALUES('x2L0NtwhHva_',3,1795384800000,'fail',7,NULL,'备份 done');
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
INSERT INTO "outbox" VALUES(45,'check-form/acme-20261123/2/mail:it@acme.example',NULL,'report','mail',NULL,'mail:it@acme.example',NULL,'{"html":"<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>每日检查表 acme-20261123</title>\n<style>body { margin: 24px; background: #fff; }\n.form { --ink: #16202b; --quiet: #5a6673; --line: #c9d1d9; --bad: #a8201a; --good: #1d6b3a; --ground: #fff;\n  color: var(--ink); background: var(--ground); font: 14px/1.5 system-ui, \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif;\n  max-width: 1100px; margin: 0 auto; font-variant-numeric: tabular-nums; }\n.form h1 { font-size: 22px; margin: 0; }\n.form h2 { font-size: 16px; margin: 20px 0 6px; color: var(--ink); }\n.form .head { display: flex; flex-wrap: wrap; gap: 4px 24px; color: var(--quiet); margin: 6px 0 14px; }\n.form .head b { color: var(--ink); font-weight: 600; }\n.form .provisional { border: 2px dashed var(--quiet); padding: 6px 14px; margin: 0 0 14px; }\n.form .conclusion { border: 2px solid var(--ink); padding: 10px 14px; }\n.form .conclusion strong { font-size: 18px; }\n.form .conclusion ul { margin: 6px 0 0; padding-left: 20px; }\n.form .conclusion.abnormal { border-color: var(--bad); }\n.form .conclusion.abnormal strong { color: var(--bad); }\n.form .conclusion.normal strong { color: var(--good); }\n.form .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px;\n  background: var(--line); border: 1px solid var(--line); margin-top: 14px; }\n.form .figures div { background: var(--ground); padding: 6px 10px; }\n.form .figures dt { color: var(--quiet); font-size: 12px; }\n.form .figures dd { margin: 0; font-size: 16px; font-weight: 600; }\n.form table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n.form th:nth-child(1) { width: 13%; } .form th:nth-child(2) { width: 17%; } .form th:nth-child(3) { width: 14%; }\n.form th:nth-child(4) { width: 15%; } .form th:nth-child(5) { width: 12%; } .form th:nth-child(6) { width: 11%; }\n.form th:nth-child(8) { width: 6%; }\n.form th, .form td { box-sizing: border-box; border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }\n.form th { font-weight: 600; font-size: 12px; color: var(--quiet); white-space: nowrap; }\n.form td.result, .form td.ticket { white-space: nowrap; }\n.form .result-abnormal { color: var(--bad); font-weight: 700; }\n.form .result-unchecked { color: var(--quiet); }\n.form .absent { color: var(--quiet); margin: 0; }\n.form .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin-top: 24px; }\n.form .signatures div { border-bottom: 1px solid var(--ink); min-height: 48px; padding: 4px 0; }\n.form .signatures span { color: var(--quiet); display: block; font-size: 12px; }\n.form .foot { color: var(--quiet); font-size: 12px; margin-top: 16px; overflow-wrap: anywhere; }\n.form details summary { cursor: pointer; color: var(--quiet); font-size: 12px; }\n.form code { font-size: 11px; overflow-wrap: anywhere; }\n.form input, .form select, .form textarea { font: inherit; width: 100%; min-width: 0; box-sizing: border-box; padding: 4px 6px; margin-top: 2px; }\n@media (max-width: 700px) {\n  .form .figures { grid-template-columns: repeat(2, 1fr); }\n  .form table, .form tbody, .form tr, .form td { display: block; width: auto; }\n  .form thead { display: none; }\n  .form tr { border: 1px solid var(--line); margin-bottom: 8px; }\n  .form td { border: 0; padding: 2px 8px; display: grid; grid-template-columns: 8em 1fr; gap: 0 8px; }\n  .form td::before { content: attr(data-label); color: var(--quiet); font-size: 12px; grid-row: span 3; }\n  .form td:first-child { font-weight: 600; padding-top: 6px; }\n  .form td:last-child { padding-bottom: 6px; }\n  .form td > * { grid-column: 2; }\n  .form td:empty { display: none; }\n}\n@media print {\n  .form { max-width: none; font-size: 11px; }\n  .form tr, .form .conclusion, .form .signatures { break-inside: avoid; }\n  .form details, .form button { display: none; }\n}\n@page { size: A4; margin: 14mm; }\n</style>\n</head>\n<body>\n<article class=\"form\" lang=\"zh-CN\">\n<h1>每日检查表 · 某某公司</h1>\n<div class=\"head\">\n  <span>编号 <b>acme-20261123</b> v2</span>\n  <span>日期 <b>2026-11-23</b></span>\n  <span>检查时段 <b>2026-11-22 08:00 – 2026-11-23 08:00</b></span>\n  <span>生成时间 <b>2026-11-23 08:00</b></span>\n  <span>Watchkeeper 0.1.0</span>\n</div><section class=\"conclusion abnormal\">\n  <strong>结论：异常</strong>  <ul><li>web-1：距上次收到代理数据为 114 分钟</li><li>已超时：#3, #2</li><li>11 行待人工检查</li></ul></section>\n<dl class=\"figures\">  <div><dt>已测设备 / 全部设备</dt><dd>1 / 4</dd></div>  <div><dt>未结工单 I / II / III / IV 级</dt><dd>0 / 1 / 1 / 0</dd></div>  <div><dt>本时段新开 / 关闭</dt><dd>3 / 1</dd></div>  <div><dt>有超时项的工单</dt><dd>2</dd></div>  <div><dt>监控数据完整率</dt><dd>-</dd></div>  <div><dt>正常 / 异常 / 未检查 行数</dt><dd>3 / 3 / 11</dd></div></dl><section>\n<h2>1. 上次遗留</h2><p class=\"absent\">无数据：上次检查表没有遗留问题</p></section><section>\n<h2>2. 设备检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">cam-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">db-1</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">old-ups</td>\n<td data-label=\"检查项\">设备状态</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">灯绿</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 06:17<br>watchkeeper</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">重启次数<details><summary>测量表达式</summary><code>max by (instance) (changes(node_boot_time_seconds[1d]))</code></details></td>\n<td data-label=\"标准\">不超过 0</td><td data-label=\"实测值\">0</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>3. 系统与服务检查</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>4. 网络</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>5. 备份</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>6. 安全</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">web-1</td>\n<td data-label=\"检查项\">距上次收到代理数据<details><summary>测量表达式</summary><code>(time() - max by (instance) (max_over_time(timestamp(node_boot_time_seconds)[1d:5m]))) / 60</code></details></td>\n<td data-label=\"标准\">不超过 10 分钟</td><td data-label=\"实测值\">114 分钟</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">Watchkeeper</td>\n<td data-label=\"检查项\">本监控服务器拒绝的登录</td>\n<td data-label=\"标准\">不超过 20</td><td data-label=\"实测值\">1</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备登录失败</td>\n<td data-label=\"标准\">无未知来源</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增账户、密钥和 sudo 权限</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">新增监听端口</td>\n<td data-label=\"标准\">均已知悉</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">即将到期的密码</td>\n<td data-label=\"标准\">14 天内无到期</td><td data-label=\"实测值\">无数据：代理和探测不从设备读取此项</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>7. 工单</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">#1 web-1</td>\n<td data-label=\"检查项\">II 级：web-1 磁盘已满</td>\n<td data-label=\"标准\">没有进行中的时限</td><td data-label=\"实测值\">开单 11-23 06:01；已关闭；超时 0 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-normal\" data-label=\"结果\">正常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:38433/tickets/1\">#1</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#2 old-ups</td>\n<td data-label=\"检查项\">III 级：打印机不能用</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:38433/tickets/2\">#2</a></td>\n</tr><tr>\n<td data-label=\"检查对象\">#3 db-1</td>\n<td data-label=\"检查项\">II 级：posted by another Prometheus</td>\n<td data-label=\"标准\">响应，截止 11-23 06:47</td><td data-label=\"实测值\">开单 11-23 06:17；新建；超时 2 项</td><td class=\"time\" data-label=\"检查时间\">2026-11-23 08:00</td><td class=\"result result-abnormal\" data-label=\"结果\">异常</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"><a href=\"http://127.0.0.1:38433/tickets/3\">#3</a></td>\n</tr></tbody>\n</table></section><section>\n<h2>8. 容量预测</h2><p class=\"absent\">无数据：该客户没有以此方式采集的对象</p></section><section>\n<h2>9. 监控自身</h2><p class=\"absent\">无数据：本时段没有任何测量</p></section><section>\n<h2>10. 人工检查</h2><table>\n<thead><tr><th>检查对象</th><th>检查项</th><th>标准</th><th>实测值</th>\n<th>检查时间</th><th>结果</th><th>处理情况</th><th>工单</th></tr></thead>\n<tbody><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">机房：温度、湿度、空调</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">供电与 UPS 指示</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">设备告警灯</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr><tr>\n<td data-label=\"检查对象\">-</td>\n<td data-label=\"检查项\">线缆与标签</td>\n<td data-label=\"标准\">运行正常，无告警</td><td data-label=\"实测值\">无数据</td><td class=\"time\" data-label=\"检查时间\"></td><td class=\"result result-unchecked\" data-label=\"结果\">未检查</td>\n<td data-label=\"处理情况\"></td><td class=\"ticket\" data-label=\"工单\"></td>\n</tr></tbody>\n</table></section><section>\n<h2>备注</h2><p>夜班交接</p></section>\n<section class=\"signatures\"><div><span>检查人</span></div><div><span>审核人</span></div><div><span>客户</span></div></section>\n<p class=\"foot\">尚未签字：仍可填写</p>\n</article></body>\n</html>","subject":"每日检查表 acme-20261123：异常","text":"每日检查表 acme-20261123：异常\n\nweb-1：距上次收到代理数据为 114 分钟\n已超时：#3, #2\n11 行待人工检查\n3 行异常，10 行未检查\n\nhttp://127.0.0.1:38433/reports/acme-20261123"}',1795392000000,1795392000000,'failed',1795392000000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches mail:it@acme.example by mail: add a contact or a channel');
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
INSERT INTO "outbox" VALUES(71,'3/event/72/engineer-a/page',3,'went_silent','page','engineer-a',NULL,NULL,'{"state":"new"}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches engineer-a by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(72,'3/chain/1/3/1/deputy-d/page',3,'escalated','page','deputy-d',NULL,NULL,'{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by page: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(73,'3/chain/1/3/1/deputy-d/call',3,'escalated','call','deputy-d',NULL,NULL,'{"chain":"chain","repetition":1,"state":"new","step":3,"to":["deputy-d"]}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches deputy-d by call: add a contact or a channel; manager-b is told instead');
INSERT INTO "outbox" VALUES(74,'3/event/72/manager-b/page',3,'went_silent','page','manager-b',NULL,NULL,'{"instead_of":"engineer-a","instead_of_name":"甲","state":"new"}',1795400220000,1795400220000,'failed',1795400220000,0,0,0,NULL,NULL,NULL,NULL,'no channel reaches manager-b by page: add a contact or a channel');
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
INSERT INTO "ticket_event" VALUES(1,1,'opened',1795384875587,1795384875587,'watchkeeper','monitor','{"alerts":[{"active_at":1795384815587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","fired_at":1795384875587,"labels":{"alertname":"DiskFull","device":"/dev/sda1","fstype":"ext4","instance":"web-1","job":"node","mountpoint":"/"},"level":"II","member":"7feee4b64ab65367649fcfe2a23c9323","name":"DiskFull","source":"own.yml;disks","value":0.02}],"criticality":"normal","customer":"acme","detected_at":1795384875587,"fingerprint":"eba6c5abdbe665a94a9e8b196596fd09","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795384815587,"recurrence_of":null,"reported_at":1795384875587,"site":"","source":"monitor","target":"web-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}','{"alerts":"d7e1a8c074f60dac509681ecd42eb7386a8c4e1aba5dbee6d80e34a303b256de","title":"b01e640222a56a6a357c0e428414afb1e946dcaac6ac67be47408079325eb9dc","title_zh":"d2335f1a321b5b3f08d076722d9d4b13c2cb08a22e0c2d973ff229e65c426fcc"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','679afbe7a9db9ebe459491c19f2b33626f737326bc819a5a5c31bcdb6ec85e3a');
INSERT INTO "ticket_event" VALUES(1,2,'notified',1795384875587,1795384875587,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','679afbe7a9db9ebe459491c19f2b33626f737326bc819a5a5c31bcdb6ec85e3a','c55469633b2a0ab7c338b203f01914eb1824981207dd6990a70e98da7430437d');
INSERT INTO "ticket_event" VALUES(1,3,'notified',1795384890587,1795384890587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795384875587/engineer-a','c55469633b2a0ab7c338b203f01914eb1824981207dd6990a70e98da7430437d','7f16ebb191996fa771af1ced2cddf33bc89b261e845dbd90d019569588151206');
INSERT INTO "ticket_event" VALUES(1,4,'notified',1795384890587,1795384890587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795384875587/manager-b','7f16ebb191996fa771af1ced2cddf33bc89b261e845dbd90d019569588151206','a2bf611f8b840cc0460f2cb8741814bb44bc54c9b41a7942d49f71487ab78c6c');
INSERT INTO "ticket_event" VALUES(1,5,'acknowledged',1795385220000,1795385220000,'engineer-a','rest','{}','{"note":"23077184fe289450428482fad662c7a5be1c2942603ee78575665ec3298b83ab"}',NULL,'a2bf611f8b840cc0460f2cb8741814bb44bc54c9b41a7942d49f71487ab78c6c','5cc048885c02587bed89ed11d5eeae3c7f2e320d0c5ebc2cf3d0dcccca64e289');
INSERT INTO "ticket_event" VALUES(1,6,'commented',1795385280000,1795385280000,'engineer-a','rest','{"is_public":false}','{"text":"c2b578021517ba4954fda398aab8954a7cf57b9062967e8ebe29b2f16de9d320"}',NULL,'5cc048885c02587bed89ed11d5eeae3c7f2e320d0c5ebc2cf3d0dcccca64e289','26a30f238571610c0cf451f5af0ab3fe593f10dad60db662d7f34dafdd325d4f');
INSERT INTO "ticket_event" VALUES(1,7,'plan_submitted',1795385340000,1795385340000,'engineer-a','rest','{}','{"implementation":"465f99a863b27944a670d6918591fb94fea7335ce15c446f8c3446d2529513a1","solution":"f5dbeac159a256370671d71d5ccf80b4a4c962d4683a883cb0499e1e3fe17ca8"}',NULL,'26a30f238571610c0cf451f5af0ab3fe593f10dad60db662d7f34dafdd325d4f','f2c1da9746dbdca14193d5adec725cd96c89cd763b031b68415c63d83caaf7a5');
INSERT INTO "ticket_event" VALUES(1,8,'paused',1795385400000,1795385400000,'engineer-a','rest','{"reason":"customer_authorisation","until":null}','{"note":"605382a8899537e329c0eef65b05cb7bba359fcddb60664ce48c4067cef1f644"}',NULL,'f2c1da9746dbdca14193d5adec725cd96c89cd763b031b68415c63d83caaf7a5','bcadd394d44f9d2177d8e657138efa3749515770c5e12a3818ad4a90836e1e01');
INSERT INTO "ticket_event" VALUES(1,9,'resumed',1795385460000,1795385460000,'engineer-a','rest','{}','{}',NULL,'bcadd394d44f9d2177d8e657138efa3749515770c5e12a3818ad4a90836e1e01','f525ff78ba82f6c202d8aed888f2fe71f3586d84cb1405a2c64511da6c9a1815');
INSERT INTO "ticket_event" VALUES(1,10,'went_silent',1795385475587,1795385475587,'watchkeeper','monitor','{}','{}',NULL,'f525ff78ba82f6c202d8aed888f2fe71f3586d84cb1405a2c64511da6c9a1815','bb23e9b20f5622c98e40bd0a23ec96841417d924fdc82e27bc7d699fd65bd98a');
INSERT INTO "ticket_event" VALUES(1,11,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385475587/engineer-a','bb23e9b20f5622c98e40bd0a23ec96841417d924fdc82e27bc7d699fd65bd98a','44d2a39e5d3ffda7100dd8f0c9ba0cc4ccfb5c76e03092e1dad14c648903238e');
INSERT INTO "ticket_event" VALUES(1,12,'notified',1795385475587,1795385475587,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385475587/manager-b','44d2a39e5d3ffda7100dd8f0c9ba0cc4ccfb5c76e03092e1dad14c648903238e','e95e6afd91e238c630af5f220f0b777ff59ad627c5529295680ce0b21ac70694');
INSERT INTO "ticket_event" VALUES(1,13,'workaround_reported',1795385520000,1795385520000,'engineer-a','rest','{}','{"description":"51bafd819ad4c7cbc6920d6a2bbd18faf32ca86c2084d52187d13922f487767e"}',NULL,'e95e6afd91e238c630af5f220f0b777ff59ad627c5529295680ce0b21ac70694','df311defbe5391336a979756e46c5bee8ae33cd00a85202c8869f174d179911d');
INSERT INTO "ticket_event" VALUES(1,14,'resolved',1795385580000,1795385580000,'engineer-a','rest','{"cause_class":"capacity","data_loss":"none","recovery_point":null,"restored_at":null,"while_failing":false}','{"cause":"8616dbf52d60c81f79fa4bbfe909d73711b037f6dced6e7d94ac55ec01275fcb","method":"cd562c081af90b1e35a005bc23a3bc72e31ce89d573215ceb23803294e60746d"}',NULL,'df311defbe5391336a979756e46c5bee8ae33cd00a85202c8869f174d179911d','fba2a4e7f1317c7ed651b95e1bb7e38340be2a93f703147e579b46a370711651');
INSERT INTO "ticket_event" VALUES(1,15,'report_submitted',1795385640000,1795385640000,'engineer-a','rest','{}','{"cause":"590bd87224f5af31aae1fd2646ca83a2a28ad3a9b356b0525222ab4612f098b8","kind":"79509928dda2dcf20f8d14ede21f4734a0b4bb4057705918ee9799377b290aeb","losses":"9b2fbeb62da912e2563c0e78e6cd32505dc95bb9a4c830e9d2c405b09816d772","method":"9e62a7ee901de1c63094452eeefd24522fb28c3bd58e0edfa41a661f3a0fdf10"}',NULL,'fba2a4e7f1317c7ed651b95e1bb7e38340be2a93f703147e579b46a370711651','281712e4513805d15d899b815d2aa91e4b132ae2bf69b2bd32be88ceea178003');
INSERT INTO "ticket_event" VALUES(1,16,'replied',1795385700000,1795385700000,'engineer-a','rest','{}','{"text":"dc7d03478f0a1148ff6f26ac610d2b2fba5f93b52a5a745ed7e656be05a5e6f2"}',NULL,'281712e4513805d15d899b815d2aa91e4b132ae2bf69b2bd32be88ceea178003','950b6fc2390b940d1e6cede6ea2c446fcbe9396eed35afb6234c89bad989deb9');
INSERT INTO "ticket_event" VALUES(1,17,'cause_agreed',1795385760000,1795385760000,'engineer-a','rest','{}','{"agreed_by":"d547049c08cfd33354c7733cc6acde4a2fa9bbf7551e2cf987749502bd75dff0"}',NULL,'950b6fc2390b940d1e6cede6ea2c446fcbe9396eed35afb6234c89bad989deb9','fcaa506b95f837873aaf536001c440274810b23f6b1b19f0fa3d6cd894da9c54');
INSERT INTO "ticket_event" VALUES(1,18,'closed',1795385820000,1795385820000,'engineer-a','rest','{"verdicts":[{"breached_at":null,"cycle":1,"due_at":1795386675587,"elapsed":344413,"goal":"respond@level","stopped_at":1795385220000,"target":1800000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795388475587,"elapsed":344413,"goal":"respond@urgency","stopped_at":1795385220000,"target":3600000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795392075587,"elapsed":464413,"goal":"plan@level","stopped_at":1795385340000,"target":7200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795428075587,"elapsed":644413,"goal":"workaround@urgency","stopped_at":1795385520000,"target":43200000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":1795471335587,"elapsed":644413,"goal":"resolve@level","stopped_at":1795385580000,"target":86400000,"verdict":"met"},{"breached_at":null,"cycle":1,"due_at":null,"elapsed":0,"goal":"onsite@level","stopped_at":null,"target":3600000,"verdict":"none"},{"breached_at":null,"cycle":1,"due_at":1795471980000,"elapsed":60000,"goal":"report@level","stopped_at":1795385640000,"target":86400000,"verdict":"met"}]}','{"note":"2bc7759a3b38abdfbd6ef82a7fc1c4f8d101cea6456bfafc11d76d941aaec5f7"}',NULL,'fcaa506b95f837873aaf536001c440274810b23f6b1b19f0fa3d6cd894da9c54','076bd986edbe2a7f0730f3f50cc6c7ff84feee49e94f544525f5a7ace2112152');
INSERT INTO "ticket_event" VALUES(2,1,'opened',1795385820000,1795385820000,'engineer-a','rest','{"criticality":"normal","customer":"acme","is_reported":true,"key":null,"level":"III","occurred_at":1795385820000,"remote_only":false,"reported_at":1795385820000,"site":"","source":"person","target":"old-ups","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}','{"description":"d96adda9bcf8795bd4e31ca48453383ff234304f86fe80c229124bdc8bd1d855","reporter":"7f9d6e02f9ebbc6f40b8a64952005d637c24f47800337f94f225d1c9f774a08f","reporter_contact":"b2fe386099a911e14a8ffaf18082799272154d762979c113aba9d493b06297be","summary":"42995057bee60920b2069017399f3eba7b15b78ed4aaa06554aa7ab65c4d316f"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','fd243f114ab55694cdd9ead2159e26b1f603b4aebd73a98328e56f15e345220f');
INSERT INTO "ticket_event" VALUES(2,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','fd243f114ab55694cdd9ead2159e26b1f603b4aebd73a98328e56f15e345220f','eaed2f77174ffd99f7e4ada5445d5555e191cc2122f3cfb9b3a1dfa69bc79f26');
INSERT INTO "ticket_event" VALUES(3,1,'opened',1795385820000,1795385820000,'watchkeeper','monitor','{"alerts":[{"active_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","fired_at":1795385820000,"labels":{"alertname":"Posted","instance":"db-1","severity":"critical"},"level":"II","member":"ff87c8d7c6a09f2f4117d12fd46b1fc6","name":"Posted","source":"posted:program","value":null}],"criticality":"high","customer":"acme","detected_at":1795385820000,"fingerprint":"6126a7d56efd5f8d4ba5281c626e2418","go_live":1577808000000,"is_reported":false,"level":"II","occurred_at":1795385820000,"recurrence_of":null,"reported_at":1795385820000,"site":"","source":"monitor","target":"db-1","terms":"9d2bc6b430fa4f112a6ee20873307cd0db7b7ad0aacb66f5825b5add11ff7259","type":"incident"}','{"alerts":"4401b2287c9441f788a775db277771aaa3a0e077736be876d4eea311db75df67","title":"9d7426817c8a604a6e325e36d67627da08d369446fb27b7735f54a00b1f8203e"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','679aafa935c727a471660aecfe3aa4e49c178a5113468b309a70f119bddf7c7a');
INSERT INTO "ticket_event" VALUES(3,2,'notified',1795385820000,1795385820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','told/1','679aafa935c727a471660aecfe3aa4e49c178a5113468b309a70f119bddf7c7a','a459a0977807228a783bef515eaf127c44c06f3e42dcac0afabfa0732fc50f98');
INSERT INTO "ticket_event" VALUES(3,3,'commented',1795385820000,1795385820000,'engineer-a','chat','{"is_public":false}','{"text":"c131c6296b727370a63ce94230d98ddf75eba950e23ee314498409e98765b6cd"}',NULL,'a459a0977807228a783bef515eaf127c44c06f3e42dcac0afabfa0732fc50f98','2450bca83bb73fc3823972a97649fa13e2ab9c3db3ab5f8f3a6bf8ff0eb2c290');
INSERT INTO "ticket_event" VALUES(3,4,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795385820000/engineer-a','2450bca83bb73fc3823972a97649fa13e2ab9c3db3ab5f8f3a6bf8ff0eb2c290','f860fb1e0d2b3f49596650c0a425b09d5308e260277b2a3815ce690486840eb7');
INSERT INTO "ticket_event" VALUES(3,5,'notified',1795385835000,1795385835000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795385820000/manager-b','f860fb1e0d2b3f49596650c0a425b09d5308e260277b2a3815ce690486840eb7','5563a9462574b238581013950650562769c7320e0a0cda19926972617ae930a7');
INSERT INTO "ticket_event" VALUES(3,6,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','call/1/II','5563a9462574b238581013950650562769c7320e0a0cda19926972617ae930a7','04b796f571084a45b2b5f5199a8a02b8dc9832c575e55d9a133f4f73ea3c66e1');
INSERT INTO "ticket_event" VALUES(3,7,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/1','04b796f571084a45b2b5f5199a8a02b8dc9832c575e55d9a133f4f73ea3c66e1','2f22bacdabd584f87b6da802cdb966f33a07c03e66e94abee6cece75ed4bc611');
INSERT INTO "ticket_event" VALUES(3,8,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386420000/engineer-a','2f22bacdabd584f87b6da802cdb966f33a07c03e66e94abee6cece75ed4bc611','ab564250aeff3c8cc6d0bb787808e3b6889eb38c6b86295f9cd8c99915605979');
INSERT INTO "ticket_event" VALUES(3,9,'notified',1795386420000,1795386420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386420000/manager-b','ab564250aeff3c8cc6d0bb787808e3b6889eb38c6b86295f9cd8c99915605979','3a8cf66721228e248d73021430b6931bfa454633a2935b6ba501cc2b34a5c454');
INSERT INTO "ticket_event" VALUES(3,10,'warned',1795386720000,1795386720000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":50,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/50','3a8cf66721228e248d73021430b6931bfa454633a2935b6ba501cc2b34a5c454','f2dd4ff3b5d90f4906aaf51e1417061473b96b1b46b9886d3e4c14c8ad245780');
INSERT INTO "ticket_event" VALUES(3,11,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795386720000/engineer-a','f2dd4ff3b5d90f4906aaf51e1417061473b96b1b46b9886d3e4c14c8ad245780','5e62ee22311418f481df97469db6c56ad8fafef90d733e7bd32b0bfd0082d054');
INSERT INTO "ticket_event" VALUES(3,12,'notified',1795386720000,1795386720000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795386720000/manager-b','5e62ee22311418f481df97469db6c56ad8fafef90d733e7bd32b0bfd0082d054','e4415b5ab1dad3b7195789abec26daeb9712f28ac7d93b98db058ea399742c88');
INSERT INTO "ticket_event" VALUES(3,13,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/2','e4415b5ab1dad3b7195789abec26daeb9712f28ac7d93b98db058ea399742c88','1cb3de0930bb4aaaad3f7ee8f4feaf48a3604fa0b91668d695508cb254b53a1a');
INSERT INTO "ticket_event" VALUES(3,14,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387020000/engineer-a','1cb3de0930bb4aaaad3f7ee8f4feaf48a3604fa0b91668d695508cb254b53a1a','2dfcd13c9c5f0c7aa6cb06a79f16bfa957669f4803acfc8f3139e94ed596025a');
INSERT INTO "ticket_event" VALUES(3,15,'notified',1795387020000,1795387020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387020000/manager-b','2dfcd13c9c5f0c7aa6cb06a79f16bfa957669f4803acfc8f3139e94ed596025a','f87972b62ae341fb9be53d9988d8c3cc90bc946901425ba2cb1b34f59e6504e9');
INSERT INTO "ticket_event" VALUES(2,3,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','eaed2f77174ffd99f7e4ada5445d5555e191cc2122f3cfb9b3a1dfa69bc79f26','a73ac09dd12d4393653e98a37bb7078f38050070d024a38c33d3847f94f524c3');
INSERT INTO "ticket_event" VALUES(3,16,'warned',1795387260000,1795387260000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","metric":"respond","share":80,"to":["engineer-a"]}','{}','warn/respond@level/1/1800000/80','f87972b62ae341fb9be53d9988d8c3cc90bc946901425ba2cb1b34f59e6504e9','12176c1e1604f0c25384d4e88e4c1ddcec72dec9682d7eb34a4babee20734cad');
INSERT INTO "ticket_event" VALUES(3,17,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387260000/engineer-a','12176c1e1604f0c25384d4e88e4c1ddcec72dec9682d7eb34a4babee20734cad','972068cb58aed8e2430ed8a3b2abbf9efd0b809fb7db1367cd1f41c01bb2ea72');
INSERT INTO "ticket_event" VALUES(3,18,'notified',1795387260000,1795387260000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387260000/manager-b','972068cb58aed8e2430ed8a3b2abbf9efd0b809fb7db1367cd1f41c01bb2ea72','e39b8fc563d621225a6620c030ee9a1aed60dd2bbde08a67d4ef64a8bac3eba1');
INSERT INTO "ticket_event" VALUES(2,4,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"III","metric":"respond","table":"level","target":1800000,"to":["engineer-a"]}','{}','breach/respond@level/1/0','a73ac09dd12d4393653e98a37bb7078f38050070d024a38c33d3847f94f524c3','db050fd37f534d1f5a9bf4848029af66a5242730b9df2b30dd3c61d0b18e3f25');
INSERT INTO "ticket_event" VALUES(3,19,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/3','e39b8fc563d621225a6620c030ee9a1aed60dd2bbde08a67d4ef64a8bac3eba1','e7ccada233658bb275f6af332b74095b3a664bbe052ac805a31280203064ef4e');
INSERT INTO "ticket_event" VALUES(3,20,'breached',1795387620000,1795387620000,'watchkeeper','monitor','{"due_at":1795387620000,"goal":"respond@level","level":"II","metric":"respond","table":"level","target":1800000,"to":["manager-b"]}','{}','breach/respond@level/1/0','e7ccada233658bb275f6af332b74095b3a664bbe052ac805a31280203064ef4e','a7e5ec5757f6cbd8572b5c3d85acb27490453529f17d6148781354eb79d1ce97');
INSERT INTO "ticket_event" VALUES(3,21,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795387620000/engineer-a','a7e5ec5757f6cbd8572b5c3d85acb27490453529f17d6148781354eb79d1ce97','325c1516fd3d54a6d10efbe63a6c4d0b4fe73699958d4cc9292605dde3731030');
INSERT INTO "ticket_event" VALUES(3,22,'notified',1795387620000,1795387620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795387620000/manager-b','325c1516fd3d54a6d10efbe63a6c4d0b4fe73699958d4cc9292605dde3731030','7422f6a2e7a0e0f8358b98ca5af3a0f94a552d3bb69392273cdff49e54bc4cc3');
INSERT INTO "ticket_event" VALUES(3,23,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/4','7422f6a2e7a0e0f8358b98ca5af3a0f94a552d3bb69392273cdff49e54bc4cc3','157288d61724c046aaad6363517d706dd37124770c7e28f4ea273c53d17fc568');
INSERT INTO "ticket_event" VALUES(3,24,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388220000/engineer-a','157288d61724c046aaad6363517d706dd37124770c7e28f4ea273c53d17fc568','1157d453173d93f82483ec19fa250a43613ce73a4af9f4e04cc8d1398d70aec1');
INSERT INTO "ticket_event" VALUES(3,25,'notified',1795388220000,1795388220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388220000/manager-b','1157d453173d93f82483ec19fa250a43613ce73a4af9f4e04cc8d1398d70aec1','fe06a629da9eb3783eeb639580e5081f5c20e029200dd20a3895fa24a6ea7405');
INSERT INTO "ticket_event" VALUES(3,26,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/5','fe06a629da9eb3783eeb639580e5081f5c20e029200dd20a3895fa24a6ea7405','e16c432c4e310e308e8fbd2e71db734fa7cb826043f7088a66a90e2c42c0d008');
INSERT INTO "ticket_event" VALUES(3,27,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795388820000/engineer-a','e16c432c4e310e308e8fbd2e71db734fa7cb826043f7088a66a90e2c42c0d008','882f46c9d57f43533f400fd4f229813f55c845fb83230f6a3502e5eb58068b00');
INSERT INTO "ticket_event" VALUES(3,28,'notified',1795388820000,1795388820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795388820000/manager-b','882f46c9d57f43533f400fd4f229813f55c845fb83230f6a3502e5eb58068b00','60039a802e34ac412a525297fa7b5ec6b7d8124336870f72eb7441b4558ab9a7');
INSERT INTO "ticket_event" VALUES(2,5,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"III","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','db050fd37f534d1f5a9bf4848029af66a5242730b9df2b30dd3c61d0b18e3f25','6a0c9a7664f60e1a3d7794ec90e676eb83d3c39393f166ea5c6b31645f2120a4');
INSERT INTO "ticket_event" VALUES(3,29,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/6','60039a802e34ac412a525297fa7b5ec6b7d8124336870f72eb7441b4558ab9a7','529a4631a05a7a0481867432252ccebdd7d33f75beaf27fa353b6516e75f90f1');
INSERT INTO "ticket_event" VALUES(3,30,'warned',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":50,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/50','529a4631a05a7a0481867432252ccebdd7d33f75beaf27fa353b6516e75f90f1','d4904c6697b66cf930c5e3a4431efbfd8fdff2e08f633fd9bcd298605841778b');
INSERT INTO "ticket_event" VALUES(3,31,'breached',1795389420000,1795389420000,'watchkeeper','monitor','{"due_at":1795389420000,"goal":"respond@urgency","level":"II","metric":"respond","table":"urgency","target":3600000}','{}','breach/respond@urgency/1/0','d4904c6697b66cf930c5e3a4431efbfd8fdff2e08f633fd9bcd298605841778b','6336ec95012b9e82b8811bb508f8c8cf701d72a57235bd7232fefb71a901533b');
INSERT INTO "ticket_event" VALUES(3,32,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795389420000/engineer-a','6336ec95012b9e82b8811bb508f8c8cf701d72a57235bd7232fefb71a901533b','b1c41112991de5d02233467f2f5045e75a5c8f4333e63d5eb5abcae93290f351');
INSERT INTO "ticket_event" VALUES(3,33,'notified',1795389420000,1795389420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795389420000/manager-b','b1c41112991de5d02233467f2f5045e75a5c8f4333e63d5eb5abcae93290f351','a12df035616c4f1101949930c7f64fc7c9ff85d15de609606b4c1be78c5df5c1');
INSERT INTO "ticket_event" VALUES(3,34,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/7','a12df035616c4f1101949930c7f64fc7c9ff85d15de609606b4c1be78c5df5c1','40726236dade8846ff8013590549069383e9ac506a5187b8711c1c5b6f69716a');
INSERT INTO "ticket_event" VALUES(3,35,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390020000/engineer-a','40726236dade8846ff8013590549069383e9ac506a5187b8711c1c5b6f69716a','b2a01dd69b3c839cbba3208bc39ddecb602748f31e6b74e5b1e9645a0e2e6365');
INSERT INTO "ticket_event" VALUES(3,36,'notified',1795390020000,1795390020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390020000/manager-b','b2a01dd69b3c839cbba3208bc39ddecb602748f31e6b74e5b1e9645a0e2e6365','5d5926936d3701f894537c3d7871f27fc0141b0b087d2c77468cd1232913a869');
INSERT INTO "ticket_event" VALUES(3,37,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/8','5d5926936d3701f894537c3d7871f27fc0141b0b087d2c77468cd1232913a869','fff5d5c1273d19d260cfc64c8792cf3fdabf142394a88b70cc7b3cc0fd0cf945');
INSERT INTO "ticket_event" VALUES(3,38,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795390620000/engineer-a','fff5d5c1273d19d260cfc64c8792cf3fdabf142394a88b70cc7b3cc0fd0cf945','f294e27a197ad058b120a919110e6bd42ca0bdf97d20304c450417b50cc94db6');
INSERT INTO "ticket_event" VALUES(3,39,'notified',1795390620000,1795390620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795390620000/manager-b','f294e27a197ad058b120a919110e6bd42ca0bdf97d20304c450417b50cc94db6','0152c4d92a57aa6a9d455024949a400b26afa5ae706fc8d6a015ce5b0def7165');
INSERT INTO "ticket_event" VALUES(3,40,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/9','0152c4d92a57aa6a9d455024949a400b26afa5ae706fc8d6a015ce5b0def7165','748d4ba6f1f6142a5101cca17c0b1b33c9a5c1625466fd9d1bbb16eba10042b4');
INSERT INTO "ticket_event" VALUES(3,41,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391220000/engineer-a','748d4ba6f1f6142a5101cca17c0b1b33c9a5c1625466fd9d1bbb16eba10042b4','2adb24525871131fd43c35be2bfa841e0c063a4c3da5de36b24b8c07d117ef6c');
INSERT INTO "ticket_event" VALUES(3,42,'notified',1795391220000,1795391220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391220000/manager-b','2adb24525871131fd43c35be2bfa841e0c063a4c3da5de36b24b8c07d117ef6c','0192bd251ba28abf39ba5f014e24adf7b1f9a1e81fb675620cebcea7c5a88db8');
INSERT INTO "ticket_event" VALUES(2,6,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','6a0c9a7664f60e1a3d7794ec90e676eb83d3c39393f166ea5c6b31645f2120a4','8df7948cc14b931182c4fb547501a3be027830fa8f140571a2c62346f2878a7c');
INSERT INTO "ticket_event" VALUES(3,43,'warned',1795391580000,1795391580000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","metric":"plan","share":80,"to":["engineer-a"]}','{}','warn/plan@level/1/7200000/80','0192bd251ba28abf39ba5f014e24adf7b1f9a1e81fb675620cebcea7c5a88db8','335cc3543c2bfce05a12d0bdeb28f365ada9a26466e1ca07d09585401f2e3fee');
INSERT INTO "ticket_event" VALUES(3,44,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391580000/engineer-a','335cc3543c2bfce05a12d0bdeb28f365ada9a26466e1ca07d09585401f2e3fee','07422c2ef7cfa9fe6c126333e1b2d65f624fc578384a33252bb42a69093dcecf');
INSERT INTO "ticket_event" VALUES(3,45,'notified',1795391580000,1795391580000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391580000/manager-b','07422c2ef7cfa9fe6c126333e1b2d65f624fc578384a33252bb42a69093dcecf','3371534bd34e7e74c57d335d50ee1941d2e1f59b0a1047f248df5b4fca003472');
INSERT INTO "ticket_event" VALUES(3,46,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/10','3371534bd34e7e74c57d335d50ee1941d2e1f59b0a1047f248df5b4fca003472','3465c2f4be42ae6d8ae7dc3f3b4d64a776874c41bf62555e95721927d263505a');
INSERT INTO "ticket_event" VALUES(3,47,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795391820000/engineer-a','3465c2f4be42ae6d8ae7dc3f3b4d64a776874c41bf62555e95721927d263505a','e0fbd337ac043d93aaceb90bf7eae771a1f6bbfe848b69a5fd58f6c03b6068c4');
INSERT INTO "ticket_event" VALUES(3,48,'notified',1795391820000,1795391820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795391820000/manager-b','e0fbd337ac043d93aaceb90bf7eae771a1f6bbfe848b69a5fd58f6c03b6068c4','daa3422cc1d16c7f8927185adde1fe624503ed9e7de11f87f0a1f16bf54d2219');
INSERT INTO "ticket_event" VALUES(3,49,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/11','daa3422cc1d16c7f8927185adde1fe624503ed9e7de11f87f0a1f16bf54d2219','237d43427516a747d088d2ab0afc806e5001b5cacb1d3cbd2ded2b923f186f80');
INSERT INTO "ticket_event" VALUES(3,50,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795392420000/engineer-a','237d43427516a747d088d2ab0afc806e5001b5cacb1d3cbd2ded2b923f186f80','61b358e0794daa78b9cc469cbfaa7f7494b3932a656ca3a867c74f59f3b8b31e');
INSERT INTO "ticket_event" VALUES(3,51,'notified',1795392420000,1795392420000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795392420000/manager-b','61b358e0794daa78b9cc469cbfaa7f7494b3932a656ca3a867c74f59f3b8b31e','2575ce4d0aa0cfb14af64d05bf057f8197fc78969b44b27c5993a2a1e49df49e');
INSERT INTO "ticket_event" VALUES(2,7,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"III","metric":"plan","table":"level","target":7200000,"to":["engineer-a"]}','{}','breach/plan@level/1/0','8df7948cc14b931182c4fb547501a3be027830fa8f140571a2c62346f2878a7c','d29a3acd576024f13ca8467e707459b52e7f23c41f4291a41133f8bad79edf9a');
INSERT INTO "ticket_event" VALUES(3,52,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','again/1/II/12','2575ce4d0aa0cfb14af64d05bf057f8197fc78969b44b27c5993a2a1e49df49e','49c7e770c31bcc89a0890642e56dca4b0aef6e1d43180a8716938851e2dd7a24');
INSERT INTO "ticket_event" VALUES(3,53,'breached',1795393020000,1795393020000,'watchkeeper','monitor','{"due_at":1795393020000,"goal":"plan@level","level":"II","metric":"plan","table":"level","target":7200000,"to":["manager-b"]}','{}','breach/plan@level/1/0','49c7e770c31bcc89a0890642e56dca4b0aef6e1d43180a8716938851e2dd7a24','ac68172d6a6d7997fc8ebde8b559b1fccb873a3e6e1571ca9b7c1cd58f4d4b58');
INSERT INTO "ticket_event" VALUES(3,54,'escalated',1795393020000,1795393020000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":1,"to":["manager-b"]}','{}','chain/1/1/0','ac68172d6a6d7997fc8ebde8b559b1fccb873a3e6e1571ca9b7c1cd58f4d4b58','b6ebc8bbfb79695a02e1643e4c6abc8ed631bf85846d8bc18d62e66861bac315');
INSERT INTO "ticket_event" VALUES(3,55,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795393020000/engineer-a','b6ebc8bbfb79695a02e1643e4c6abc8ed631bf85846d8bc18d62e66861bac315','3d9d55dcf885bba44b4f93221d74f327a1ee064123503aa3c653de49144647e1');
INSERT INTO "ticket_event" VALUES(3,56,'notified',1795393020000,1795393020000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795393020000/manager-b','3d9d55dcf885bba44b4f93221d74f327a1ee064123503aa3c653de49144647e1','3f4946d242ec75b0e36062a3d6e9f588f3fa9f177d94ef98b96e1540d5747962');
INSERT INTO "ticket_event" VALUES(3,57,'warned',1795394820000,1795394820000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":50,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/50','3f4946d242ec75b0e36062a3d6e9f588f3fa9f177d94ef98b96e1540d5747962','05292937e9f5f06574929846c4a453b70b9d30bf0b0073f65f64dd765bacb3c1');
INSERT INTO "ticket_event" VALUES(3,58,'escalated',1795394820000,1795394820000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":2,"to":["director-c"]}','{}','chain/1/2/0','05292937e9f5f06574929846c4a453b70b9d30bf0b0073f65f64dd765bacb3c1','0f4eda0909cf5af24970419db3becd5c3d59458bdb0d9f87b1db731c34bc15b8');
INSERT INTO "ticket_event" VALUES(3,59,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795394820000/engineer-a','0f4eda0909cf5af24970419db3becd5c3d59458bdb0d9f87b1db731c34bc15b8','972c8de9979333733ae10416afbe838a8e078dce5c2907ebd8fb80f5c59ee23c');
INSERT INTO "ticket_event" VALUES(3,60,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"instead_of":"director-c","to":["manager-b"]}','{}','instead_of/1795394820000/director-c','972c8de9979333733ae10416afbe838a8e078dce5c2907ebd8fb80f5c59ee23c','19bee3fb064073f0a6e0eeb544263cd6d4da55a6b570a3faac867b73e94d7706');
INSERT INTO "ticket_event" VALUES(3,61,'notified',1795394820000,1795394820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795394820000/manager-b','19bee3fb064073f0a6e0eeb544263cd6d4da55a6b570a3faac867b73e94d7706','8099fab9c9a1e24a62a44cd43d24127abf2aba5dc4880a5c40f47bb1495d7624');
INSERT INTO "ticket_event" VALUES(2,8,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','d29a3acd576024f13ca8467e707459b52e7f23c41f4291a41133f8bad79edf9a','83bd573a7cb87923a139e9308f6c48f82b664a58a75f022a00c4bf0d9def2a45');
INSERT INTO "ticket_event" VALUES(3,62,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"to":["engineer-a"]}','{}','unanswered/1/1795395600000','8099fab9c9a1e24a62a44cd43d24127abf2aba5dc4880a5c40f47bb1495d7624','95f80b0fb3a4d3bace1a332e5bf76f0d11a210e58c9a3bcaa410b62093b05535');
INSERT INTO "ticket_event" VALUES(3,63,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395600000/engineer-a','95f80b0fb3a4d3bace1a332e5bf76f0d11a210e58c9a3bcaa410b62093b05535','31523d249d99bd291b890bc79443d117f4f0570a06ce6b3006e13eac93f449be');
INSERT INTO "ticket_event" VALUES(3,64,'notified',1795395600000,1795395600000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395600000/manager-b','31523d249d99bd291b890bc79443d117f4f0570a06ce6b3006e13eac93f449be','5e6a6dfc88164a2dd3c6f6db21366989938f0076b42f6eaf782c7ce1a53ebc09');
INSERT INTO "ticket_event" VALUES(3,65,'warned',1795395900000,1795395900000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","metric":"onsite","share":80,"to":["engineer-a"]}','{}','warn/onsite@level/1/3600000/80','5e6a6dfc88164a2dd3c6f6db21366989938f0076b42f6eaf782c7ce1a53ebc09','51814f6556a957ff790c3ef5914239755597770ec22da22de80f871d12841b68');
INSERT INTO "ticket_event" VALUES(3,66,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795395900000/engineer-a','51814f6556a957ff790c3ef5914239755597770ec22da22de80f871d12841b68','94bc7eac03c3600366689c4e1218157bfecd96efbea9d7dabdf7d73749a563b6');
INSERT INTO "ticket_event" VALUES(3,67,'notified',1795395900000,1795395900000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795395900000/manager-b','94bc7eac03c3600366689c4e1218157bfecd96efbea9d7dabdf7d73749a563b6','df80506c7e71ebf477d3547098fc1afc7f1f0e7bcd2386801249d2758d37c2f6');
INSERT INTO "ticket_event" VALUES(3,68,'breached',1795396620000,1795396620000,'watchkeeper','monitor','{"due_at":1795396620000,"goal":"onsite@level","level":"II","metric":"onsite","table":"level","target":3600000,"to":["manager-b"]}','{}','breach/onsite@level/1/0','df80506c7e71ebf477d3547098fc1afc7f1f0e7bcd2386801249d2758d37c2f6','5a5f6066b49bf225aa56a2c42a189d894450cb11138f48412e5ffe7a8a0b85ec');
INSERT INTO "ticket_event" VALUES(3,69,'escalated',1795396620000,1795396620000,'watchkeeper','monitor','{"chain":"chain","repetition":0,"step":3,"to":["deputy-d"]}','{}','chain/1/3/0','5a5f6066b49bf225aa56a2c42a189d894450cb11138f48412e5ffe7a8a0b85ec','e98a5d2e623109337d7b541d1eb2fdcb7d7f4eb8401e446076cb34622d72c73c');
INSERT INTO "ticket_event" VALUES(3,70,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795396620000/manager-b','e98a5d2e623109337d7b541d1eb2fdcb7d7f4eb8401e446076cb34622d72c73c','6eeea539c7d78b65b676e3fd6a7ff19eb8cddb9adbc8b7e73b8e8ee04863ec20');
INSERT INTO "ticket_event" VALUES(3,71,'notified',1795396620000,1795396620000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795396620000/deputy-d','6eeea539c7d78b65b676e3fd6a7ff19eb8cddb9adbc8b7e73b8e8ee04863ec20','b8ea613e6193d19e5bd88e0125de5fa08e20e8154130eadcc342f5fd0d9bfe5d');
INSERT INTO "ticket_event" VALUES(3,72,'went_silent',1795400220000,1795400220000,'watchkeeper','monitor','{}','{}',NULL,'b8ea613e6193d19e5bd88e0125de5fa08e20e8154130eadcc342f5fd0d9bfe5d','26021d4fd0f553e6ce258a4cf7e9fa8947136cb9b0be5dd874edeba6032a9ca8');
INSERT INTO "ticket_event" VALUES(3,73,'escalated',1795400220000,1795400220000,'watchkeeper','monitor','{"chain":"chain","repetition":1,"step":3,"to":["deputy-d"]}','{}','chain/1/3/1','26021d4fd0f553e6ce258a4cf7e9fa8947136cb9b0be5dd874edeba6032a9ca8','80b6562bcba1e026d626fbde6011f1d2fb904e21479d3dab9fc362de5d8cf4a0');
INSERT INTO "ticket_event" VALUES(3,74,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"engineer-a","to":["manager-b"]}','{}','instead_of/1795400220000/engineer-a','80b6562bcba1e026d626fbde6011f1d2fb904e21479d3dab9fc362de5d8cf4a0','46896a5f60aa996f149089052bdc3ce1b9fcbcb4ef0ed4bf0c2e6a1a81d5a5aa');
INSERT INTO "ticket_event" VALUES(3,75,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795400220000/deputy-d','46896a5f60aa996f149089052bdc3ce1b9fcbcb4ef0ed4bf0c2e6a1a81d5a5aa','2448ddc6e6d65bcb46cf87be5c32246f70330204df5951e10e431a150162bbcc');
INSERT INTO "ticket_event" VALUES(3,76,'notified',1795400220000,1795400220000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795400220000/manager-b','2448ddc6e6d65bcb46cf87be5c32246f70330204df5951e10e431a150162bbcc','a8891cde88db6e703bb317b91ca914c12f85c8d871d1e67899a45e1e0c335407');
INSERT INTO "ticket_event" VALUES(3,77,'escalated',1795403820000,1795403820000,'watchkeeper','monitor','{"chain":"chain","repetition":2,"step":3,"to":["deputy-d"]}','{}','chain/1/3/2','a8891cde88db6e703bb317b91ca914c12f85c8d871d1e67899a45e1e0c335407','b9de3f12eb27a3f68354720b52bedd5c6ba8e281e709dfd2dd8b6e9cf6fc89a9');
INSERT INTO "ticket_event" VALUES(3,78,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"instead_of":"deputy-d","to":["manager-b"]}','{}','instead_of/1795403820000/deputy-d','b9de3f12eb27a3f68354720b52bedd5c6ba8e281e709dfd2dd8b6e9cf6fc89a9','a97159956a9d5fc9e791e6a8268c18180d9b1116190b55d38095a269fcf097a1');
INSERT INTO "ticket_event" VALUES(3,79,'notified',1795403820000,1795403820000,'watchkeeper','monitor','{"unreached":"manager-b"}','{}','unreached/1795403820000/manager-b','a97159956a9d5fc9e791e6a8268c18180d9b1116190b55d38095a269fcf097a1','be63322aa0be9dd1c3c02e51c833214ef36e98eb6c772d338d8f9a482cd7ae5c');
INSERT INTO "ticket_event" VALUES(1,19,'commented',1795404600000,1795404600000,'token:3da39243','rest','{"is_public":false}','{"text":"bbad4b20d3dcf30f3ccff7837a8e0cd525b2458b9ac2f5ada165e4880544e407"}',NULL,'076bd986edbe2a7f0730f3f50cc6c7ff84feee49e94f544525f5a7ace2112152','ca6b659171b7d2a98664864bdb79dde2c8005b5771d51b38bfa4fc707f29ad9c');
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
INSERT INTO "ticket_prose" VALUES(1,1,'title','7a985888a3c6a3bfa735d1ff4572d7bb','disk of web-1 is full');
INSERT INTO "ticket_prose" VALUES(1,1,'title_zh','b4f8079a51f31e86d56fdf9f1b41b255','web-1 磁盘已满');
INSERT INTO "ticket_prose" VALUES(1,1,'alerts','bddf22423576f4f38bbff55080530b48','{"7feee4b64ab65367649fcfe2a23c9323":{"annotations":{"summary":"disk of web-1 is full","summary_zh":"web-1 磁盘已满"},"expression":"node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05","generator_url":""}}');
INSERT INTO "ticket_prose" VALUES(1,5,'note','f55b4c31290be5ece69cc712a49a1f82','我来看');
INSERT INTO "ticket_prose" VALUES(1,6,'text','7fecc2ab2bf0694312265cd313ea48c5','log 目录占满 — /var/log/app');
INSERT INTO "ticket_prose" VALUES(1,7,'solution','8df63807ce817bd40aaabdaf11c13552','清理日志');
INSERT INTO "ticket_prose" VALUES(1,7,'implementation','553c42e0a79feba4e4ad7d3afdfd50ff','logrotate');
INSERT INTO "ticket_prose" VALUES(1,8,'note','442d2128e4f6eabf7d779f4632d173e5','等授权');
INSERT INTO "ticket_prose" VALUES(1,13,'description','d101003ad2541db53b33798a09672088','moved the oldest logs away');
INSERT INTO "ticket_prose" VALUES(1,14,'cause','87b464e005bc5ef87c1e29d02fe25038','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,14,'method','7a8c1af123892696e29ac47af9863ba8','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'kind','d5ad53afe8914bbb4451a94188d72b1d','容量');
INSERT INTO "ticket_prose" VALUES(1,15,'cause','31cb3c6a985a7508437e601ccab1862a','日志未轮转');
INSERT INTO "ticket_prose" VALUES(1,15,'method','e5980729eb4c538826a4f4b0fc875eba','rotated');
INSERT INTO "ticket_prose" VALUES(1,15,'losses','291bb26b77ff8260fd9a3234a0f2fdc2','无');
INSERT INTO "ticket_prose" VALUES(1,16,'text','e7c91fbb8ac4ef4969dc6c727fadf39c','已处理');
INSERT INTO "ticket_prose" VALUES(1,17,'agreed_by','a83e46c5d69865b46d7de09d54c7b24a','王工');
INSERT INTO "ticket_prose" VALUES(1,18,'note','ea3c0ac498633caa2fa24d3f613ee82f','客户已确认');
INSERT INTO "ticket_prose" VALUES(2,1,'summary','b99eea5f34c09ffaa6de155463cc71df','打印机不能用');
INSERT INTO "ticket_prose" VALUES(2,1,'description','ad2abd5fe37b6d3f960b2c9cf63c215a','三楼');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter','ac2a2c51fb3b4602a0a62f4ba0cbf494','王工');
INSERT INTO "ticket_prose" VALUES(2,1,'reporter_contact','64eb2d37f50e28e81bef8d00633e1073','138');
INSERT INTO "ticket_prose" VALUES(3,1,'title','fbd9136c463a25de7f85e32f88998656','posted by another Prometheus');
INSERT INTO "ticket_prose" VALUES(3,1,'alerts','7208c3df72c78c1f36a51f870e237022','{"ff87c8d7c6a09f2f4117d12fd46b1fc6":{"annotations":{"summary":"posted by another Prometheus"},"expression":"","generator_url":""}}');
INSERT INTO "ticket_prose" VALUES(3,3,'text','a507528f2f4681747a3937582511f125','看到了');
INSERT INTO "ticket_prose" VALUES(1,19,'text','cc4a14f00b032c1ee46c8d69c0977bd6','备件已下单');
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
INSERT INTO "ticket" VALUES(3,1,'6126a7d56efd5f8d4ba5281c626e2418',NULL,'II',2,'new','no_data','posted by another Prometheus','','db-1','acme','','high',NULL,NULL,1,1795385820000,1795385820000,1795403820000,NULL,NULL,NULL,NULL,'respond@level',1795387620000,0,4,1795407420000,79);
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
 posted 
 看到了 ');
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
INSERT INTO "search_word_data" VALUES(1,X'0350');
INSERT INTO "search_word_data" VALUES(10,X'00000000010F0F000F0101010201010301010401010501010601010701010801010901010A01010B01010C01010D01010E01010F0101');
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
INSERT INTO "search_word_data" VALUES(1924145348609,X'0000005D023031180000010461636D6518000002066E6F7468657218000001026279180000010264621800000106706F737465641800000209726F6D6574686575731800000103E4BA86180106E588B0E4BA86180106E79C8BE588B0180406090B07070B0E0609');
INSERT INTO "search_word_data" VALUES(2061584302081,X'000001EA023031080000010461636D6508000002027070080000020377617908000001046469736B080000050466756C6C080000010466756C6C0800000102697308000001036C6F670800000406726F7461746508000004017308000001056D6F76656408000001026F6608000002056C646573740800000107726F74617465640800000103746865080000010376617208000001037765620800000106E4B88BE58D95080205BBB6E5B7B2080103E58D95080304A0E6BBA10800000205A484E79086080000030487E4BBB6080205AEA2E688B70800000304B9E9878F0800000202B7A50800000304B2E4B88B080403E5A4840800000403E6BBA10800000403E7A1AE0800000205BD95E58DA00800000202BF970800000403E69CAA0800000106E68891E69DA50800000304B7E5B7B208000002058E88E69D83080000020297A00800000304A5E5BF9708000002059CAAE8BDAE08000002029D830800000304A5E79C8B0800000205B885E790860800000202BBA10800000106E78E8BE5B7A5080000020290860800000403E697A508000002059B98E5B7B20800000304AEE5BD9508000002029C8B0800000205A1AEE8AEA40800000205A381E79B980800000205AD89E68E880800000103E8AEA40800000202BDAC0800000304AEE8BDAC0800000103E9878F080000040609070809090907080B060A070A0C080808090806090A070A0907070808080A07080B090A07090A07090A070B07080A09070A0A0A080709');
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
INSERT INTO "search_word_idx" VALUES(15,X'',2);
DELETE FROM "search_word_content";
INSERT INTO "search_word_content" VALUES(8,'1 acme app away disk diskfull full is log logrotate logs moved of oldest rotated the var web 下单 件已 单 占满 处理 备件 客户 容量 工 已下 已处 已满 已确 录占 志 志未 我来 户已 授权 无 日志 未轮 权 来看 清理 满 王工 理 理日 盘已 目录 看 确认 磁盘 等授 认 转 轮转 量');
INSERT INTO "search_word_content" VALUES(16,'acme old ups 三楼 不能 印机 工 打印 机不 楼 王工 用 能用');
INSERT INTO "search_word_content" VALUES(24,'1 acme another by db posted prometheus 了 到了 看到');
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
INSERT INTO "rest_key" VALUES('86fa0a07c45a46cc4a7274bfffade519f5246d3aabdb6ea826230d84727c6993','token:3da39243','88e2c77f8bac2a4f4107b9c4078fd629be2d05b32a0cbd878efb743924570e2a',1,1795404600000);
CREATE TABLE answer_seen (
	source VARCHAR(100) NOT NULL, 
	nonce VARCHAR(128) NOT NULL, 
	at BIGINT NOT NULL, 
	ticket INTEGER NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_answer_seen PRIMARY KEY (source, nonce)
);
INSERT INTO "answer_seen" VALUES('duty','press-1',1795385820000,3,'done');
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
