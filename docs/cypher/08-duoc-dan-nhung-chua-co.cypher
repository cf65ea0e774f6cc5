// Văn bản được dẫn nhưng chưa có toàn văn trong kho, nên tìm nạp trước
MATCH (van_ban:Document) WHERE van_ban.held = 0 AND van_ban.key IS NOT NULL
RETURN van_ban.key AS van_ban, van_ban.type AS loai, COUNT { (van_ban)<-[:MENTIONS]-() } AS lan_dan
ORDER BY lan_dan DESC, van_ban LIMIT 50;
