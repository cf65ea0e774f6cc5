// Chỗ dẫn chiếu chưa xác định được văn bản nào, cùng các khả năng
MATCH (doan)-[r:MENTIONS]->(van_ban:Document) WHERE r.state = 'ambiguous'
RETURN r.documents[0] AS tai_van_ban, r.sentences[0] AS nguyen_van, collect(van_ban.key) AS kha_nang ORDER BY tai_van_ban LIMIT 100;
