// Văn bản được dẫn nhiều nhất
MATCH (van_ban:Document) WHERE van_ban.key IS NOT NULL
WITH van_ban, COUNT { (van_ban)<-[:MENTIONS]-() } AS lan_dan WHERE lan_dan > 0
RETURN van_ban.key AS van_ban, van_ban.title AS trich_yeu, lan_dan ORDER BY lan_dan DESC, van_ban LIMIT 30;
