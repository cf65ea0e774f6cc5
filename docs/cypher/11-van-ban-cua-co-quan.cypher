// Văn bản một cơ quan ban hành, mới nhất trước
:param co_quan => 'Thủ tướng Chính phủ'
MATCH (van_ban:Document)-[:ISSUED_BY]->(:Agency {key: $co_quan})
RETURN van_ban.date AS ngay, van_ban.key AS van_ban, van_ban.title AS trich_yeu ORDER BY ngay DESC, van_ban LIMIT 100;
