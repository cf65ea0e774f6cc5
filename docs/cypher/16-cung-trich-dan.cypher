// Văn bản cùng dẫn nhiều văn bản chung nhất với một văn bản
:param so => '2350/QĐ-UBND'
MATCH (a:Document {number: $so})-[:BASED_ON|CITES|IMPLEMENTS]->(chung:Document)<-[:BASED_ON|CITES|IMPLEMENTS]-(b:Document)
WHERE a <> b
RETURN b.key AS van_ban, count(DISTINCT chung) AS so_chung, collect(DISTINCT chung.key) AS chung ORDER BY so_chung DESC, van_ban LIMIT 20;
