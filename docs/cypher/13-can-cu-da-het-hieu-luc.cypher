// Văn bản đang căn cứ vào một văn bản đã bị thay thế hoặc bãi bỏ
MATCH (van_ban:Document)-[:BASED_ON|IMPLEMENTS|DETAILS]->(cu:Document)<-[r:REPLACES|REPEALS]-(moi:Document)
WHERE NOT r.planned AND van_ban <> moi AND van_ban.date > moi.date
RETURN van_ban.key AS van_ban, cu.key AS can_cu_cu, moi.key AS thay_bang ORDER BY van_ban LIMIT 100;
