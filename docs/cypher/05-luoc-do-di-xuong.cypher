// Lược đồ đi xuống: những văn bản nào thực hiện văn bản này, qua mấy bậc
:param so => '45-NQ/TW'
MATCH (goc:Document {number: $so})
MATCH duong = SHORTEST 1 (goc)<-[:IMPLEMENTS|CONTINUES|DETAILS|BASED_ON]-{1,5}(van_ban:Document)
WHERE van_ban <> goc
RETURN length(duong) AS bac, van_ban.key AS van_ban, van_ban.type AS loai, van_ban.title AS trich_yeu
ORDER BY bac, van_ban LIMIT 200;
