BEGIN TRANSACTION;
CREATE TABLE bodies (
	turn_id VARCHAR NOT NULL, 
	prompt_text TEXT NOT NULL, 
	answer_text TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (turn_id), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "bodies" VALUES('00000000000000000000000000000001','Plan a trip to Japan','Tokyo for city life, Kyoto for temples','{"schema_version":1,"id":"00000000000000000000000000000001","conversation_id":"88924b8d3d6f4124a6c415691cdd89cb","parent_id":null,"page":"chat","created":"2026-11-21T10:01:00.000Z","prompt":[{"type":"text","text":"Plan a trip to Japan"}],"settings":{"model":"gemini-3.8-flash","agent":"","thinking_level":null,"thinking_summaries":"auto","history":"server","store":true,"stream":true,"background":false,"system_instruction":"","temperature":null,"top_p":null,"max_output_tokens":null,"seed":null,"stop_sequences":[],"service_tier":null,"tools":[],"tool_choice":null,"response_format":null},"request":{"model":"gemini-3.8-flash","input":"Plan a trip to Japan"},"sent":[],"offline":true,"tier":"free","state":"done","status":"completed","interaction_id":"v1_first1","previous_interaction_id":null,"model":"gemini-3.8-flash","service_tier":null,"steps":[{"index":0,"state":"closed","step":{"type":"thought","signature":"c2ln","summary":[{"type":"text","text":"Let me see."}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0},{"index":1,"state":"closed","step":{"type":"model_output","content":[{"type":"text","text":"Tokyo for city life, Kyoto for temples"}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0}],"usage":{"total_tokens":165,"total_input_tokens":100,"total_cached_tokens":40,"total_output_tokens":50,"total_tool_use_tokens":0,"total_thought_tokens":15},"problem":null,"timings":{"first_byte":null,"first_thought":null,"first_text":null,"end":null},"last_event_id":null,"notes":[]}');
INSERT INTO "bodies" VALUES('00000000000000000000000000000002','And the weather?','Snow.','{"schema_version":1,"id":"00000000000000000000000000000002","conversation_id":"88924b8d3d6f4124a6c415691cdd89cb","parent_id":"00000000000000000000000000000001","page":"chat","created":"2026-11-22T10:02:00.000Z","prompt":[{"type":"text","text":"And the weather?"}],"settings":{"model":"gemini-3.8-flash","agent":"","thinking_level":null,"thinking_summaries":"auto","history":"server","store":true,"stream":true,"background":false,"system_instruction":"","temperature":null,"top_p":null,"max_output_tokens":null,"seed":null,"stop_sequences":[],"service_tier":null,"tools":[],"tool_choice":null,"response_format":null},"request":{"model":"gemini-3.8-flash","input":"And the weather?"},"sent":[],"offline":true,"tier":"free","state":"done","status":"completed","interaction_id":"v1_first2","previous_interaction_id":null,"model":"gemini-3.8-flash","service_tier":null,"steps":[{"index":0,"state":"closed","step":{"type":"function_call","id":"call_1","name":"get_weather","arguments":{"city":"Hakodate"}},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0},{"index":1,"state":"closed","step":{"type":"model_output","content":[{"type":"text","text":"Snow."}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0}],"usage":{"total_tokens":165,"total_input_tokens":100,"total_cached_tokens":40,"total_output_tokens":50,"total_tool_use_tokens":0,"total_thought_tokens":15},"problem":null,"timings":{"first_byte":null,"first_thought":null,"first_text":null,"end":null},"last_event_id":null,"notes":[]}');
INSERT INTO "bodies" VALUES('00000000000000000000000000000003','Größe? 東京 😀','Grüße','{"schema_version":1,"id":"00000000000000000000000000000003","conversation_id":"88924b8d3d6f4124a6c415691cdd89cb","parent_id":"00000000000000000000000000000001","page":"chat","created":"2026-11-20T10:03:00.000Z","prompt":[{"type":"text","text":"Gr\u00f6\u00dfe? \u6771\u4eac \ud83d\ude00"}],"settings":{"model":"gemini-3.8-flash","agent":"","thinking_level":null,"thinking_summaries":"auto","history":"server","store":true,"stream":true,"background":false,"system_instruction":"","temperature":null,"top_p":null,"max_output_tokens":null,"seed":null,"stop_sequences":[],"service_tier":null,"tools":[],"tool_choice":null,"response_format":null},"request":{"model":"gemini-3.8-flash","input":"Gr\u00f6\u00dfe? \u6771\u4eac \ud83d\ude00"},"sent":[],"offline":true,"tier":"free","state":"done","status":"completed","interaction_id":"v1_first3","previous_interaction_id":null,"model":"gemini-3.8-flash","service_tier":null,"steps":[{"index":0,"state":"closed","step":{"type":"model_output","content":[{"type":"text","text":"Gr\u00fc\u00dfe"}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0}],"usage":{"total_tokens":165,"total_input_tokens":100,"total_cached_tokens":40,"total_output_tokens":50,"total_tool_use_tokens":0,"total_thought_tokens":15},"problem":null,"timings":{"first_byte":null,"first_thought":null,"first_text":null,"end":null},"last_event_id":null,"notes":[]}');
INSERT INTO "bodies" VALUES('00000000000000000000000000000004','Something secret','Kept here only','{"schema_version":1,"id":"00000000000000000000000000000004","conversation_id":"1086e7a9dd3140f7a5a7a540e82e65dc","parent_id":null,"page":"chat","created":"2026-11-21T10:04:00.000Z","prompt":[{"type":"text","text":"Something secret"}],"settings":{"model":"gemini-3.8-flash","agent":"","thinking_level":null,"thinking_summaries":"auto","history":"server","store":false,"stream":true,"background":false,"system_instruction":"","temperature":null,"top_p":null,"max_output_tokens":null,"seed":null,"stop_sequences":[],"service_tier":null,"tools":[],"tool_choice":null,"response_format":null},"request":{"model":"gemini-3.8-flash","input":"Something secret","store":false},"sent":[],"offline":true,"tier":"free","state":"done","status":"completed","interaction_id":null,"previous_interaction_id":null,"model":"gemini-3.8-flash","service_tier":null,"steps":[{"index":0,"state":"closed","step":{"type":"model_output","content":[{"type":"text","text":"Kept here only"}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0}],"usage":{"total_tokens":165,"total_input_tokens":100,"total_cached_tokens":40,"total_output_tokens":50,"total_tool_use_tokens":0,"total_thought_tokens":15},"problem":null,"timings":{"first_byte":null,"first_thought":null,"first_text":null,"end":null},"last_event_id":null,"notes":[]}');
INSERT INTO "bodies" VALUES('00000000000000000000000000000005','It broke','half','{"schema_version":1,"id":"00000000000000000000000000000005","conversation_id":"1086e7a9dd3140f7a5a7a540e82e65dc","parent_id":"00000000000000000000000000000004","page":"chat","created":"2026-11-22T10:05:00.000Z","prompt":[{"type":"text","text":"It broke"}],"settings":{"model":"gemini-3.8-flash","agent":"","thinking_level":null,"thinking_summaries":"auto","history":"server","store":true,"stream":true,"background":false,"system_instruction":"","temperature":null,"top_p":null,"max_output_tokens":null,"seed":null,"stop_sequences":[],"service_tier":null,"tools":[],"tool_choice":null,"response_format":null},"request":{"model":"gemini-3.8-flash","input":"It broke"},"sent":[],"offline":true,"tier":"free","state":"failed","status":null,"interaction_id":null,"previous_interaction_id":null,"model":"gemini-3.8-flash","service_tier":null,"steps":[{"index":0,"state":"closed","step":{"type":"model_output","content":[{"type":"text","text":"half"}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0}],"usage":null,"problem":null,"timings":{"first_byte":null,"first_thought":null,"first_text":null,"end":null},"last_event_id":null,"notes":[]}');
INSERT INTO "bodies" VALUES('00000000000000000000000000000006','Still going','to','{"schema_version":1,"id":"00000000000000000000000000000006","conversation_id":"1086e7a9dd3140f7a5a7a540e82e65dc","parent_id":"00000000000000000000000000000004","page":"chat","created":"2026-11-20T10:06:00.000Z","prompt":[{"type":"text","text":"Still going"}],"settings":{"model":"gemini-3.8-flash","agent":"","thinking_level":null,"thinking_summaries":"auto","history":"server","store":true,"stream":true,"background":false,"system_instruction":"","temperature":null,"top_p":null,"max_output_tokens":null,"seed":null,"stop_sequences":[],"service_tier":null,"tools":[],"tool_choice":null,"response_format":null},"request":{"model":"gemini-3.8-flash","input":"Still going"},"sent":[],"offline":true,"tier":"free","state":"streaming","status":"in_progress","interaction_id":"v1_first6","previous_interaction_id":null,"model":"gemini-3.8-flash","service_tier":null,"steps":[{"index":0,"state":"closed","step":{"type":"model_output","content":[{"type":"text","text":"to"}]},"arguments_text":"","started_ms":1000.0,"ended_ms":2000.0}],"usage":{"total_tokens":165,"total_input_tokens":100,"total_cached_tokens":40,"total_output_tokens":50,"total_tool_use_tokens":0,"total_thought_tokens":15},"problem":null,"timings":{"first_byte":null,"first_thought":null,"first_text":null,"end":null},"last_event_id":null,"notes":[]}');
CREATE TABLE conversations (
	id VARCHAR NOT NULL, 
	title TEXT NOT NULL, 
	created VARCHAR NOT NULL, 
	updated VARCHAR NOT NULL, 
	head VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "conversations" VALUES('88924b8d3d6f4124a6c415691cdd89cb','Trip to Japan','2026-11-23T18:36:48.717Z','2026-11-20T10:03:00.000Z','00000000000000000000000000000003');
INSERT INTO "conversations" VALUES('1086e7a9dd3140f7a5a7a540e82e65dc','Something secret','2026-11-23T18:36:48.718Z','2026-11-20T10:06:00.000Z','00000000000000000000000000000006');
CREATE TABLE events (
	turn_id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	at_ms FLOAT NOT NULL, 
	event TEXT NOT NULL, 
	PRIMARY KEY (turn_id, seq), 
	FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "events" VALUES('00000000000000000000000000000001',0,1.0,'{"event_type":"interaction.created"}');
INSERT INTO "events" VALUES('00000000000000000000000000000001',1,2.0,'{"event_type":"interaction.completed"}');
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema_version','1');
CREATE TABLE turns (
	id VARCHAR NOT NULL, 
	conversation_id VARCHAR NOT NULL, 
	parent_id VARCHAR, 
	created VARCHAR NOT NULL, 
	page VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	status VARCHAR, 
	model VARCHAR, 
	agent VARCHAR, 
	interaction_id VARCHAR, 
	previous_interaction_id VARCHAR, 
	stored BOOLEAN NOT NULL, 
	offline BOOLEAN NOT NULL, 
	tier VARCHAR NOT NULL, 
	service_tier VARCHAR, 
	expires VARCHAR, 
	words TEXT NOT NULL, 
	input_tokens INTEGER, 
	cached_tokens INTEGER, 
	output_tokens INTEGER, 
	thought_tokens INTEGER, 
	tool_tokens INTEGER, 
	cost FLOAT, 
	first_text_ms FLOAT, 
	end_ms FLOAT, 
	worker VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
INSERT INTO "turns" VALUES('00000000000000000000000000000001','88924b8d3d6f4124a6c415691cdd89cb',NULL,'2026-11-21T10:01:00.000Z','chat','done','completed','gemini-3.8-flash',NULL,'v1_first1',NULL,1,1,'free',NULL,'2026-11-22T10:01:00+00:00','Plan a trip to Japan',100,40,50,15,0,2.91749999999999962922e-04,NULL,NULL,NULL);
INSERT INTO "turns" VALUES('00000000000000000000000000000002','88924b8d3d6f4124a6c415691cdd89cb','00000000000000000000000000000001','2026-11-22T10:02:00.000Z','chat','done','completed','gemini-3.8-flash',NULL,'v1_first2',NULL,1,1,'free',NULL,'2026-11-23T10:02:00+00:00','And the weather?',100,40,50,15,0,2.91749999999999962922e-04,NULL,NULL,NULL);
INSERT INTO "turns" VALUES('00000000000000000000000000000003','88924b8d3d6f4124a6c415691cdd89cb','00000000000000000000000000000001','2026-11-20T10:03:00.000Z','chat','done','completed','gemini-3.8-flash',NULL,'v1_first3',NULL,1,1,'free',NULL,'2026-11-21T10:03:00+00:00','Größe? 東京 😀',100,40,50,15,0,2.91749999999999962922e-04,NULL,NULL,NULL);
INSERT INTO "turns" VALUES('00000000000000000000000000000004','1086e7a9dd3140f7a5a7a540e82e65dc',NULL,'2026-11-21T10:04:00.000Z','chat','done','completed','gemini-3.8-flash',NULL,NULL,NULL,0,1,'free',NULL,NULL,'Something secret',100,40,50,15,0,2.91749999999999962922e-04,NULL,NULL,NULL);
INSERT INTO "turns" VALUES('00000000000000000000000000000005','1086e7a9dd3140f7a5a7a540e82e65dc','00000000000000000000000000000004','2026-11-22T10:05:00.000Z','chat','failed',NULL,'gemini-3.8-flash',NULL,NULL,NULL,1,1,'free',NULL,NULL,'It broke',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "turns" VALUES('00000000000000000000000000000006','1086e7a9dd3140f7a5a7a540e82e65dc','00000000000000000000000000000004','2026-11-20T10:06:00.000Z','chat','streaming','in_progress','gemini-3.8-flash',NULL,'v1_first6',NULL,1,1,'free',NULL,'2026-11-21T10:06:00+00:00','Still going',100,40,50,15,0,NULL,NULL,NULL,NULL);
CREATE TABLE workers (
	id VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	process VARCHAR NOT NULL, 
	beat FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX turns_by_conversation ON turns (conversation_id, created);
CREATE INDEX turns_by_created ON turns (created);
CREATE INDEX turns_by_interaction ON turns (interaction_id);
CREATE INDEX turns_by_state ON turns (state);
COMMIT;
