// Văn bản đã bị sửa đổi, thay thế hoặc bãi bỏ, và bởi văn bản nào
MATCH (moi:Document)-[r:AMENDS|REPLACES|REPEALS]->(cu:Document) WHERE NOT r.planned
RETURN cu.key AS van_ban_cu, type(r) AS quan_he, moi.key AS van_ban_moi, r.sentences[0] AS cau ORDER BY van_ban_cu, van_ban_moi LIMIT 100;
